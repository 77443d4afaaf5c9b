import { expect, test } from 'vitest'
import { languages } from './language.ts'
import type { Language } from './language.ts'
import { negotiate } from './negotiate.ts'

test.each<[string | undefined, readonly Language[], Language]>([
  [undefined, languages, 'fr'],
  ['', languages, 'fr'],
  ['de-AT,en;q=0.8', languages, 'de'],
  ['es, en;q=0.8, de;q=0.9', languages, 'de'],
  ['en;q=0.5, fr;q=0.5', languages, 'en'],
  ['DE', ['fr', 'en'], 'fr'],
  ['*', ['de', 'fr'], 'de'],
  ['en;q=0, de;q=0.1', languages, 'de'],
  ['en;q=high, de;q=7', languages, 'fr'],
  ['EN-gb ; q=0.3', ['de', 'en'], 'en'],
])('%s of %j', (header, available, language) => expect(negotiate(header, available)).toBe(language))

test('needs a language to choose from', () => expect(() => negotiate('fr', [])).toThrow(RangeError))
