import { expect, test } from 'vitest'
import { at, paper, sound } from '../../../engines/forms/form-test-support.ts'
import { checkSent, pointerTo } from './check-sent.ts'

const told = { ...at, language: 'en' } as const
const label = { en: 'Plan' }
const strange = { ...paper, file: 'a'.repeat(64) }

/** A form whose questions `plan` and `photo` are documents. */
const form = sound({
  languages: ['en'],
  groups: [
    { id: 'all', title: label, pages: [{ id: 'plan', questions: [{ id: 'plan', type: 'document', accept: ['pdf'], label }] }, { id: 'name', questions: [{ id: 'name', type: 'short-text', label }] }] },
    { id: 'trees', title: label, repeat: { min: 0, max: 2, item: label, another: label, remove: label }, pages: [{ id: 'photo', questions: [{ id: 'photo', type: 'document', accept: ['pdf'], label }] }] },
  ],
})

test('a document counts where it was sent ahead, and as it was answered', () => {
  const place = (field: string) => ({ field, rule: 'unknownFile', detail: { say: expect.stringContaining('has not arrived'), mend: expect.stringContaining('same Idempotency-Key') } })
  expect(checkSent(form, { name: 'A', plan: [paper], trees: [{ photo: [paper] }] }, told)).toEqual({ answers: { name: 'A', plan: [paper], trees: [{ photo: [paper] }] } })
  for (const one of [strange, { ...paper, name: 'other.pdf' }, { ...paper, type: 'image/png' }, { ...paper, bytes: 2 }])
    expect(checkSent(form, { name: 'A', plan: [one] }, told)).toContainEqual(place('#/answers/plan/0'))
  expect(checkSent(form, { plan: [strange], trees: [{ photo: [paper, strange] }] }, told)).toMatchObject([{ field: '#/answers/name', rule: 'required' }, place('#/answers/plan/0'), place('#/answers/trees/0/photo/1')])
  expect(checkSent(form, { name: 'A', plan: 'x' }, told)).toMatchObject([{ field: '#/answers/plan', rule: 'malformed' }])
  expect(checkSent(form, { name: 'A' }, { ...told, files: new Map() })).toMatchObject([{ field: '#/answers/plan', rule: 'required' }])
})

test('places become JSON Pointers', () => {
  expect(pointerTo('')).toBe('#/answers')
  expect(pointerTo('children[10].child.birthDate')).toBe('#/answers/children/10/child/birthDate')
})
