import type { Actor } from '../../journal/kernel.ts'
import type { OpenStep } from '../../vocabulary/case-process.ts'
import type { CaseFile } from '../../vocabulary/cases.ts'
import type { CaseState } from './state.ts'

type Held = Pick<CaseState | CaseFile, 'holders'>
type Teamed = Pick<CaseState | CaseFile, 'team'>

/** The applicant, or whoever showed the case's code. */
export const isHolder = (actor: Actor, c: Held): boolean => actor.kind === 'visitor' && actor.account !== null && c.holders.includes(actor.account)

/** An agent of the team that handles the case. */
export const isTeam = (actor: Actor, c: Teamed): boolean => actor.kind === 'agent' && actor.teams.includes(c.team)

/** Whether an agent may do a step: its team's, else the case's. */
export const mayDo = (actor: Actor, c: Teamed, step: OpenStep): boolean => actor.kind === 'agent' && actor.teams.includes(step.team ?? c.team)

/** An agent of the case's team, or of one that has a step to do in it. */
export const isStepTeam = (actor: Actor, s: CaseState): boolean => isTeam(actor, s) || (s.process?.open.some(step => mayDo(actor, s, step)) ?? false)

/** Reactions and timers of the platform itself. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

/** A session with an account: whoever sends a form has one. Whose account it is, the decision checks. */
export const hasAccount = (actor: Actor): boolean => isSystem(actor) || (actor.kind === 'visitor' && actor.account !== null)
