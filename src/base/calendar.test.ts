import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authority } from '../../test/support/example.ts'
import { addWorkingDays, calendarFor, calendarOf, closedBetween, isWorkingDay, workingDaysBetween } from './calendar.ts'
import { addDays } from './time.ts'

const france = calendarFor('FR', [1, 2, 3, 4, 5])
const calendars = fc.constantFrom(
  france,
  calendarFor('FR', [1, 2, 4, 5, 6], { closed: ['2026-05-15'] }),
  calendarFor('CH', [1, 2, 3, 4, 5], { region: 'CH-GE' }),
  calendarFor('DE', [2, 4], { region: 'DE-TH' }),
  calendarFor('GB', [1, 2, 3, 4, 5], { region: 'GB-ENG' }),
)
const days = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2023-01-01', n))

describe('a working day', () => {
  test('is open, no holiday and not closed', () => {
    const calendar = calendarFor('FR', [1, 2, 3, 4, 5], { closed: ['2026-05-15'] })
    expect(isWorkingDay('2026-05-13', calendar)).toBe(true)
    expect(isWorkingDay('2026-05-14', calendar)).toBe(false)
    expect(isWorkingDay('2026-05-15', calendar)).toBe(false)
    expect(isWorkingDay('2026-05-15', france)).toBe(true)
    expect(isWorkingDay('2026-05-16', france)).toBe(false)
  })

  test('needs a week that opens at all', () => {
    expect(() => calendarFor('FR', [])).toThrow(RangeError)
    expect(() => calendarFor('FR', [0, 8])).toThrow(RangeError)
  })
})

describe('counting working days', () => {
  test('goes over weekend and holiday', () => {
    expect(addWorkingDays('2026-11-10', 1, france)).toBe('2026-11-12')
    expect(addWorkingDays('2026-11-13', 10, france)).toBe('2026-11-27')
    expect(addWorkingDays('2026-11-12', -1, france)).toBe('2026-11-10')
    expect(addWorkingDays('2026-11-11', 0, france)).toBe('2026-11-12')
    expect(addWorkingDays('2026-11-12', 0, france)).toBe('2026-11-12')
  })

  test('forward gives the day that a plain walk gives', () => {
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 120 }), calendars, (day, n, calendar) => {
      const worked: string[] = []
      for (let i = 1; worked.length < n; i++) if (isWorkingDay(addDays(day, i), calendar)) worked.push(addDays(day, i))
      expect(addWorkingDays(day, n, calendar)).toBe(worked[n - 1])
    }))
  })

  test('and counting back agree', () => {
    fc.assert(fc.property(days, fc.integer({ min: -120, max: 120 }).filter((n) => n !== 0), calendars, (day, n, calendar) => {
      expect(workingDaysBetween(day, addWorkingDays(day, n, calendar), calendar)).toBe(n)
    }))
  })

  test('between a day and itself is none', () => expect(workingDaysBetween('2026-11-12', '2026-11-12', france)).toBe(0))
})

describe('an authority’s own closings', () => {
  const town = { ...authority(), closed: ['2027-05-07', '2026-05-15', '2027-05-06', '2027-05-08', '2027-05-07'] }

  test('are in its calendar; a changed profile has another', () => {
    expect(addWorkingDays('2027-05-05', 1, calendarOf(authority()))).toBe('2027-05-07')
    expect(addWorkingDays('2027-05-05', 1, calendarOf(town))).toBe('2027-05-10')
    expect(addWorkingDays('2027-05-05', 1, calendarOf({ ...town, closed: undefined }))).toBe('2027-05-07')
  })

  test('are told once and in order, but for those that are not worked anyway', () => {
    expect(closedBetween('2026-05-14', '2027-12-31', calendarOf(town))).toEqual(['2026-05-15', '2027-05-07'])
    expect(closedBetween('2026-05-15', '2027-05-06', calendarOf(town))).toEqual([])
    expect(closedBetween('2026-05-15', '2027-05-07', calendarOf(town))).toEqual(['2027-05-07'])
    expect(closedBetween('2026-01-01', '2027-12-31', calendarOf(authority()))).toEqual([])
  })
})
