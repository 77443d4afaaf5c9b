import { createHash } from 'node:crypto'
import type { Statement } from './kernel.ts'

/** A statement under a name made of its text: pg refuses one name for two texts, and a changed text gets a new plan. */
export const sql = (text: string): Statement => ({ name: createHash('sha1').update(text).digest('base64url').slice(0, 16), text })
