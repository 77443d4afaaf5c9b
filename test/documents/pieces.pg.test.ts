import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pseudoRandom, sha256, whole } from '../../src/ports/object-store/object-store-contract.ts'
import { idIn, to } from '../filing/counter.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { openArchive, postFiles, type Archive } from './archive.ts'
import { pdf, png } from './sample-files.ts'
import { openLine } from './tus-line.ts'

/* Files sent in pieces (tus): cut anywhere, they go on; to nobody but their writer do they exist. */

let archive: Archive
beforeAll(async () => {
  archive = await openArchive()
})
afterAll(() => archive?.close())

async function writer(town = 'town-1') {
  const who = new Visitor(archive.server)
  const first = await archive.begin(who, town)
  const csrf = csrfIn((await who.get(first)).body)
  const line = await openLine(archive.server, { cookie: [...who.jar].map(([name, value]) => `${name}=${value}`).join('; '), 'x-csrf': csrf })
  const place = (question: string) => `/${town}/fr/apply/${idIn(first)}/uploads/${question}`
  return { who, first, csrf, line, place }
}

/** A picture of so many bytes: real to its first signs, then filled up. */
const picture = (length: number): Buffer => Buffer.concat([png(4, 4), pseudoRandom(length)]).subarray(0, length)

describe('a file in pieces', () => {
  test('sent whole is kept, and the form names it by its hash', async () => {
    const { who, first, line, place } = await writer()
    const begun = (await line.begin(place('proof'), pdf.length, 'Étoile ★.pdf'))!
    expect(begun.status).toBe(201)
    expect(begun.headers.location).toMatch(new RegExp(`^${place('proof')}/[0-9a-f-]{36}$`))
    expect(begun.headers['access-control-allow-origin']).toBeUndefined()
    expect(begun.headers['content-security-policy']).toContain("default-src 'none'")
    const done = (await line.add(begun.headers.location!, 0, pdf))!
    expect([done.status, JSON.parse(done.body)]).toEqual([200, { file: sha256(pdf), name: 'Étoile ★.pdf', bytes: pdf.length }])
    expect((await whole(await archive.stores.of(1).get(sha256(pdf)))).equals(pdf)).toBe(true)
    expect(to(await postFiles(who, first, { proof: sha256(pdf) }))).toContain('/place')
    // The answer was lost on the line: asked again, it is the same.
    expect(await line.offsetOf(begun.headers.location!)).toBe(pdf.length)
    expect((await line.add(begun.headers.location!, pdf.length, Buffer.alloc(0)))!.body).toBe(done.body)
    expect((await readdir(archive.incoming)).filter(name => !name.endsWith('.json'))).toEqual([])
  })

  test('cut at 20 points and resumed arrives as it was', async () => {
    const { line, place } = await writer()
    const content = picture(2_000_003)
    const address = (await line.begin(place('photos'), content.length, 'photo.png'))!.headers.location!
    let offset = 0
    let cuts = 0
    for (; cuts < 20; cuts++) {
      // Somewhere in what is left of this twentieth: in the middle of a write, at its edge, before the first byte.
      const until = Math.floor(((cuts + 1) * content.length) / 21) + (cuts % 3) - 1
      await line.add(address, offset, content.subarray(offset), cuts === 7 ? 0 : Math.max(0, until - offset))
      const now = await line.offsetOf(address)
      expect(now).toBeGreaterThanOrEqual(offset)
      expect(now).toBeLessThan(content.length)
      offset = now
    }
    expect(offset).toBeGreaterThan(1_000_000)
    let done = (await line.add(address, offset, content.subarray(offset)))!
    // The write that was cut may still have put down its last bytes: a client is told, and asks again where the file stands (tus 1.0, 409).
    for (; done.status === 409; done = (await line.add(address, offset, content.subarray(offset)))!) offset = await line.offsetOf(address)
    expect([done.status, JSON.parse(done.body).file]).toEqual([200, sha256(content)])
    expect((await whole(await archive.stores.of(1).get(sha256(content)))).equals(content)).toBe(true)
  })

  test('under a name made to do harm is saved under a harmless one', async () => {
    const { who, first, line, place } = await writer()
    const name = `../../etc/${'long '.repeat(1000)}\r\nSet-Cookie: a=b\u202Efdp.exe`
    const done = (await line.add((await line.begin(place('proof'), pdf.length, name))!.headers.location!, 0, pdf))!
    const saved = await who.get(`/town-1/fr/apply/${idIn(first)}/documents/${JSON.parse(done.body).file}`)
    expect(saved.statusCode).toBe(200)
    expect(saved.headers['content-disposition']).toMatch(/^attachment; filename="long [\w ]*\.pdf"; filename\*=UTF-8''[\w%]*\.pdf$/)
    expect(saved.headers).not.toHaveProperty('set-cookie')
  })

  test.each<[string, Record<string, string>, number]>([
    ['a negative length', { 'upload-length': '-5' }, 400],
    ['a length that is no number', { 'upload-length': '1e3' }, 400],
    ['a length beyond every disk', { 'upload-length': '99999999999999999999' }, 503],
    ['two lengths', { 'upload-length': '5, 6' }, 400],
    ['a length that comes later', { 'upload-defer-length': '1' }, 501],
    ['parts to be joined', { 'upload-length': '5', 'upload-concat': 'partial' }, 501],
    ['what is said about it in no code', { 'upload-length': '5', 'upload-metadata': 'filename ###' }, 400],
    ['no version of the protocol', { 'upload-length': '5', 'tus-resumable': '0.2' }, 400],
    ['nobody’s cookie', { 'upload-length': '5', cookie: '' }, 403],
    ['another site', { 'upload-length': '5', origin: 'https://elsewhere.example' }, 403],
  ])('is not begun with %s', async (_, headers, status) => {
    const { line, place } = await writer()
    const before = await readdir(archive.incoming)
    expect((await line.ask('POST', place('proof'), headers))!.status).toBe(status)
    expect(await readdir(archive.incoming)).toEqual(before)
  })

  test.each(['-1', '1e0', 'NaN', '99999999999999'])('is not gone on with from %s', async offset => {
    const { line, place } = await writer()
    const address = (await line.begin(place('proof'), 10, 'a.pdf'))!.headers.location!
    const answer = await line.ask('PATCH', address, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' }, Buffer.alloc(5))
    expect([400, 409]).toContain(answer!.status)
    expect(await line.offsetOf(address)).toBe(0)
  })

  test('what does not go on from where it stands is refused, and nothing is mixed', async () => {
    const { line, place } = await writer()
    const content = picture(50_000)
    const address = (await line.begin(place('photos'), content.length, 'a.png'))!.headers.location!
    expect((await line.add(address, 0, content.subarray(0, 20_000)))!.status).toBe(204)
    expect((await line.add(address, 0, content))!.status).toBe(409)
    expect((await line.add(address, 40_000, content.subarray(40_000)))!.status).toBe(409)
    expect((await line.add(address, 20_000, Buffer.alloc(40_000)))!.status).toBe(413)
    expect(await line.offsetOf(address)).toBe(20_000)
    const done = await line.add(address, 20_000, content.subarray(20_000))
    expect(JSON.parse(done!.body).file).toBe(sha256(content))
  })

  test('of another type than the question takes is refused in the page’s words; the partial file goes', async () => {
    const { line, place } = await writer()
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    const address = (await line.begin(place('proof'), page.length, 'facture.pdf'))!.headers.location!
    const done = (await line.add(address, 0, page))!
    expect(done.status).toBe(200)
    expect(JSON.parse(done.body)).toEqual({ error: expect.stringMatching(/^facture\.pdf n’est pas d’un type accepté ici.*PDF/) as unknown })
    expect(await archive.stores.of(1).has(sha256(page))).toBe(false)
  })

  test('larger than the question takes is refused before a byte', async () => {
    const { line, place } = await writer()
    expect((await line.begin(place('proof'), 1_000_001, 'a.pdf'))!.status).toBe(413)
    expect((await line.begin(place('proof'), 1_000_000, 'a.pdf'))!.status).toBe(201)
  })

  test('given up is gone', async () => {
    const { line, place } = await writer()
    const address = (await line.begin(place('proof'), 100, 'a.pdf'))!.headers.location!
    expect((await line.ask('DELETE', address))!.status).toBe(204)
    expect((await line.ask('HEAD', address))!.status).toBe(404)
  })
})

describe('to others', () => {
  test('a file that is under way does not exist, nor can they begin one', async () => {
    const mine = await writer()
    const address = (await mine.line.begin(mine.place('proof'), 100, 'a.pdf'))!.headers.location!
    const other = await writer()
    for (const [method, path] of [['HEAD', address], ['PATCH', address], ['DELETE', address], ['POST', mine.place('proof')]] as const) {
      const answer = await other.line.ask(method, path, { 'upload-offset': 0, 'upload-length': 5, 'content-type': 'application/offset+octet-stream' }, method === 'HEAD' || method === 'DELETE' ? undefined : Buffer.alloc(method === 'PATCH' ? 5 : 0))
      expect([method, answer!.status]).toEqual([method, 404])
    }
    // The same id under an address of one's own finds nothing either.
    expect((await other.line.ask('HEAD', `${other.place('proof')}/${address.split('/').at(-1)}`))!.status).toBe(404)
    expect((await mine.line.ask('HEAD', `${mine.place('photos')}/${address.split('/').at(-1)}`))!.status).toBe(404)
    expect(await mine.line.offsetOf(address)).toBe(0)
    // The other town knows neither the draft nor the file.
    const abroad = await writer('town-2')
    expect((await abroad.line.begin(mine.place('proof').replace('town-1', 'town-2'), 5, 'a.pdf'))!.status).toBe(404)
  })

  test.each([['x-csrf', ''], ['x-csrf', 'x'.repeat(86)], ['origin', 'https://elsewhere.example'], ['sec-fetch-site', 'cross-site'], ['cookie', '']])('without our page’s %s (%j) nothing is taken', async (name, value) => {
    const { line, place } = await writer()
    expect((await line.begin(place('proof'), 5, 'a.pdf', { [name]: value }))!.status).toBe(403)
  })

  test('a question that asks for no documents, or is not there, takes none', async () => {
    const { line, place } = await writer()
    for (const question of ['where', 'nothing', 'constructor', '__proto__']) expect((await line.begin(place(question), 5, 'a.pdf'))!.status, question).toBe(404)
  })
})

describe('while it arrives', () => {
  test('two at a time into one file do not mix', async () => {
    const { line, place } = await writer()
    const content = picture(400_000)
    const address = (await line.begin(place('photos'), content.length, 'a.png'))!.headers.location!
    const both = await Promise.all([line.add(address, 0, content).catch(() => null), line.add(address, 0, content).catch(() => null)])
    const statuses = both.map(one => one?.status)
    expect(statuses).toContain(200)
    await sleep(10)
    expect((await whole(await archive.stores.of(1).get(sha256(content)))).equals(content)).toBe(true)
  })
})
