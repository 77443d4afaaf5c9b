import { hash, verify } from '@node-rs/argon2'

/** Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet, 2024; RFC 9106). 2 is argon2id in the library. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of a password, with its salt and parameters in it. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normal(password), argon2id))

/**
 * Whether a password is the one that was hashed. Without a hash (an unknown address, an erased agent) it takes as long
 * and says no, so that the time of an answer does not tell who works here.
 */
export async function passwordHolds(hashed: string | null, password: string): Promise<boolean> {
  const known = hashed || (await (nobodys ??= hashPassword('nobody has this password')))
  const holds = await inTurn(() => verify(known, normal(password)))
  return holds && known === hashed
}

/** What a new password lacks; `null` when it will do. Length is what counts, not kinds of signs (NIST SP 800-63B-4, 3.1.1.2). */
export function passwordFault(password: string, email: string): { rule: 'tooShort' | 'tooLong' | 'obvious'; now: number } | null {
  const now = [...normal(password)].length
  if (now < shortest) return { rule: 'tooShort', now }
  if (now > longest) return { rule: 'tooLong', now }
  const plain = normal(password).toLowerCase()
  const [name] = email.toLowerCase().split('@')
  const obvious = new Set(plain).size < 5 || plain === email.toLowerCase() || (name !== undefined && name.length >= 4 && plain.replaceAll(name, '').length < 4)
  return obvious ? { rule: 'obvious', now } : null
}

/** In signs. */
export const shortest = 12
export const longest = 200

/** The same password typed on another keyboard is the same password. */
const normal = (password: string): string => password.normalize('NFKC')

let nobodys: Promise<string> | undefined

/** Two at once: a rush of sign-ins must leave a core, and memory, to those who are at work. */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
