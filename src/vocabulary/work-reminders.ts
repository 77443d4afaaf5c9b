import { derivedUuid, isUuid, type Uuid } from '../base/ids.ts'
import { isDay, type Day } from '../base/time.ts'
import { call, event } from '../journal/kernel.ts'
import { fields } from './input.ts'

/* Reminders to those who work, before the days that the authority has promised and before the law decides in its place. */

const a = '019a0000-0000-7000-8000-00000000000a'

/**
 * What presses for an agent on a day, in numbers: cases that are late, due within days, and those that the law decides soon, the first of
 * them after `lawFirst`. `all` counts each once; `cases` are the most pressing.
 */
export type PressingWork = {
  readonly agent: Uuid; readonly day: Day; readonly all: number; readonly late: number; readonly soon: number; readonly law: number
  readonly lawFirst?: Day; readonly cases: readonly Uuid[]
}

/** Working days before a promised day from which on it presses, and before the law's. */
export const pressesBefore = { due: 2, law: 5 } as const

/** The agents of an authority were reminded on a day: so many of them had something to be reminded of. */
export const AgentsReminded = event<'AgentsReminded', { day: Day; agents: number }, Record<string, never>>('AgentsReminded', { facts: { day: '2026-11-25', agents: 4 }, personal: {} })

/** The stream of an authority's reminders. */
export const workRemindersStream = (authority: number): Uuid => derivedUuid(`work-reminders/${authority}`)

/** Notes that the reminders of a day are on their way: none is sent a second time. */
export const NoteAgentsReminded = call<{ authority: number; day: Day; agents: number }>('NoteAgentsReminded', fields({
  authority: (v: unknown): v is number => Number.isSafeInteger(v), day: isDay, agents: (v: unknown): v is number => Number.isSafeInteger(v),
}))

/** A case that waits for the authority and is due by a day, or that the law decides by one. `teams` have a step to do besides its own. */
export type PressingCase = { readonly case: Uuid; readonly team: string; readonly teams: readonly string[]; readonly agent: Uuid | null; readonly due: Day; readonly silence: Day | null }
/** The open cases that are due by `due`, or that the law decides between `today` and `law`; not those that wait for the applicant. */
export const FindPressingCases = call<{ today: Day; due: Day; law: Day }, readonly PressingCase[]>('FindPressingCases', fields({ today: isDay, due: isDay, law: isDay }))

/** Whether text from outside is what an agent is reminded of. */
export const isPressingWork = (v: unknown): v is PressingWork => typeof v === 'object' && v !== null && isUuid((v as PressingWork).agent) && isDay((v as PressingWork).day) && Array.isArray((v as PressingWork).cases)

/** For a sample. */
export const samplePressingWork: PressingWork = { agent: a, day: '2026-11-25', all: 4, late: 1, soon: 3, law: 1, lawFirst: '2026-11-30', cases: [a] }
