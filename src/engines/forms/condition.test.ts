import { describe, expect, test } from 'vitest'
import { compileCondition, isName } from './condition.ts'

const scope = new Map<string, unknown>([
  ['days', ['monday', 'friday']],
  ['age', 7],
  ['allergic', true],
  ['school', 'rives'],
  ['child', { given: 'Inès', family: 'Exemple' }],
])

const holds = (text: string): boolean => {
  const condition = compileCondition(text)
  if ('fault' in condition) throw new Error(condition.fault)
  return condition.holds(scope)
}

describe('a condition in FEEL', () => {
  test.each([
    ['school = "rives"', true],
    ['school != "rives"', false],
    ['school in ("x", "rives")', true],
    ['school in ["x", "y"]', false],
    ['list contains(days, "friday")', true],
    ['not(list contains(days, "tuesday"))', true],
    ['age >= 7 and age < 8', true],
    ['age > 7 or allergic', true],
    ['allergic = true and (age = 1 or school = "rives")', true],
    ['child.given = "Inès"', true],
    ['child.constructor = null', true],
    ['missing = null', true],
    ['missing != null', false],
    ['missing = "x"', false],
    ['not(missing = "x")', true],
    ['missing > 3', false],
    ['not(missing > 3)', false],
    ['missing > 3 or allergic', true],
    ['age = "7"', false],
    ['not(age = "7")', false],
    ['school = "a \\" b"', false],
  ])('%s is %s', (text, expected) => expect(holds(text)).toBe(expected))

  test('says which questions it looks at', () => {
    expect(compileCondition('child.given = "x" or list contains(days, school)')).toMatchObject({ names: ['child', 'days', 'school'] })
  })

  test.each(['', '   ', 'school =', 'school = "x', 'school == "x"', '(age > 1', 'age > 1)', 'not age', 'if age then 1', 'list contains days', 'school in "x"', 'age + 1 = 2', '"\t"'])(
    'refuses %j with a reason',
    (text) => expect(compileCondition(text)).toMatchObject({ fault: expect.stringMatching(/\S/) }),
  )

  test('names are simple', () => {
    expect(['a', 'schoolYear', 'day2'].every(isName)).toBe(true)
    expect(['', 'A', 'a-b', 'not', 'true', '__proto__', 'a b', 'é'].some(isName)).toBe(false)
  })
})
