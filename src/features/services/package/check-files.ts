import { easyLanguages, findWords, type FoundWords } from '../../../base/find-words.ts'
import { readJsonPlaces, type PlacedJson } from '../../../base/json-places.ts'
import { isLanguage, type Language, type Words } from '../../../base/language.ts'
import { isRefusal } from '../../../base/result.ts'
import { compileForm, type CompiledForm } from '../../../engines/forms/compile-form.ts'
import { examineForm } from '../../../engines/forms/examine-form.ts'
import type { Fault } from '../../../engines/forms/form.ts'
import { authorsOwn } from '../../../engines/forms/say.ts'
import { needService } from '../../../vocabulary/needs.ts'
import { parseServiceDescription } from '../../../vocabulary/parse-service.ts'
import type { HandoverDescription, ServiceDescription, ServicePackage } from '../../../vocabulary/services.ts'
import { aboutFile, type Finding } from './finding.ts'
import type { PackageFiles } from './package-files.ts'

/** What the authority around a package has: where it is not known, nothing is checked against it. */
export type Around = { readonly teams: readonly string[]; readonly languages: readonly Language[]; readonly prefixes: readonly { readonly service: string; readonly prefix: string }[] }

/** Faults are refused, warnings may be meant. `content` is what would be published, where there is no fault. */
export type PackageReport = { readonly faults: readonly Finding[]; readonly warnings: readonly Finding[]; readonly content: ServicePackage | null }

/** Checks a package whole: files, syntax, both parts, and what they say together. Everything is told at once, in the order of the lines. */
export function checkFiles(files: PackageFiles, around?: Around): PackageReport {
  const faults = [...files.faults]
  const warnings: Finding[] = []
  const service = parse(files, 'service.json', faults)
  const isHandover = service?.json !== undefined && 'handover' in service.json
  const wantsForm = !isHandover && !files.faults.some(({ file }) => file.endsWith('form.json'))
  if (!service && !files.faults.some(({ file }) => file.endsWith('service.json'))) faults.push(aboutFile('service.json', 'is missing', 'write it: what the service is, needs and costs'))
  if (isHandover && files.texts.has('form.json')) faults.push(aboutFile('form.json', 'asks for what others render', 'delete this file, or "handover" in service.json'))
  if (wantsForm && !files.texts.has('form.json')) faults.push(aboutFile('form.json', 'is missing', 'write it: what the service asks; or "handover" in service.json, where others render it'))
  const form = isHandover ? null : parse(files, 'form.json', faults)

  const description = service?.json && checkService(service, files.texts.has('process.bpmn'), around, faults, warnings)
  const isSound = form?.json && checkForm(form, faults, warnings)
  checkWords(service, form, around, faults, warnings)
  const content = faults.length > 0 || !description ? null : description.handover !== undefined ? { service: description, form: null } : isSound ? { service: description, form: withoutSchema(form!.json!) } : null
  return { faults: byPlace(faults), warnings: byPlace(warnings), content }
}

type Part = { readonly file: string; readonly root: 'service' | 'form'; readonly placed: PlacedJson; readonly json?: Record<string, unknown> }

function parse(files: PackageFiles, file: 'service.json' | 'form.json', faults: Finding[]): Part | null {
  const text = files.texts.get(file)
  if (text === undefined) return null
  const placed = readJsonPlaces(text)
  for (const { line, what, mend } of placed.faults) faults.push(aboutFile(file, what, mend, line))
  const isObject = typeof placed.value === 'object' && placed.value !== null && !Array.isArray(placed.value)
  if (!isObject && placed.faults.length === 0) faults.push(aboutFile(file, 'is not an object', 'write { … }', 1))
  const root = file === 'service.json' ? 'service' : 'form'
  if (isObject) for (const path of unprintable(placed.value, '')) faults.push(at({ file, root, placed }, path, 'holds a sign that cannot be printed', 'type it anew'))
  return { file, root, placed, ...(isObject && { json: placed.value as Record<string, unknown> }) }
}

