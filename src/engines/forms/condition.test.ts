import { describe, expect, test } from 'vitest'
import { compileCondition } from './condition.ts'
import { FeelDay } from '../feel/feel-day.ts'
import { isName } from '../feel/feel-name.ts'

const scope = new Map<string, unknown>([
  ['days', ['monday', 'friday']],
  ['age', 7],
  ['allergic', true],
  ['school', 'rives'],
  ['child', { given: 'Inès', family: 'Exemple', birthDate: new FeelDay('2019-03-14') }],
  ['from', new FeelDay('2026-12-01')],
  ['to', new FeelDay('2026-12-24')],
  ['quotient', 'unknown'],
  ['one', ['monday']],
  ['files', [{ name: 'a.pdf', bytes: 5 }, { name: 'b.pdf', bytes: 7 }]],
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
    // Dates are dates.
    ['from < to', true],
    ['from = "2026-12-01"', false],
    ['not(from = "2026-12-01")', false],
    ['from >= date("2026-12-01")', true],
    ['from = @"2026-12-01"', true],
    ['to - from > @"P3W"', false],
    ['to - from > duration("P20D")', true],
    ['child.birthDate.year = 2019', true],
    ['years and months duration(child.birthDate, from).years >= 7', true],
    ['date("no day") = null', true],
    // Order needs two of a kind.
    ['quotient >= 400', false],
    ['not(quotient >= 400)', false],
    ['quotient in [0..400]', false],
    ['age in [7..9]', true],
    ['age in (7..9]', false],
    ['age between 6 and 8', true],
    ['age + 1 = 8', true],
    ['if allergic then age > 3 else false', true],
    ['count(days) = 2', true],
    ['count(days[item = "monday"]) = 1', true],
    ['count(days[item > "g"]) = 1', true],
    ['some day in days satisfies day = school or day = "friday"', true],
    ['sum(for file in files return file.bytes) = 12', true],
    ['files.name = ["a.pdf", "b.pdf"]', true],
    ['days = ["monday", "friday"]', true],
    ['one = "monday"', true],
    ['missing.part.part = null', true],
    ['missing + 1 > 0', false],
    ['age / 0 > 1', false],
    ['starts with(school, "ri")', true],
    ['starts with(age, "ri")', false],
    ['age', false],
  ])('%s is %s', (text, expected) => expect(holds(text)).toBe(expected))

  test('says which questions it looks at', () => {
    expect(compileCondition('child.given = "x" or list contains(days, school)')).toMatchObject({ names: ['child', 'days', 'school'] })
  })

  test.each(['', '   ', 'school =', 'school = "x', 'school == "x"', '(age > 1', 'age > 1)', 'age > 1, 2', 'not age', 'list contains days'])(
    'refuses %j with a reason',
    (text) => expect(compileCondition(text)).toMatchObject({ fault: expect.stringMatching(/\S/) }),
  )

  test('says where it cannot be read', () => {
    expect(compileCondition('age == 3')).toEqual({ fault: '"= 3" is not taken here (write the comparison out)' })
    expect(compileCondition('(age > 3 or )')).toEqual({ fault: 'it cannot be read at sign 13, near ")"' })
    expect(compileCondition('age > ')).toMatchObject({ fault: expect.stringContaining('ends too early') })
  })

  test.each([
    ['"in" that would swallow what follows', 'school in ["x"] and age = 7'],
    ['the same with one value', 'school in ("x") or age = 7'],
    ['counting', 'some i in 1..1000000000 satisfies i = 3'],
    ['counting over a range', 'some i in [1..1000000000] satisfies i = 3'],
    ['a range as a list', 'count([1..1000000000]) > 3'],
    ['a loop in a loop', 'some a in days satisfies some b in days satisfies a = b'],
    ['a loop of two', 'some a in days, b in days satisfies a = b'],
    ['a filter in a filter', 'count(days[count(days[item = "x"]) = 1]) > 1'],
    ['a pattern', 'matches(school, "(a+)+$")'],
    ['a clock', 'from > today()'],
    ['another clock', 'now() = null'],
    ['a clock with another name', 'date and time("2026-12-01T00:00:00") = null'],
    ['a function of its own', '(function(x) x)(3) = 3'],
    ['a function given on', 'sort(days, before) = null'],
    ['a context', '{ a: 1 }.a = 1'],
    ['a comment', 'age = 3 // really'],
    ['a day before our era', 'from > date("-0044-03-15")'],
    ['a quoted name', '`age` = 3'],
    ['our own helper', 'Ordered("<", 1, 2)'],
  ])('refuses %s', (_, text) => expect(compileCondition(text)).toMatchObject({ fault: expect.stringMatching(/\S/) }))

  test('names are simple', () => {
    expect(['a', 'schoolYear', 'day2'].every(isName)).toBe(true)
    for (const name of ['order', 'android', 'notes', 'inside', 'format', 'everyDay', 'returnDate', 'dateOfBirth', 'max', 'number'])
      expect(compileCondition(`${name} + 1 = 4`)).toMatchObject({ names: [name] })
    expect(['', 'A', 'a-b', 'not', 'true', 'external', '__proto__', 'a b', 'é'].some(isName)).toBe(false)
  })
})
