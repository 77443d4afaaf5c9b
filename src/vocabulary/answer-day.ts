import type { Authority } from '../base/authority.ts'
import { calendarFor, type WorkingCalendar } from '../base/calendar.ts'
import { termEnd } from '../base/term.ts'
import { dayOf, type Day, type Instant } from '../base/time.ts'
import type { ServiceDescription } from './services.ts'

/**
 * The last day on which a request filed at this instant is answered: the service's own term, by the authority's zone,
 * open days and holidays. One rule for the page that announces it and the case that keeps it.
 */
export const answerDay = (authority: Authority, service: ServiceDescription, filed: Instant): Day =>
  termEnd(dayOf(filed, authority.zone), service.answer.term, calendarOf(authority))

/** Holidays of a year are worked out once: a filing must not do it again. */
const calendars = new WeakMap<Authority, WorkingCalendar>()

function calendarOf(authority: Authority): WorkingCalendar {
  const known = calendars.get(authority) ?? calendarFor(authority.country, authority.openDays)
  calendars.set(authority, known)
  return known
}
