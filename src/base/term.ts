import { addWorkingDays } from './calendar.ts'
import type { WorkingCalendar } from './calendar.ts'
import { addDays, addMonths } from './time.ts'
import type { Day } from './time.ts'

/** A span that a law or a promise names. */
export type Term = { readonly amount: number; readonly unit: 'workingDays' | 'days' | 'months' }

/**
 * The last day of a term that runs from the day of filing; that day itself does not count.
 * A term whose last day is not worked runs to the end of the next working day: France, Code de procédure civile,
 * art. 641 and 642; the Union, Regulation 1182/71, art. 3; Germany, VwVfG § 31; Switzerland, VwVG art. 20.
 * A silence that the law turns into a decision is not such a term: it falls on its day, worked or not.
 */
export function termEnd(filed: Day, term: Term, calendar: WorkingCalendar): Day {
  if (!Number.isInteger(term.amount) || term.amount < 0) throw new RangeError(`Not a term: ${term.amount} ${term.unit}`)
  if (term.unit === 'workingDays') return addWorkingDays(filed, term.amount, calendar)
  const last = term.unit === 'days' ? addDays(filed, term.amount) : addMonths(filed, term.amount)
  return addWorkingDays(last, 0, calendar)
}
