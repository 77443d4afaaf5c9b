import { describe, expect, test } from 'vitest'
import { easter } from './easter.ts'
import { holidaysOf } from './holidays.ts'

describe('easter', () => {
  test.each(['1818-03-22', '1943-04-25', '1954-04-18', '1981-04-19', '2000-04-23', '2008-03-23', '2026-04-05', '2027-03-28', '2038-04-25', '2049-04-18', '2076-04-19'])(
    '%s', (day) => expect(easter(Number(day.slice(0, 4)))).toBe(day))
})

describe('public holidays', () => {
  const listed = (...days: string[]) => days.map((day) => `2026-${day}`)

  test('France', () => expect(holidaysOf(2026, 'FR')).toEqual(
    listed('01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25')))

  test('Switzerland names one day, Geneva eight more', () => {
    expect(holidaysOf(2026, 'CH')).toEqual(['2026-08-01'])
    expect(holidaysOf(2026, 'CH', 'CH-GE')).toEqual(
      listed('01-01', '04-03', '04-06', '05-14', '05-25', '08-01', '09-10', '12-25', '12-31'))
    expect(holidaysOf(2024, 'CH', 'CH-GE')).toContain('2024-09-05')
  })

  test('Germany, and Thuringia’s two more', () => {
    const all = listed('01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26')
    expect(holidaysOf(2026, 'DE')).toEqual(all)
    expect(holidaysOf(2026, 'DE', 'DE-TH')).toEqual([...all, '2026-09-20', '2026-10-31'].sort())
  })

  test('Britain names six days, England two more; all with the days in lieu', () => {
    const all = listed('01-01', '04-03', '05-04', '05-25', '12-25', '12-26', '12-28')
    const england = (year: number) => holidaysOf(year, 'GB', 'GB-ENG')
    expect(holidaysOf(2026, 'GB')).toEqual(all)
    expect(england(2026)).toEqual([...all, '2026-04-06', '2026-08-31'].sort())
    expect(england(2021).slice(-4)).toEqual(['2021-12-25', '2021-12-26', '2021-12-27', '2021-12-28'])
    expect(england(2022)).toEqual(['2022-01-01', '2022-01-03', '2022-04-15', '2022-04-18', '2022-05-02', '2022-06-02',
      '2022-06-03', '2022-08-29', '2022-09-19', '2022-12-25', '2022-12-26', '2022-12-27'])
    // gov.uk publishes these, but for 25 and 26 December, which are no working days anyway.
    expect(england(2027)).toEqual(['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'])
  })

  test.each([
    [2025, '04-18', '04-21', '05-29', '06-09', '09-11'],
    [2027, '03-26', '03-29', '05-06', '05-17', '09-09'],
    [2028, '04-14', '04-17', '05-25', '06-05', '09-07'],
    [2030, '04-19', '04-22', '05-30', '06-10', '09-05'],
  ])('the days that move, in %i', (year, goodFriday, easterMonday, ascension, whitMonday, fast) => {
    const moving = [easterMonday, ascension, whitMonday].map(day => `${year}-${day}`)
    expect(holidaysOf(year, 'FR')).toEqual(expect.arrayContaining(moving))
    expect(holidaysOf(year, 'DE', 'DE-TH')).toEqual(expect.arrayContaining([...moving, `${year}-${goodFriday}`, `${year}-09-20`, `${year}-10-31`]))
    const geneva = holidaysOf(year, 'CH', 'CH-GE')
    expect(geneva).toEqual(['01-01', goodFriday, ...[easterMonday, ascension, whitMonday], '08-01', fast, '12-25', '12-31'].map(day => `${year}-${day}`))
    expect(holidaysOf(year, 'GB', 'GB-ENG')).toEqual(expect.arrayContaining([`${year}-${goodFriday}`, `${year}-${easterMonday}`]))
  })

  test('a region belongs to its country', () => expect(() => holidaysOf(2026, 'FR', 'CH-GE')).toThrow(RangeError))
})
