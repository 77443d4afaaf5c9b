import type { FastifyReply } from 'fastify'
import type { Picture } from '../../journal/kernel.ts'

/** Sends a picture. It came from somebody else's server: its type is what its content says, and nothing in it may act. Kept by this browser only, for whoever may see it has a session. */
export function sendPicture(reply: FastifyReply, { type, bytes, seconds }: Picture): FastifyReply {
  reply.headers({
    'content-type': type,
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control': `private, max-age=${seconds}`,
  })
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
