import { describe, expect, test } from 'vitest'
import { calendarFor } from '../../base/calendar.ts'
import { readTimer, timerDue } from './timer-due.ts'

const week = calendarFor('DE', [1, 2, 3, 4, 5], { region: 'DE-TH' })
const due = (kind: 'date' | 'duration' | 'cycle', text: string, now: string, zone = 'Europe/Berlin') => {
  const rule = readTimer({ kind, text })
  return rule && new Date(timerDue(rule, Date.parse(now), zone, week).at).toISOString()
}

describe('a timer', () => {
  test('of working days leaves holidays out, and is over when its last day is', () => {
    // 31 October is Reformation Day in Thuringia, a Saturday in 2026; 20 September a Sunday; 3 October a Saturday.
    expect(due('duration', '10 workingDays', '2026-12-17T10:00:00Z')).toBe('2027-01-04T23:00:00.000Z')
    expect(due('duration', '1 workingDay', '2026-11-27T10:00:00Z')).toBe('2026-11-30T23:00:00.000Z')
  })
  test('of days that ends on a holiday waits for the next working day', () => {
    expect(due('duration', 'P5D', '2026-12-20T10:00:00Z')).toBe('2026-12-28T23:00:00.000Z')
  })
  test('rings at midnight of the authority, in summer and in winter', () => {
    expect(due('duration', 'P1M', '2026-02-28T10:00:00Z')).toBe('2026-03-30T22:00:00.000Z')
    expect(due('duration', 'P1W', '2026-10-23T10:00:00Z')).toBe('2026-10-30T23:00:00.000Z')
  })
  test('at a day and hour', () => {
    expect(due('date', '2026-07-01T08:00', '2026-01-01T00:00:00Z')).toBe('2026-07-01T06:00:00.000Z')
    expect(due('date', '2026-07-01', '2026-01-01T00:00:00Z')).toBe('2026-06-30T22:00:00.000Z')
  })
  test('for a meeting waits for its next day, never for today', () => {
    // 8 December 2026 is the second Tuesday.
    expect(due('date', 'next 2nd tuesday', '2026-11-25T10:00:00Z')).toBe('2026-12-07T23:00:00.000Z')
    expect(due('date', 'next 2nd tuesday', '2026-12-07T22:59:00Z')).toBe('2026-12-07T23:00:00.000Z')
    expect(due('date', 'next 2nd tuesday', '2026-12-07T23:00:00Z')).toBe('2027-01-11T23:00:00.000Z')
    expect(due('date', 'next tuesday', '2026-12-08T10:00:00Z')).toBe('2026-12-14T23:00:00.000Z')
    expect(due('date', 'next sunday', '2026-12-07T10:00:00Z')).toBe('2026-12-13T23:00:00.000Z')
    expect(due('date', 'next last friday', '2026-07-01T10:00:00Z')).toBe('2026-07-30T22:00:00.000Z')
    expect(due('date', 'next 4th friday', '2026-07-01T10:00:00Z')).toBe('2026-07-23T22:00:00.000Z')
    expect(due('date', 'next last thursday', '2027-02-01T10:00:00Z')).toBe('2027-02-24T23:00:00.000Z')
  })
  test('for a meeting on a day off waits for the next day that is worked', () => {
    // 1 January 2027 is a Friday; on Thursday the 31st, and on the holiday itself, the meeting of Monday the 4th is still to come.
    for (const now of ['2026-12-31T10:00:00Z', '2027-01-01T10:00:00Z']) expect(due('date', 'next 1st friday', now)).toBe('2027-01-03T23:00:00.000Z')
    expect(due('date', 'next 1st friday', '2027-01-04T10:00:00Z')).toBe('2027-02-04T23:00:00.000Z')
    // 31 October 2028, a Tuesday and the last of its month, is not: that meeting is on the 1st of November.
    expect(due('date', 'next last tuesday', '2028-10-31T12:00:00Z')).toBe('2028-10-31T23:00:00.000Z')
    expect(due('date', 'next friday', '2027-01-04T10:00:00Z')).toBe('2027-01-07T23:00:00.000Z')
  })
  test('of hours counts hours, also across the change of clocks', () => {
    expect(due('duration', 'PT24H', '2026-03-28T12:00:00Z')).toBe('2026-03-29T12:00:00.000Z')
  })
  test('in a circle says how often', () => {
    expect(readTimer({ kind: 'cycle', text: 'R3/P10D' })).toEqual({ kind: 'term', term: { amount: 10, unit: 'days' }, times: 3 })
    expect(readTimer({ kind: 'cycle', text: 'R/PT1H' })).toEqual({ kind: 'span', milliseconds: 3_600_000, times: null })
  })
  test.each([['duration', 'soon'], ['duration', 'P'], ['duration', 'P0D'], ['duration', 'PT'], ['duration', 'P1Y2M'], ['date', '2026-02-30'], ['date', '2026-02-03T25:00'], ['cycle', 'R0/P1D'], ['cycle', 'P1D'], ['duration', '-P1D'], ['date', '2nd tuesday'], ['date', 'next 5th tuesday'], ['date', 'next tuesdays'], ['duration', 'next tuesday']] as const)('that says "%s %s" is refused', (kind, text) => {
    expect(readTimer({ kind, text })).toBeNull()
  })
})
