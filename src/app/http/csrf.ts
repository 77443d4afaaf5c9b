import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isUuid, type Uuid } from '../../base/ids.ts'
import { deriveFrom, randomBytes32 } from './tokens.ts'

/**
 * The token of a form: HMAC(session token, label), masked with random bytes of its own for each response, so that
 * compressed pages do not reveal it (BREACH). At the desk the agent's id stands behind it: when the session has ended, it is all
 * that tells whose form it was. It proves nothing.
 */
export function csrfToken(session: string, agent: Uuid | null = null): string {
  const mask = randomBytes32()
  const token = Buffer.concat([mask, xor(deriveFrom(session, label), mask)]).toString('base64url')
  return agent === null ? token : `${token}.${agent}`
}

/** The agent whose form it says that it was. */
export function writerOf(posted: string | null): Uuid | null {
  const agent = posted?.split('.')[1]
  return isUuid(agent) ? agent : null
}

/** Whether a posted token belongs to the session; compared in constant time. */
export function csrfHolds(session: string, posted: string | null): boolean {
  const token = posted?.split('.')[0] ?? ''
  if (!/^[A-Za-z0-9_-]{86}$/.test(token)) return false
  const bytes = Buffer.from(token, 'base64url')
  return bytes.length === 64 && timingSafeEqual(xor(bytes.subarray(32), bytes.subarray(0, 32)), deriveFrom(session, label))
}

/**
 * Whether the browser says that the form came from our own pages (Fetch Metadata, Origin). Old browsers say nothing:
 * then the token alone decides. `host` is the request's own, `origin` the installation's public one, as a proxy may change the host.
 */
export function sameSite(headers: IncomingHttpHeaders, host: string, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const from = headers.origin
  if (from === undefined || from === origin) return true
  return from === 'null' ? site === 'same-origin' : URL.canParse(from) && new URL(from).host === host
}

const label = '\0csrf'

function xor(a: Buffer, b: Buffer): Buffer {
  const out = Buffer.allocUnsafe(a.length)
  for (let i = 0; i < a.length; i++) out[i] = a[i]! ^ b[i]!
  return out
}
