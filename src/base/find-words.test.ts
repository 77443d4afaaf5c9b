import { expect, test } from 'vitest'
import { easyLanguages } from './find-words.ts'

test('easy words are found wherever they stand, each language once, in the order of the languages', () => {
  const service = { name: { fr: 'Cantine', 'de-simple': 'Essen' }, steps: [{ words: { fr: 'Reçu' } }] }
  const form = { groups: [{ pages: [{ label: { fr: 'Jours', 'fr-simple': 'Quels jours ?' } }, { label: { fr: 'École', 'fr-simple': 'Quelle école ?' } }] }] }
  expect(easyLanguages(service, form)).toEqual(['fr', 'de'])
  expect(easyLanguages(service)).toEqual(['de'])
})

test('where there are none, or nothing at all, none is found', () => {
  expect(easyLanguages({ name: { fr: 'Cantine', en: 'Canteen' } }, null, undefined, { id: 'fr-simple' })).toEqual([])
})
