import { expect, test } from 'vitest'
import { subjectOf } from './contact.ts'
import { sound } from './form-test-support.ts'
import type { Answers } from './form.ts'

const label = { fr: 'Question ?' }
const page = (id: string) => ({ id, questions: [{ id, type: 'short-text', label }] })
const form = (subject: string[]) => sound({
  languages: ['fr'], subject,
  groups: [
    { id: 'place', title: label, pages: [page('room'), page('floor')] },
    { id: 'things', title: label, repeat: { min: 1, max: 3, item: label, another: label, remove: label }, pages: [page('state'), page('thing')] },
  ],
})
const answers: Answers = { room: 'salle 214', floor: 'étage 2', things: [{ state: 'cassée', thing: 'chaise' }, { thing: 'table' }] }

test.each([
  [['thing', 'state', 'room', 'floor'], 'chaise, cassée · table · salle 214, étage 2'],
  [['room', 'thing'], 'salle 214 · chaise · table'],
  [['floor', 'room'], 'étage 2, salle 214'],
])('the subject has the questions in the order that the form names: %j', (subject, text) => {
  expect(subjectOf(form(subject), answers, 'fr')).toBe(text)
  expect(subjectOf(form(subject), { things: [{}] }, 'fr')).toBe('')
})
