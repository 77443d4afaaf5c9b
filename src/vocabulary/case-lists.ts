import { isUuid, type Uuid } from '../base/ids.ts'
import type { Day } from '../base/time.ts'
import { call, type Instant } from '../journal/kernel.ts'
import type { CaseStatus } from './cases.ts'
import { fields } from './input.ts'

/* Lists of cases, and what is counted over them. */

/** A line of a list of cases. */
export type CaseLine = {
  readonly case: Uuid; readonly number: string; readonly service: string; readonly packageVersion: number; readonly subject: string; readonly applicant: string
  readonly status: CaseStatus; readonly filed: Instant; readonly due: Day; readonly touched: Instant; readonly agent: Uuid | null; readonly agentName: string | null; readonly unread: boolean
}
/** The cases that an account may open, newest first. */
export const FindCasesOf = call<{ holder: Uuid }, readonly CaseLine[]>('FindCasesOf', fields({ holder: isUuid }))
/** The open cases of some teams by due day; `after` pages on (keyset: due day and id of the last line seen). */
export type FindWorkInput = { teams: readonly string[]; waiting: boolean; after?: { due: Day; case: Uuid }; limit: number }
export const FindWork = call<FindWorkInput, readonly CaseLine[]>('FindWork', raw => raw as FindWorkInput)
/** How many cases of some teams are the team's turn, wait for the applicant, and have a decision about to leave. */
export const CountWork = call<{ teams: readonly string[] }, { toDo: number; waiting: number }>('CountWork', raw => raw as { teams: readonly string[] })
/** Cases in which an e-mail address was given and not confirmed yet. */
export const FindCasesToConfirm = call<{ addressKey: string }, readonly { case: Uuid }[]>('FindCasesToConfirm', fields({ addressKey: (v: unknown): v is string => typeof v === 'string' }))
/** How many of the latest `of` requests were made for each service. */
export const CountLatestFilings = call<{ of: number }, readonly { readonly service: string; readonly count: number }[]>('CountLatestFilings', fields({ of: (v: unknown): v is number => Number.isSafeInteger(v) }))
/** The next case number under a service's prefix, for a year. */
export const GiveNumber = call<{ prefix: string; year: number }, string>('GiveNumber', raw => raw as { prefix: string; year: number })
