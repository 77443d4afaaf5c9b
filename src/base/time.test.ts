import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, dayOf, daysBetween, instantOf, isDay, timeOf, weekday } from './time.ts'

const zones = ['Europe/Paris', 'Europe/Zurich', 'Europe/London', 'UTC', 'Pacific/Noumea', 'America/Cayenne', 'Asia/Kolkata']
const instants = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2099, 0) })
const days = instants.map((instant) => dayOf(instant, 'UTC'))
const times = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((m) => new Date(m * 60_000).toISOString().slice(11, 16))

describe('days and instants', () => {
  test('agree with Temporal in every zone', () => {
    fc.assert(fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
      expect(dayOf(instant, zone)).toBe(there.toPlainDate().toString())
      expect(timeOf(instant, zone)).toBe(there.toPlainTime().toString().slice(0, 5))
    }))
  })

  test('find the instant of a wall clock as Temporal does', () => {
    fc.assert(fc.property(days, times, fc.constantFrom(...zones), (day, time, zone) => {
      expect(instantOf(day, time, zone)).toBe(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds)
    }))
  })

  test.each([
    ['in the hour that spring skips', '2026-03-29', '02:30', Date.UTC(2026, 2, 29, 1, 30)],
    ['in the hour that autumn shows twice', '2026-10-25', '02:30', Date.UTC(2026, 9, 25, 0, 30)],
    ['just after the skipped hour', '2026-03-29', '03:00', Date.UTC(2026, 2, 29, 1)],
    ['just after the doubled hour', '2026-10-25', '03:00', Date.UTC(2026, 9, 25, 2)],
  ])('find the instant %s', (_, day, time, expected) => expect(instantOf(day, time, 'Europe/Paris')).toBe(expected))

  test('are refused when they do not exist', () => {
    expect(isDay('2028-02-29')).toBe(true)
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', '16/11/2026', '', null, 20261116]) expect(isDay(wrong)).toBe(false)
    expect(() => instantOf('2026-02-30', '08:00', 'UTC')).toThrow(RangeError)
    expect(() => instantOf('2026-02-28', '24:00', 'UTC')).toThrow(RangeError)
    expect(() => addDays('soon', 1)).toThrow(RangeError)
  })
})

describe('reckoning with days', () => {
  test('addDays and daysBetween are inverse', () => {
    fc.assert(fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
      expect(daysBetween(day, addDays(day, n))).toBe(n)
    }))
  })

  test('addMonths agrees with Temporal', () => {
    fc.assert(fc.property(days, fc.integer({ min: -60, max: 60 }), (day, n) => {
      expect(addMonths(day, n)).toBe(Temporal.PlainDate.from(day).add({ months: n }).toString())
    }))
  })

  test('a month without the day ends on its last', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2027-12-31', 2)).toBe('2028-02-29')
    expect(addMonths('2026-11-16', 2)).toBe('2027-01-16')
  })

  test('weekday is ISO 8601', () => {
    expect(weekday('2026-11-16')).toBe(1)
    expect(weekday('2026-11-22')).toBe(7)
  })
})
