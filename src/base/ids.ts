import { createHash, randomFillSync } from 'node:crypto'

/** A UUID in lower-case text form. Ids that Parvis makes are version 7 (RFC 9562): they sort by time, so indexes stay small. */
export type Uuid = string

const pool = Buffer.alloc(16 * 256)
let used = pool.length

/**
 * A new UUIDv7 (RFC 9562, 5.7) for the millisecond `at`.
 * Random bytes are drawn 256 ids at a time: one system call for each id cost more than the id.
 */
export function newUuid(at: number = Date.now()): Uuid {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const hex = pool.subarray(used, used + 10).toString('hex')
  used += 16
  const time = at.toString(16).padStart(12, '0')
  const variant = (8 | (Number.parseInt(hex[3]!, 16) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether text from outside is a UUID as Parvis writes them. */
export const isUuid = (text: unknown): text is Uuid => typeof text === 'string' && form.test(text)

/** The millisecond at which a UUIDv7 was made. */
export const uuidTime = (id: Uuid): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/** A UUIDv8 (RFC 9562, 5.8) made from text: the same text gives the same id, so that a repeated act finds what it made before. */
export function derivedUuid(text: string): Uuid {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = (8 | (Number.parseInt(hex[16]!, 16) & 3)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
