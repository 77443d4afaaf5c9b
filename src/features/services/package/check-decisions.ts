import { decisionOf, outcomesOf } from '../../../engines/bpmn/read-process.ts'
import { doneBefore } from '../../../engines/bpmn/done-before.ts'
import type { Model } from '../../../engines/bpmn/model.ts'
import type { Decision } from '../../../engines/dmn/decision.ts'
import { examine, type Example } from '../../../engines/dmn/examine.ts'
import { needed } from '../../../engines/dmn/needed.ts'
import { askedRepeatedly, comesToNothing, guardedNames, outsideNames, type OutsideName } from '../../../engines/dmn/outside.ts'
import { readDecisions } from '../../../engines/dmn/read-decisions.ts'
import type { CompiledForm } from '../../../engines/forms/compile-form.ts'
import type { ServiceDescription } from '../../../vocabulary/services.ts'
import { withoutWords } from './decision-words.ts'
import { aboutFile, type Finding } from './finding.ts'

/** The .dmn files of a package by name. */
export type DecisionTexts = ReadonlyMap<string, string>

const mostFiles = 20

/** The ids of the decisions that can be read at all: what the process can ask. */
export async function decisionIds(files: DecisionTexts): Promise<readonly string[]> {
  const all = await Promise.all([...files.values()].map(xml => readDecisions(xml)))
  return all.flatMap(read => ('faults' in read ? [] : read.decisions.map(one => one.id)))
}

/** Whether the files are decision tables at all, before anything is held against them. */
export async function unreadable(files: DecisionTexts): Promise<readonly Finding[]> {
  if (files.size > mostFiles) return [aboutFile([...files.keys()][mostFiles]!, `is one of ${files.size} tables`, `keep at most ${mostFiles}, several decisions in one file`)]
  const found: Finding[] = []
  for (const [file, xml] of files) {
    const read = await readDecisions(xml)
    if ('faults' in read) found.push(...read.faults.map(fault => told(file, fault)))
  }
  return found
}

type Checked = { readonly faults: readonly Finding[]; readonly warnings: readonly Finding[] }

/** Holds the tables against the form, the process and the words: whatever a request could bring, each table has to have an answer. */
export async function checkDecisions(files: DecisionTexts, service: ServiceDescription, form: CompiledForm, model: Model): Promise<Checked> {
  const faults: Finding[] = []
  const warnings: Finding[] = []
  const nodes = [...model.nodes.values()]
  const steps = new Map(nodes.filter(node => node.type === 'user' && outcomesOf(node).length > 0).map(node => [node.id, outcomesOf(node)]))
  const asking = nodes.filter(node => decisionOf(node) !== undefined)
  const names = outsideNames(form, steps, asking.map(node => node.id))
  const types = new Map([...names].map(([name, { type }]) => [name, type]))
  const where = new Map<string, string>()
  const read: { readonly file: string; readonly decision: Decision }[] = []
  for (const [file, xml] of files) {
    const found = await readDecisions(xml, types)
    if ('faults' in found) faults.push(...found.faults.map(fault => told(file, fault)))
    else for (const decision of found.decisions) {
      const other = where.get(decision.id)
      if (other !== undefined && other !== file) faults.push(aboutFile(file, `the decision "${decision.id}" stands in ${other}, too`, 'give each decision an id of its own'))
      where.set(decision.id, file)
      read.push({ file, decision })
    }
  }
  if (faults.length > 0) return { faults, warnings }
  const before = doneBefore(model)
  const repeated = askedRepeatedly(form)
  const guarded = guardedNames(form)
  for (const { file, decision } of read) {
    const tasks = asking.filter(node => reaches(read, decisionOf(node)!, decision.id))
    if (tasks.length === 0) faults.push(aboutFile(file, `"${decision.label}" is asked by no step of process.bpmn`, `ask it by a business rule task with parvis:decision="${decision.id}", or take it out`))
    // What is done on every way to every step that asks is known then.
    const known = new Map([...names].map(([name, one]) => [name, steps.has(name) || asking.some(node => node.id === name) ? { ...one, mayBeNull: !tasks.every(node => before(node).has(name)) } : one]))
    const strange = needed(decision).filter(({ name }) => !known.has(name))
    for (const { name, label } of strange) faults.push(aboutFile(file, `"${decision.label}" asks for "${label}" (${name}), which is ${repeated.has(name) ? `asked for each item of "${repeated.get(name)!}"` : 'no question, no computed value, no step with outcomes and no other table'}`, repeated.has(name) ? `ask for the group: count(${repeated.get(name)!})` : 'give the input data the id of one'))
    for (const what of tells(decision, guarded)) faults.push(aboutFile(file, `"${decision.label}" looks at ${what}, which is protected: by the rule that fired it would stand among the facts of the journal`, 'let people decide about it, in a step'))
    if (strange.length === 0) for (const [what, mend] of holesOf(decision, withTables(known, decision))) faults.push(aboutFile(file, `"${decision.label}": ${what}`, mend))
    for (const [what, mend] of doubtsOf(decision)) warnings.push(aboutFile(file, `"${decision.label}": ${what}`, mend))
  }
  faults.push(...withoutWords(read, service, form, new Set(steps.keys())))
  const money = read.find(({ decision }) => service.cost.table && decision.logic.kind === 'table' && decision.logic.outputs.some(({ type }) => type.kind === 'money'))
  if (money) warnings.push(aboutFile('service.json', `says fees in cost.table, and ${money.file} works them out`, 'keep one of the two: the service’s page shows the table of the .dmn file'))
  return { faults, warnings }
}

