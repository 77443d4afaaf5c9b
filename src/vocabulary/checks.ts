import { isLanguage, languages } from '../base/language.ts'

/*
 * Small checks of JSON from outside that also know their JSON Schema: an editor completes and marks by the same rules that
 * publishing refuses by. What a schema cannot say (brackets without a hole, one end before the other) is checked beside them.
 */

export type Schema = { readonly [keyword: string]: unknown }
export type Blame = (path: string, what: string, mend: string) => void
export type Check = { readonly schema: Schema; run(raw: unknown, path: string, blame: Blame): void }

/** One value that holds or not. */
export const when = (schema: Schema, mend: string, holds: (raw: unknown) => boolean): Check => ({
  schema,
  run: (raw, path, blame) => (holds(raw) ? undefined : blame(path, wrong(raw), mend)),
})

export const matches = (pattern: RegExp, mend: string): Check => when({ type: 'string', pattern: pattern.source }, mend, (raw) => typeof raw === 'string' && pattern.test(raw))
export const oneOf = (values: readonly string[]): Check => when({ enum: values }, `use one of: ${values.join(', ')}`, (raw) => values.includes(raw as string))
export const optional = (check: Check): Check & { readonly mayBeMissing: true } => ({
  schema: check.schema, mayBeMissing: true,
  run: (raw, path, blame) => (raw === undefined ? undefined : check.run(raw, path, blame)),
})
export const isBag = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** An object with exactly these parts. */
export const shape = (parts: Readonly<Record<string, Check>>): Check => ({
  schema: {
    type: 'object', additionalProperties: false,
    required: Object.keys(parts).filter((key) => !('mayBeMissing' in parts[key]!)),
    properties: Object.fromEntries(Object.entries(parts).map(([key, check]) => [key, check.schema])),
  },
  run(raw, path, blame) {
    if (!isBag(raw)) return blame(path, wrong(raw), `write an object with: ${Object.keys(parts).join(', ')}`)
    for (const [key, check] of Object.entries(parts)) check.run(Object.hasOwn(raw, key) ? raw[key] : undefined, `${path}.${key}`, blame)
    for (const key of Object.keys(raw)) if (!Object.hasOwn(parts, key)) blame(`${path}.${key}`, 'is not known here', `remove it, or use one of: ${Object.keys(parts).join(', ')}`)
  },
})

/** A list; entries that are told apart by an `id` have each its own. */
export const many = (check: Check, least = 1): Check => ({
  schema: { type: 'array', ...(least > 0 && { minItems: least }), items: check.schema },
  run(raw, path, blame) {
    if (!Array.isArray(raw) || raw.length < least) return blame(path, wrong(raw), least > 0 ? 'write a list with at least one entry' : 'write a list')
    const seen = new Set<unknown>()
    raw.forEach((one, i) => {
      check.run(one, `${path}[${i}]`, blame)
      const id: unknown = isBag(one) ? one['id'] : undefined
      if (id !== undefined && seen.has(id)) blame(`${path}[${i}].id`, `"${String(id)}" is used twice`, 'give each entry an id of its own')
      seen.add(id)
    })
  },
})

/** Words per language, at least one of them plain, each with something in it and at most so many signs. */
export const words = (most: number): Check => ({
  schema: wordsSchema(most),
  run(raw, path, blame) {
    const mend = 'write the words per language: { "fr": "…", "en": "…", "de": "…" }'
    if (!isBag(raw) || !Object.keys(raw).some(isLanguage)) return blame(path, raw === undefined ? wrong(raw) : 'has no words', mend)
    for (const [key, text] of Object.entries(raw)) {
      if (!isLanguage(key.replace(/-simple$/, ''))) blame(`${path}.${key}`, 'is no language of Parvis', `use ${languages.join(', ')}, each with its easy variant ("fr-simple")`)
      else if (typeof text !== 'string' || text.trim() === '') blame(`${path}.${key}`, 'has no words', mend)
      else if (text.length > most) blame(`${path}.${key}`, `is ${text.length} signs long`, `write at most ${most}: who reads it on a phone gives up before`)
    }
  },
})

/** The same as JSON Schema. */
export const wordsSchema = (most: number): Schema => ({
  type: 'object', additionalProperties: false, minProperties: 1, anyOf: languages.map((language) => ({ required: [language] })),
  properties: Object.fromEntries(languages.flatMap((language) => [language, `${language}-simple`]).map((key) => [key, { type: 'string', pattern: '\\S', maxLength: most }])),
})

const wrong = (raw: unknown): string => (raw === undefined ? 'is missing' : `${shorten(JSON.stringify(raw) ?? String(raw))} cannot be used`)
const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
