import { compileForm, type CompiledForm } from '../../../engines/forms/compile-form.ts'
import { formNames } from '../../../engines/forms/form-names.ts'
import { actOf, appealedTeam, outcomesOf, readProcess, type Looked } from '../../../engines/bpmn/read-process.ts'
import type { Model } from '../../../engines/bpmn/model.ts'
import type { ServiceDescription, ServicePackage } from '../../../vocabulary/services.ts'
import { checkFiles, type Around, type PackageReport } from './check-files.ts'
import { guardedNames, guardedQuestions } from '../../../engines/dmn/outside.ts'
import { checkDecisions, decisionIds, unreadable, type DecisionTexts } from './check-decisions.ts'
import { aboutFile, type Finding } from './finding.ts'
import type { PackageFiles } from './package-files.ts'

const file = 'process.bpmn'

/** Checks a package with its process and its decision tables, where it brings some: both JSON files first, for these are held against them. */
export async function examinePackage(files: PackageFiles, around?: Around): Promise<PackageReport> {
  const report = checkFiles(files, around)
  const xml = files.texts.get(file)
  const tables: DecisionTexts = new Map([...files.texts].filter(([name]) => name.endsWith('.dmn')))
  if (xml === undefined && tables.size === 0) return report.content && hasDecisions(report.content) ? withFaults(report, [aboutFile('service.json', '"decisions" has words, and there is no .dmn file', 'add the file, or take them out')]) : report
  if (report.content?.service.handover !== undefined) return withFaults(report, [...(xml === undefined ? [] : [file]), ...tables.keys()].map(name => aboutFile(name, 'says how others decide', 'delete this file, or "handover" in service.json')))
  // What is wrong in the other two would be blamed on the process.
  if (!report.content) return report
  const broken = await unreadable(tables)
  if (xml === undefined || broken.length > 0) return withFaults(report, [...broken, ...(xml === undefined ? [aboutFile(file, 'is missing, so nothing asks the tables', 'add it, with a business rule task for each table')] : [])])
  const content = report.content as Extract<ServicePackage, { service: ServiceDescription }>
  const { service } = content
  const form = compileForm(content.form) as CompiledForm
  const names = formNames(form)
  const read = await readProcess(xml, { teams: around ? [...around.teams, ...(service.takesAppeals ? [appealedTeam] : [])] : null, milestones: service.milestones.map(one => one.id), names, decisions: await decisionIds(tables) })
  const faults = 'faults' in read ? read.faults.map(({ element, what }) => aboutFile(file, `"${element}": ${what}`, 'mend it in a BPMN editor')) : withoutWords(read.process.model, service)
  if (faults.length > 0 || 'faults' in read) return withFaults(report, faults)
  const told = tellsGuarded(read.looked, form)
  if (told.length > 0) return withFaults(report, told)
  const { model } = read.process
  const checked = await checkDecisions(tables, service, form, model)
  if (checked.faults.length > 0) return withFaults(report, checked.faults)
  const named = new Set([...model.nodes.values()].map(node => node.own['milestone']))
  const idle = service.milestones.filter(one => !named.has(one.id)).map(one => aboutFile('service.json', `the milestone "${one.id}" stands on no step of ${file}`, 'write parvis:milestone on one, or leave it out'))
  return { ...report, warnings: [...report.warnings, ...checked.warnings, ...idle], content: { ...content, process: xml, ...(tables.size > 0 && { decisions: Object.fromEntries(tables) }) } }
}

/** Conditions that would tell a protected answer: the way that a request takes stands among the facts of the journal, for everybody who counts. */
function tellsGuarded(looked: readonly Looked[], form: CompiledForm): Finding[] {
  const guarded = guardedNames(form)
  const questions = guardedQuestions(form)
  return looked.flatMap(({ text, names }) => {
    const name = names.find(one => guarded.get(one) === 'answer') ?? (names.some(one => guarded.get(one) === 'group') ? questions.find(id => new RegExp(`\\b${id}\\b`).test(text)) : undefined)
    return name === undefined ? [] : [aboutFile(file, `"${text}" looks at "${name}", which is protected: the way taken would tell the answer among the facts of the journal`, 'let people look, in a step for every request, or branch on the outcome of one')]
  })
}

/** Steps, outcomes and what the applicant sees counted ("Children: 2 of 3") that nobody could read in their own language. */
function withoutWords(model: Model, { steps = [] }: ServiceDescription): Finding[] {
  const faults: Finding[] = []
  const ids = new Set([...model.nodes.values()].flatMap(node => [node.id, ...node.outgoing.map(flow => flow.id)]))
  for (const node of model.nodes.values()) {
    const counted = node.loop?.kind === 'each' && node.inside.length > 0 && node.own['milestone'] !== undefined
    if (!counted && (node.type !== 'user' || !['work', 'ask'].includes(actOf(node)))) continue
    const words = steps.find(one => one.id === node.id)
    if (!words) faults.push(aboutFile('service.json', `"steps" has no words for "${node.id}" of ${file}`, `add { "id": "${node.id}", "name": { … } }`))
    for (const outcome of outcomesOf(node)) if (words && !words.outcomes?.some(one => one.id === outcome)) faults.push(aboutFile('service.json', `"steps" has no words for the outcome "${outcome}" of "${node.id}"`, 'add it to "outcomes"'))
  }
  for (const { id } of steps) if (!ids.has(id)) faults.push(aboutFile('service.json', `"steps" names "${id}", which is no element of ${file}`, 'take it out'))
  return faults
}

const hasDecisions = ({ service }: ServicePackage): boolean => (service.decisions ?? []).length > 0

const withFaults = (report: PackageReport, faults: readonly Finding[]): PackageReport => ({ ...report, faults: [...report.faults, ...faults], content: null })
