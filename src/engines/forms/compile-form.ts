import { isLanguage } from '../../base/language.ts'
import { blameUnplaced, place, readComputed } from './compile-computed.ts'
import { bag, blame, condition, isBag, list, takeId, unknownKeys, words, type Compiling } from './compiling.ts'
import type { CompiledComputed } from './computed.ts'
import type { Condition } from './condition.ts'
import { fields } from './fields/registry.ts'
import type { Field } from './field.ts'
import type { Fault, Form, Group, Option, PageSource, Question, Repeat } from './form.ts'
import { badSetting, commonKeys } from './settings.ts'

/** A form ready to run: conditions read, field types found. Made once per form version and kept. `computes`: what is known before anything is asked. */
export type CompiledForm = { readonly source: Form; readonly groups: readonly CompiledGroup[]; readonly computed: readonly CompiledComputed[]; readonly computes: readonly CompiledComputed[] }
export type CompiledGroup = { readonly id: string; readonly source: Group; readonly when: Condition | null; readonly repeat: Repeat | null; readonly pages: readonly CompiledPage[] }
/** `computes`: the values that become known behind this page. */
export type CompiledPage = { readonly id: string; readonly source: PageSource; readonly when: Condition | null; readonly questions: readonly CompiledQuestion[]; readonly computes: readonly CompiledComputed[] }
export type CompiledQuestion = {
  readonly id: string
  readonly source: Question
  readonly field: Field
  readonly when: Condition | null
  readonly options: readonly { readonly option: Option; readonly when: Condition | null }[]
}

/** Checks a form.json and makes it ready to run, or names every fault with its place and its mend. */
export function compileForm(raw: unknown): CompiledForm | Fault[] {
  const c: Compiling = { faults: [], ids: new Set(), earlier: new Set(), here: new Set() }
  if (!isBag(raw)) return [{ path: 'form', fault: 'is not an object', mend: 'write { "languages": […], "groups": […] }' }]
  unknownKeys(c, raw, 'form', ['$schema', 'languages', 'groups', 'subject', 'computed'])
  const languages = raw['languages']
  if (!Array.isArray(languages) || languages.length === 0 || !languages.every(isLanguage)) {
    blame(c, 'languages', 'does not name the form’s languages', 'list them, the author’s own first: ["fr", "en", "de"]')
  }
  const pending = readComputed(c, raw['computed'])
  const guarded = new Set<string>()
  const computes = place(c, pending, null, guarded)
  const computed = [...computes]
  const placeBehind: Placing = (group, questions) => {
    for (const q of questions) if (q.source.protected ?? q.field?.protected) guarded.add(q.id)
    const placed = place(c, pending, group, guarded)
    computed.push(...placed)
    return placed
  }
  const groups = list(c, raw['groups'], 'groups').map((group, i) => compileGroup(c, group, `groups[${i}]`, placeBehind))
  blameUnplaced(c, pending)
  checkSubject(c, raw['subject'], groups)
  return c.faults.length > 0 ? c.faults : { source: raw as unknown as Form, groups, computed, computes }
}

/** Places the computed values that become known behind a page of these questions. */
type Placing = (group: string, questions: readonly CompiledQuestion[]) => readonly CompiledComputed[]

function compileGroup(c: Compiling, raw: unknown, path: string, placing: Placing): CompiledGroup {
  const group = bag(c, raw, path)
  unknownKeys(c, group, path, ['id', 'title', 'when', 'repeat', 'pages'])
  const id = takeId(c, group['id'], `${path}.id`)
  words(c, group['title'], `${path}.title`)
  const when = condition(c, group['when'], `${path}.when`)
  const before = new Set(c.earlier)
  const pages = list(c, group['pages'], `${path}.pages`).map((page, i) => compilePage(c, page, `${path}.pages[${i}]`, (questions) => (group['repeat'] === undefined ? placing(id, questions) : [])))
  if (group['repeat'] !== undefined) {
    checkRepeat(c, group['repeat'], `${path}.repeat`, pages)
    // Each item has answers of its own, so a later question cannot ask for "the" answer.
    for (const name of c.earlier) if (!before.has(name)) c.earlier.delete(name)
  }
  return { id, source: raw as Group, when, repeat: (group['repeat'] as Repeat | undefined) ?? null, pages }
}

function checkSubject(c: Compiling, raw: unknown, groups: readonly CompiledGroup[]): void {
  if (raw === undefined) return
  const open = groups.flatMap((group) => group.pages.flatMap((page) => page.questions)).filter((q) => !q.source.protected && !q.field?.protected)
  if (!Array.isArray(raw) || !raw.every((id) => open.some((q) => q.id === id))) {
    blame(c, 'subject', 'names no open question', 'list ids of questions that are not protected')
  }
}

