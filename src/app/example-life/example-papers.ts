import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CompiledQuestion } from '../../engines/forms/compile-form.ts'
import { typesOf, type StoredFile } from '../../engines/forms/stored-file.ts'

/** Files that example requests send along: a page and a picture that say that they are examples. `path` is where each lies meanwhile. */
export type ExamplePapers = {
  readonly files: ReadonlyMap<string, StoredFile>
  path(file: string): string
  /** One that this question takes; `null` where neither is. */
  for(question: CompiledQuestion): readonly StoredFile[] | null
  remove(): Promise<void>
}

export async function examplePapers(): Promise<ExamplePapers> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-examples-'))
  const all = await Promise.all([
    { name: 'exemple.pdf', type: 'application/pdf', content: pdf('Exemple - Example - Beispiel') },
    { name: 'exemple.png', type: 'image/png', content: Buffer.from(grey, 'base64') },
    { name: 'exemple.txt', type: 'text/plain', content: Buffer.from('Exemple, example, Beispiel.\n') },
  ].map(async ({ name, type, content }) => {
    await writeFile(join(folder, name), content)
    return { file: createHash('sha256').update(content).digest('hex'), name, type, bytes: content.length }
  }))
  const files = new Map(all.map(one => [one.file, one]))
  return {
    files,
    path: file => join(folder, files.get(file)!.name),
    for(question) {
      const types = typesOf(question.source.accept ?? [])
      const found = all.find(one => types.includes(one.type))
      return found ? [found] : null
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** One grey point. */
const grey = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

/** A page of A4 with one line (ISO 32000-1, 7.5): objects, their places, where the list of places begins. */
function pdf(line: string): Buffer {
  const stream = `BT /F1 24 Tf 72 740 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const list = text.length
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${list}\n%%EOF\n`, 'latin1')
}
