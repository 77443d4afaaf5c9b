import type { Actor } from '../../journal/kernel.ts'
import type { OpenStep } from '../../vocabulary/case-process.ts'
import type { CaseFile } from '../../vocabulary/cases.ts'
import { mayReadAnswer } from '../../vocabulary/may-read.ts'

/** Anybody who works here. */
export const isAgent = (actor: Actor): boolean => actor.kind === 'agent'

/** The platform itself. */
export const isSystem = (actor: Actor): boolean => actor.kind === 'system'

type Teamed = { readonly file: Pick<CaseFile, 'team' | 'open'> }

/** Whether an agent's own team handles the case: it writes to the applicant, asks and decides. */
export const isOurs = (actor: Actor, { file }: { readonly file: Pick<CaseFile, 'team'> }): boolean => actor.kind === 'agent' && actor.teams.includes(file.team)

/** An agent of the team that handles the case, or of one that has a step to do in it; for everybody else it does not exist. */
export const mayOpen = (actor: Actor, { file }: Teamed): boolean =>
  actor.kind === 'agent' && (isOurs(actor, { file }) || file.open.some(step => step.team !== undefined && actor.teams.includes(step.team)))

/** Whether an agent may read an answer, for whoever may open the case does not always need it whole. */
export const mayRead = (actor: Actor, { file }: Teamed, answer: { readonly question: string; readonly protected?: string }): boolean => actor.kind === 'agent' && mayReadAnswer(actor.teams, file, answer)

/** Whether an agent may do a step: its team's, else the case's. */
export const mayDoStep = (actor: Actor, { file }: Teamed, step: OpenStep): boolean => actor.kind === 'agent' && actor.teams.includes(step.team ?? file.team)
