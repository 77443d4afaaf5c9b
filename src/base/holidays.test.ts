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

  test('England, with the days in lieu', () => {
    expect(holidaysOf(2026, 'GB')).toEqual(listed('01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-26', '12-28'))
    expect(holidaysOf(2021, 'GB').slice(-4)).toEqual(['2021-12-25', '2021-12-26', '2021-12-27', '2021-12-28'])
    expect(holidaysOf(2022, 'GB')).toEqual(['2022-01-01', '2022-01-03', '2022-04-15', '2022-04-18', '2022-05-02', '2022-06-02',
      '2022-06-03', '2022-08-29', '2022-09-19', '2022-12-25', '2022-12-26', '2022-12-27'])
  })

  test('a region belongs to its country', () => expect(() => holidaysOf(2026, 'FR', 'CH-GE')).toThrow(RangeError))
})
