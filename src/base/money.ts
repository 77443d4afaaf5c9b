import type { Language } from './language.ts'
import { refuse } from './result.ts'
import type { Refusal } from './result.ts'

export const currencies = ['EUR', 'CHF', 'GBP'] as const
export type Currency = (typeof currencies)[number]

/** An amount in whole cents. Make it with `money`, which checks. */
export type Money = { readonly cents: number; readonly currency: Currency }

/** An amount; throws where cents are not a whole number that a double holds exactly. */
export function money(cents: number, currency: Currency): Money {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not whole cents: ${cents}`)
  return { cents, currency }
}

/**
 * "1 234,56 €", "€1,234.56", "1.234,56 €"; francs as Switzerland writes them: "CHF 1’234.50".
 * `whole` leaves the decimals out where there are none to show: "400 €", for limits and brackets.
 */
export function showMoney(amount: Money, language: Language, words: { readonly whole?: boolean } = {}): string {
  const { cents, currency } = money(amount.cents, amount.currency)
  return formatter(language, currency, words.whole === true && cents % 100 === 0).format(cents / 100).replaceAll("'", '’')
}

/**
 * Reads an amount as people type it: "1 234,56", "1'234.50", "1.234,56", "12,5", "12.50 €", "CHF 80.–".
 * The last comma or point with one or two digits behind it is the decimal sign, whatever the language;
 * one with three digits behind it groups thousands where `language` (or Switzerland) writes so, else it is refused: never guessed.
 */
export function parseMoney(text: string, currency: Currency, language: Language): Money | Refusal {
  const plain = text.replace(/\s+/g, ' ').replace(/’/g, "'").replace(/−/g, '-').trim()
  const negative = /^\D*-/.test(plain)
  const unsigned = plain.replace(/^(\D*?)-/, '$1').trim()
  const bare = unsigned.replace(sign[currency], '').trim().replace(/\.[-–—]$/, '')
  const found = /^(\d+|\d{1,3}(?:[ .,']\d{3})+)(?:([.,])(\d{1,2}))?$/u.exec(bare)
  if (!found) return refuse('MoneyUnreadable')
  const [, whole = '', point, decimals = ''] = found
  const groups = new Set(whole.replace(/\d/g, ''))
  const [group] = groups
  if (groups.size > 1 || (group && group === point)) return refuse('MoneyUnreadable')
  const ambiguous = (group === '.' || group === ',') && !point && whole.length <= '999.999'.length
  if (ambiguous && group !== grouping(currency, language)) return refuse('MoneyUnreadable')
  const cents = Number(whole.replace(/\D/g, '') + decimals.padEnd(2, '0'))
  if (!Number.isSafeInteger(cents)) return refuse('MoneyTooLarge')
  return money(negative && cents ? -cents : cents, currency)
}

/** The sign that groups thousands where it could be taken for a decimal sign. */
const grouping = (currency: Currency, language: Language): string | undefined =>
  currency === 'CHF' || language === 'fr' ? undefined : language === 'de' ? '.' : ','

/** The currency's own sign or name, before or behind the figure. */
const sign: Record<Currency, RegExp> = {
  EUR: /^(?:€|EUR)|(?:€|EUR|euros?)$/i,
  CHF: /^(?:CHF|Fr\.?)|(?:CHF|Fr\.?|francs?|Franken)$/i,
  GBP: /^(?:£|GBP)|(?:£|GBP)$/i,
}

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE' }
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(language: Language, currency: Currency, whole: boolean): Intl.NumberFormat {
  const locale = currency === 'CHF' ? `${language}-CH` : locales[language]
  const key = `${locale}${currency}${whole}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...(whole && { minimumFractionDigits: 0, maximumFractionDigits: 0 }) })
    formatters.set(key, found)
  }
  return found
}
