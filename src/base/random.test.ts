import { expect, test } from 'vitest'
import { pickOne, seededRandom } from './random.ts'

test('the same seed gives the same numbers, another one others, all from 0 to 1', () => {
  const take = (seed: string): number[] => {
    const random = seededRandom(seed)
    return Array.from({ length: 2_000 }, random)
  }
  expect(take('a')).toEqual(take('a'))
  expect(take('a').slice(0, 5)).not.toEqual(take('b').slice(0, 5))
  expect(Math.min(...take('a'))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...take('a'))).toBeLessThan(1)
  const mean = take('c').reduce((sum, n) => sum + n, 0) / 2_000
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05)
})

test('picks reach every element', () => {
  const random = seededRandom('x')
  expect(new Set(Array.from({ length: 100 }, () => pickOne(random, ['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']))
})
