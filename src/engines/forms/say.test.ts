import { expect, test } from 'vitest'
import type { Reading, Words } from '../../base/language.ts'
import { say } from './say.ts'

test.each<[Words, Reading, object]>([
  [{ fr: 'Demander', 'fr-simple': 'Vous demandez' }, 'fr', { text: 'Demander' }],
  [{ fr: 'Demander', 'fr-simple': 'Vous demandez' }, 'fr-simple', { text: 'Vous demandez' }],
  [{ fr: 'Demander', en: 'Apply' }, 'en-simple', { text: 'Apply' }],
  [{ fr: 'Demander', 'fr-simple': 'Vous demandez' }, 'de', { text: 'Demander', lang: 'fr' }],
  [{ fr: 'Demander', 'fr-simple': 'Vous demandez' }, 'de-simple', { text: 'Vous demandez', lang: 'fr' }],
  [{ 'de-simple': 'Leicht', de: 'Schwer', fr: 'Autre' }, 'en', { text: 'Schwer', lang: 'de' }],
  [{ fr: 'Oui ?' }, 'fr-simple', { text: 'Oui\u202f?' }],
])('%j read as %s', (words, reading, said) => expect(say(words, reading)).toEqual(said))
