import { isUuid, type Uuid } from '../base/ids.ts'
import type { Secrets } from '../journal/kernel.ts'

/** The token in a mailed address: the mailing's id and a keyed hash of it. Nothing about it is stored. */
export const linkToken = (secrets: Secrets, mailing: Uuid): string => `${mailing}.${secrets.sign('mail-link', mailing).slice(0, 32)}`

/** The mailing of a token from outside; `null` when it was not made by this installation. */
export function readLinkToken(secrets: Secrets, token: string): Uuid | null {
  const mailing = token.slice(0, 36)
  if (!isUuid(mailing)) return null
  // A keyed hash of 190 bits that differs for each id: comparing it in plain time tells an attacker nothing useful over a network, but costs nothing to avoid.
  return sameText(token, linkToken(secrets, mailing)) ? mailing : null
}

function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/** The keyed hash of an e-mail address, by which accounts and cases are found without storing a second copy of it. */
export const addressKey = (secrets: Secrets, email: string): string => secrets.sign('address', email.trim().toLowerCase())
