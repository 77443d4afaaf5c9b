import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docm, docx, heic, jpeg, odt, pdf, png, zip } from '../../../test/documents/sample-files.ts'
import { sniffType } from './sniff.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-sniff-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A ZIP that claims to hold far more than it does, in a name that is looked into. */
const bomb = zip({ '[Content_Types].xml': 'x'.repeat(3_000_000) })

test.each<[string, Buffer | string, string | null]>([
  ['a PDF', pdf, 'application/pdf'],
  ['a JPEG', jpeg(), 'image/jpeg'],
  ['a PNG', png(2, 2), 'image/png'],
  ['a HEIC picture', heic, 'image/heic'],
  ['a Word document', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['a LibreOffice document', odt, 'application/vnd.oasis.opendocument.text'],
  ['a Word document with macros', docm, 'application/vnd.ms-word.document.macroenabled.12'],
  ['a ZIP', zip({ 'a.txt': 'a' }), 'application/zip'],
  ['a large ZIP of a document’s form', bomb, 'application/zip'],
  ['RTF', '{\\rtf1 Bonjour}', 'application/rtf'],
  ['plain text', 'Bonjour,\r\nvoilà.\t\n', 'text/plain'],
  ['a table in Latin-1', Buffer.from('Nom;Prénom\r\n', 'latin1'), 'text/plain'],
  ['a text with a byte order mark', '\ufeffBonjour', 'text/plain'],
  ['HTML', '<!DOCTYPE html><p>a</p>', null],
  ['HTML without its beginning', 'a <script>alert(1)</script>', null],
  ['HTML behind white space and a byte order mark', '\ufeff \n\t<p onclick=x>', null],
  ['SVG without its prologue', '<svg onload="alert(1)"></svg>', null],
  ['PHP', 'x <?php system(1)', null],
  ['a shell script', '#!/bin/sh\nrm x\n', null],
  ['nothing', '', null],
  ['bytes without a meaning', Buffer.from([0, 1, 2, 3, 4, 5, 250, 251]), null],
  ['text with a NUL far behind', `${'a'.repeat(400_000)}\0`, null],
])('%s', async (_, content, type) => {
  const path = join(folder, 'file.pdf')
  await writeFile(path, content)
  expect(await sniffType(path)).toBe(type)
})

test('what begins like SVG or XML is no picture', async () => {
  const path = join(folder, 'file')
  for (const text of ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><html/>']) {
    await writeFile(path, text)
    expect(['application/xml', 'image/svg+xml', null]).toContain(await sniffType(path))
  }
})
