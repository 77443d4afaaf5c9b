import type { Uuid } from '../../base/ids.ts'
import type { Actor } from '../../journal/kernel.ts'

/** Whoever began it, in this session: nobody else, no agent either, for it was not sent. */
export const isWriter = (actor: Actor, draft: { readonly account: Uuid }): boolean => actor.kind === 'visitor' && actor.account === draft.account

/** The applicant, or whoever showed the case's code. */
export const isHolder = (actor: Actor, c: { readonly holders: readonly Uuid[] }): boolean =>
  actor.kind === 'visitor' && actor.account !== null && c.holders.includes(actor.account)
