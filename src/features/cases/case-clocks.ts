import { refuse, type Refusal } from '../../base/result.ts'
import { addDays, dayOf, type Day, type Instant } from '../../base/time.ts'
import type { StoredState } from '../../engines/bpmn/pack-state.ts'
import type { ProcessMove } from '../../vocabulary/case-process.ts'
import type { Asked, Clocks } from '../../vocabulary/clocks.ts'
import { deadlineOf, type Playing } from './case-process.ts'
import { askedBy, askedUntil, reminderOf, resume } from './clocks.ts'
import type { CaseState } from './state.ts'

/* What commands do to the clocks of a case. */

/** The clocks of a case that waits for its applicant no longer. */
export const going = (s: CaseState, given: Playing | null, now: Instant): Partial<Clocks> =>
  (s.waiting === null || !given ? {} : resume({ due: s.due, ...(s.silence && { silence: s.silence }) }, s.waiting, now, given.service, given.authority))

/** By when what is asked now is to come: the process's own deadline where it waits for the answer, the day that the agent named, or the service's term. */
export function askedNow({ service, authority, ...playing }: Playing, process: ProcessMove | undefined, by: Day | undefined, now: Instant): Asked | Refusal {
  const state = process?.state as StoredState | undefined
  const ends = state && deadlineOf({ service, authority, ...playing }, state)
  if (ends !== undefined) {
    const last = dayOf(ends - 1, authority.zone)
    const reminds = reminderOf(last, authority, now)
    return { by: last, ...(reminds !== undefined && { reminds }) }
  }
  const today = dayOf(now, authority.zone)
  if (by !== undefined && (by <= today || by > addDays(today, 366))) return refuse('Incomplete', { issues: [{ field: 'by', rule: 'range' }] })
  return askedBy(by ?? askedUntil(service, authority, now), service, authority, now)
}

/** A decision can be taken back for a while, but leaves before the law decides in its place. */
export const leavesBy = ({ silence, waiting }: CaseState, now: Instant, undo: number): Instant =>
  (silence && waiting === null && now < silence.at ? Math.max(now, Math.min(now + undo, silence.at - 1_000)) : now + undo)
