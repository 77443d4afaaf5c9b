import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PDFDocument } from 'pdf-lib'
import { sha256, whole } from '../../src/ports/object-store/object-store-contract.ts'
import { idIn, postTo, to } from '../filing/counter.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { multipart, openArchive, postFiles, type Archive, type SentFile } from './archive.ts'
import { docx, heic, jpeg, pdf, png } from './sample-files.ts'

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
const one = (content: Uint8Array | string, name = 'a.pdf', field = 'proof'): SentFile[] => [{ field, name, content }]
/** The hashes that a page's form would post for a question. */
const listed = (html: string, name: string): string[] => [...html.matchAll(new RegExp(`type="hidden" name="${name}" value="([0-9a-f]{64})"`, 'g'))].map(found => found[1]!)
/** The local copies go right after the answer. */
const leavesNothing = () => expect.poll(() => readdir(archive.incoming)).toEqual([])
const answersOf = async (first: string): Promise<Record<string, any>> => (await archive.rows<{ answers: Record<string, unknown> }>(`select answers from drafts where draft = '${idIn(first)}'`))[0]!.answers

describe('a request with documents', () => {
  test('is written, checked and sent; its files are those that were posted', async () => {
    const first = await archive.begin(who)
    expect((await who.get(first)).body).toContain('enctype="multipart/form-data"')
    expect(to(await postFiles(who, first, {}, [{ field: 'proof', name: 'C:\\scan\\Élève.pdf', content: pdf, type: 'text/html' }]))).toBe(at(first, 'place'))
    expect(to(await postFiles(who, at(first, 'place'), { where: 'Rue de l’Exemple' }, one('', '', 'photos')))).toBe(at(first, 'late'))
    expect(to(await postTo(who, at(first, 'late'), { late: 'yes' }))).toBe(at(first, 'reason'))
    expect(to(await postFiles(who, at(first, 'reason'), {}, one(docx, 'lettre.docx', 'reason')))).toBe(at(first, 'children.0.certificate'))
    expect(to(await postFiles(who, at(first, 'children.0.certificate'), {}, one(pdf, 'Certificat.pdf', 'certificate')))).toBe(at(first, 'children.more'))
    expect(to(await postTo(who, at(first, 'children.more'), { more: 'no' }))).toBe(at(first, 'check'))
    const check = await who.get(at(first, 'check'))
    for (const name of ['Élève.pdf', 'lettre.docx']) expect(check.body).toContain(name)
    expect(check.body).toContain('Pas contrôlé contre les virus')
    to(await postTo(who, at(first, 'check'), {}))
    const { answers } = (await archive.read(idIn(first)))!
    expect(answers).toMatchObject({
      proof: [{ file: sha256(pdf), type: 'application/pdf', bytes: pdf.length }],
      reason: [{ file: sha256(docx), name: 'lettre.docx', type: expect.stringContaining('wordprocessingml') as unknown, bytes: docx.length }],
      children: [{ certificate: [{ file: sha256(pdf) }] }],
    })
    expect(answers).not.toHaveProperty('photos')
    expect((await whole(await archive.stores.of(1).get(sha256(docx)))).equals(docx)).toBe(true)
    await leavesNothing()
  })

  test('several at once; one is taken out, another added; the page stays and shows them', async () => {
    const first = await archive.begin(who)
    const added = await postFiles(who, first, { 'proof.add': 'yes' }, [...one(pdf, 'un.pdf'), ...one(png(2, 2), 'deux.png')])
    expect(to(added)).toBe(first)
    const both = listed((await who.get(first)).body, 'proof')
    expect(new Set(both)).toEqual(new Set([sha256(pdf), sha256(png(2, 2))]))
    expect(to(await postFiles(who, first, [...both.map((hash): [string, string] => ['proof', hash]), ['proof.remove', sha256(pdf)]]))).toBe(first)
    expect(listed((await who.get(first)).body, 'proof')).toEqual([sha256(png(2, 2))])
    expect(to(await postFiles(who, first, { proof: sha256(png(2, 2)) }, one(jpeg(), 'trois.jpg')))).toBe(at(first, 'place'))
    expect((await answersOf(first))['proof'].map((file: { name: string }) => file.name)).toEqual(['deux.png', 'trois.jpg'])
    // The last one is taken out: the question is open again, and a reload does not bring it back.
    to(await postFiles(who, first, [['proof', sha256(jpeg())], ['proof.remove', sha256(jpeg())]]))
    expect(listed((await who.get(first)).body, 'proof')).toEqual([])
    expect(to(await who.get(at(first, 'place')))).toBe(first)
  })

  test('beside another question nothing typed is lost when a file is added, or is of a wrong type', async () => {
    const first = await archive.begin(who)
    to(await postFiles(who, first, {}, one(pdf)))
    const place = at(first, 'place')
    const added = await postFiles(who, place, { where: 'Tapé <b>', 'photos.add': 'yes' }, one(png(3, 3), 'vue.png', 'photos'))
    expect(added.statusCode).toBe(200)
    expect(added.body).toContain('value="Tapé &lt;b>"')
    expect(added.body).not.toContain('error-summary')
    expect(listed(added.body, 'photos')).toEqual([sha256(png(3, 3))])
    const wrong = await postFiles(who, place, { where: 'Tapé <b>', photos: sha256(png(3, 3)) }, [...one(pdf, 'plan.pdf', 'photos'), ...one(jpeg(), 'bonne.jpg', 'photos')])
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('plan.pdf n’est pas d’un type accepté ici')
    expect(wrong.body).toContain('<a href="#f-photos">')
    expect(wrong.body).toContain('value="Tapé &lt;b>"')
    expect(listed(wrong.body, 'photos')).toEqual([sha256(png(3, 3)), sha256(jpeg())])
  })

  test('several pictures become one PDF when the step is finished; a HEIC picture stays as it is', async () => {
    const first = await archive.begin(who)
    to(await postFiles(who, first, {}, one(pdf)))
    const place = at(first, 'place')
    expect(to(await postFiles(who, place, { where: 'Ici' }, [...one(jpeg(6), 'vue 1.jpg', 'photos'), ...one(heic, 'vue 2.heic', 'photos'), ...one(png(300, 200), 'vue 3.png', 'photos')]))).toBe(at(first, 'late'))
    const { photos } = await answersOf(first)
    expect(photos.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([['vue 1.pdf', 'application/pdf'], ['vue 2.heic', 'image/heic']])
    const made = await PDFDocument.load(await whole(await archive.stores.of(1).get(photos[0].file)))
    expect(made.getPages().map(page => [Math.round(page.getWidth()), Math.round(page.getHeight()), page.getRotation().angle])).toEqual([[595, 842, 90], [842, 595, 0]])
    // Continued again, it is the same PDF and no other.
    expect(to(await postFiles(who, place, [['where', 'Ici'], ...photos.map((file: { file: string }): [string, string] => ['photos', file.file])]))).toBe(at(first, 'late'))
    expect((await answersOf(first))['photos']).toEqual(photos)
  })

  test('pictures that cannot be joined stay as they are', async () => {
    const first = await archive.begin(who)
    to(await postFiles(who, first, {}, one(pdf)))
    const broken = Buffer.concat([png(2, 2).subarray(0, 40), Buffer.alloc(50, 9)])
    to(await postFiles(who, at(first, 'place'), { where: 'Ici' }, [...one(jpeg(), 'a.jpg', 'photos'), ...one(broken, 'b.png', 'photos')]))
    expect((await answersOf(first))['photos'].map((file: { name: string }) => file.name)).toEqual(['a.jpg', 'b.png'])
  })

  // Each would be decoded to what the later head or frame claims: gigabytes out of a file of one megabyte.
  const [small, head] = [png(2, 2), png(2, 2).subarray(8, 33)]
  const claims = (width: number) => Buffer.concat([small.subarray(0, 16), Buffer.from(Uint32Array.of(width, width).buffer).swap32(), small.subarray(24)])
  test.each<[string, readonly Buffer[]]>([
    ['a second head', [Buffer.concat([small.subarray(0, 33), head, small.subarray(33)])]],
    ['frames', [Buffer.concat([small.subarray(0, 33), Buffer.from(`0000001a6663544c${'00'.repeat(30)}`, 'hex'), small.subarray(33)])]],
    ['too many points together', [claims(7000), claims(6999)]],
  ])('a picture with %s is not decoded', async (_, pictures) => {
    const first = await archive.begin(who)
    to(await postFiles(who, first, {}, one(pdf)))
    to(await postFiles(who, at(first, 'place'), { where: 'Ici' }, [...one(jpeg(), 'a.jpg', 'photos'), ...pictures.flatMap((content, i) => one(content, `${i}.png`, 'photos'))]))
    expect((await answersOf(first))['photos'].map((file: { name: string }) => file.name)).toEqual(['a.jpg', ...pictures.map((_, i) => `${i}.png`)])
  })
})

describe('what is not taken', () => {
  test.each<[string, SentFile[], RegExp]>([
    ['nothing', [], /Ajoutez un document/],
    ['an empty file', one('', 'vide.pdf'), /vide\.pdf est vide/],
    ['a file that is too large', one(Buffer.concat([pdf, Buffer.alloc(1_000_000)]), 'gros.pdf'), /gros\.pdf est trop lourd\u202f: 1\sMo au plus/],
    ['HTML under another name', one('<html><script>alert(1)</script></html>', 'photo.png'), /photo\.png n’est pas d’un type accepté ici/],
    ['SVG', one('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'dessin.svg'), /dessin\.svg n’est pas d’un type accepté ici/],
    ['a program', one(Buffer.from('4d5a90000300000004000000ffff', 'hex'), 'facture.pdf'), /facture\.pdf n’est pas d’un type accepté/],
    ['an office document where none is asked', one(docx, 'lettre.pdf'), /lettre\.pdf n’est pas d’un type accepté/],
    ['a name that is markup', one('x', '"><img src=x onerror=alert(1)>.pdf'), /__img src=x onerror=alert\(1\)_\.pdf/],
  ])('%s: the page says what is expected', async (_, files, words) => {
    const first = await archive.begin(who)
    const answer = await postFiles(who, first, {}, files)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(words)
    expect(answer.body).toContain('<title>Erreur')
    expect(answer.body).not.toContain('<img src=x')
    await leavesNothing()
  })

  test('more files than the question takes: all are shown, so that some can be taken out', async () => {
    const first = await archive.begin(who)
    const four = [1, 2, 3, 4].map(size => ({ field: 'proof', name: `${size}.png`, content: png(size, size) }))
    const answer = await postFiles(who, first, {}, four)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Gardez au plus 3 fichiers.')
    expect(listed(answer.body, 'proof')).toHaveLength(4)
  })

  test('a hash that this draft did not upload names nothing, though the file exists', async () => {
    const mine = await archive.begin(who)
    to(await postFiles(who, mine, {}, one(png(9, 9), 'mine.png')))
    const other = new Visitor(archive.server)
    const theirs = await archive.begin(other)
    const answer = await postFiles(other, theirs, { proof: sha256(png(9, 9)) })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Ajoutez un document')
    // Nor does another draft of the same person.
    const second = to(await who.post(`/town-1/fr/services/copie-acte/start`, { csrf: csrfIn((await who.get(mine)).body), anew: 'yes' }))
    expect((await postFiles(who, second, { proof: sha256(png(9, 9)) })).statusCode).toBe(422)
  })

  test('without the form’s token, with it after the file, or from another site, nothing is kept', async () => {
    const first = await archive.begin(who)
    const csrf = csrfIn((await who.get(first)).body)
    const before = await archive.hashes()
    const content = png(11, 11)
    const send = (fields: [string, string][], headers = {}, files = one(content)) => {
      const { body, type } = multipart(fields, files)
      return who.post(first, body, { 'content-type': type, ...headers })
    }
    expect((await send([])).statusCode).toBe(403)
    expect((await send([['csrf', 'x'.repeat(86)]])).statusCode).toBe(403)
    expect((await send([['csrf', csrf]], { origin: 'https://elsewhere.example' })).statusCode).toBe(403)
    const late = multipart([], one(content)).body.toString('latin1').replace(/--\r\n$/, `\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n------parvis-test-0123456789--\r\n`)
    expect((await who.post(first, Buffer.from(late, 'latin1'), { 'content-type': multipart([]).type })).statusCode).toBe(403)
    expect((await new Visitor(archive.server).post(first, multipart([['csrf', csrf]], one(content)).body, { 'content-type': multipart([]).type })).statusCode).toBe(403)
    expect(await archive.hashes()).toEqual(before)
    await leavesNothing()
  })

  test('a form cut off, without a boundary, or with far too many fields is answered, and leaves nothing', async () => {
    const first = await archive.begin(who)
    const csrf = csrfIn((await who.get(first)).body)
    const { body, type } = multipart([['csrf', csrf]], one(pdf))
    expect((await who.post(first, body.subarray(0, body.length - 30), { 'content-type': type })).statusCode).toBe(400)
    expect((await who.post(first, body, { 'content-type': 'multipart/form-data' })).statusCode).toBe(400)
    const many = multipart([['csrf', csrf], ...Array.from({ length: 2_001 }, (_, i): [string, string] => [`f${i}`, ''])])
    expect((await who.post(first, many.body, { 'content-type': many.type })).statusCode).toBe(413)
    const long = multipart([['csrf', csrf], ['x', 'x'.repeat(300_000)]])
    expect((await who.post(first, long.body, { 'content-type': long.type })).statusCode).toBe(413)
    await leavesNothing()
  })

  test('a page that takes no files answers 415', async () => {
    const first = await archive.begin(who)
    to(await postFiles(who, first, {}, one(pdf)))
    const { body, type } = multipart([['csrf', csrfIn((await who.get(first)).body)]], one(pdf))
    expect((await who.post(`/town-1/fr/apply/${idIn(first)}/discard`, body, { 'content-type': type })).statusCode).toBe(415)
  })
})
