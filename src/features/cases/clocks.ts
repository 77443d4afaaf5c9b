import type { Authority } from '../../base/authority.ts'
import { addWorkingDays, calendarOf, workingDaysBetween } from '../../base/calendar.ts'
import { termEnd, type Term } from '../../base/term.ts'
import { addDays, addMonths, dayOf, daysBetween, instantOf, type Day, type Instant } from '../../base/time.ts'
import type { Asked, Clocks, Silence } from '../../vocabulary/clocks.ts'
import type { ServiceDescription } from '../../vocabulary/services.ts'

/*
 * The clocks of a case, by its service's rules and the authority's zone and calendar. While the applicant is asked for something they
 * stand still: the case waits for the applicant, not the applicant for the authority.
 */

/** How long people have to send what they are asked for, where their service says nothing. */
const usualTerm: Term = { amount: 15, unit: 'workingDays' }
/** Working days before that last day on which they are reminded, and the hour. */
const remindedBefore = 3
const remindedAt = '09:00'

/** The law's decision by silence for a term that begins on a day; none where the law makes nothing of it. */
export function silenceFrom({ silence: { term, means } }: ServiceDescription, from: Day, authority: Authority): Silence | undefined {
  if (means === 'nothing') return undefined
  // It falls on its day, worked or not.
  const last = term.unit === 'workingDays' ? addWorkingDays(from, term.amount, calendarOf(authority)) : term.unit === 'days' ? addDays(from, term.amount) : addMonths(from, term.amount)
  return until(means, last, authority)
}

const until = (means: Silence['means'], last: Day, { zone }: Authority): Silence => ({ means, last, at: instantOf(addDays(last, 1), '00:00', zone) })

/**
 * The clocks that stood still since the applicant was asked, going again from now. The promise moves on by the days waited, working
 * days where it is one of working days. What silence refuses moves on by the days waited; what it accepts begins anew, for it runs from
 * a complete request (France: code des relations entre le public et l'administration, art. L. 114-5; Germany: VwVfG § 42a (2)).
 */
export function resume({ due, silence }: Clocks, asked: Instant, now: Instant, service: ServiceDescription, authority: Authority): Clocks {
  const calendar = calendarOf(authority)
  const [since, today] = [dayOf(asked, authority.zone), dayOf(now, authority.zone)]
  const waited = daysBetween(since, today)
  const next = service.answer.term.unit === 'workingDays' ? addWorkingDays(due, Math.max(0, workingDaysBetween(since, today, calendar)), calendar) : addWorkingDays(addDays(due, waited), 0, calendar)
  if (!silence) return { due: next }
  return { due: next, silence: silence.means === 'acceptance' ? silenceFrom(service, today, authority) ?? silence : until(silence.means, addDays(silence.last, waited), authority) }
}

/** The last day for what is asked now, where nobody names another. */
export const askedUntil = ({ asking }: ServiceDescription, authority: Authority, now: Instant): Day => termEnd(dayOf(now, authority.zone), asking?.term ?? usualTerm, calendarOf(authority))

/** What happens around the last day for what was asked: a reminder where there is time for one, and the end after it. */
export function askedBy(by: Day, { asking }: ServiceDescription, authority: Authority, now: Instant): Asked {
  const reminds = reminderOf(by, authority, now)
  return { by, ...(reminds !== undefined && { reminds }), ends: instantOf(addDays(by, 1), '00:00', authority.zone), ...(asking?.lapse && { lapses: true }) }
}

/** When people are reminded of a last day; nothing where that has passed. */
export function reminderOf(by: Day, authority: Authority, now: Instant): Instant | undefined {
  const reminds = instantOf(addWorkingDays(by, -remindedBefore, calendarOf(authority)), remindedAt, authority.zone)
  return reminds > now ? reminds : undefined
}
