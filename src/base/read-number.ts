import type { Language } from './language.ts'

/**
 * Reads a number as people type it: "1 234,5", "1'234.5", "1.234,5", "12,5", "− 3", a letter O for a nought. `decimals` is how many
 * may follow the decimal sign: it tells what "1.234" means where a language leaves that open. `null` is not a number, or not a clear one.
 */
export function readNumber(text: string, language: Language, decimals: number): number | null {
  const plain = text.replace(/[\s\u00a0\u202f'’_]+/g, ' ').replace(/[−–]/g, '-').trim().replace(/(?<=[\d.,-]|^)[oO](?=[\d.,oO]|$)/g, '0')
  const found = /^(-?) ?(\d+|\d{1,3}(?:[ .,]\d{3})+)(?:([.,])(\d{1,10}))?$/.exec(plain)
  if (!found) return null
  const [, minus, whole, sign, fraction] = found as unknown as [string, string, string, string | undefined, string | undefined]
  const groups = new Set(whole.replace(/\d/g, ''))
  const [group] = groups
  if (groups.size > 1 || (group && group === sign)) return null
  const digits = whole.replace(/\D/g, '')
  // One sign with three digits behind it: thousands where the language groups so, decimals where it writes them so.
  const either = sign !== undefined && fraction!.length === 3 && group === undefined && digits.length <= 3
  if (either && sign !== grouping[language] && sign !== decimalSign[language] && decimals < 3) return null
  const value = either && sign === grouping[language] ? Number(digits + fraction) : Number(`${digits}.${fraction ?? '0'}`)
  return minus && value !== 0 ? -value : value
}

const grouping: Readonly<Record<Language, string>> = { fr: '', en: ',', de: '.' }
const decimalSign: Readonly<Record<Language, string>> = { fr: ',', en: '.', de: ',' }
