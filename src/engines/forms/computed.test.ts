import { describe, expect, test } from 'vitest'
import { compileForm } from './compile-form.ts'
import { at, sound } from './form-test-support.ts'
import { jsonSchema } from './json-schema.ts'
import { computedValues, path } from './path.ts'
import { summary } from './summary.ts'
import { validateAll } from './validate-all.ts'

const label = { fr: 'Question ?' }
const page = (id: string, type: string, more: object = {}) => ({ id, questions: [{ id, type, label, ...more }] })
const group = (id: string, pages: object[], more: object = {}) => ({ id, title: { fr: id }, pages, ...more })
const money = { currency: 'EUR', unknown: label }
const fee = { id: 'fee', value: 'if quotient < 40000 then 100 else 200', type: 'money', currency: 'EUR', label: { fr: 'Prix', en: 'Price' } }
const form = (computed: object[], pages: object[] = [page('quotient', 'money', money), page('after', 'yes-no', { when: 'fee > 100', optional: true })]) => ({ languages: ['fr'], groups: [group('g', pages)], computed })
const one = (value: string, type = 'number', more: object = {}, answers: object = {}) =>
  computedValues(sound(form([{ id: 'x', value, type, ...more }], [page('quotient', 'money', money), page('start', 'date')])), answers as never).get('x')

