import { createHmac, hash, randomFillSync } from 'node:crypto'

/** A new session token: 32 random bytes as base64url (43 characters). */
export const newToken = (): string => randomBytes32().toString('base64url')

/** The token in a cookie, or `null` where it cannot be one of ours. */
export const readToken = (cookie: string | null): string | null =>
  cookie !== null && /^[A-Za-z0-9_-]{43}$/.test(cookie) ? cookie : null

/** What the database keeps of a token: its SHA-256. */
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer')

/** A value that only the holder of the token can compute: HMAC-SHA256(token, label). */
export const deriveFrom = (token: string, label: string): Buffer => createHmac('sha256', token).update(label).digest()

/** 32 random bytes, drawn 128 at a time: one system call for each would cost more than the rest of a token. */
export function randomBytes32(): Buffer {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 32
  return Buffer.from(pool.subarray(used - 32, used))
}

const pool = Buffer.alloc(32 * 128)
let used = pool.length
