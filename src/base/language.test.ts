import { describe, expect, test } from 'vitest'
import { isEasy, isKeptReading, isReading, keepReading, languages, plainOf, readingOf } from './language.ts'

describe('a way of reading', () => {
  test.each(languages.flatMap(language => [language, `${language}-simple` as const]))('%s is told by its language and whether it is easy, and comes back the same', (reading) => {
    expect(isReading(reading)).toBe(true)
    expect(languages).toContain(plainOf(reading))
    expect(isEasy(reading)).toBe(reading.endsWith('-simple'))
    expect(readingOf(keepReading(reading))).toBe(reading)
    expect(isKeptReading(keepReading(reading))).toBe(true)
  })
  test('in the plain language is kept as it always was', () => expect(keepReading('de')).toEqual({ language: 'de' }))
  test.each(['fr-simple-simple', 'simple', 'fr-', 'FR-simple', 'fr-simple/', 'it-simple', '', null, ['fr']])('%j is none', (text) => expect(isReading(text)).toBe(false))
  test.each([{}, { language: 'fr-simple' }, { language: 'it' }, { language: 'fr', easy: false }, { language: 'fr', easy: 'yes' }])('%j from outside is not kept', (raw) => expect(isKeptReading(raw)).toBe(false))
})
