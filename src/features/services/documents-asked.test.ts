import { expect, test } from 'vitest'
import { documentsAsked } from './documents-asked.ts'

const question = (id: string, more: object = {}) => ({ id, type: 'document', label: { fr: id }, ...more })
const page = (questions: unknown[], more: object = {}) => ({ id: 'p', questions, ...more })

test('the documents that a form asks for, and which of them not everybody needs', () => {
  const form = {
    languages: ['fr'],
    groups: [
      { id: 'g', title: { fr: 'G' }, pages: [page([question('identity'), { id: 'name', type: 'short-text', label: { fr: 'Nom' } }]), page([question('photo', { optional: true })]), page([question('lease')], { when: 'tenant = true' })] },
      { id: 'h', title: { fr: 'H' }, when: 'child = true', pages: [page([question('book', { when: 'born = true' })]), page([question('school')])] },
    ],
  }
  expect(documentsAsked(form)).toEqual([
    { label: { fr: 'identity' }, maybe: false }, { label: { fr: 'photo' }, maybe: true }, { label: { fr: 'lease' }, maybe: true }, { label: { fr: 'book' }, maybe: true }, { label: { fr: 'school' }, maybe: true },
  ])
})
