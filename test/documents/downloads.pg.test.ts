import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { newUuid } from '../../src/base/ids.ts'
import { sha256 } from '../../src/ports/object-store/object-store-contract.ts'
import { FileCase } from '../../src/vocabulary/cases.ts'
import { ForgetUploads } from '../../src/vocabulary/documents.ts'
import { idIn, postTo, to } from '../filing/counter.ts'
import { filing, visitor } from '../support/example.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { openArchive, password, postFiles, type Archive } from './archive.ts'
import { jpeg, pdf, png } from './sample-files.ts'

/* Who may save a document, how it leaves, and when it is gone. */

const day = 24 * 3_600_000
let archive: Archive
beforeAll(async () => {
  archive = await openArchive()
  await archive.enrol('agent@town.example', ['education'])
  await archive.enrol('other@town.example', ['works'])
  await archive.enrol('abroad@town.example', ['education'], 2)
})
afterAll(() => archive?.close())

const at = (first: string, step: string) => first.replace(/[^/]+$/, step)

/** Writes a request with one document; `send` says whether it is sent. */
async function write(who: Visitor, content: Buffer, name: string, send = true): Promise<string> {
  const first = await archive.begin(who)
  to(await postFiles(who, first, {}, [{ field: 'proof', name, content }]))
  if (!send) return idIn(first)
  to(await postFiles(who, at(first, 'place'), { where: 'Ici' }))
  to(await postTo(who, at(first, 'late'), { late: 'no' }))
  to(await postFiles(who, at(first, 'children.0.certificate'), {}))
  to(await postTo(who, at(first, 'children.more'), { more: 'no' }))
  to(await postTo(who, at(first, 'check'), {}))
  return idIn(first)
}

async function signedIn(email: string, town = 'town-1'): Promise<Visitor> {
  const who = new Visitor(archive.server)
  const csrf = csrfIn((await who.get(`/${town}/fr/desk/sign-in`)).body)
  to(await who.post(`/${town}/fr/desk/sign-in`, { csrf, email, password }))
  return who
}

