import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUuid, newUuid, uuidTime } from './ids.ts'

const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('an id is a UUIDv7 that carries its time', () => {
  fc.assert(fc.property(instants, (at) => {
    const id = newUuid(at)
    expect(isUuid(id)).toBe(true)
    expect(id[14]).toBe('7')
    expect(uuidTime(id)).toBe(at)
  }))
})

test('ids sort by time', () => {
  fc.assert(fc.property(instants, instants, (a, b) => {
    fc.pre(a !== b)
    expect(newUuid(a) < newUuid(b)).toBe(a < b)
  }))
})

test('ids of one millisecond differ, over several draws of random bytes', () => {
  expect(new Set(Array.from({ length: 2000 }, () => newUuid(0))).size).toBe(2000)
})

test('only Parvis’s own spelling is an id', () => {
  const id = newUuid(0)
  for (const wrong of [id.toUpperCase(), `${id} `, id.replaceAll('-', ''), `{${id}}`, '', null, 7]) expect(isUuid(wrong)).toBe(false)
})
