import { isLanguage, plainOf, type Language, type Reading, type Words } from '../../base/language.ts'
import { typeset } from '../../base/text.ts'
import type { Said } from './control.ts'

/**
 * A package's words as somebody reads, typeset: in easy language where that was asked for and written, else in the plain one; where
 * the language is missing, in the author's own, and marked as such.
 * Kept for as long as the package is: typesetting took nine tenths of a summary's time.
 */
export function say(words: Words, reading: Reading): Said {
  const known = said.get(words) ?? {}
  said.set(words, known)
  return (known[reading] ??= find(words, reading))
}

/** A figure and its unit, kept together. */
export function withUnit(figure: string, unit: Words | undefined, reading: Reading): Said {
  if (!unit) return { text: figure }
  const { text, lang } = say(unit, reading)
  return { text: `${figure}\u00a0${text}`, ...(lang && { lang }) }
}

/** The text that its author wrote first, and in which language. */
export function authorsOwn(words: Words): readonly [Language, string] {
  const own = (Object.entries(words) as [Reading, string][]).find(([key]) => isLanguage(key))
  return own ? [own[0] as Language, own[1]] : ['fr', '']
}

const said = new WeakMap<Words, Partial<Record<Reading, Said>>>()

function find(words: Words, reading: Reading): Said {
  const language = plainOf(reading)
  const own = words[reading] ?? words[language]
  if (own !== undefined) return { text: typeset(own, language) }
  const [lang, text] = authorsOwn(words)
  const easy = reading === language ? undefined : words[`${lang}-simple`]
  return { text: typeset(easy ?? text, lang), lang }
}