const at = ({ file, placed }: Omit<Part, 'json'>, path: string, what: string, mend: string): Finding => ({ file, line: placed.placeOf(path).line, path, what, mend })

function checkService(part: Part, hasProcess: boolean, around: Around | undefined, faults: Finding[], warnings: Finding[]): ServiceDescription | HandoverDescription | null {
  const blame = (path: string, what: string, mend: string): void => void faults.push(at(part, path, what, mend))
  const warn = (path: string, what: string, mend: string): void => void warnings.push(at(part, path, what, mend))
  const service = parseServiceDescription(part.json)
  if (isRefusal(service)) for (const { field, detail } of service.issues ?? []) blame(field.replace(/^service\.?/, ''), String(detail?.['what']), String(detail?.['mend']))
  // Single values can be held against the authority even where others are at fault.
  const { id, team, numberPrefix } = part.json!
  if (id === needService) blame('id', `"${needService}" is the service that every authority has`, 'write another id')
  if (around && typeof team === 'string' && !around.teams.includes(team)) blame('team', `the authority has no team "${team}"`, `name one of its teams: ${around.teams.join(', ') || 'it has none yet'}`)
  const holder = around?.prefixes.find(({ prefix, service: other }) => prefix === numberPrefix && other !== id)
  if (holder) blame('numberPrefix', `"${holder.prefix}" begins the numbers of "${holder.service}"`, 'choose other letters, so that a number tells what it is about')
  const { milestones } = part.json!
  if (Array.isArray(milestones) && milestones.length > mostMilestones) blame('milestones', `are ${milestones.length}: more than ${mostMilestones} sentences nobody reads`, 'join some, or take out what only matters inside')
  if (isRefusal(service)) return null
  for (const one of odd(service, hasProcess)) warn(...one)
  service.appeals?.forEach(({ service: taker }, i) => {
    if (around && taker !== undefined && taker !== service.id && !around.prefixes.some(one => one.service === taker)) warn(`appeals[${i}].service`, `the authority has no service "${taker}"`, 'publish it too: until then nobody sees the way to it')
  })
  return service
}

/** What an applicant can take in at a glance; steps of the process without a milestone stay internal. */
const mostMilestones = 6

/** The milestones that the default process reaches. */
const reached = ['received', 'complete', 'decision', 'told']

function odd(service: ServiceDescription | HandoverDescription, hasProcess: boolean): (readonly [path: string, what: string, mend: string])[] {
  const found: (readonly [string, string, string])[] = []
  if (service.internal && !service.audiences.includes('staff')) found.push(['audiences', 'do not name those whom an internal service is for', 'add "staff"'])
  if (service.handover !== undefined) return found
  if (!service.internal && !service.channels.some(channel => channel.kind === 'online')) found.push(['channels', 'do not name this one', 'add { "kind": "online", … }: the form is here'])
  const { answer, silence } = service
  if (silence.means !== 'nothing' && answer.term.unit === silence.term.unit && answer.term.amount > silence.term.amount) found.push(['answer.term', 'ends after the law has decided by silence', 'promise an earlier answer'])
  service.milestones.forEach(({ id }, i) => {
    if (!hasProcess && !reached.includes(id)) found.push([`milestones[${i}]`, `"${id}" is named on the service's page, but no request reaches it`, `write it on a step of process.bpmn, or use ${reached.join(', ')}`])
  })
  return found
}

/** Pages outside of repeated groups stand under their id in an address, beside these. */
export const takenAddresses = ['check', 'discard', 'resume']

function checkForm(part: Part, faults: Finding[], warnings: Finding[]): boolean {
  const compiled = compileForm(part.json)
  const add = (to: Finding[], all: readonly Fault[]): void => void to.push(...all.map(({ path, fault, mend }) => at(part, path.replace(/^form\.?/, ''), fault, mend)))
  if (Array.isArray(compiled)) {
    add(faults, compiled)
    return false
  }
  const form = compiled as CompiledForm
  const examined = examineForm(form)
  add(faults, examined.faults)
  add(warnings, examined.warnings)
  form.groups.forEach((group, g) => group.pages.forEach((page, p) => {
    if (!group.repeat && takenAddresses.includes(page.id)) faults.push(at(part, `groups[${g}].pages[${p}].id`, `"${page.id}" is the address of a page of Parvis`, `give the page another id: ${takenAddresses.join(', ')} are taken`))
  }))
  return true
}

