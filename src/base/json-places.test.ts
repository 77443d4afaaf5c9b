import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJsonPlaces } from './json-places.ts'

describe('JSON with its places', () => {
  test('says the same as JSON.parse', () => fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, 2, '\t'), (value, indent) => {
    const text = JSON.stringify(value, null, indent)
    const read = readJsonPlaces(text)
    expect(read.faults).toEqual([])
    expect(read.value).toEqual(JSON.parse(text))
  })))

  test('takes nothing that JSON.parse does not take', () => fc.assert(fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom(',', '"', '}', '[', '\\', '/', '0', '-', ' ', 'e', ':'), (value, at, sign) => {
    const text = JSON.stringify(value)
    const broken = text.slice(0, at % text.length) + sign + text.slice(at % text.length)
    const parses = (() => { try { JSON.parse(broken); return true } catch { return false } })()
    // A name that stands twice is taken by JSON.parse; here it is a fault.
    const faults = readJsonPlaces(broken).faults.filter(fault => !fault.what.endsWith('stands here twice'))
    expect(faults.length === 0).toBe(parses)
  })))

  const text = '{\n  "a": [1,\n    { "b": "x" }],\n  "fr-simple": 2\n}'
  test.each([
    ['', 1, 1], ['a', 2, 3], ['a[0]', 2, 9], ['a[1]', 3, 5], ['a[1].b', 3, 7], ['fr-simple', 4, 3],
    // What is missing is shown where it should stand.
    ['a[1].missing', 3, 5], ['missing', 1, 1], ['a[7].b[2].c', 2, 3],
  ])('%j stands in line %i, column %i', (path, line, column) => expect(readJsonPlaces(text).placeOf(path)).toEqual({ line, column }))

  test('goes on behind the usual faults', () => {
    const read = readJsonPlaces('{\n  "a": 1, // one\n  "b": [1, 2,]\n  "c": {"d": 1,},\n}')
    expect(read.faults.map(({ line, what }) => [line, what])).toEqual([
      [2, 'JSON has no comments'], [3, 'a comma stands behind the last entry'], [4, 'a comma is missing before this'], [4, 'a comma stands behind the last entry'], [4, 'a comma stands behind the last entry'],
    ])
    expect(read.value).toEqual({ a: 1, b: [1, 2], c: { d: 1 } })
  })

  test.each([
    ['{"a": "x\ny"}', 'a text does not end on its line'], ['{"a" 1}', 'a colon is missing'], ["{'a': 1}", 'quotation marks'], ['{"a": undefined}', 'is no value'], ['{"a": 01}', 'is no value'],
    ['{"a": [1', 'the file ends too early'], ['', 'the file ends too early'], ['{} {}', 'behind the end'], ['{"a": 1, "a": 2}', 'stands here twice'], ['{"a": “x”}', 'a text begins with “'],
    ['['.repeat(5000), 'too many brackets'],
  ])('%.12j is no JSON, and it is said why', (broken, what) => expect(readJsonPlaces(broken).faults[0]?.what).toContain(what))

  test('a name of the language is a name like any other', () => {
    const read = readJsonPlaces('{"__proto__": {"a": 1}, "constructor": 2}').value as object
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor'])
  })
})