describe('a document', () => {
  test('is saved by its applicant and by the agents of its team, never shown, and by nobody else', async () => {
    const applicant = new Visitor(archive.server)
    const content = png(31, 7)
    const id = await write(applicant, content, 'Façade "nord".png')
    const hash = sha256(content)
    const held = `/town-1/fr/requests/${id}/documents/${hash}`
    const atDesk = `/town-1/fr/desk/cases/${id}/documents/${hash}`
    const agent = await signedIn('agent@town.example')
    for (const [who, address] of [[applicant, held], [agent, atDesk]] as const) {
      const answer = await who.get(address)
      expect(answer.statusCode).toBe(200)
      expect(answer.rawPayload.equals(content)).toBe(true)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/png', 'content-length': String(content.length), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store',
        'content-disposition': `attachment; filename="Fa_ade _nord_.png"; filename*=UTF-8''Fa%C3%A7ade%20_nord_.png`,
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      })
    }
    const head = await applicant.ask('HEAD', held, {})
    expect([head.statusCode, head.headers['content-length'], head.rawPayload.length]).toEqual([200, String(content.length), 0])
    // Both pages lead there, and say that nobody looked for viruses.
    const shown = await archive.server.inject({ url: `/town-1/fr/requests/${id}`, headers: { host: 'localhost', cookie: [...applicant.jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
    const desk = await agent.get(`/town-1/fr/desk/cases/${id}`)
    for (const [page, address] of [[shown, held], [desk, atDesk]] as const) {
      expect(page.body).toContain(`href="${address}"`)
      expect(page.body).toContain('Pas contrôlé contre les virus')
    }

    const stranger = new Visitor(archive.server)
    const theirs = await write(stranger, pdf, 'theirs.pdf')
    const others: [string, Visitor, string, number][] = [
      ['a visitor without a session', new Visitor(archive.server), held, 404],
      ['another applicant', stranger, held, 404],
      ['another applicant, by a request of their own', stranger, `/town-1/fr/requests/${theirs}/documents/${hash}`, 404],
      ['the applicant at the desk’s door', applicant, atDesk, 303],
      ['an agent of another team', await signedIn('other@town.example'), atDesk, 404],
      ['an agent at the residents’ door', agent, held, 404],
      ['an agent of another authority', await signedIn('abroad@town.example', 'town-2'), atDesk.replace('town-1', 'town-2'), 404],
      ['the applicant, in another authority', applicant, held.replace('town-1', 'town-2'), 404],
      ['the applicant, another hash', applicant, held.replace(/.{64}$/, sha256(pdf)), 404],
      ['the applicant, no hash at all', applicant, held.replace(/.{64}$/, '..%2f..%2fsecret'), 404],
      ['the applicant, by the draft that was sent', applicant, `/town-1/fr/apply/${id}/documents/${hash}`, 404],
    ]
    for (const [name, who, address, status] of others) expect([name, (await who.get(address)).statusCode]).toEqual([name, status])
  })

  test('of a draft is saved by its writer alone', async () => {
    const writer = new Visitor(archive.server)
    const draft = await write(writer, jpeg(), 'photo.jpg', false)
    const address = `/town-1/fr/apply/${draft}/documents/${sha256(jpeg())}`
    expect((await writer.get(address)).statusCode).toBe(200)
    expect((await new Visitor(archive.server).get(address)).statusCode).toBe(404)
    expect((await (await signedIn('agent@town.example')).get(address)).statusCode).toBe(404)
    expect((await writer.get(address.replace(/.{64}$/, sha256(Buffer.from('x'))))).statusCode).toBe(404)
  })

  test('that was not sent for it cannot be named by a case, whoever files it', async () => {
    const applicant = new Visitor(archive.server)
    const id = await write(applicant, png(5, 5), 'a.png')
    const [file] = (await archive.read(id))!.answers === 'erased' ? [] : (((await archive.read(id))!.answers as Record<string, unknown[]>)['proof'] as object[])
    const holder = newUuid()
    const stolen = await archive.journal.send(1, visitor(holder), FileCase, filing(holder, { answers: { proof: [file] } }))
    expect(isRefusal(stolen) && stolen.refused).toBe('FileMissing')
  })
})

describe('in time', () => {
  test('what no draft or case names goes after a day; what a case names stays', async () => {
    const who = new Visitor(archive.server)
    const kept = png(41, 1)
    const id = await write(who, kept, 'kept.png')
    // Sent along and taken out again; left in a draft; in a draft of another that is given up.
    const loose = png(41, 2)
    const draft = await write(who, loose, 'loose.png', false)
    const left = await postFiles(who, `/town-1/fr/apply/${draft}/proof`, { 'proof.remove': sha256(loose) })
    expect(left.statusCode).toBe(303)
    const forgotten = png(41, 3)
    await write(new Visitor(archive.server), forgotten, 'forgotten.png', false)
    const there = async () => (await archive.hashes()).filter(hash => [kept, loose, forgotten].map(sha256).includes(hash))
    archive.clock.now += 2 * 3_600_000
    await archive.sweep()
    expect(await there()).toHaveLength(3)
    archive.clock.now += day
    await archive.sweep()
    expect(await there()).toEqual([sha256(kept)])
    archive.clock.now += 400 * day
    await archive.sweep()
    expect(await there()).toEqual([sha256(kept)])
    expect((await archive.rows<{ filed: boolean }>(`select filed from uploads where draft = '${id}'`))).toEqual([{ filed: true }])
  })

  test('a file of two requests stays until both are erased', async () => {
    const content = png(51, 1)
    const ids = [await write(new Visitor(archive.server), content, 'a.png'), await write(new Visitor(archive.server), content, 'b.png')]
    archive.clock.now += day
    const forget = (id: string) => archive.journal.ask(1)(ForgetUploads, { draft: id, now: archive.clock.now })
    expect(await forget(ids[0]!)).toBe(1)
    expect(await archive.hashes()).toContain(sha256(content))
    expect(await forget(ids[1]!)).toBe(1)
    expect(await archive.hashes()).not.toContain(sha256(content))
    expect(await forget(ids[1]!)).toBe(0)
  })

  test('giving a draft up erases its files; the same file sent meanwhile for another stays', async () => {
    const who = new Visitor(archive.server)
    const content = png(61, 1)
    const draft = await write(who, content, 'a.png', false)
    archive.clock.now += 11 * 60_000
    to(await postTo(who, `/town-1/fr/apply/${draft}/discard`, {}))
    expect(await archive.hashes()).not.toContain(sha256(content))
    const again = await write(who, content, 'a.png', false)
    expect((await who.get(`/town-1/fr/apply/${again}/documents/${sha256(content)}`)).statusCode).toBe(200)
  })

  test('a file that comes again while it is being deleted is there afterwards', async () => {
    const who = new Visitor(archive.server)
    const content = png(71, 1)
    await write(who, content, 'a.png', false)
    await archive.rows(`delete from uploads where file = '${sha256(content)}'`)
    // Marked, and not gone yet: a sweep that was killed between the two.
    await archive.rows(`update documents set going = true where file = '${sha256(content)}'`)
    const sending = write(who, content, 'b.png', false)
    await new Promise(resolve => setTimeout(resolve, 150))
    await archive.sweep()
    const draft = await sending
    expect((await who.get(`/town-1/fr/apply/${draft}/documents/${sha256(content)}`)).rawPayload.equals(content)).toBe(true)
  })
})
