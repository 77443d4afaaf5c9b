import { showDay, showInstant } from '../../../base/show-time.ts'
import { dayOf, type Day } from '../../../base/time.ts'
import type { Instant, Request } from '../../../journal/kernel.ts'

/** Days and instants in the reader's words and the authority's time; the year is said where it is not this one. */
export function whenIn({ authority: { zone }, language, now }: Request) {
  const today = dayOf(now, zone)
  const year = (day: Day): boolean => day.slice(0, 4) !== today.slice(0, 4)
  const day = (of: Day): string => showDay(of, language, { weekday: true, year: year(of) })
  return {
    day,
    dayOf: (at: Instant): string => day(dayOf(at, zone)),
    instant: (at: Instant): string => showInstant(at, zone, language, { weekday: true, year: year(dayOf(at, zone)) }),
    /** For lists: "16 nov., 21 h 14". */
    short: (at: Instant): string => showInstant(at, zone, language, { short: true, year: year(dayOf(at, zone)) }),
    today,
  }
}

export type When = ReturnType<typeof whenIn>