describe('computed values', () => {
  test('follow from answers and open later questions', () => {
    const compiled = sound(form([fee]))
    const ids = (quotient: number | string) => path(compiled, { quotient }).map((step) => step.id)
    expect(ids(30_000)).toEqual(['quotient'])
    expect(ids(90_000)).toEqual(['quotient', 'after'])
    // "I don't know" is less than nothing.
    expect(computedValues(compiled, { quotient: 'unknown' }).get('fee')).toBe(200)
  })

  test('stand in the summary by their label, behind their group', () => {
    const compiled = sound({ ...form([fee, { id: 'silent', value: 'fee * 2', type: 'money', currency: 'EUR' }]), groups: [group('g', [page('quotient', 'money', money)]), group('h', [page('last', 'yes-no')])] })
    const rows = summary(compiled, { quotient: 74_200, last: true }, 'en').map(({ step, question, group: g, answer }) => [step, question, g.text, answer?.text])
    expect(rows).toEqual([['quotient', 'quotient', 'g', '€742.00'], [null, 'fee', 'g', '€2.00'], ['last', 'last', 'h', 'Yes']])
    expect(computedValues(compiled, { quotient: 74_200 }).get('silent')).toBe(400)
  })

  test('are never taken from outside', () => {
    const compiled = sound(form([fee]))
    expect(validateAll(compiled, { quotient: 30_000, fee: 9_999_999 }, at)).toEqual({ answers: { quotient: 30_000 } })
    expect(computedValues(compiled, { quotient: 30_000, fee: 9_999_999 } as never).get('fee')).toBe(100)
    expect(computedValues(sound(form([{ ...fee, value: '300' }])), { fee: 1 } as never).get('fee')).toBe(300)
  })

  test('are there to be read in the schema', () => {
    expect(jsonSchema(sound(form([fee])))).toMatchObject({ properties: { fee: { type: 'integer', readOnly: true, title: 'Prix' } } })
  })

  test('of what was not asked are computed too', () => {
    const skipped = sound({ languages: ['fr'], groups: [group('g', [page('a', 'yes-no')]), group('h', [page('n', 'short-text')], { when: 'a' })], computed: [{ id: 'x', value: 'if n = null then "none" else "some"', type: 'text', label }] })
    expect(computedValues(skipped, { a: false, n: 'x' }).get('x')).toBe('none')
    expect(computedValues(skipped, { a: true, n: 'x' }).get('x')).toBe('some')
  })

  test('of something protected are protected', () => {
    const compiled = sound(form([{ id: 'x', value: 'ill', type: 'yes-no', label }, { id: 'y', value: 'not(x)', type: 'yes-no', label }], [page('ill', 'yes-no', { protected: 'health' })]))
    expect(summary(compiled, { ill: true }, 'fr').map((row) => row.protected)).toEqual(['health', 'health', 'health'])
  })

  test.each<[string, string, object, object, unknown]>([
    // Half a cent is a whole one.
    ['quotient * 0.005', 'money', { currency: 'EUR' }, { quotient: 300 }, 2],
    ['quotient * 0.285', 'money', { currency: 'EUR' }, { quotient: 100 }, 29],
    ['quotient * 1.005', 'money', { currency: 'EUR' }, { quotient: 100 }, 101],
    ['-2.5', 'money', { currency: 'EUR' }, {}, -3],
    ['-0.4', 'money', { currency: 'EUR' }, {}, 0],
    ['10 ** 30', 'money', { currency: 'EUR' }, {}, undefined],
    ['10 ** 400', 'number', {}, {}, undefined],
    ['quotient + 1', 'number', {}, {}, undefined],
    ['"a" + "b"', 'text', {}, {}, 'ab'],
    ['"a"', 'number', {}, {}, undefined],
    ['start < date("2027-01-01")', 'yes-no', {}, { start: '2026-12-01' }, true],
    ['start', 'text', {}, { start: '2026-12-01' }, undefined],
    ['start.year', 'number', {}, { start: '2026-12-01' }, 2026],
    ['string(start)', 'text', {}, { start: '2026-12-01' }, '2026-12-01'],
  ])('%s as %s is %j', (value, type, more, answers, expected) => expect(one(value, type, more, answers)).toBe(expected))

  test.each<[string, object, string]>([
    ['a value that cannot be read', { ...fee, value: 'if quotient' }, 'computed[0].value'],
    ['a name that nobody asks', { ...fee, value: 'ghost + 1' }, 'computed[0].value'],
    ['itself', { ...fee, value: 'fee + 1' }, 'computed[0].value'],
    ['no type', { ...fee, type: 'date' }, 'computed[0].type'],
    ['money without a currency', { id: 'fee', value: '1', type: 'money' }, 'computed[0]'],
    ['a currency that is none', { ...fee, currency: 'XYZ' }, 'computed[0].currency'],
    ['an id that is taken', { ...fee, id: 'quotient' }, 'groups[0].pages[0].id'],
    ['a key nobody knows', { ...fee, hint: label }, 'computed[0].hint'],
    ['words in no language', { ...fee, label: { xx: 'Hm' } }, 'computed[0].label'],
    ['counting', { ...fee, value: 'sum(for i in 1..1000000000 return i)' }, 'computed[0].value'],
    ['an endless text', { ...fee, value: `"${'x'.repeat(2000)}"` }, 'computed[0].value'],
  ])('refuses %s', (_, computed, place) => {
    expect(compileForm(form([computed]))).toEqual(expect.arrayContaining([{ path: place, fault: expect.stringMatching(/\S/), mend: expect.stringMatching(/\S/) }]))
  })

  test('refuses the wrong order, and what is asked for each item', () => {
    expect(compileForm(form([{ id: 'a', value: 'fee', type: 'number' }, fee]))).toMatchObject([{ path: 'computed[0].value', fault: expect.stringContaining('later') }])
    const repeat = { min: 1, max: 2, item: label, another: label, remove: label }
    expect(compileForm({ languages: ['fr'], groups: [group('g', [page('n', 'yes-no')], { repeat })], computed: [{ id: 'x', value: 'n', type: 'yes-no' }] })).toMatchObject([{ path: 'computed[0].value', fault: expect.stringContaining('asks once') }])
    // Known only behind its page.
    expect(compileForm(form([fee], [page('early', 'yes-no', { when: 'fee > 1' }), page('quotient', 'money', money)]))).toMatchObject([{ path: 'groups[0].pages[0].questions[0].when' }])
  })

  test('a fault in one does not hide others', () => {
    expect(compileForm(form([{ ...fee, value: '1 +' }, { id: 'b', value: 'nobody', type: 'number' }]))).toHaveLength(3)
  })
})
