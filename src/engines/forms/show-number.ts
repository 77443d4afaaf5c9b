import type { Language, Words } from '../../base/language.ts'
import type { Said } from './control.ts'
import { say } from './say.ts'

/** "1 234,5 m²": a number as its reader writes it, at most four decimals, its unit kept by it. */
export function showNumber(value: number, unit: Words | undefined, language: Language): Said {
  const figure = (formatters[language] ??= new Intl.NumberFormat(locales[language], { maximumFractionDigits: 4 })).format(value)
  if (!unit) return { text: figure }
  const { text, lang } = say(unit, language)
  return { text: `${figure}\u00a0${text}`, ...(lang && { lang }) }
}

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE' }
const formatters: Partial<Record<Language, Intl.NumberFormat>> = {}
