import { expect, test } from 'vitest'
import { hashPassword, passwordFault, passwordHolds } from './password.ts'

test('a hash is argon2id with its own salt, and holds for its password only, however it was typed', async () => {
  const [one, two] = await Promise.all([hashPassword('Trois mots été forêt'), hashPassword('Trois mots été forêt')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(await passwordHolds(one, 'Trois mots e\u0301te\u0301 fore\u0302t')).toBe(true)
  expect(await passwordHolds(one, 'trois mots été forêt')).toBe(false)
})

test('without a hash no password holds, not even the one that stands in for it', async () => {
  for (const password of ['', 'nobody has this password']) for (const none of [null, '']) expect(await passwordHolds(none, password)).toBe(false)
})

test.each([
  ['eleven sign', 'tooShort'], ['é'.repeat(11), 'tooShort'], ['x'.repeat(201), 'tooLong'], ['aaaaaaaaaaaa', 'obvious'], ['abababababab', 'obvious'],
  ['camille@town.example', 'obvious'], ['camille12camille', 'obvious'],
])('%s is %s', (password, rule) => expect(passwordFault(password, 'Camille@town.example')?.rule).toBe(rule))

test.each(['twelve signs', 'pebbles under a grey sky', '🌧️ drops on slate'])('%s will do', password => expect(passwordFault(password, 'camille@town.example')).toBeNull())
