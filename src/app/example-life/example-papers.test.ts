import { readFile } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { sniffType } from '../../features/documents/sniff.ts'
import { examplePapers } from './example-papers.ts'

test('the example files are what their types say, and the page can be opened', async () => {
  const papers = await examplePapers()
  try {
    expect(papers.files.size).toBe(3)
    for (const { file, type } of papers.files.values()) expect(await sniffType(papers.path(file)), type).toBe(type)
    const page = [...papers.files.values()].find(one => one.type === 'application/pdf')!
    expect((await PDFDocument.load(await readFile(papers.path(page.file)))).getPageCount()).toBe(1)
  } finally {
    await papers.remove()
  }
})
