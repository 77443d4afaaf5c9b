import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packState, unpackState } from './pack-state.ts'
import type { ProcessState, Token } from './state.ts'

const ids = fc.constantFrom('request', 'perChild', 'place', 'health', 'decide')
const more = fc.record({ by: fc.string(), counts: fc.record({ of: fc.nat(9), done: fc.nat(9) }), item: fc.nat(9), due: fc.dictionary(ids, fc.oneof(fc.nat(), fc.tuple(fc.nat(), fc.constant(null)))), heard: fc.array(ids), data: fc.dictionary(ids, fc.string()) }, { requiredKeys: [] }).map(({ counts, ...others }) => ({ ...others, ...counts }))
const states: fc.Arbitrary<ProcessState> = fc.record({ at: fc.array(fc.tuple(ids, fc.nat(20), more), { maxLength: 8 }), failed: fc.option(fc.string(), { nil: undefined }) }).map(({ at, failed }) => ({
  next: at.length,
  // Each is inside of one before it, or of none.
  tokens: at.map(([here, outer, rest], id): Token => ({ id, at: here, ...(id > 0 && outer % (id + 1) < id && { in: outer % (id + 1) }), ...rest })),
  ...(failed !== undefined && { failed }),
}))

test('what was packed and stored comes back as it was, and is shorter', () => {
  fc.assert(fc.property(states, state => {
    const stored = JSON.stringify(packState(state))
    expect(unpackState(JSON.parse(stored))).toEqual(JSON.parse(JSON.stringify(state)))
    expect(stored.length).toBeLessThan(JSON.stringify(state).length)
  }))
})

test('what was stored before it was packed is read as it is', () => {
  const state: ProcessState = { next: 3, tokens: [{ id: 0, at: 'request' }, { id: 2, at: 'decide', in: 0 }] }
  expect(unpackState(JSON.parse(JSON.stringify(state)))).toEqual(state)
})

test('an instance of a repeated activity does not name it again', () => {
  expect(packState({ next: 4, tokens: [{ id: 0, at: 'request' }, { id: 1, at: 'perChild', in: 0, of: 1, done: 0 }, { id: 2, at: 'perChild', in: 1, item: 0 }, { id: 3, at: 'place', in: 2 }] }))
    .toEqual([4, [[0, 'request'], [1, 'perChild', 0, { of: 1 }], [2, 0, 1, { item: 0 }], [3, 'place', 2]]])
})
