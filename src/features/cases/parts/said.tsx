import type { Language, Words } from '../../../base/language.ts'
import { say } from '../../../engines/forms/say.ts'

/** A package's words; where the reader's language is missing, the author's own, marked as such. */
export function Said({ words, language }: { words: Words; language: Language }) {
  const { text, lang } = say(words, language)
  return lang ? <span lang={lang}>{text}</span> : <>{text}</>
}
