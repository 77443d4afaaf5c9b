import { expect, test } from 'vitest'
import { maskAddress } from './mask-address.ts'

test('an address keeps its first letter and its domain, never its length', () => {
  expect(maskAddress('jeanne@example.org')).toBe('j•••@example.org')
  expect(maskAddress('j@example.org')).toBe('j•••@example.org')
  expect(maskAddress('@example.org')).toBe('•••')
  expect(maskAddress('nobody')).toBe('•••')
})
