import fc from 'fast-check'
import type { CompiledForm } from './compile-form.ts'
import { fields } from './fields/registry.ts'
import { paper, sound } from './form-test-support.ts'
import type { Answers } from './form.ts'
import { registers } from './registers.ts'

const label = { fr: 'Question ?' }
const types = [...fields.keys()]
const options = ['a', 'b', 'none'].map((id) => ({ id, label, alone: id === 'none' }))

/** A drawn question: its type, whether it is optional, and which earlier question it may depend on. */
const draft = fc.record({ type: fc.constantFrom(...types), optional: fc.boolean(), on: fc.option(fc.nat(), { nil: null }), way: fc.nat(3), optionOn: fc.boolean() })
const drafts = fc.array(fc.record({ repeat: fc.boolean(), on: fc.option(fc.nat(), { nil: null }), way: fc.nat(3), min: fc.nat(1), max: fc.integer({ min: 1, max: 3 }), pages: fc.array(fc.array(draft, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 3,
})

/** Any form that compiles: every type, conditions on earlier pages, repeated groups, options that come and go. */
export const anyForm = drafts.map((groups): CompiledForm => {
  let count = 0
  let outside: { id: string; type: string }[] = []
  const raw = {
    languages: ['fr'],
    groups: groups.map((group, g) => {
      let earlier = [...outside]
      const gate = group.on === null || outside.length === 0 ? null : outside[group.on % outside.length]!
      const pages = group.pages.map((questions, p) => {
        const drawn = questions.map(({ type, optional, on, way, optionOn }) => {
          const source = on === null || earlier.length === 0 ? null : earlier[on % earlier.length]!
          const when = source && conditions(source.id, source.type)[way % 3]!
          return {
            id: `q${count++}`,
            type,
            label: type === 'iban' ? { fr: 'IBAN' } : label,
            ...(optional && { optional }),
            ...(['one-of', 'several-of', 'search-list'].includes(type) && {
              options: options.map(({ alone, ...o }) => ({ ...o, ...(type !== 'search-list' && { alone }), ...(optionOn && when && o.id === 'b' && { when }) })),
            }),
            ...(type === 'money' && { currency: 'EUR', unknown: label }),
            ...(type === 'consent' && { statement: label }),
            ...(type === 'document' && { accept: ['pdf'] }),
            ...(type === 'organisation' && { register: registers[way % 4], ...(way === 1 && { registerOptional: true }) }),
            ...(type === 'person' && way > 1 && { birth: true }),
            ...(type === 'number' && { decimals: way, ...(way === 1 && { least: -800, most: 800, unit: label }) }),
            // A repeated group's first page is asked always.
            ...(when && !optionOn && !(group.repeat && p === 0) && { when }),
          }
        })
        earlier = [...earlier, ...drawn]
        return { id: `g${g}p${p}`, title: label, questions: drawn }
      })
      if (!group.repeat) outside = earlier
      return { id: `g${g}`, title: label, pages, ...(gate && { when: conditions(gate.id, gate.type)[group.way % 3]! }), ...(group.repeat && { repeat: { min: group.min, max: group.max, item: label, another: label, remove: label } }) }
    }),
  }
  // Computed from what is asked once, each from the one before it too.
  const computed = outside.slice(0, 3).map(({ id }, i) => ({ id: `c${i}`, value: i === 0 ? `if ${id} = null then 1 else 2` : `c${i - 1} + (if ${id} = null then 1 else 2)`, type: 'number', label }))
  return Object.assign(sound({ ...raw, ...(computed.length > 0 && { computed }) }), { [fc.toStringMethod]: () => JSON.stringify(raw) })
})

const conditions = (id: string, type: string): string[] =>
  type === 'date'
    ? [`${id} > date("2026-12-01")`, `${id} != null`, `${id}.year = 2027`]
    : type === 'number'
    ? [`${id} + 1 > 100`, `not(${id} < 100)`, `${id} between 0 and 800`]
    : type === 'address' || type === 'place'
    ? [`contains(${id}.text, "rue")`, `${id}.point != null`, `${id} != null`]
    : type === 'several-of'
    ? [`list contains(${id}, "a")`, `not(list contains(${id}, "a"))`, `${id} != null`]
    : type === 'yes-no'
      ? [`${id} = true`, `not(${id})`, `${id} = null`]
      : [`${id} in ("a", "b", "none", "unknown")`, `${id} != null`, `not(${id} = "a")`]

/** Answers of any form at all, some of them well-formed. */
const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 'a', 'b', 'none', ['a'], ['none'], ['a', 'none'], 74_200, 'unknown', '2026-12-01', 742, -0.5, 'FR7630006000011234567890189', { text: 'rue' }, { text: 'rue', point: '49.1,-0.4', source: 'ban' }, { name: 'A' }, { name: 'A', number: '12345678200002' }, [paper], [{ ...paper, bytes: 7 }], [{ ...paper, file: 'e'.repeat(64) }], { given: 'A', family: 'B' }, { given: 'A', family: 'B', birthDate: '2019-03-14' }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
)
const item = fc.dictionary(fc.nat(20).map((n) => `q${n}`), values)
export const anyAnswers = fc
  .tuple(item, fc.dictionary(fc.constantFrom('g0', 'g1', 'g2'), fc.oneof(fc.array(item, { maxLength: 5 }), values)), fc.dictionary(fc.constantFrom('g0.more', 'g1.more'), values))
  .map((parts) => Object.assign({}, ...parts) as Answers)
