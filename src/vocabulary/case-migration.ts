import { isUuid, type Uuid } from '../base/ids.ts'
import { refuse } from '../base/result.ts'
import { call, event } from '../journal/kernel.ts'
import type { ProcessMove } from './case-process.ts'
import type { Answers } from './cases.ts'

/* Moving running cases to the process of another version of their service. Their form and its words stay those that they were filed under. */

/** The case goes on by the process of another version. */
export const CaseMigrated = event<'CaseMigrated', { from: number; to: number; process: ProcessMove }, Record<string, never>>('CaseMigrated', {
  facts: { from: 2, to: 3, process: { state: { next: 5, tokens: [] }, steps: [], reached: [], open: [] } }, personal: {},
})

/** Where what stands at an element goes on that the other version does not have: element (or flow) of the old one → of the new one. */
export type Places = Readonly<Record<string, string>>

/** `from` is the version whose process the case follows now: one that has been moved meanwhile is not moved again. */
export type MigrateCaseInput = { case: Uuid; from: number; to: number; tokens: Places }
export const MigrateCase = call<MigrateCaseInput>('MigrateCase', raw => {
  const { case: id, from, to, tokens } = raw as MigrateCaseInput
  return isUuid(id) && isVersion(from) && isVersion(to) && isPlaces(tokens) ? { case: id, from, to, tokens } : refuse('BadInput')
})

/** Where an open case of a service stands: what a trial of a migration needs to know of it. */
export type CaseStanding = { readonly case: Uuid; readonly number: string; readonly packageVersion: number; readonly processVersion: number; readonly answers: Answers | 'erased'; readonly about: Uuid | null; readonly deciding: boolean; readonly waiting: boolean; readonly state: unknown }
/** Cases of a service that are not closed, as their heads say, not their lists; `after` pages on. `next` is `null` on the last page. */
export type FindStandingsInput = { service: string; after: Uuid | null; limit: number }
export const FindStandings = call<FindStandingsInput, { readonly cases: readonly CaseStanding[]; readonly next: Uuid | null }>('FindStandings', raw => raw as FindStandingsInput)

const isVersion = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) > 0
const isPlaces = (v: unknown): v is Places => typeof v === 'object' && v !== null && Object.values(v).every(one => typeof one === 'string')
