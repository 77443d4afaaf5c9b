import type { Actor } from '../../journal/kernel.ts'

/** The platform itself: seeding, the command line, an administrator's act that it carries out. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

/** Anybody who works here. */
export const isAgent = (actor: Actor): boolean => actor.kind === 'agent'

/** Everybody: the door is there to be knocked at. */
export const anybody = (): boolean => true

/** Whoever may change an agent's own things: that agent, or the platform. */
export const isAgentOrSystem = (actor: Actor): boolean => isAgent(actor) || isSystem(actor)
