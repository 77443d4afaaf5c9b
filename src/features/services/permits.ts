import type { Actor } from '../../journal/kernel.ts'

/** The installation itself: services are published from its command line. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

// The catalogue is public, and so are the ways that lead out of it.
export const isAnybody = (): boolean => true

/** Anybody who works here. */
export const isAgent = (actor: Actor): boolean => actor.kind === 'agent'