const told = (file: string, { element, row, what, mend }: { element: string; row: number | null; what: string; mend: string }): Finding =>
  aboutFile(file, `"${element}"${row === null ? '' : `, row ${row}`}: ${what}`, mend)

/** Which protected answers a decision's rules would tell: of a repeated group, how many items there are says nothing. */
function tells({ logic, inputs }: Decision, guarded: ReadonlyMap<string, 'answer' | 'group'>): readonly string[] {
  const said = logic.kind === 'expression' ? [logic.expression.text] : [...logic.inputs.map(({ expression }) => expression.text), ...logic.rules.flatMap(({ tests, outputs }) => [...tests, ...outputs].map(({ text }) => text))]
  return inputs.flatMap(({ name, label }) => {
    const kind = guarded.get(name)
    if (kind === undefined) return []
    return kind === 'answer' || said.some(text => new RegExp(`\\b${name}\\b`).test(text.replaceAll(`count(${name})`, ''))) ? [`"${label}"`] : []
  })
}

/** Whether asking one decision asks another, too. */
function reaches(all: readonly { readonly decision: Decision }[], from: string, to: string): boolean {
  const found = all.find(({ decision }) => decision.id === from)?.decision
  return found !== undefined && (found.id === to || found.decisions.some(one => reaches(all, one.id, to)))
}

type Known = ReadonlyMap<string, OutsideName>

/** Decisions that it requires always come to something: each is looked at by itself. */
const withTables = (known: Known, { decisions }: Decision): Known =>
  new Map<string, OutsideName>([...known, ...decisions.map(one => [one.name, { type: { kind: 'any', allowed: null }, whole: true, mayBeNull: false }] as const)])

/** What a request could bring that the table has no answer to, or two. */
function* holesOf(decision: Decision, known: Known): Generator<readonly [what: string, mend: string]> {
  const { logic } = decision
  if (logic.kind === 'expression') {
    if (logic.type.kind !== 'any' && comesToNothing(logic.expression, known)) yield [`"${logic.expression.text}" may come to nothing, where what it looks at is not known`, 'say what it is then: if … = null then …']
    if (logic.type.kind === 'day') yield dayFault
    return
  }
  for (const [at, { label, expression }] of logic.inputs.entries()) {
    const part = known.get(expression.text)
    if (part && !part.whole && logic.rules.some(({ tests }) => !tests[at]!.always && !tests[at]!.onlyAsks)) yield [`its input "${label}" is a list or has parts, which cells cannot be compared with`, 'ask by an expression such as count(…), or in the cells with "?": list contains(?, "monday")']
  }
  for (const [row, { tests }] of logic.rules.entries()) for (const [at, { label, expression }] of logic.inputs.entries()) {
    const allowed = known.get(expression.text)?.type.allowed
    const strange = tests[at]!.constants?.find(one => typeof one === 'string' && allowed && !allowed.matches(one, new Map()))
    if (strange !== undefined) yield [`row ${row + 1} compares with "${String(strange)}", which ${label} can never be`, `use one of ${allowed!.text}`]
  }
  if (logic.outputs.some(({ type }) => type.kind === 'day')) yield dayFault
  const { gaps, overlaps } = examine(decision, column => comesToNothing(column, known))
  for (const gap of gaps) yield [`no row holds where ${exampleOf(gap)}`, 'add a row, or a default output']
  for (const { rows: [one, other], example } of overlaps) yield [`rows ${one} and ${other} both hold where ${exampleOf(example)}, and differ`, 'let one of them end where the other begins']
  for (const [at, rule] of logic.rules.entries()) for (const [o, output] of rule.outputs.entries()) {
    if (logic.outputs[o]!.type.kind !== 'any' && !output.constant && comesToNothing(output, known)) yield [`row ${at + 1}: "${output.text}" may come to nothing, where what it looks at is not known`, 'say what it is then: if … = null then …']
  }
}

const dayFault = ['it gives a day, which conditions of a process cannot compare', 'give a number of days, or a text'] as const

function* doubtsOf(decision: Decision): Generator<readonly [what: string, mend: string]> {
  const { never, notChecked, tooMany } = examine(decision)
  if (never.length > 0) yield [`row ${never.join(', ')} can never hold`, 'take it out, or mend its cells']
  for (const { row, input, test } of notChecked.slice(0, 3)) yield [`row ${row}: whether "${test}" (${input}) leaves a gap cannot be looked at`, 'compare with constants where you can']
  if (tooMany) yield ['it is too large to be looked at whole', 'split it into decisions that require one another']
}

const exampleOf = (example: Example): string => example.map(({ input, value, other }) => `${input} is ${value === null ? 'not known' : other ? 'any other text' : typeof value === 'object' ? value.text : JSON.stringify(value)}`).join(', ') || 'nothing else is said'
