import { describe, expect, test } from 'vitest'
import type { Language } from './language.ts'
import { showDay, showDayList, showDayRange, showInstant, showTime } from './show-time.ts'

const evening = Date.UTC(2026, 10, 16, 20, 14)

describe('showInstant', () => {
  test.each<[Language, string]>([
    ['fr', 'lundi 16 novembre, 21\u00a0h\u00a014'],
    ['en', 'Monday 16 November, 9:14\u00a0pm'],
    ['de', 'Montag, 16. November, 21:14\u00a0Uhr'],
  ])('in %s', (language, shown) => expect(showInstant(evening, 'Europe/Paris', language)).toBe(shown))
})

describe('showTime', () => {
  test.each<[number, string, string, string]>([
    [0, '0\u00a0h', '12:00\u00a0am', '0:00\u00a0Uhr'],
    [9 * 60 + 5, '9\u00a0h\u00a005', '9:05\u00a0am', '9:05\u00a0Uhr'],
    [12 * 60, '12\u00a0h', '12:00\u00a0pm', '12:00\u00a0Uhr'],
  ])('%i minutes after midnight', (minutes, fr, en, de) => {
    expect((['fr', 'en', 'de'] as const).map((language) => showTime(minutes * 60_000, 'UTC', language))).toEqual([fr, en, de])
  })
})

describe('showDay', () => {
  test.each<[Language, string, string, string, string]>([
    ['fr', '1er novembre', 'dimanche 1er novembre 2026', 'dim. 1er nov.', '11 novembre'],
    ['en', '1 November', 'Sunday 1 November 2026', 'Sun 1 Nov', '11 November'],
    ['de', '1. November', 'Sonntag, 1. November 2026', 'So., 1. Nov.', '11. November'],
  ])('in %s', (language, plain, whole, short, eleventh) => {
    expect(showDay('2026-11-01', language)).toBe(plain)
    expect(showDay('2026-11-01', language, { weekday: true, year: true })).toBe(whole)
    expect(showDay('2026-11-01', language, { weekday: true, short: true })).toBe(short)
    expect(showDay('2026-11-11', language)).toBe(eleventh)
  })
})

describe('showDayRange says once what both days share', () => {
  test.each<[Language, readonly string[]]>([
    ['fr', ['16 novembre', 'du 1er au 20 novembre', 'du 28 novembre au 3 décembre 2026', 'du 28 décembre 2026 au 3 janvier 2027', 'du lundi 16 au vendredi 20 novembre']],
    ['en', ['16 November', '1 to 20 November', '28 November to 3 December 2026', '28 December 2026 to 3 January 2027', 'Monday 16 to Friday 20 November']],
    ['de', ['16. November', '1. bis 20. November', '28. November bis 3. Dezember 2026', '28. Dezember 2026 bis 3. Januar 2027', 'Montag, 16. bis Freitag, 20. November']],
  ])('in %s', (language, shown) => {
    expect([
      showDayRange('2026-11-16', '2026-11-16', language),
      showDayRange('2026-11-01', '2026-11-20', language),
      showDayRange('2026-11-28', '2026-12-03', language, { year: true }),
      showDayRange('2026-12-28', '2027-01-03', language, { year: true }),
      showDayRange('2026-11-16', '2026-11-20', language, { weekday: true }),
    ]).toEqual(shown)
  })
})

test.each<[Language, string]>([
  ['fr', '24 décembre, du 27 décembre au 2 janvier, 1er mai'], ['en', '24 December, 27 December to 2 January, 1 May'], ['de', '24. Dezember, 27. Dezember bis 2. Januar, 1. Mai'],
])('showDayList says days that follow each other as one span, in %s', (language, shown) => {
  const days = ['2026-12-24', '2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-05-01']
  expect(showDayList(days, language)).toBe(shown)
  expect(showDayList([], language)).toBe('')
})
