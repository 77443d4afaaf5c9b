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

/** What is for staff is begun at the desk only; anything else by anybody. */
export const isPublic = ({ description }: { readonly description: { readonly internal?: boolean } }): boolean => !description.internal

/** What programs file: an appeal is begun from a refused request, which they do not hold. */
export const isForPrograms = (service: { readonly description: { readonly internal?: boolean; readonly takesAppeals?: true } }): boolean => isPublic(service) && !service.description.takesAppeals

/** Whoever works here may ask for what is internal. */
export const isStaffService = (actor: Actor, { description }: { readonly description: { readonly internal?: boolean } }): boolean => actor.kind === 'agent' && description.internal === true
