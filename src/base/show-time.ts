import type { Language } from './language.ts'
import { addDays, dayOf, timeOf } from './time.ts'
import type { Day, Instant } from './time.ts'

/** What to say of a day besides its number and month; `short` abbreviates weekday and month, for tables. */
export type DayWords = { readonly weekday?: boolean; readonly year?: boolean; readonly short?: boolean }

/** A day in words: "1er novembre", with `weekday` and `year` "mardi 16 novembre 2027". */
export function showDay(day: Day, language: Language, words: DayWords = {}): string {
  const key = `${language}${words.weekday ? 'w' : ''}${words.year ? 'y' : ''}${words.short ? 's' : ''}`
  const known = shownDays.get(key + day)
  if (known !== undefined) return known
  const shown = inWords(day, language, formatter(key, language, words))
  if (shownDays.size >= mostKept) shownDays.clear()
  shownDays.set(key + day, shown)
  return shown
}

const shownDays = new Map<string, string>()
const mostKept = 5_000

function inWords(day: Day, language: Language, format: Intl.DateTimeFormat): string {
  const shown = format.format(Date.parse(`${day}T00:00:00Z`))
  if (language === 'fr') return shown.replace(/(^| )1(?= )/, '$11er')
  return language === 'en' ? shown.replace(',', '') : shown
}

/**
 * From one day to another, what both share said once:
 * "du 16 au 20 novembre", "16 to 20 November", "28. November bis 3. Dezember". The same day twice is shown as one.
 */
export function showDayRange(from: Day, to: Day, language: Language, words: DayWords = {}): string {
  if (from === to) return showDay(from, language, words)
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const first = showDay(from, language, { ...words, year: words.year && !sameYear })
  const last = showDay(to, language, words)
  const sameMonth = sameYear && from.slice(5, 7) === to.slice(5, 7)
  return rangeWords[language](sameMonth ? first.slice(0, first.lastIndexOf(' ')) : first, last)
}

/** Days in order as one reads them: those that follow each other are one span. "24 décembre, du 27 au 29 décembre". */
export function showDayList(days: readonly Day[], language: Language, words: DayWords = {}): string {
  const spans: [Day, Day][] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last && addDays(last[1], 1) === day) last[1] = day
    else spans.push([day, day])
  }
  return spans.map(([from, to]) => showDayRange(from, to, language, words)).join(', ')
}

/** A time of day: "21 h 14", "9:14 pm", "21:14 Uhr". */
export const showTime = (instant: Instant, zone: string, language: Language): string =>
  timeWords[language](timeOf(instant, zone))

/** An instant as people in `zone` would say it: "lundi 16 novembre, 21 h 14", "Monday 16 November, 9:14 pm". */
export const showInstant = (instant: Instant, zone: string, language: Language, words: DayWords = { weekday: true }): string =>
  `${showDay(dayOf(instant, zone), language, words)}, ${showTime(instant, zone, language)}`

const rangeWords: Record<Language, (from: string, to: string) => string> = {
  fr: (from, to) => `du ${from} au ${to}`,
  en: (from, to) => `${from} to ${to}`,
  de: (from, to) => `${from} bis ${to}`,
}

/** A time never breaks over two lines: its spaces are U+00A0. */
const timeWords: Record<Language, (time: string) => string> = {
  fr: (time) => `${Number(time.slice(0, 2))}\u00a0h${time.endsWith('00') ? '' : `\u00a0${time.slice(3)}`}`,
  en: (time) => {
    const hour = Number(time.slice(0, 2))
    return `${hour % 12 || 12}${time.slice(2)}\u00a0${hour < 12 ? 'am' : 'pm'}`
  },
  de: (time) => `${Number(time.slice(0, 2))}${time.slice(2)}\u00a0Uhr`,
}

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE' }
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(key: string, language: Language, words: DayWords): Intl.DateTimeFormat {
  let found = formatters.get(key)
  if (!found) {
    const length = words.short ? 'short' : 'long'
    found = new Intl.DateTimeFormat(locales[language], {
      timeZone: 'UTC', day: 'numeric', month: length,
      ...(words.weekday && { weekday: length }), ...(words.year && { year: 'numeric' }),
    })
    formatters.set(key, found)
  }
  return found
}
