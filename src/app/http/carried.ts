import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import type { Uuid } from '../../base/ids.ts'
import type { Secrets } from '../../journal/kernel.ts'

/** What an agent had typed when the session ended: on which page, in which fields. */
export type Carried = { readonly path: string; readonly fields: readonly (readonly [string, string])[] }

/** A form may hold 256 kB; what is larger than this would not fit beside the fields of the door. */
const most = 120_000

/**
 * Seals what was typed for one agent of one authority (AES-256-GCM under the installation's secret), so that it can lie in a page
 * that anybody at the same computer may see. `null` where it is too much.
 */
export function sealCarried(secrets: Secrets, authority: number, agent: Uuid, carried: Carried): string | null {
  const plain = Buffer.from(JSON.stringify(carried))
  if (plain.length > most) return null
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets, authority, agent), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed for this agent; `null` for anybody else's, and for what is none of ours. */
export function openCarried(secrets: Secrets, authority: number, agent: Uuid, sealed: string): Carried | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secrets, authority, agent), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as Carried
  } catch {
    return null
  }
}

const keyOf = (secrets: Secrets, authority: number, agent: Uuid): Buffer => hash('sha256', secrets.sign('carried', `${authority}/${agent}`), 'buffer')
