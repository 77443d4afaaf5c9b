import type { Actor } from '../../journal/kernel.ts'

/** Anybody who works here: themes are figures, and whose need it is stays with its team. */
export const isAgent = (actor: Actor): boolean => actor.kind === 'agent'
