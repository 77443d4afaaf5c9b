import { compileCondition, longestCondition, type Condition } from './condition.ts'
import { isName } from '../feel/feel-name.ts'
import type { Fault } from './form.ts'
import { isWords, type Bag } from './settings.ts'

/** What was seen of a form so far: its faults, all ids, and the names that a condition may look at (questions of earlier pages, computed values). */
export type Compiling = { readonly faults: Fault[]; readonly ids: Set<string>; readonly earlier: Set<string>; readonly here: Set<string> }

export const blame = (c: Compiling, path: string, fault: string, mend: string): void => void c.faults.push({ path, fault, mend })

export function condition(c: Compiling, raw: unknown, path: string): Condition | null {
  if (raw === undefined) return null
  const compiled = typeof raw === 'string' && raw.length <= longestCondition ? compileCondition(raw) : { fault: `it is not a text of at most ${longestCondition} characters` }
  if ('fault' in compiled) {
    blame(c, path, `cannot be read: ${compiled.fault}`, 'write a FEEL condition such as: email = "none" or list contains(days, "monday")')
    return null
  }
  for (const name of compiled.names) {
    if (!c.earlier.has(name)) blame(c, path, `looks at "${name}", which no earlier page asks here`, 'name a question of an earlier page (of the same item, in a repeated group), or a computed value that they make known')
  }
  return compiled
}

export function takeId(c: Compiling, raw: unknown, path: string): string {
  // "constructor" and the like stand in every object: under them, answers would be found that nobody gave.
  if (typeof raw !== 'string' || !isName(raw) || raw in {}) {
    blame(c, path, `"${String(raw)}" is not an id`, 'start with a small letter, then letters and digits, at most 50, no word of FEEL or JavaScript’s objects')
    return ''
  }
  if (c.ids.has(raw)) blame(c, path, `"${raw}" is used twice`, 'give each group, page, question and computed value an id of its own')
  c.ids.add(raw)
  return raw
}

export function words(c: Compiling, raw: unknown, path: string): void {
  if (!isWords(raw)) blame(c, path, 'has no words', 'write them per language: { "fr": "…", "en": "…", "de": "…" }')
}

export function unknownKeys(c: Compiling, raw: Bag, path: string, known: readonly string[]): void {
  for (const key of Object.keys(raw)) {
    if (!known.includes(key)) blame(c, `${path}.${key}`, 'is not known here', `remove it, or use one of: ${known.join(', ')}`)
  }
}

export function list(c: Compiling, raw: unknown, path: string, most = 500): readonly unknown[] {
  if (Array.isArray(raw) && raw.length > 0 && raw.length <= most) return raw
  blame(c, path, 'is not a list with entries', `write at least one entry, at most ${most}`)
  return []
}

export function bag(c: Compiling, raw: unknown, path: string): Bag {
  if (isBag(raw)) return raw
  blame(c, path, 'is not an object', 'write { … }')
  return {}
}

export const isBag = (raw: unknown): raw is Bag => typeof raw === 'object' && raw !== null && !Array.isArray(raw)
