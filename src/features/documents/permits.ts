import type { Uuid } from '../../base/ids.ts'
import type { Actor } from '../../journal/kernel.ts'
import type { CaseFile } from '../../vocabulary/cases.ts'
import { mayReadAnswer } from '../../vocabulary/may-read.ts'

/** Whoever writes the draft: nobody else, no agent either, for it was not sent. */
export const isWriter = (actor: Actor, { writers }: { readonly writers: readonly Uuid[] }): boolean => actor.kind === 'visitor' && actor.account !== null && writers.includes(actor.account)

/** The applicant, or whoever showed the case's code. */
export const isHolder = (actor: Actor, { holders }: { readonly holders: readonly Uuid[] }): boolean => actor.kind === 'visitor' && actor.account !== null && holders.includes(actor.account)

/** An agent of the team that handles the case, or of one that needs this answer for a step. */
export const mayReadDocument = (actor: Actor, file: Pick<CaseFile, 'team' | 'open'>, answer: { readonly question: string; readonly protected?: string }): boolean =>
  actor.kind === 'agent' && mayReadAnswer(actor.teams, file, answer)
