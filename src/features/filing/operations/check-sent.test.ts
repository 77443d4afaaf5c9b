import { expect, test } from 'vitest'
import type { CompiledForm, CompiledQuestion } from '../../../engines/forms/compile-form.ts'
import { at, sound } from '../../../engines/forms/form-test-support.ts'
import { answersSchema } from './answers-schema.ts'
import { checkSent, pointerTo } from './check-sent.ts'

const told = { ...at, language: 'en', page: 'https://town.example/page' } as const
const label = { en: 'Plan' }
const file = [{ file: 'a'.repeat(64), name: 'plan.pdf', type: 'application/pdf', bytes: 1 }]

/** A form whose questions `plan` and `photo` are documents; whatever type reads them, programs cannot name files. */
function withDocuments(optional: boolean): CompiledForm {
  const form = sound({
    languages: ['en'],
    groups: [
      { id: 'all', title: label, pages: [{ id: 'plan', questions: [{ id: 'plan', type: 'short-text', label, ...(optional && { optional }) }] }, { id: 'name', questions: [{ id: 'name', type: 'short-text', label }] }] },
      { id: 'trees', title: label, repeat: { min: 0, max: 2, item: label, another: label, remove: label }, pages: [{ id: 'photo', questions: [{ id: 'photo', type: 'short-text', label }] }] },
    ],
  })
  const turn = (question: CompiledQuestion): CompiledQuestion =>
    ['plan', 'photo'].includes(question.id) ? { ...question, source: { ...question.source, type: 'document' }, field: { ...question.field, is: (value): value is never => Array.isArray(value), check: () => [] } } : question
  return { ...form, groups: form.groups.map(group => ({ ...group, pages: group.pages.map(page => ({ ...page, questions: page.questions.map(turn) })) })) }
}

test('a document is asked for on the page, whether it is missing or named by its hash', () => {
  const place = (field: string) => ({ field, rule: 'onPagesOnly', detail: { say: expect.stringContaining('on the page'), mend: 'Lead the person to https://town.example/page' } })
  for (const sent of [{ name: 'A' }, { name: 'A', plan: file }, { name: 'A', plan: 'x' }]) expect(checkSent(withDocuments(false), sent, told)).toEqual([place('#/answers/plan')])
  expect(checkSent(withDocuments(false), { plan: file, trees: [{ photo: file }, {}] }, told)).toMatchObject([{ field: '#/answers/name' }, place('#/answers/plan'), place('#/answers/trees/0/photo'), place('#/answers/trees/1/photo')])
  expect(checkSent(withDocuments(true), { name: 'A' }, told)).toEqual({ answers: { name: 'A', trees: [] } })
  expect(checkSent(withDocuments(true), { name: 'A', plan: file }, told)).toEqual([place('#/answers/plan')])
})

test('the schema has no value for a document, and says why', () => {
  const { properties } = answersSchema(withDocuments(false)) as { properties: Record<string, any> }
  const closed = { title: 'Plan', not: {}, description: expect.stringContaining('on the page') }
  expect(properties['plan']).toEqual(closed)
  expect(properties['trees'].items.properties.photo).toEqual(closed)
  expect(properties['name']).toMatchObject({ type: 'string' })
})

test('places become JSON Pointers', () => {
  expect(pointerTo('')).toBe('#/answers')
  expect(pointerTo('children[10].child.birthDate')).toBe('#/answers/children/10/child/birthDate')
})
