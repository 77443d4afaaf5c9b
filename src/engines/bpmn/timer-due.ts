import { addWorkingDays, type WorkingCalendar } from '../../base/calendar.ts'
import { termEnd, type Term } from '../../base/term.ts'
import { addDays, addMonths, dayOf, instantOf, isDay, weekday, type Day, type Instant } from '../../base/time.ts'
import type { TimerDefinition } from './model.ts'

/**
 * When a timer rings: a day, an hour of a day, the next day on which somebody meets, a span in minutes or hours, or a term of which the
 * last day must be over; again and again where it is a cycle.
 */
export type TimerRule =
  | { readonly kind: 'day'; readonly day: string; readonly time: string }
  | { readonly kind: 'meeting'; readonly weekday: number; readonly nth: number | 'last' | null }
  | { readonly kind: 'span'; readonly milliseconds: number; readonly times: number | null }
  | { readonly kind: 'term'; readonly term: Term; readonly times: number | null }

/**
 * Reads what an author wrote: `P10D`, `P2M`, `P3W`, `PT30M` (ISO 8601, one unit), `10 workingDays`, `R3/P10D`, `2026-12-24`,
 * `2026-12-24T08:00`, `next tuesday`, `next 2nd tuesday`, `next last friday`. `null` where it is none of these: whatever cannot be
 * counted is refused.
 */
export function readTimer({ kind, text }: TimerDefinition): TimerRule | null {
  if (kind === 'date') {
    const meeting = /^next (?:(1st|2nd|3rd|4th|last) )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.exec(text)
    if (meeting) return { kind: 'meeting', weekday: weekdays.indexOf(meeting[2]!) + 1, nth: meeting[1] === undefined ? null : meeting[1] === 'last' ? 'last' : Number(meeting[1][0]) }
    const [, day, time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::00)?)?$/.exec(text) ?? []
    return day !== undefined && isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? { kind: 'day', day, time } : null
  }
  const [, count, span] = kind === 'cycle' ? (/^R(\d*)\/(.+)$/.exec(text) ?? []) : ['', '1', text]
  if (span === undefined || count === '0') return null
  const times = kind === 'cycle' ? (count === '' ? null : Number(count)) : 1
  const [, working] = /^(\d{1,4}) ?workingDays?$/.exec(span) ?? []
  if (working !== undefined) return Number(working) > 0 ? { kind: 'term', term: { amount: Number(working), unit: 'workingDays' }, times } : null
  const [, amount, unit] = /^P(\d{1,4})([DWMY])$/.exec(span) ?? []
  if (amount !== undefined && Number(amount) > 0) {
    const [factor, name] = ({ D: [1, 'days'], W: [7, 'days'], M: [1, 'months'], Y: [12, 'months'] } as const)[unit as 'D' | 'W' | 'M' | 'Y']
    return { kind: 'term', term: { amount: Number(amount) * factor, unit: name }, times }
  }
  const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?$/.exec(span) ?? []
  const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
  return milliseconds > 0 ? { kind: 'span', milliseconds, times } : null
}

/**
 * The instant at which a timer rings that is set now. A term is over when its last day is, at midnight of the authority's zone, whatever
 * the clocks do in between; working days are those of its calendar.
 */
export function timerDue(rule: TimerRule, now: Instant, zone: string, calendar: WorkingCalendar): { readonly at: Instant; readonly times: number | null } {
  switch (rule.kind) {
    case 'day': return { at: instantOf(rule.day, rule.time, zone), times: 1 }
    case 'meeting': return { at: instantOf(nextMeeting(rule, dayOf(now, zone), calendar), '00:00', zone), times: 1 }
    case 'span': return { at: now + rule.milliseconds, times: rule.times }
    case 'term': return { at: instantOf(addDays(termEnd(dayOf(now, zone), rule.term, calendar), 1), '00:00', zone), times: rule.times }
  }
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/**
 * The day of the next meeting after a day: whoever comes on the day itself comes too late for it. One that falls on a day off is held
 * on the next day that is worked. A rule and no list of dates: a list would run out, and every request with it stand still.
 */
function nextMeeting(rule: Extract<TimerRule, { kind: 'meeting' }>, after: Day, calendar: WorkingCalendar): Day {
  const held = (day: Day): Day => addWorkingDays(day, 0, calendar)
  // From a week or a month earlier: that meeting may have been put off to a day that is still to come.
  if (rule.nth === null) {
    let day = addDays(after, rule.weekday - weekday(after) - 7)
    while (held(day) <= after) day = addDays(day, 7)
    return held(day)
  }
  let month = addMonths(`${after.slice(0, 7)}-01`, -1)
  while (held(dayOfMonth(month, rule.weekday, rule.nth)) <= after) month = addMonths(month, 1)
  return held(dayOfMonth(month, rule.weekday, rule.nth))
}

/** The second Tuesday of a month, say; `month` is its first day. */
function dayOfMonth(month: Day, wanted: number, nth: number | 'last'): Day {
  const first = addDays(month, (wanted - weekday(month) + 7) % 7)
  if (nth !== 'last') return addDays(first, (nth - 1) * 7)
  const fifth = addDays(first, 28)
  return fifth.slice(0, 7) === month.slice(0, 7) ? fifth : addDays(first, 21)
}
