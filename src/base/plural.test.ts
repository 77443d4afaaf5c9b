import { expect, test } from 'vitest'
import { plural } from './plural.ts'

const days = { one: 'one', other: 'other' }

test.each([[0, 'one', 'other', 'other'], [1, 'one', 'one', 'one'], [1.5, 'one', 'other', 'other'], [2, 'other', 'other', 'other'], [1e6, 'other', 'other', 'other']])(
  '%d', (n, fr, en, de) => expect((['fr', 'en', 'de'] as const).map((language) => plural(language, n, days))).toEqual([fr, en, de]))
