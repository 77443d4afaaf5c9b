import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from './language.ts'
import type { Language } from './language.ts'
import { currencies, money, parseMoney, showMoney } from './money.ts'
import type { Currency } from './money.ts'

describe('money', () => {
  test('is whole cents', () => {
    for (const wrong of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => money(wrong, 'EUR')).toThrow(RangeError)
  })

  test.each<[Language, Currency, string]>([
    ['fr', 'EUR', '1\u202f234,56\u00a0€'],
    ['en', 'EUR', '€1,234.56'],
    ['de', 'EUR', '1.234,56\u00a0€'],
    ['en', 'GBP', '£1,234.56'],
    ['de', 'CHF', 'CHF\u00a01’234.56'],
  ])('is shown in %s, %s', (language, currency, shown) => expect(showMoney(money(123456, currency), language)).toBe(shown))

  test('leaves out decimals on request, where there are none', () => {
    expect(showMoney(money(130_000, 'EUR'), 'fr', { whole: true })).toBe('1\u202f300\u00a0€')
    expect(showMoney(money(130_050, 'EUR'), 'fr', { whole: true })).toBe('1\u202f300,50\u00a0€')
    expect(showMoney(money(130_000, 'EUR'), 'fr')).toBe('1\u202f300,00\u00a0€')
  })
})

describe('parseMoney', () => {
  test.each<[string, Currency, Language, number]>([
    ['1 234,56', 'EUR', 'fr', 123456],
    ['1\u202f234,56\u00a0€', 'EUR', 'fr', 123456],
    ["1'234.50", 'CHF', 'fr', 123450],
    ['CHF 80.–', 'CHF', 'de', 8000],
    ['1.234,56', 'EUR', 'de', 123456],
    ['1.234', 'EUR', 'de', 123400],
    ['1,234', 'GBP', 'en', 123400],
    ['£1,234.5', 'GBP', 'en', 123450],
    ['12.50', 'EUR', 'fr', 1250],
    ['12,5 euros', 'EUR', 'fr', 1250],
    ['1.234.567', 'EUR', 'fr', 123456700],
    [' 0 ', 'EUR', 'fr', 0],
    ['-3', 'EUR', 'fr', -300],
  ])('%s (%s, %s)', (text, currency, language, cents) => expect(parseMoney(text, currency, language)).toEqual({ cents, currency }))

  test.each<[string, Currency, Language]>([
    ['1.234', 'EUR', 'fr'], ['1,234', 'EUR', 'fr'], ['1,234', 'EUR', 'de'], ['1.234', 'CHF', 'de'], ['1.234', 'GBP', 'en'],
    ['1,2,3', 'EUR', 'fr'], ['12,345,6', 'EUR', 'en'], ['1.234.56', 'EUR', 'de'], ['--3', 'EUR', 'fr'], ['-€-3', 'EUR', 'en'],
    ['', 'EUR', 'fr'], ['€', 'EUR', 'fr'], ['douze', 'EUR', 'fr'], ['12 £', 'EUR', 'fr'], ['1e3', 'EUR', 'fr'], ['0,005', 'EUR', 'fr'],
  ])('refuses to guess %s (%s, %s)', (text, currency, language) =>
    expect(parseMoney(text, currency, language)).toMatchObject({ refused: 'MoneyUnreadable' }))

  test('refuses what no cents can hold', () =>
    expect(parseMoney('99999999999999999', 'EUR', 'fr')).toMatchObject({ refused: 'MoneyTooLarge' }))

  test('reads all that showMoney writes', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(...currencies), fc.constantFrom(...languages), (cents, currency, language) => {
      expect(parseMoney(showMoney(money(cents, currency), language), currency, language)).toEqual({ cents, currency })
    }))
  })
})
