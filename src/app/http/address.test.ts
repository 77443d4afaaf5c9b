import { expect, test } from 'vitest'
import { insideAddress } from './address.ts'

test.each(['//elsewhere.example', '/..//elsewhere.example/', '/a/..//elsewhere.example', '/a/../..//elsewhere.example', '/.//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', 'https://elsewhere.example/'])(
  'no redirect leads to another host, as by %j', address => {
    const to = insideAddress(address, '')
    if (to !== null) expect(new URL(to, 'http://here.example').host).toBe('here.example')
    expect(insideAddress(address, '/town')).toBeNull()
  })

test('a redirect stays with its authority, and keeps query and place', () => {
  expect(insideAddress('/town/fr/requests?list=a#b', '/town')).toBe('/town/fr/requests?list=a#b')
  expect(insideAddress('/town-2/fr', '/town')).toBeNull()
  expect(insideAddress('/town/../town-2/fr', '/town')).toBeNull()
})
