import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import type { PostedFile, Takes } from '../../journal/kernel.ts'
import { formLimit, multipart, pairLimit } from './form-body.ts'
import { hasRoom } from './incoming.ts'

export type Multipart = {
  readonly form: URLSearchParams
  readonly files: readonly PostedFile[]
  /** The status with which the post is refused; 0 where it is not. */
  readonly refused: number
  /** Removes the local copies. */
  remove(): Promise<void>
}

/** What is read in all before the line is cut. Up to here a form that is too large is read to its end, so that its page can say so. */
const mostRead = 1024 ** 3

export const isMultipart = (request: FastifyRequest): boolean => request.headers['content-type']?.toLowerCase().startsWith(multipart) ?? false

/**
 * Reads a form with files, each straight into a file of its own in `folder`. The token must stand before the first file: until
 * `admits` has said yes, nothing is written. A file that is too large, in a field that takes none, or one too many is counted
 * and not kept.
 */
export async function readMultipart(request: IncomingMessage, takes: Takes, folder: string, admits: (token: string | null) => boolean): Promise<Multipart> {
  const form = new URLSearchParams()
  // In the order of the form, whichever is written first.
  const files: (PostedFile | null)[] = []
  const writing: Promise<void>[] = []
  let refused = 0
  const refuse = (status: number): void => void (refused ||= status)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!(await hasRoom(folder))) refuse(503)

  const whole = (): Multipart => {
    const arrived = files.filter(file => file !== null)
    return { form, files: arrived, refused, remove: async () => { await Promise.all(arrived.map(({ path }) => path && rm(path, { force: true }))) } }
  }
  let parser: BusboyInstance
  try {
    parser = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { fieldNameSize: 200, fieldSize: formLimit, fields: pairLimit, parts: pairLimit + takes.most + 20, headerPairs: 20, headerSize: 16 * 1024 },
    })
  } catch {
    refuse(400)
    request.resume()
    return whole()
  }
  let typed = 0
  parser.on('field', (name, value, _cut, cut) => {
    typed += value.length
    if (cut || typed > formLimit) refuse(413)
    else form.append(clean(name), clean(value))
  })
  parser.on('fieldsLimit', () => refuse(413)).on('partsLimit', () => refuse(413))
  parser.on('file', (field, stream, name) => {
    // The parser only emits the fault of a part that ends too early: nobody listening would end the server, and a reader would wait for ever.
    stream.on('error', error => stream.destroy(error))
    if (refused === 0 && !admits(form.get('csrf'))) refuse(403)
    const most = Object.hasOwn(takes.fields, field) ? takes.fields[field]! : 0
    const kept = refused === 0 && most > 0 && name !== '' && files.length < takes.most
    const place = kept ? files.push(null) - 1 : -1
    const work = kept ? write(stream, most, join(folder, `post-${randomUUID()}`), (bytes, path) => { files[place] = { field, name: unescaped(name ?? ''), bytes, path } }) : drain(stream)
    writing.push(work.catch(() => undefined))
  })
  let read = 0
  request.on('data', (part: Buffer) => {
    read += part.length
    if (read > mostRead) request.destroy(new Error('Too much was sent.'))
  })
  try {
    await pipeline(request, parser)
  } catch {
    // Cut off, or not what its header says: there is nobody to answer, or nothing to go by.
    refuse(400)
  }
  await Promise.all(writing)
  if (refused === 0 && !admits(form.get('csrf'))) refuse(403)
  return whole()
}

async function write(stream: AsyncIterable<Buffer>, most: number, path: string, done: (bytes: number, path: string | null) => void): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  let bytes = 0
  let ended = false
  try {
    for await (const part of stream) {
      bytes += part.length
      if (bytes <= most) for (let at = 0; at < part.length; ) at += (await file.write(part, at)).bytesWritten
    }
    ended = true
  } finally {
    await file.close()
    const fits = ended && bytes <= most
    if (!fits) await rm(path, { force: true })
    if (ended) done(bytes, fits ? path : null)
  }
}

async function drain(stream: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of stream);
}

/** How browsers write these signs in the name of a file (HTML standard, 4.10.22.8). */
const unescaped = (name: string): string => name.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** NUL cannot be stored by PostgreSQL. */
const clean = (text: string): string => text.replaceAll('\0', '')
