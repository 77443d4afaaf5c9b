import type { Language } from './language.ts'

/** "1 234,5": a number as its reader writes it, at most four decimals. */
export const showNumber = (value: number, language: Language): string =>
  (formatters[language] ??= new Intl.NumberFormat(locales[language], { maximumFractionDigits: 4 })).format(value)

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE' }
const formatters: Partial<Record<Language, Intl.NumberFormat>> = {}
