import { timingSafeEqual } from 'node:crypto'
import { isUuid } from '../../base/ids.ts'
import type { Accepted, Secrets } from '../../journal/kernel.ts'

/*
 * A page after a command must show it. Waiting belongs to the page that is read next, not to the post: a post that
 * waited for its views cost throughput for nobody. So the post leaves a cookie that lives ten seconds: which streams, which
 * versions, signed for this session with the installation's secret, and any node can read it. The token alone would not do:
 * it is the visitor's own to choose, and anybody could make the server wait, for streams of others too.
 */
export const afterSeconds = 10
const most = 4

/** The cookie's value: `stream.version~stream.version~signature`. */
export function writeAfter(secrets: Secrets, token: string, accepted: readonly Accepted[]): string {
  const list = accepted.slice(-most).map(a => `${a.stream}.${a.version}`).join('~')
  return `${list}~${sign(secrets, token, list)}`
}

/** The commands that a page has to wait for; none where the cookie is not ours. */
export function readAfter(secrets: Secrets, token: string, value: string): Accepted[] {
  const cut = value.lastIndexOf('~')
  if (cut < 0 || value.length > 300) return []
  const list = value.slice(0, cut)
  const [signature, right] = [Buffer.from(value.slice(cut + 1)), Buffer.from(sign(secrets, token, list))]
  if (signature.length !== right.length || !timingSafeEqual(signature, right)) return []
  return list.split('~').flatMap(one => {
    const [stream, version] = one.split('.')
    return isUuid(stream) ? [{ stream, version: Number(version) }] : []
  })
}

const sign = (secrets: Secrets, token: string, list: string): string => secrets.sign('after', `${token} ${list}`)
