import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyForm } from './any-form-test-support.ts'
import { examineForm } from './examine-form.ts'
import { fillAll, fillIn, sound } from './form-test-support.ts'
import { path, type PageStep } from './path.ts'
import { findUnreachable } from './reach.ts'

const label = { fr: 'Question ?' }
const option = (id: string, more: object = {}) => ({ id, label: { fr: `Option ${id}` }, ...more })
const page = (id: string, more: object = {}, onPage: object = {}) => ({ id, ...onPage, questions: [{ id, type: 'yes-no', label, ...more }] })
const school = page('school', { type: 'one-of', options: [option('a'), option('b')] })
const days = page('days', { type: 'several-of', options: [option('mon'), option('tue'), option('none', { alone: true })] })
const form = (...pages: object[]) => sound({ languages: ['fr'], groups: [{ id: 'g', title: label, pages }] })
const places = (...pages: object[]) => examineForm(form(...pages)).faults.map(fault => fault.path)
const at = (page: number, more = '') => `groups[0].pages[${page}]${more}`

describe('what nobody reaches is found', () => {
  test.each<[string, object[], string[]]>([
    ['an option that does not exist', [school, page('x', { when: 'school = "c"' })], [at(1, '.questions[0].when')]],
    ['an option that does', [school, page('x', { when: 'school = "b"' })], []],
    ['a page for two answers at once', [school, page('x', {}, { when: 'school = "a" and school = "b"' })], [at(1, '.when')]],
    ['page and question together', [school, page('x', { when: 'school = "a"' }, { when: 'school = "b"' })], [at(1, '.questions[0].when')]],
    ['a question that was only asked on another path', [school, page('x', { when: 'school = "a"' }), page('y', { when: 'school = "b" and x = true' })], [at(2, '.questions[0].when')]],
    ['what may be unanswered', [page('o', { optional: true }), page('x', { when: 'o = null' })], []],
    ['what is always answered', [page('o'), page('x', { when: 'o = null' })], [at(1, '.questions[0].when')]],
    ['a day that stands alone', [days, page('x', { when: 'list contains(days, "none") and list contains(days, "mon")' })], [at(1, '.questions[0].when')]],
    ['two days', [days, page('x', { when: 'list contains(days, "tue") and list contains(days, "mon")' })], []],
    ['a number beyond its bounds', [page('n', { type: 'number', least: 1, most: 5 }), page('x', { when: 'n > 5' })], [at(1, '.questions[0].when')]],
    ['a number between two', [page('n', { type: 'number', least: 1, most: 5 }), page('x', { when: 'n > 3 and n < 5' })], []],
    ['a whole number between neighbours', [page('n', { type: 'number', least: 1, most: 5 }), page('x', { when: 'n > 3 and n < 4' })], [at(1, '.questions[0].when')]],
    ['a decimal between neighbours', [page('n', { type: 'number', decimals: 1 }), page('x', { when: 'n > 3 and n < 4' })], []],
    ['a negative amount', [page('m', { type: 'money', currency: 'EUR' }), page('x', { when: 'm < 0' })], [at(1, '.questions[0].when')]],
    ['an amount that is not known, where that is no answer', [page('m', { type: 'money', currency: 'EUR' }), page('x', { when: 'm = "unknown"' })], [at(1, '.questions[0].when')]],
    ['an option for nobody', [school, page('x', { type: 'one-of', options: [option('p'), option('q', { when: 'school = "c"' })] })], [at(1, '.questions[0].options[1].when')]],
    ['options for nobody at all', [school, page('x', { type: 'one-of', options: [option('p', { when: 'school = "c"' })] })], [at(1, '.questions[0].options')]],
    ['options that leave some with none', [school, page('x', { type: 'one-of', options: [option('p', { when: 'school = "a"' })] })], [at(1, '.questions[0].options')]],
    ['options that leave nobody with none', [school, page('x', { type: 'one-of', options: [option('p', { when: 'school = "a"' }), option('q', { when: 'school = "b"' })] })], []],
    ['options that only some are asked for', [school, page('x', { type: 'one-of', when: 'school = "a"', options: [option('p', { when: 'school = "a"' })] })], []],
    ['an option that hangs on an option', [school, page('x', { type: 'one-of', options: [option('p'), option('q', { when: 'school = "a"' })] }), page('y', { when: 'x = "q" and school = "b"' })], [at(2, '.questions[0].when')]],
  ])('%s', (_, pages, expected) => expect(places(...pages)).toEqual(expected))

  test('with the answers that leave nothing to choose', () => {
    const [fault] = findUnreachable(form(school, page('x', { type: 'one-of', options: [option('p', { when: 'school = "a"' })] })))
    expect(fault!.fault).toContain('when school = "b"')
  })

  test('a whole group, once', () => {
    const raw = { languages: ['fr'], groups: [{ id: 'g', title: label, pages: [school] }, { id: 'h', title: label, when: 'school = "c"', pages: [page('x'), page('y', { when: 'school = "a"' })] }] }
    expect(findUnreachable(sound(raw)).map(fault => fault.path)).toEqual(['groups[1].when'])
  })

  test('through computed values', () => {
    const raw = (when: string) => sound({
      languages: ['fr'], computed: [{ id: 'kind', value: 'if school = "a" then "near" else "far"', type: 'text' }, { id: 'fee', value: 'if count(days) > 1 then 200 else 100', type: 'money', currency: 'EUR' }],
      groups: [{ id: 'g', title: label, pages: [school, days, page('x', { when })] }],
    })
    expect(findUnreachable(raw('kind = "away"'))).toHaveLength(1)
    expect(findUnreachable(raw('kind = "near" and school = "b"'))).toHaveLength(1)
    expect(findUnreachable(raw('kind = "near" and fee = 200'))).toEqual([])
    expect(findUnreachable(raw('fee = 300'))).toHaveLength(1)
  })

  test.each([
    'name = "Ada"', 'n = 2 * m', 'n + m = 7', 'n = m', 'abs(n) = 99', 'n in (m, 3)', 'count(days) > 1 and n * n = 49', 'total = 7', 'total > 41 and total < 43',
  ])('nothing is claimed where that cannot be told: %s', when => {
    const raw = {
      languages: ['fr'], computed: [{ id: 'total', value: 'if n = null then 0 else n', type: 'number' }],
      groups: [{ id: 'g', title: label, pages: [page('name', { type: 'short-text' }), days, page('n', { type: 'number' }), page('m', { type: 'number' }), page('x', { when })] }],
    }
    expect(findUnreachable(sound(raw))).toEqual([])
  })

  test('many answers end in no claim, and soon', () => {
    const many = Array.from({ length: 30 }, (_, i) => page(`q${i}`))
    const all = many.map((_, i) => `q${i} = true`).join(' and ')
    expect(places(...many, page('x', { when: `${all} and q0 = false` }))).toEqual([])
  })

  test('whatever people answer, they never come to what is called unreachable', () => fc.assert(fc.property(anyForm, fc.infiniteStream(fc.nat()), (form, ways) => {
    const faults = findUnreachable(form).map(fault => fault.path)
    const answers = fillAll(form, {}, (_, controls) => fillIn(controls, n => ways.next().value % n))
    for (const step of path(form, answers).filter((one): one is PageStep => one.kind === 'page')) {
      const g = form.groups.indexOf(step.group)
      const p = step.group.pages.indexOf(step.page)
      const reached = [`groups[${g}].when`, `groups[${g}].pages[${p}].when`, ...step.questions.map(q => `groups[${g}].pages[${p}].questions[${step.page.questions.indexOf(q)}].when`)]
      expect(reached.filter(one => faults.includes(one))).toEqual([])
    }
  }), { numRuns: 150 }))
})

