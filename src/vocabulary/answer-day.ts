import type { Authority } from '../base/authority.ts'
import { calendarOf, closedBetween } from '../base/calendar.ts'
import { termEnd } from '../base/term.ts'
import { dayOf, type Day, type Instant } from '../base/time.ts'
import type { ServiceDescription } from './services.ts'

/**
 * The last day on which a request filed at this instant is answered: the service's own term, by the authority's zone,
 * open days and holidays. One rule for the page that announces it and the case that keeps it.
 */
export function answerDay(authority: Authority, service: ServiceDescription, filed: Instant): Day {
  const day = dayOf(filed, authority.zone)
  const known = ends.get(authority) ?? new Map<string, Day>()
  ends.set(authority, known)
  const key = `${service.id}/${service.version}/${day}`
  const end = known.get(key) ?? termEnd(day, service.answer.term, calendarOf(authority))
  if (known.size > 10_000) known.clear()
  known.set(key, end)
  return end
}

/** The authority's own closings that the answer to a request filed at this instant does not count: they are told, for nobody can guess them. */
export function closedMeanwhile(authority: Authority, service: ServiceDescription, filed: Instant): readonly Day[] {
  if (!authority.closed || service.answer.term.unit !== 'workingDays') return []
  return closedBetween(dayOf(filed, authority.zone), answerDay(authority, service, filed), calendarOf(authority))
}

/** Every filing of a day has the same end: counting fifteen working days for each took 3 % of a filing. */
const ends = new WeakMap<Authority, Map<string, Day>>()
