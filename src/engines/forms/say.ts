import type { Language, Words } from '../../base/language.ts'
import { typeset } from '../../base/text.ts'
import type { Said } from './control.ts'

/**
 * A package's words in the reader's language, typeset; where they are missing, in the author's own, and marked as such.
 * Kept for as long as the package is: typesetting took nine tenths of a summary's time.
 */
export function say(words: Words, language: Language): Said {
  const known = said.get(words) ?? {}
  said.set(words, known)
  return (known[language] ??= find(words, language))
}

const said = new WeakMap<Words, Partial<Record<Language, Said>>>()

function find(words: Words, language: Language): Said {
  const own = words[language]
  if (own !== undefined) return { text: typeset(own, language) }
  const [lang, text] = (Object.entries(words) as [Language, string][])[0] ?? [language, '']
  return { text: typeset(text, lang), lang }
}
