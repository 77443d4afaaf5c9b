import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Authority } from '../base/authority.ts'
import { calendarFor, isWorkingDay } from '../base/calendar.ts'
import { addDays } from '../base/time.ts'
import { checkWorkingDays } from './check-working-days.ts'

const openDays = [1, 2, 3, 4, 5]
const days = (n: number) => Array.from({ length: n }, (_, i) => addDays('2027-01-01', i))

test.each([{ openDays }, { openDays: [7] }, { openDays, closed: [] }, { openDays, closed: ['2027-05-07', '2026-05-15', '2027-05-07'] }, { openDays, closed: days(366) }])('%j is taken', profile => expect(() => checkWorkingDays(profile)).not.toThrow())

test.each<[object, string]>([
  [{}, '"openDays" is undefined'], [{ openDays: [] }, '"openDays" is []'], [{ openDays: [0] }, '1 for Monday'], [{ openDays: [8] }, '"openDays"'], [{ openDays: ['1'] }, '"openDays"'],
  [{ openDays, closed: '2027-05-07' }, '"closed" is "2027-05-07". Write a list'], [{ openDays, closed: { 0: '2027-05-07' } }, '"closed"'],
  [{ openDays, closed: ['2027-05-07', '2027-02-30'] }, '"closed[1]" is "2027-02-30". Write a day that exists'], [{ openDays, closed: ['07.05.2027'] }, '"closed[0]"'], [{ openDays, closed: [20270507] }, '"closed[0]" is 20270507'],
  [{ openDays, closed: [null] }, '"closed[0]" is null'], [{ openDays, closed: days(367) }, '"closed" names 367 days'],
])('%j is refused', (profile, words) => expect(() => checkWorkingDays(profile as never)).toThrow(words))

describe('the examples', () => {
  const folder = join(import.meta.dirname, '../../authorities')
  test.each(readdirSync(folder))('%s closes only on days that it would work otherwise', slug => {
    const profile = JSON.parse(readFileSync(join(folder, slug, 'authority.json'), 'utf8')) as Authority
    checkWorkingDays(profile)
    const usual = calendarFor(profile.country, profile.openDays, { region: profile.region })
    expect(profile.closed?.filter(day => !isWorkingDay(day, usual)) ?? []).toEqual([])
  })
})
