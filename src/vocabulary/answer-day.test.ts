import { expect, test } from 'vitest'
import type { Authority } from '../base/authority.ts'
import { answerDay, closedMeanwhile } from './answer-day.ts'
import type { ServiceDescription } from './services.ts'

const service = { id: 'x', version: 1, answer: { term: { amount: 1, unit: 'workingDays' } } } as unknown as ServiceDescription
const town = (more: Partial<Authority>) => ({ zone: 'Europe/Zurich', openDays: [1, 2, 3, 4, 5], ...more }) as Authority

test('the last day is one on which the authority works: by its country, and its region where it names one', () => {
  // The thirtieth of December is a Wednesday; in Geneva the next day is the Restoration of the Republic.
  const filed = Date.parse('2026-12-30T10:00:00Z')
  expect(answerDay(town({ country: 'CH' }), service, filed)).toBe('2026-12-31')
  expect(answerDay(town({ country: 'CH', region: 'CH-GE' }), service, filed)).toBe('2027-01-04')
  expect(answerDay(town({ country: 'DE', region: 'DE-TH' }), service, Date.parse('2027-09-17T10:00:00Z'))).toBe('2027-09-21')
  expect(answerDay(town({ country: 'GB', region: 'GB-ENG' }), service, Date.parse('2027-08-27T10:00:00Z'))).toBe('2027-08-31')
})

test('its own closings are not counted, and are told where the promise runs over them', () => {
  const filed = Date.parse('2027-05-04T10:00:00Z')
  const [open, closed] = [town({ country: 'FR' }), town({ country: 'FR', closed: ['2027-05-07', '2027-05-06', '2027-06-01'] })]
  const within = (amount: number, unit: string) => ({ id: `${amount}-${unit}`, version: 1, answer: { term: { amount, unit } } }) as unknown as ServiceDescription
  // The sixth is Ascension Day, and a holiday already.
  expect([open, closed].map(one => answerDay(one, within(2, 'workingDays'), filed))).toEqual(['2027-05-07', '2027-05-10'])
  expect([open, closed].map(one => closedMeanwhile(one, within(2, 'workingDays'), filed))).toEqual([[], ['2027-05-07']])
  expect(closedMeanwhile(closed, within(1, 'workingDays'), filed)).toEqual([])
  // A term of days counts every day, and only ends on a worked one.
  expect(answerDay(closed, within(3, 'days'), filed)).toBe('2027-05-10')
  expect(closedMeanwhile(closed, within(10, 'days'), filed)).toEqual([])
})
