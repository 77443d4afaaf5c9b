import type { Uuid } from '../base/ids.ts'
import type { Secrets } from '../journal/kernel.ts'

/** Crockford's base 32 without I, L, O, U: nothing in it is misread from paper or misheard on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/**
 * The secret code of a request: 60 bits, shown as `7K3M-Q9TX-B2WF`. It is computed from what only the applicant's session
 * knows (`derived`, base64url), so that the receipt can show it again without anybody having stored it.
 */
export function secretCode(derived: string): string {
  const bytes = Buffer.from(derived, 'base64url')
  if (bytes.length < length) throw new Error('A secret code needs at least 12 derived bytes.')
  return grouped(Array.from(bytes.subarray(0, length), b => alphabet[b & 31]!).join(''))
}

/** The label under which a session derives a case's code. */
export const codeLabel = (id: Uuid): string => `case-code/${id}`

/** A code as it was typed: case, spaces and hyphens don't matter, O is read as 0, I and L as 1. `null` when it cannot be one. */
export function readCode(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s\-–—.]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return text.length === length && [...text].every(c => alphabet.includes(c)) ? grouped(text) : null
}

/** What is stored of a code: a keyed hash bound to its case. Useless without the installation's secret. */
export const codeHash = (secrets: Secrets, id: Uuid, code: string): string => secrets.sign('case-code', `${id}/${code}`)

const grouped = (text: string): string => text.match(/.{4}/g)!.join('-')
