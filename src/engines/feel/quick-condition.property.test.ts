import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFeel } from './feel.ts'
import { FeelDay } from './feel-day.ts'
import { NotQuick, readQuickly } from './quick-condition.ts'

/* The quick reader means the same as feelin: any text it reads whole, over any answers, gives the same value, unknown included. */

const names = ['a', 'b', 'days', 'order', 'childOne']
const operand = fc.oneof(
  fc.constantFrom(...names, 'a.given', 'childOne.birthDate', 'b.given.more', 'null', 'true', 'false'),
  fc.nat(12).map(String),
  fc.constantFrom('1.5', '"x"', '"y"', '"unknown"', '"a \\" b"', '"\\\\"', '""'),
)
const sign = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(operand, sign, operand).map((parts) => parts.join(' ')),
    operand,
    fc.tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([one, all, round]) => `${one} in ${round ? `(${all.join(', ')})` : `[${all.join(', ')}]`}`),
    fc.tuple(operand, operand).map(([list, one]) => `list contains(${list}, ${one})`),
    tie('text').map((inner) => `not(${inner})`),
    tie('text').map((inner) => `(${inner})`),
    fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map((parts) => parts.join(' ')),
    fc.tuple(tie('text'), sign, operand).map(([inner, s, one]) => `(${inner}) ${s} ${one}`),
  ),
}))

const scalar = fc.oneof(fc.constantFrom<unknown>(null, true, false, 'x', 'y', 'unknown', '', 'a " b', '\\', '7', 0, 1, 1.5, 7, 12), fc.constantFrom('2026-12-01', '2019-03-14').map((day) => new FeelDay(day)))
const value = fc.oneof(
  scalar,
  fc.array(fc.constantFrom('x', 'y', 'unknown'), { maxLength: 3 }),
  fc.record({ given: fc.constantFrom('x', 'y'), birthDate: fc.constantFrom('2026-12-01', '2019-03-14').map((day) => new FeelDay(day)) }),
  fc.array(fc.record({ name: fc.constantFrom('x', 'y'), bytes: fc.nat(9) }), { maxLength: 2 }),
)
const scopes = fc.dictionary(fc.constantFrom(...names), value).map((answers) => new Map(Object.entries(answers)))

/** Contexts and dates are the same in another dress; that they are not true is what counts. */
const comparable = (result: unknown): unknown => (typeof result === 'object' && result !== null ? 'object' : result)

test('what the quick reader reads, it reads as feelin does', () => {
  let compared = 0
  fc.assert(
    fc.property(text, fc.array(scopes, { minLength: 1, maxLength: 4 }), (source, some) => {
      const quick = readQuickly(source)
      const feel = compileFeel(source)
      if (!quick) return
      if ('fault' in feel) throw new Error(`${source}: ${feel.fault}`)
      expect([...feel.names].sort()).toEqual([...quick.names].sort())
      for (const scope of some) {
        const whole = feel.value(scope)
        try {
          expect(comparable(quick.run(scope))).toEqual(comparable(whole))
          compared++
        } catch (thrown) {
          if (thrown !== NotQuick) throw thrown
        }
      }
    }),
    { numRuns: 1000 },
  )
  expect(compared).toBeGreaterThan(500)
})
