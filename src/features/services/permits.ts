import type { Actor } from '../../journal/kernel.ts'

/** The installation itself: services are published from its command line. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

/** Whoever administers the authority. */
export const isAdministrator = (actor: Actor): boolean => actor.kind === 'agent' && actor.administrator

/** An administrator chooses which version is on offer; the installation does so by its command line. */
export const mayChooseEditions = (actor: Actor): boolean => isSystem(actor) || isAdministrator(actor)

// The catalogue is public, and so are the ways that lead out of it.
export const isAnybody = (): boolean => true

/** Anybody who works here. */
export const isAgent = (actor: Actor): boolean => actor.kind === 'agent'

/** What is internal stands at the desk, everything else in the public catalogue, and neither at the other's. */
export const mayLook = (actor: Actor, description: { readonly internal?: boolean }, door?: 'desk'): boolean =>
  door === 'desk' ? isAgent(actor) && description.internal === true : !description.internal
