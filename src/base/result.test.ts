import { expect, test } from 'vitest'
import { isLanguage } from './language.ts'
import { isRefusal, refuse } from './result.ts'

test('a refusal is told from an answer', () => {
  const refusal = refuse('CaseAlreadyClosed', { issues: [{ field: 'children[0].birthDate', rule: 'required' }] })
  expect(refusal).toEqual({ refused: 'CaseAlreadyClosed', issues: [{ field: 'children[0].birthDate', rule: 'required' }] })
  expect(isRefusal(refusal)).toBe(true)
  for (const answer of [null, undefined, '', 0, [], {}, { refused: true }]) expect(isRefusal(answer)).toBe(false)
})

test('a language is one of three', () => {
  expect(['fr', 'en', 'de'].every(isLanguage)).toBe(true)
  for (const other of ['FR', 'es', '', null]) expect(isLanguage(other)).toBe(false)
})
