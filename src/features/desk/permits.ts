import type { Actor } from '../../journal/kernel.ts'
import type { CaseFile } from '../../vocabulary/cases.ts'

/** Anybody who works here. */
export const isAgent = (actor: Actor): boolean => actor.kind === 'agent'

/** An agent of the team that handles the case; for everybody else it does not exist. */
export const mayOpen = (actor: Actor, { file }: { readonly file: Pick<CaseFile, 'team'> }): boolean => actor.kind === 'agent' && actor.teams.includes(file.team)
