import { expect, test } from 'vitest'
import { calendarFor } from './calendar.ts'
import { termEnd } from './term.ts'
import type { Term } from './term.ts'

const france = calendarFor('FR', [1, 2, 3, 4, 5])

test.each<[string, string, Term, string]>([
  ['two months end on the same day of the month', '2026-11-18', { amount: 2, unit: 'months' }, '2027-01-18'],
  ['on a Saturday they run to Monday', '2026-11-16', { amount: 2, unit: 'months' }, '2027-01-18'],
  ['a month without the day ends on its last, here a Sunday', '2026-01-31', { amount: 1, unit: 'months' }, '2026-03-02'],
  ['over a holiday and a weekend', '2026-04-25', { amount: 6, unit: 'days' }, '2026-05-04'],
  ['days count from the day after', '2026-11-16', { amount: 10, unit: 'days' }, '2026-11-26'],
  ['working days', '2026-11-16', { amount: 10, unit: 'workingDays' }, '2026-11-30'],
  ['filed on a Sunday', '2026-11-15', { amount: 1, unit: 'workingDays' }, '2026-11-16'],
])('%s', (_, filed, term, end) => expect(termEnd(filed, term, france)).toBe(end))

test('a term is a whole number', () => {
  expect(() => termEnd('2026-11-16', { amount: 1.5, unit: 'months' }, france)).toThrow(RangeError)
  expect(() => termEnd('2026-11-16', { amount: -1, unit: 'days' }, france)).toThrow(RangeError)
})
