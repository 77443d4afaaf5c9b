import { Ajv2020 as Ajv } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyForm } from './any-form-test-support.ts'
import { compileForm } from './compile-form.ts'
import { fields } from './fields/registry.ts'
import type { Fault } from './form.ts'
import { formSchema } from './form-schema.ts'
import { registers } from './registers.ts'

/* The schema that editors use and the checks that publishing makes know the same keys and the same values. */

const schema = formSchema() as any
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
const isValid = ajv.compile(schema)
const label = { fr: 'Question ?' }
const needed: Readonly<Record<string, unknown>> = { options: [{ id: 'a', label }], currency: 'EUR', statement: label, accept: ['pdf'], register: registers[0] }
const question = (type: string): Record<string, unknown> => ({ id: 'q', type, label, ...Object.fromEntries(fields.get(type)!.needs.map(key => [key, needed[key]])) })
const formWith = (q: object): any => ({
  languages: ['fr'], computed: [{ id: 'one', value: '1', type: 'number' }],
  groups: [{ id: 'g', title: label, repeat: { min: 0, max: 2, item: label, another: label, remove: label }, pages: [{ id: 'p', questions: [q] }] }],
})
const faultsOf = (raw: unknown): readonly Fault[] => {
  const compiled = compileForm(raw)
  return Array.isArray(compiled) ? compiled : []
}
/** The keys that the checks name when they meet one that they do not know. */
function knownKeys(raw: any, spoil: (raw: any) => object): string[] {
  Object.assign(spoil(raw), { zzz: 1 })
  return faultsOf(raw).find(fault => fault.path.endsWith('.zzz'))!.mend.replace('remove it, or use one of: ', '').split(', ').sort()
}
const schemaKeys = (part: { properties: object }): string[] => Object.keys(part.properties).sort()

describe('the schema of a form knows the keys of the checks, and no others', () => {
  test.each<[string, (raw: any) => object, () => any]>([
    ['the form', raw => raw, () => schema],
    ['a group', raw => raw.groups[0], () => schema.$defs.group],
    ['a repeat', raw => raw.groups[0].repeat, () => schema.$defs.repeat],
    ['a page', raw => raw.groups[0].pages[0], () => schema.$defs.page],
    ['a computed value', raw => raw.computed[0], () => schema.$defs.computed],
    ['an option', raw => raw.groups[0].pages[0].questions[0].options[0], () => schema.$defs.option],
  ])('%s', (_, spoil, part) => expect(schemaKeys(part())).toEqual(knownKeys(formWith(question('one-of')), spoil)))

  test('a searched option', () => expect(schemaKeys(schema.$defs.searchedOption)).toEqual(knownKeys(formWith(question('search-list')), raw => raw.groups[0].pages[0].questions[0].options[0])))
  test.each([...fields.keys()])('a question of type %s', type => {
    const part = schema.$defs.question.allOf.find((one: any) => one.if.properties.type.const === type).then
    expect(schemaKeys(part)).toEqual(knownKeys(formWith(question(type)), raw => raw.groups[0].pages[0].questions[0]))
    expect(part.required).toEqual(['id', 'type', 'label', ...fields.get(type)!.needs])
  })
})

const values: unknown[] = [
  null, true, false, '', ' ', 'x', 'health', 'name', 'EUR', 'siret', 'P1D', '-P18Y', 'P1', '2026-09-01', 0, 1, 2, 4, 5, 21, 500, 501, 20_001, -1, 1.5, 1e12, [], {}, ['pdf'], ['pdf', 'pdf'], ['exe'],
  { fr: 'x' }, { en: 'x', 'en-simple': 'y' }, { 'fr-simple': 'x' }, { fr: ' ' }, { xx: 'x' }, { fr: 1 }, [{ id: 'a', label }], [{ id: '', label }], [{ id: 'a' }], [{ id: 'a', label, alone: 'yes' }],
]

describe('the schema takes the values that the checks take', () => {
  const both = (raw: any) => [isValid(raw), faultsOf(raw).length === 0]
  test.each([...fields.keys()])('a question of type %s', type => {
    const keys = ['id', 'label', 'hint', 'optional', 'whenMissing', 'protected', 'contact', ...fields.get(type)!.uses, ...fields.get(type)!.needs]
    for (const key of keys) for (const value of values) {
      const raw = formWith({ ...question(type), [key]: value })
      // Whether a name is a word of FEEL only the checks can tell; here none is.
      const [schemaTakes, checksTake] = both(raw)
      expect(`${key}: ${JSON.stringify(value)} ${schemaTakes}`).toBe(`${key}: ${JSON.stringify(value)} ${checksTake}`)
    }
  })

  test.each<[string, (raw: any) => any, string[]]>([
    ['a group', raw => raw.groups[0], ['id', 'title', 'pages']],
    ['a repeat', raw => raw.groups[0].repeat, ['min', 'max', 'item', 'another', 'anotherHint', 'remove']],
    ['a page', raw => raw.groups[0].pages[0], ['id', 'title', 'intro', 'questions']],
    ['a computed value', raw => raw.computed[0], ['id', 'type', 'label', 'unit']],
  ])('%s', (_, part, keys) => {
    for (const key of keys) for (const value of [undefined, ...values]) {
      const raw = formWith(question('yes-no'))
      part(raw)[key] = value
      const text = JSON.parse(JSON.stringify(raw))
      // What two places say together (min above max, an id twice, a currency without money) only the checks can tell.
      if (isValid(text)) continue
      expect(faultsOf(text), `${key}: ${JSON.stringify(value)}`).not.toEqual([])
    }
  })

  test('what compiles is valid, whatever the form', () => fc.assert(fc.property(anyForm, form => {
    expect(isValid(form.source), ajv.errorsText(isValid.errors)).toBe(true)
  }), { numRuns: 50 }))
})
