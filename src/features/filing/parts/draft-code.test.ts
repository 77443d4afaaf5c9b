import { expect, test } from 'vitest'
import { draftCodeHash, draftNumber, readDraftNumber } from './draft-code.ts'

test.each(['D-00012', 'd 12', ' n° D-00012 ', '12', 'D–00012', 'd.00012'])('a number is read as people write it: %s', typed => {
  expect(readDraftNumber(typed)).toBe('D-00012')
})

test('what is no number is none, and a long one stays short', () => {
  for (const typed of ['', ' ', 'D-', 'hello', '000']) expect(readDraftNumber(typed)).toBe('')
  expect(readDraftNumber('9'.repeat(500))).toHaveLength(14)
  expect(readDraftNumber(draftNumber(1_234_567))).toBe('D-1234567')
})

test('the hash is bound to the draft, and is not that of a request’s code', () => {
  const secrets = { sign: (label: string, text: string) => `${label}|${text}` }
  expect(draftCodeHash(secrets, 'a', 'X')).not.toBe(draftCodeHash(secrets, 'b', 'X'))
  expect(draftCodeHash(secrets, 'a', 'X')).toMatch(/^draft-code\|/)
})