function checkRepeat(c: Compiling, raw: unknown, path: string, pages: readonly CompiledPage[]): void {
  const repeat = bag(c, raw, path)
  unknownKeys(c, repeat, path, ['min', 'max', 'item', 'another', 'anotherHint', 'remove', 'name'])
  const { min, max, name } = repeat
  if (!Number.isInteger(min) || !Number.isInteger(max) || (min as number) < 0 || (max as number) < Math.max(1, min as number) || (max as number) > 50) {
    blame(c, path, 'has no usable number of items', 'give "min" (0 or more) and "max" (min to 50) as whole numbers')
  }
  for (const key of ['item', 'another', 'remove']) words(c, repeat[key], `${path}.${key}`)
  if (repeat['anotherHint'] !== undefined) words(c, repeat['anotherHint'], `${path}.anotherHint`)
  if (pages[0] && (pages[0].when || pages[0].questions.every((q) => q.when))) {
    blame(c, path, 'may have items that ask nothing', 'ask the first page always; put its condition on the group')
  }
  if (name !== undefined && !pages.some((page) => page.questions.some((q) => q.id === name && q.field?.brief))) {
    blame(c, `${path}.name`, 'is no question of this group that names somebody', 'give the id of the person or child question, or leave it out')
  }
}

function compilePage(c: Compiling, raw: unknown, path: string, placing: (questions: readonly CompiledQuestion[]) => readonly CompiledComputed[]): CompiledPage {
  const page = bag(c, raw, path)
  unknownKeys(c, page, path, ['id', 'title', 'intro', 'when', 'questions'])
  const id = takeId(c, page['id'], `${path}.id`)
  const when = condition(c, page['when'], `${path}.when`)
  c.here.clear()
  const questions = list(c, page['questions'], `${path}.questions`).map((q, i) => compileQuestion(c, q, `${path}.questions[${i}]`, id))
  for (const name of c.here) c.earlier.add(name)
  for (const key of ['title', 'intro']) if (page[key] !== undefined) words(c, page[key], `${path}.${key}`)
  if (questions.length > 1 && page['title'] === undefined) {
    blame(c, path, 'has several questions and no title', 'give the page a "title", or ask one question a page')
  }
  return { id, source: raw as PageSource, when, questions, computes: placing(questions) }
}

function compileQuestion(c: Compiling, raw: unknown, path: string, page: string): CompiledQuestion {
  const q = bag(c, raw, path)
  // A page with one question may share its id.
  const id = q['id'] === page ? page : takeId(c, q['id'], `${path}.id`)
  c.here.add(id)
  words(c, q['label'], `${path}.label`)
  for (const key of ['hint', 'whenMissing']) if (q[key] !== undefined) words(c, q[key], `${path}.${key}`)
  const field = fields.get(q['type'] as string)
  if (!field) {
    blame(c, `${path}.type`, `"${String(q['type'])}" is no field type`, `use one of: ${[...fields.keys()].join(', ')}`)
  } else {
    unknownKeys(c, q, path, [...commonKeys, ...field.uses, ...field.needs])
    for (const key of field.needs) {
      if (q[key] === undefined) blame(c, path, `is a ${field.type} without "${key}"`, `add "${key}"`)
    }
  }
  const wrongTogether = field?.fault?.(raw as Question)
  if (wrongTogether) blame(c, `${path}.${wrongTogether.key}`, wrongTogether.fault, wrongTogether.mend)
  for (const [key, value] of Object.entries(q)) {
    const wrong = key !== 'options' && badSetting(key, value)
    if (wrong) blame(c, `${path}.${key}`, wrong.fault, wrong.mend)
  }
  const { least, most } = q
  if (typeof least === 'number' && typeof most === 'number' && least > most) blame(c, path, 'has a "least" above its "most"', 'swap them: nobody could answer')
  return {
    id,
    source: raw as Question,
    field: field!,
    when: condition(c, q['when'], `${path}.when`),
    options: q['options'] === undefined ? [] : compileOptions(c, q['options'], `${path}.options`, field?.options),
  }
}

function compileOptions(c: Compiling, raw: unknown, path: string, { most, searched }: NonNullable<Field['options']> = {}): CompiledQuestion['options'] {
  const seen = new Set<unknown>()
  return list(c, raw, path, most).map((one, i) => {
    const at = `${path}[${i}]`
    const option = bag(c, one, at)
    unknownKeys(c, option, at, ['id', 'label', 'hint', 'when', ...(searched ? ['words'] : ['alone'])])
    if (typeof option['id'] !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9-]{0,49}$/.test(option['id']) || seen.has(option['id'])) {
      blame(c, `${at}.id`, 'is not an id of its own', 'use letters, digits and hyphens, each id once')
    }
    seen.add(option['id'])
    words(c, option['label'], `${at}.label`)
    for (const key of ['hint', 'words']) if (option[key] !== undefined) words(c, option[key], `${at}.${key}`)
    if (option['alone'] !== undefined && typeof option['alone'] !== 'boolean') blame(c, `${at}.alone`, 'is neither true nor false', 'write true, or leave it out')
    return { option: one as Option, when: condition(c, option['when'], `${at}.when`) }
  })
}