/** Every text stands in the author's own language: others may be missing, and are then shown in that one. */
function checkWords(service: Part | null, form: Part | null, around: Around | undefined, faults: Finding[], warnings: Finding[]): void {
  const named = Array.isArray(form?.json?.['languages']) ? form.json['languages'].filter(isLanguage) : []
  const name = findWords(service?.json?.['name'], 'name')[0]?.words
  const own = named[0] ?? (name && authorsOwn(name)[0])
  if (own === undefined) return
  const wanted = new Set<Language>([...named, ...Object.keys(name ?? {}).filter(isLanguage), ...(around?.languages ?? [])])
  wanted.delete(own)
  const easy = easyLanguages(service?.json, form?.json)
  for (const part of [service, form]) {
    if (!part?.json) continue
    const all = findWords(part.json, '').map(found => ({ ...found, path: found.path.replace(/^\./, '') }))
    for (const { path, words } of all) {
      if (words[own] === undefined) faults.push(at(part, path, `has no words in "${own}", the author’s own language`, `add "${own}": "…"`))
      else if (authorsOwn(words)[0] !== own) warnings.push(at(part, path, `begins with "${authorsOwn(words)[0]}"`, `write "${own}" first: it is what other languages fall back to`))
    }
    for (const language of wanted) missing(part, all, language, own, warnings)
    for (const language of easy) withoutEasy(part, all, language, warnings)
  }
}

function missing(part: Part, all: readonly FoundWords[], language: Language, own: Language, warnings: Finding[]): void {
  // What is only searched by is shown to nobody.
  const without = all.filter(({ path, words }: { path: string; words: Words }) => words[language] === undefined && !/options\[\d+\]\.words$/.test(path))
  const [first, ...others] = without
  if (!first) return
  warnings.push(at(part, first.path, `has no words in "${language}"${norHave(others)}`, `translate, or they are shown in "${own}" and marked as such`))
}

/** A package that brings easy words offers them on its page and at every question: there nothing may be left in hard words by mistake. */
function withoutEasy(part: Part, all: readonly FoundWords[], language: Language, warnings: Finding[]): void {
  const [first, ...others] = all.filter(({ path, words }) => wantedEasy[part.root].test(path) && words[`${language}-simple`] === undefined && words[language] !== undefined)
  if (!first) return
  warnings.push(at(part, first.path, `has no words in "${language}-simple"${norHave(others)}, though the package brings some`, 'write them, or whoever reads easy language gets the plain ones'))
}

const norHave = (others: readonly FoundWords[]): string =>
  others.length === 0 ? '' : others.length <= 5 ? `, nor have ${others.map(one => one.path).join(', ')}` : `, nor have ${others.length} other texts`

/** What the service is, and what each question says. */
const wantedEasy = { service: /^(name|summary|description)$/, form: /\.questions\[\d+\]\.(label|hint)$/ }

const withoutSchema = ({ $schema: _, ...rest }: Record<string, unknown>): Record<string, unknown> => rest

/** The places of texts with signs that no database keeps or no screen shows. */
function unprintable(json: unknown, path: string): string[] {
  if (typeof json === 'string') return /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u.test(json) ? [path] : []
  if (Array.isArray(json)) return json.flatMap((one, i) => unprintable(one, `${path}[${i}]`))
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([key, inner]) => unprintable(inner, path === '' ? key : `${path}.${key}`))
}

const byPlace = (found: readonly Finding[]): readonly Finding[] => {
  const files = [...new Set(found.map(one => one.file))]
  return [...found].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0))
}
