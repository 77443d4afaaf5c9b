import type { Issue } from '../../base/result.ts'
import { addDays, addMonths, isDay, type Day } from '../../base/time.ts'
import type { Reading } from '../../base/language.ts'
import type { DateControl } from './control.ts'
import type { Posted } from './field.ts'
import type { Question, Settings } from './form.ts'
import { texts } from './texts/texts.ts'

/** Reads a date's three boxes: a day, `null` for none, or what is wrong. */
export function parseDay(posted: Posted, name: string): Day | null | readonly Issue[] {
  const [day, month, year] = (['day', 'month', 'year'] as const).map((part) => posted.text(`${name}.${part}`, 10)) as [string, string, string]
  if (day === '' && month === '' && year === '') return null
  if (day === '' || month === '' || year === '') return [{ field: name, rule: 'dateIncomplete' }]
  if (/^\d{1,3}$/.test(year)) return [{ field: name, rule: 'yearTooShort' }]
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : [{ field: name, rule: 'notADate' }]
}

/** Whether a day lies within a question's limits. */
export function dayIssues(field: string, day: Day, { earliest, latest }: Settings, today: Day): readonly Issue[] {
  const from = earliest === undefined ? null : limitDay(earliest, today)
  const to = latest === undefined ? null : limitDay(latest, today)
  if (from !== null && day < from) return [{ field, rule: 'tooEarly', detail: { limit: from } }]
  if (to !== null && day > to) return [{ field, rule: 'tooLate', detail: { limit: to } }]
  return []
}

/** A day as its three boxes show it. */
export function dayParts(day: Day | null): { day: string; month: string; year: string } {
  const [year = '', month = '', date = ''] = day?.split('-') ?? []
  return { day: date.replace(/^0/, ''), month: month.replace(/^0/, ''), year }
}

/** The boxes of a date of birth that stands beside a name. */
export const birthControl = (question: Question, day: Day | null, reading: Reading): DateControl => ({
  kind: 'date',
  name: `${question.id}.birthDate`,
  label: { text: texts(reading).birthDate },
  hint: { text: texts(reading).birthDateHint },
  optional: false,
  value: dayParts(day),
  birthday: question.self === true,
})

/** The day that a limit means, seen from today. */
export function limitDay(limit: string, today: Day): Day {
  const span = /^(-?)P(\d+)([YMD])$/.exec(limit)
  if (!span) return limit
  const amount = Number(span[2]) * (span[1] ? -1 : 1)
  return span[3] === 'D' ? addDays(today, amount) : addMonths(today, span[3] === 'Y' ? amount * 12 : amount)
}
