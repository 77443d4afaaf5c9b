import type { Uuid } from '../../base/ids.ts'
import type { Actor } from '../../journal/kernel.ts'

/** Whoever comes to the residents' door. */
export const isVisitor = (actor: Actor): boolean => actor.kind === 'visitor'

/** Whoever began it, or opened it by its code or link: nobody else, no agent either, for it was not sent. */
export const isWriter = (actor: Actor, draft: { readonly account: Uuid; readonly others: readonly Uuid[] }): boolean =>
  actor.kind === 'visitor' && actor.account !== null && (actor.account === draft.account || draft.others.includes(actor.account))

/** The applicant, or whoever showed the case's code. */
export const isHolder = (actor: Actor, c: { readonly holders: readonly Uuid[] }): boolean =>
  actor.kind === 'visitor' && actor.account !== null && c.holders.includes(actor.account)
