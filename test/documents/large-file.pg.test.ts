import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idIn } from '../filing/counter.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { openArchive, postFiles, type Archive } from './archive.ts'
import { pdf, png } from './sample-files.ts'
import { openLine } from './tus-line.ts'

/* In the long run only: 500 MB up by both ways and down again, in this process, whose memory is watched. */

const size = 500_000_000
const allowed = 200_000_000
let archive: Archive
beforeAll(async () => {
  archive = await openArchive()
})
afterAll(() => archive?.close())

/** A picture of so many bytes: real to its first signs, then filled up piece by piece. */
async function* picture(): AsyncGenerator<Buffer> {
  const head = png(4, 4)
  yield head
  const piece = Buffer.alloc(1_000_000, 7)
  for (let left = size - head.length; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece
}

async function watched<T>(work: () => Promise<T>): Promise<{ grown: number; result: T }> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => { most = Math.max(most, process.memoryUsage().rss) }, 20)
  try {
    return { result: await work(), grown: most - before }
  } finally {
    clearInterval(timer)
  }
}

describe.runIf(process.env['PARVIS_LONG'])('a file of 500 MB', () => {
  test('takes the same memory as a small one, in pieces, with a form, and on its way out', { timeout: 600_000 }, async () => {
    const who = new Visitor(archive.server)
    const first = await archive.begin(who)
    const csrf = csrfIn((await who.get(first)).body)
    const cookie = [...who.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const sum = createHash('sha256')
    for await (const part of picture()) sum.update(part)
    const hash = sum.digest('hex')

    const line = await openLine(archive.server, { cookie, 'x-csrf': csrf })
    const send = (method: string, path: string, headers: Record<string, string | number>, body: AsyncIterable<Buffer>): Promise<{ status: number; body: string }> => new Promise((resolve, reject) => {
      const going = request({ port: line.port, host: '127.0.0.1', method, path, agent: false, headers: { host: 'localhost', cookie, ...headers } }, answer => {
        let text = ''
        answer.on('data', part => { text += part }).on('end', () => resolve({ status: answer.statusCode!, body: text }))
      })
      pipeline(Readable.from(body), going).catch(reject)
    })

    const address = (await line.begin(`/town-1/fr/apply/${idIn(first)}/uploads/photos`, size, 'a.png'))!.headers.location!
    const inPieces = await watched(() => send('PATCH', address, { 'x-csrf': csrf, 'tus-resumable': '1.0.0', 'upload-offset': 0, 'content-type': 'application/offset+octet-stream', 'content-length': size }, picture()))
    expect([inPieces.result.status, JSON.parse(inPieces.result.body).file]).toEqual([200, hash])

    const boundary = '----large'
    const place = first.replace(/[^/]+$/, 'place')
    await postFiles(who, first, {}, [{ field: 'proof', name: 'a.pdf', content: pdf }])
    const withForm = await watched(() => send('POST', place, { 'content-type': `multipart/form-data; boundary=${boundary}` }, (async function* () {
      yield Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--${boundary}\r\ncontent-disposition: form-data; name="photos.add"\r\n\r\nyes\r\n--${boundary}\r\ncontent-disposition: form-data; name="where"\r\n\r\nx\r\n--${boundary}\r\ncontent-disposition: form-data; name="photos"; filename="b.png"\r\ncontent-type: image/png\r\n\r\n`)
      yield* picture()
      yield Buffer.from(`\r\n--${boundary}--\r\n`)
    })()))
    expect(withForm.result.status).toBe(200)
    expect(withForm.result.body).toContain('b.png')

    const out = await watched(() => new Promise<string>((resolve, reject) => {
      request({ port: line.port, host: '127.0.0.1', path: `/town-1/fr/apply/${idIn(first)}/documents/${hash}`, headers: { host: 'localhost', cookie } }, answer => {
        const got = createHash('sha256')
        answer.on('data', part => got.update(part as Buffer)).on('end', () => resolve(got.digest('hex'))).on('error', reject)
      }).end()
    }))
    expect(out.result).toBe(hash)
    const grown = { inPieces: inPieces.grown, withForm: withForm.grown, out: out.grown }
    process.stdout.write(`memory grown by (MB): ${JSON.stringify(Object.fromEntries(Object.entries(grown).map(([way, bytes]) => [way, Math.round(bytes / 1e6)])))}\n`)
    for (const [way, bytes] of Object.entries(grown)) expect(bytes, way).toBeLessThan(allowed)
  })
})
