import { createHash } from 'node:crypto'

/** Number letters of its own for each service that a test makes of an example. */
export const prefixOf = (id: string): string => [...createHash('sha256').update(id).digest().subarray(0, 4)].map(byte => String.fromCharCode(65 + (byte % 26))).join('')
