import { isReading, type Words } from './language.ts'

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