describe('what a form shows only as a whole', () => {
  test.each<[string, object, string]>([
    ['no day between its limits', page('x', { type: 'date', earliest: 'P1Y', latest: 'P2D' }), '.questions[0].earliest'],
    ['fixed days the wrong way round', page('x', { type: 'date', earliest: '2027-01-02', latest: '2027-01-01' }), '.questions[0].earliest'],
    ['two options that read the same', page('x', { type: 'one-of', options: [option('a', { label: { fr: 'Oui' } }), option('b', { label: { fr: 'oui ' } })] }), '.questions[0].options'],
    ['words too long to read', page('x', { label: { fr: 'x'.repeat(251) } }), '.questions[0].label.fr'],
  ])('%s', (_, one, place) => expect(places(one)).toEqual([at(0, place)]))

  test('limits of different kinds, and equal ones, are left alone', () =>
    expect(places(page('x', { type: 'date', earliest: 'P1D', latest: '2026-01-01' }), page('y', { type: 'date', earliest: 'P30D', latest: 'P1M' }), page('z', { type: 'date', earliest: 'P1D', latest: 'P1D' }))).toEqual([]))

  test('a contact that is asked twice, or once for each item', () => {
    const name = (id: string, more = {}) => page(id, { type: 'person-name', contact: 'name' }, more)
    expect(places(name('a'), name('b'))).toEqual([at(1, '.questions[0].contact')])
    expect(places(page('q'), name('a', { when: 'q = true' }), name('b', { when: 'q = false' }))).toEqual([])
    const repeat = { min: 1, max: 2, item: label, another: label, remove: label }
    expect(examineForm(sound({ languages: ['fr'], groups: [{ id: 'g', title: label, repeat, pages: [name('a')] }] })).faults).toMatchObject([{ path: at(0, '.questions[0].contact') }])
  })

  test('warns of a value that serves nothing, and of a form that asks for no name', () => {
    const raw = { languages: ['fr'], computed: [{ id: 'idle', value: '1', type: 'number' }, { id: 'shown', value: '1', type: 'number', label }, { id: 'used', value: '1', type: 'number' }], groups: [{ id: 'g', title: label, pages: [page('x', { when: 'used = 1' })] }] }
    expect(examineForm(sound(raw)).warnings.map(warning => warning.path)).toEqual(['computed[0]', 'groups', 'groups'])
  })
})
