import { isEasy, isReading, languages, plainOf, type Language, type Reading, type Words } from './language.ts'

/** Texts per language as they stand in a package: where, under which key, and what. */
export type FoundWords = { readonly path: string; readonly key: string; readonly words: Words }

/** Every object of plain JSON that holds texts per language; an entry of a list has the list's key. */
export function findWords(json: unknown, path: string, key = ''): readonly FoundWords[] {
  if (Array.isArray(json)) return json.flatMap((one, i) => findWords(one, `${path}[${i}]`, key))
  if (typeof json !== 'object' || json === null) return []
  const entries = Object.entries(json)
  if (entries.length > 0 && entries.every(([name, text]) => isReading(name) && typeof text === 'string')) return [{ path, key, words: json as Words }]
  return entries.flatMap(([name, inner]) => findWords(inner, `${path}.${name}`, name))
}

/** The languages in which these parts of a package bring easy words, if only some. A part is looked through once for as long as it is. */
export function easyLanguages(...parts: readonly unknown[]): readonly Language[] {
  const found = new Set(parts.flatMap((part) => (typeof part === 'object' && part !== null ? easyOf(part) : [])))
  return languages.filter((language) => found.has(language))
}

const easyBefore = new WeakMap<object, readonly Language[]>()

function easyOf(part: object): readonly Language[] {
  let known = easyBefore.get(part)
  if (!known) {
    known = [...new Set(findWords(part, '').flatMap(({ words }) => (Object.keys(words) as Reading[]).filter(isEasy).map(plainOf)))]
    easyBefore.set(part, known)
  }
  return known
}
