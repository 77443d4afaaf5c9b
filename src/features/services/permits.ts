import type { Actor } from '../../journal/kernel.ts'

/** The installation itself: services are published from its command line. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'
