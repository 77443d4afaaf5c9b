import type { Actor } from '../../journal/kernel.ts'

/** Reactions and effects of the platform itself. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

/** Whoever administers the authority: e-mails say who wrote to it. */
export const isAdministrator = (actor: Actor): boolean => actor.kind === 'agent' && actor.administrator

/** A person at the resident's door, with an account or without; the platform on behalf of their case. */
export const isResident = (actor: Actor): boolean => actor.kind === 'visitor' || isSystem(actor)
