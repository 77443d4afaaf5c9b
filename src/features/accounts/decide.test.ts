import { expect, test } from 'vitest'
import { newUuid } from '../../base/ids.ts'
import { agent, visitor } from '../../../test/support/example.ts'
import { confirmAddress } from './decide.ts'
import { readNumber } from './parts/case-by-code.ts'
import { accountKind } from './state.ts'

const account = newUuid()
const decide = (state: typeof accountKind.initial, key: string) =>
  confirmAddress.decide(state, { input: { account, key, email: 'a@example.org' }, given: null, actor: visitor(account), now: 0, newId: newUuid })

test('an address is confirmed once, and claimed for the whole authority', () => {
  const events = decide(accountKind.initial, 'k1')
  expect(events).toEqual([{ type: 'AddressConfirmed', facts: { key: 'k1' }, personal: { email: 'a@example.org' } }])
  const [event] = events as Parameters<typeof accountKind.evolve>[1][]
  const state = accountKind.evolve(accountKind.initial, event!, { happened: 0, version: 1, actor: '' })
  expect(decide(state, 'k1')).toEqual([])
  expect(decide(state, 'k2')).toHaveLength(1)
  expect(confirmAddress.claims!({ account, key: 'k1', email: '' }, state)).toEqual(['address/k1'])
  expect(accountKind.evolve(accountKind.initial, { ...event!, personal: 'erased' }, { happened: 0, version: 1, actor: '' })).toEqual({ addresses: [{ key: 'k1', email: 'erased' }] })
})

test('only a session with an account confirms', () => {
  expect(confirmAddress.permit(visitor(account), accountKind.initial)).toBe(true)
  expect(confirmAddress.permit({ kind: 'visitor', account: null }, accountKind.initial)).toBe(false)
  expect(confirmAddress.permit(agent(), accountKind.initial)).toBe(false)
})

test.each(['CA-2026-00012', ' ca 2026 00012 ', 'ca2026–00012', 'N° CA-2026-00012', 'n°ca.2026.00012', 'Nr. CA-2026-00012'])('a number is read as people write it: %s', typed => {
  expect(readNumber(typed)).toBe('CA-2026-00012')
})

test('what is no number stays what it is, and short', () => {
  expect(readNumber('  ')).toBe('')
  expect(readNumber('hello')).toBe('HELLO')
  expect(readNumber('9'.repeat(500))).toHaveLength(40)
})
