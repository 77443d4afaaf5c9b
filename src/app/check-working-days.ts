import type { Authority } from '../base/authority.ts'
import { isDay } from '../base/time.ts'

/** More than a year of closings is no authority that works. */
const mostClosed = 366

/** Ends with what to write instead where an authority.json says wrongly on which days the authority works. */
export function checkWorkingDays({ openDays, closed }: Pick<Authority, 'openDays' | 'closed'>): void {
  if (!Array.isArray(openDays) || openDays.length === 0 || !openDays.every(isWeekday)) throw new Error(`authority.json: "openDays" is ${JSON.stringify(openDays)}. Write the days of the week that it works, 1 for Monday to 7 for Sunday: [1, 2, 3, 4, 5]`)
  if (closed === undefined) return
  if (!Array.isArray(closed)) throw new Error(`authority.json: "closed" is ${JSON.stringify(closed)}. Write a list of days: ["2027-05-07"]`)
  if (closed.length > mostClosed) throw new Error(`authority.json: "closed" names ${closed.length} days. Name ${mostClosed} at most: weekdays that are never worked go out of "openDays".`)
  const [at, day] = [...closed.entries()].find(([, one]) => !isDay(one)) ?? []
  if (at !== undefined) throw new Error(`authority.json: "closed[${at}]" is ${JSON.stringify(day)}. Write a day that exists as year, month and day: "2027-05-07"`)
}

const isWeekday = (day: unknown): boolean => Number.isInteger(day) && (day as number) >= 1 && (day as number) <= 7
