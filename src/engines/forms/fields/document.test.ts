import { describe, expect, test } from 'vitest'
import { accept, acceptFiles } from '../accept.ts'
import { compileForm } from '../compile-form.ts'
import { at, sound } from '../form-test-support.ts'
import { jsonSchema } from '../json-schema.ts'
import { firstOpen } from '../path.ts'
import { filesIn, isStoredFile, type StoredFile } from '../stored-file.ts'
import { summary } from '../summary.ts'
import { validateAll } from '../validate-all.ts'
import { document, fileIssues } from './document.ts'

const label = { fr: 'Document' }
const question = { id: 'paper', type: 'document', label, accept: ['pdf', 'image'], most: 2, maxMb: 1 } as const
const form = (more: object = {}) => ({ languages: ['fr'], groups: [
  { id: 'first', title: label, pages: [{ id: 'late', questions: [{ id: 'late', type: 'yes-no', label }] }] },
  { id: 'papers', title: label, pages: [{ id: 'paper', when: 'late = true', questions: [{ ...question, ...more }] }] },
] })
const file = (sign: string, more: Partial<StoredFile> = {}): StoredFile => ({ file: sign.repeat(64), name: `${sign}.pdf`, type: 'application/pdf', bytes: 1000, ...more })
const files = new Map(['a', 'b', 'c'].map(sign => [sign.repeat(64), file(sign)]))
const post = (...signs: string[]) => new URLSearchParams(signs.map(sign => ['paper', sign.repeat(64)]))
const late = { late: true }

describe('documents', () => {
  test('are the files that a post names, of those that came for this form, each once, in their order', () => {
    const taken = accept(sound(form()), late, 'paper', post('b', 'd', 'a', 'b'), { ...at, files })
    expect(taken).toEqual({ answers: { ...late, paper: [file('b'), file('a')] } })
    expect(accept(sound(form()), late, 'paper', post('a'), { ...at, files: undefined })).toEqual([{ field: 'paper', rule: 'required' }])
    expect(accept(sound(form()), late, 'paper', post('a', 'b', 'c'), { ...at, files })).toEqual([{ field: 'paper', rule: 'tooManyFiles', detail: { max: 2 } }])
    expect(accept(sound(form({ optional: true })), late, 'paper', post(), { ...at, files })).toEqual({ answers: { ...late, paper: null } })
  })

  test('are taken alone while their page is not finished, whatever else is missing or too many', () => {
    expect(acceptFiles(sound(form()), late, 'paper', post('a', 'b', 'c'), { ...at, files }).answers).toEqual({ ...late, paper: [...files.values()] })
    const none = acceptFiles(sound(form()), { ...late, paper: [file('a')] }, 'paper', post(), { ...at, files }).answers
    expect(firstOpen(sound(form()), none, at)?.id).toBe('paper')
    expect(acceptFiles(sound(form()), {}, 'paper', post('a'), { ...at, files }).answers).toEqual({})
  })

  test('are required by a condition, and named by no answer that is off the path', () => {
    expect(firstOpen(sound(form()), late, at)?.id).toBe('paper')
    expect(firstOpen(sound(form()), { late: false }, at)).toBeNull()
    expect(validateAll(sound(form()), { late: false, paper: [file('a')] }, at)).toEqual({ answers: { late: false } })
    expect(validateAll(sound(form()), { ...late, paper: [file('a')] }, at)).toEqual({ answers: { ...late, paper: [file('a')] } })
  })

  test.each<[string, Partial<StoredFile>, object, string | null]>([
    ['fits', {}, {}, null],
    ['is empty', { bytes: 0 }, {}, 'emptyFile'],
    ['is as large as can be', { bytes: 1_000_000 }, {}, null],
    ['is too large', { bytes: 1_000_001 }, {}, 'fileTooLarge'],
    ['is of another type', { type: 'text/html' }, {}, 'wrongType'],
    ['is SVG', { type: 'image/svg+xml' }, {}, 'wrongType'],
    ['is HEIC', { type: 'image/heic' }, {}, null],
    ['is a PDF where pictures are asked', {}, { accept: ['image'] }, 'wrongType'],
    ['is a PDF that was made of pictures', { bytes: 1_900_000 }, { accept: ['image'], asOnePdf: true }, null],
    ['is such a PDF, larger than all of them could be', { bytes: 2_000_001 }, { accept: ['image'], asOnePdf: true }, 'fileTooLarge'],
  ])('a file that %s', (_, about, more, rule) => expect(fileIssues({ ...question, ...more }, file('a', about))[0]?.rule ?? null).toBe(rule))

  test.each<[string, unknown]>([
    ['no list', file('a')], ['an empty list', []], ['a hash in capitals', [file('a', { file: 'A'.repeat(64) })]], ['a path', [file('a', { file: '../secret' })]],
    ['another part', [{ ...file('a'), path: 'x' }]], ['a missing part', [{ file: 'a'.repeat(64) }]], ['a name with a line break', [file('a', { name: 'a\nb' })]], ['half a byte', [file('a', { bytes: 0.5 })]],
  ])('%s is no answer', (_, value) => {
    expect(document.is(value)).toBe(false)
    expect(Array.isArray(validateAll(sound(form()), { ...late, paper: value }, at))).toBe(true)
  })

  test('the same file twice is refused', () => {
    expect(validateAll(sound(form()), { ...late, paper: [file('a'), file('a')] }, at)).toEqual([{ field: 'paper', rule: 'malformed' }])
  })

  test('are summed up by name and size, with their files; found anywhere in answers', () => {
    const answers = { ...late, paper: [file('a', { name: 'Quittance.pdf', bytes: 1_240_000 })] }
    const row = summary(sound(form()), answers, 'fr').at(-1)!
    expect([row.answer?.text.replace(/\s/g, ' '), row.files]).toEqual(['Quittance.pdf (1,2 Mo)', answers.paper])
    expect(filesIn({ children: [{ certificate: [file('a')] }, {}], other: 'x', none: null })).toEqual([file('a')])
    expect(filesIn('erased')).toEqual([])
    expect(isStoredFile(file('a'))).toBe(true)
  })

  test('are described in the schema as what is taken', () => {
    const schema = jsonSchema(sound(form())) as { properties: Record<string, any> }
    expect(schema.properties['paper']).toMatchObject({ type: 'array', minItems: 1, maxItems: 2, items: { properties: { file: { pattern: '^[0-9a-f]{64}$' }, bytes: { maximum: 1_000_000 } } } })
    expect(schema.properties['paper'].items.properties.type.enum).toContain('image/heic')
  })

  test.each<[string, object, string]>([
    ['accept', { accept: ['svg'] }, 'list one or more of: pdf, image, text, office'], ['accept', { accept: [] }, 'list one or more'],
    ['most', { most: 21 }, 'write a whole number of files, 1 to 20'], ['most', { most: 1.5 }, 'whole number'],
    ['maxMb', { maxMb: 501 }, '1 to 500'], ['asOnePdf', { asOnePdf: 'yes' }, 'write true'],
  ])('a wrong %s is named with its mend: %j', (key, more, mend) => {
    const faults = compileForm(form(more)) as { path: string; mend: string }[]
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ path: `groups[1].pages[0].questions[0].${key}`, mend: expect.stringContaining(mend) as unknown })
  })
})
