import { expect, test } from 'vitest'
import { compileForm, type CompiledForm } from '../../engines/forms/compile-form.ts'
import { answerOfFile } from './answer-of-file.ts'

const label = { en: 'A paper' }
const paper = (id: string, more: object = {}) => ({ id, questions: [{ id, type: 'document', label, accept: ['pdf'], most: 3, ...more }] })
const form = compileForm({
  languages: ['en'],
  groups: [
    { id: 'papers', title: label, pages: [paper('plan'), paper('opinion', { protected: 'health' }), paper('other', { optional: true })] },
    { id: 'trees', title: label, repeat: { min: 1, max: 3, item: { en: 'Tree {n}' }, another: label, remove: label }, pages: [paper('photo')] },
  ],
}) as CompiledForm
const file = (sign: string) => ({ file: sign.repeat(64), name: 'a.pdf', type: 'application/pdf', bytes: 3 })
const answers = { plan: [file('a')], opinion: [file('b')], other: [file('b')], trees: [{ photo: [file('c')] }, { photo: [file('d')] }] }
const of = (sign: string) => answerOfFile(form, answers, sign.repeat(64))

test('a file is the answer to its question, also of an item', () => {
  expect([of('a'), of('c'), of('d'), of('e')]).toEqual([{ question: 'plan' }, { question: 'photo' }, { question: 'photo' }, null])
})

test('a paper that answers a protected question is protected, wherever else it stands', () => {
  expect(of('b')).toEqual({ question: 'opinion', protected: 'health' })
})
