import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idIn, postTo, to } from '../filing/counter.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { openArchive, postFiles, type Archive } from './archive.ts'
import { docx, jpeg, pdf, png } from './sample-files.ts'

/* Documents without a script: posted with the form, kept, named by the answers, sent with the case. */

let archive: Archive
let who: Visitor
beforeAll(async () => {
  archive = await openArchive()
})
afterAll(() => archive?.close())
beforeEach(() => {
  who = new Visitor(archive.server)
})

const at = (first: string, step: string) => first.replace(/[^/]+$/, step)

describe('a request with documents', () => {
  test('is written, checked and sent; its files are those that were posted', async () => {
    const first = await archive.begin(who)
    expect((await who.get(first)).body).toContain('enctype="multipart/form-data"')
    expect(to(await postFiles(who, first, {}, [{ field: 'proof', name: 'C:\\scan\\Élève.pdf', content: pdf, type: 'text/html' }]))).toBe(at(first, 'place'))
    expect(to(await postFiles(who, at(first, 'place'), { where: 'Rue de l’Exemple' }, [{ field: 'photos', name: '', content: '' }]))).toBe(at(first, 'late'))
    expect(to(await postTo(who, at(first, 'late'), { late: 'yes' }))).toBe(at(first, 'reason'))
    expect(to(await postFiles(who, at(first, 'reason'), {}, [{ field: 'reason', name: 'lettre.docx', content: docx }]))).toBe(at(first, 'children.0.certificate'))
    expect(to(await postFiles(who, at(first, 'children.0.certificate'), {}))).toBe(at(first, 'children.more'))
    expect(to(await postTo(who, at(first, 'children.more'), { more: 'no' }))).toBe(at(first, 'check'))
    const check = await who.get(at(first, 'check'))
    expect(check.body).toContain('Élève.pdf')
    expect(check.body).toContain('n’ont pas été contrôlés contre les virus')
    to(await postTo(who, at(first, 'check'), {}))
    const file = (await archive.read(idIn(first)))!
    expect(file.answers).toMatchObject({
      proof: [{ name: 'Élève.pdf', type: 'application/pdf', bytes: pdf.length }],
      reason: [{ name: 'lettre.docx', type: expect.stringContaining('wordprocessingml') as unknown, bytes: docx.length }],
    })
  })
})

void jpeg, png, csrfIn
