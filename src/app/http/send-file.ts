import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { SentFile } from '../../journal/kernel.ts'
import { personalCache } from './headers.ts'

/**
 * Streams a file for saving. Three locks, each enough by itself, keep what stands in it from acting in the authority's name:
 * `attachment` (the browser saves it), `nosniff` (on every answer: it is not taken for another type), and a policy that
 * allows nothing and puts it in a sandbox, should it be shown all the same.
 */
export function sendFile(reply: FastifyReply, file: SentFile): FastifyReply {
  reply.headers({
    'content-type': file.type,
    'content-length': String(file.bytes),
    'content-disposition': disposition(file.name),
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control': personalCache,
  })
  // A store's own stream is sent as it is: it is closed with the answer, whether or not anything of it was read.
  const content = file.content instanceof Readable ? file.content : Readable.from(file.content, { objectMode: false })
  if (reply.request.method !== 'HEAD') return reply.send(content)
  content.destroy()
  // A stream without content: for any other body Fastify would write that one's length.
  return reply.send(Readable.from([]))
}

/** RFC 6266: the name in UTF-8, and one that old programs read. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
