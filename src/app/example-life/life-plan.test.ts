import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../../base/random.ts'
import { courses, planLife } from './life-plan.ts'

const now = Date.UTC(2026, 10, 25, 9, 0)

test('there are forty, and every course is among them', () => {
  expect(courses).toHaveLength(40)
  expect(new Set(courses).size).toBe(13)
})

test('a life begins with its filing, goes on in order, and never reaches into the future', () => {
  fc.assert(fc.property(fc.constantFrom(...courses), fc.integer({ min: 1, max: 120 }), fc.string(), (course, termDays, seed) => {
    const acts = planLife(course, now, termDays, seededRandom(seed))
    expect(acts[0]!.does).toBe('file')
    for (const [i, act] of acts.entries()) {
      expect(act.at).toBeLessThan(now)
      if (i > 0) expect(act.at).toBeGreaterThan(acts[i - 1]!.at)
    }
  }))
})

test('a late request is older than its term, a new one is of these days', () => {
  for (let seed = 0; seed < 50; seed++) {
    const late = planLife('late', now, 20, seededRandom(String(seed)))
    expect(now - late[0]!.at).toBeGreaterThan(29 * 86_400_000)
    expect(now - planLife('new', now, 20, seededRandom(String(seed)))[0]!.at).toBeLessThan(3 * 86_400_000)
  }
})
