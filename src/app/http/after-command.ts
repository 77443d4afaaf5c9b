import { timingSafeEqual } from 'node:crypto'
import { isUuid } from '../../base/ids.ts'
import type { Accepted } from '../../journal/kernel.ts'
import { deriveFrom } from './tokens.ts'

/*
 * A page after a command must show it. Waiting belongs to the page that is read next, not to the post: a post that
 * waited for its views cost throughput for nobody. So the post leaves a cookie that lives ten seconds: which streams, which
 * versions, signed with the session's token (else anybody could make the server wait), and any node can read it.
 */
export const afterSeconds = 10
const most = 4

/** The cookie's value: `stream.version~stream.version~signature`. */
export function writeAfter(token: string, accepted: readonly Accepted[]): string {
  const list = accepted.slice(-most).map(a => `${a.stream}.${a.version}`).join('~')
  return `${list}~${sign(token, list).toString('base64url')}`
}

/** The commands that a page has to wait for; none where the cookie is not ours. */
export function readAfter(token: string, value: string): Accepted[] {
  const cut = value.lastIndexOf('~')
  if (cut < 0 || value.length > 300) return []
  const list = value.slice(0, cut)
  const signature = Buffer.from(value.slice(cut + 1), 'base64url')
  if (signature.length !== 32 || !timingSafeEqual(signature, sign(token, list))) return []
  return list.split('~').flatMap(one => {
    const [stream, version] = one.split('.')
    return isUuid(stream) ? [{ stream, version: Number(version) }] : []
  })
}

const sign = (token: string, list: string): Buffer => deriveFrom(token, `\0after ${list}`)
