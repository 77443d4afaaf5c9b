import type { Authority } from './authority.ts'
import { holidaysOf } from './holidays.ts'
import type { Region } from './holidays.ts'
import { addDays, weekday } from './time.ts'
import type { Day } from './time.ts'

/**
 * The days on which an authority works. `openDays` are ISO weekdays (1 = Monday);
 * `closed` are its own further closings (a bridge day, a move).
 */
export type WorkingCalendar = {
  readonly openDays: readonly number[]
  holidays(year: number): readonly Day[]
  readonly closed?: readonly Day[]
}

/** The calendar of an authority: its open days without the public holidays of its country and, where named, its region. */
export function calendarFor(
  country: Authority['country'],
  openDays: readonly number[],
  more: { readonly region?: Region; readonly closed?: readonly Day[] } = {},
): WorkingCalendar {
  if (!openDays.some((day) => day >= 1 && day <= 7)) throw new RangeError('A calendar needs an open day of the week, 1 to 7')
  const years = new Map<number, readonly Day[]>()
  const holidays = (year: number) => {
    const known = years.get(year) ?? holidaysOf(year, country, more.region)
    years.set(year, known)
    return known
  }
  return { openDays, holidays, closed: more.closed }
}

const calendars = new WeakMap<Authority, WorkingCalendar>()

/**
 * An authority's own calendar. Holidays of a year are worked out once: a filing must not do it again. A changed profile is another
 * object, and so has another calendar: what was promised before it is journaled and stays.
 */
export function calendarOf(authority: Authority): WorkingCalendar {
  const known = calendars.get(authority) ?? calendarFor(authority.country, authority.openDays, { region: authority.region, closed: authority.closed })
  calendars.set(authority, known)
  return known
}

export const isWorkingDay = (day: Day, calendar: WorkingCalendar): boolean =>
  calendar.openDays.includes(weekday(day)) &&
  !calendar.holidays(Number(day.slice(0, 4))).includes(day) &&
  !calendar.closed?.includes(day)

/**
 * The `n`th working day after `day` (before it when negative); the day itself does not count.
 * With 0, the day itself if it is worked, else the next that is.
 */
export function addWorkingDays(day: Day, n: number, calendar: WorkingCalendar): Day {
  const step = n < 0 ? -1 : 1
  let at = n === 0 ? addDays(day, -1) : day
  for (let left = Math.abs(n) || 1; left > 0; ) {
    at = addDays(at, step)
    if (isWorkingDay(at, calendar)) left--
  }
  return at
}

/** The authority's own closings after `from`, up to and with `to`, that would be worked otherwise, in order. */
export function closedBetween(from: Day, to: Day, calendar: WorkingCalendar): readonly Day[] {
  const usual = { ...calendar, closed: undefined }
  return [...new Set(calendar.closed)].filter(day => day > from && day <= to && isWorkingDay(day, usual)).sort()
}

/** Working days after `from`, up to and with `to`; negative when `to` is earlier. `addWorkingDays` counts the same way. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  if (to < from) return -countWorked(to, addDays(from, -1), calendar)
  return countWorked(addDays(from, 1), to, calendar)
}

function countWorked(first: Day, last: Day, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count++
  return count
}
