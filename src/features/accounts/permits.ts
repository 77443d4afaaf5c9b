import type { Actor } from '../../journal/kernel.ts'

/** A visitor's session with an account. That its person reads the address, the page has checked by the mailed link. */
export const hasSession = (actor: Actor): boolean => actor.kind === 'visitor' && actor.account !== null

/** Whoever comes to the residents' door. */
export const isVisitor = (actor: Actor): boolean => actor.kind === 'visitor'
