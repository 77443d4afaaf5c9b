import { pickOne } from '../../base/random.ts'
import type { Instant } from '../../base/time.ts'

/** One thing that somebody does in an example request, at an instant of the virtual clock. */
export type Act =
  | { readonly at: Instant; readonly does: 'file' | 'take' | 'complete' | 'ask' | 'answer' | 'write' | 'reply' | 'withdraw' | 'send' }
  | { readonly at: Instant; readonly does: 'decide'; readonly outcome: 'accepted' | 'refused' }

/** How an example request has come along. */
export type Course = 'new' | 'taken' | 'complete' | 'waiting' | 'answered' | 'late' | 'writing' | 'deciding' | 'accepted' | 'refused' | 'withdrawn' | 'silent' | 'unanswered'

/** Forty of them: every step can be seen, most are answered in time, some are late, some wait for whoever asked; one was decided by the law's silence, and one question had no answer. */
export const courses: readonly Course[] = [
  ...many('new', 6), ...many('taken', 3), ...many('complete', 4), ...many('waiting', 5), ...many('answered', 2), ...many('late', 3),
  ...many('writing', 2), ...many('deciding', 1), ...many('accepted', 7), ...many('refused', 3), ...many('withdrawn', 2),
  ...many('silent', 1), ...many('unanswered', 1),
]

/**
 * What happens in a request of this course, oldest first and never after `now`. `termDays` is how many days the service has
 * to answer; of a silent one, how long until the law decides. Offices work from eight to five (UTC is near enough here); people file at any hour of the day and the evening.
 */
export function planLife(course: Course, now: Instant, termDays: number, random: () => number): readonly Act[] {
  const days = (least: number, most: number): number => least + random() * (most - least)
  const recently = Math.min(termDays * 0.6, 12)
  const filed = filingTime(now - day * age(course, termDays, recently, days), random)
  const acts: Act[] = [{ at: filed, does: 'file' }]
  const later = (after: number, does: Exclude<Act['does'], 'decide'>): void => void acts.push({ at: after, does })
  const office = (after: Instant, least: number, most: number): Instant => officeTime(after + day * days(least, most), random)
  if (course === 'new') return soonEnough(acts, now)

  const taken = office(filed, 0.2, 1.5)
  if (course === 'withdrawn') {
    later(taken, 'take')
    later(taken + day * days(0.3, 1.5), 'withdraw')
    return soonEnough(acts, now)
  }
  later(taken, 'take')
  if (course === 'taken' || course === 'late' || course === 'silent') return soonEnough(acts, now)
  if (course === 'waiting' || course === 'unanswered') {
    later(office(taken, 0.1, 0.6), 'ask')
    return soonEnough(acts, now)
  }
  if (course === 'answered') {
    const asked = office(taken, 0.1, 0.6)
    later(asked, 'ask')
    later(asked + day * days(0.4, 2), 'answer')
    return soonEnough(acts, now)
  }
  const complete = office(taken, 0.1, 1)
  later(complete, 'complete')
  if (course === 'complete') return soonEnough(acts, now)
  if (course === 'writing') {
    later(complete + day * days(0.3, 1), 'write')
    if (random() < 0.5) later(office(complete, 1.2, 2), 'reply')
    return soonEnough(acts, now)
  }
  // The one decision that can still be taken back is made a moment before everything begins.
  const decided = course === 'deciding' ? now - 20_000 : office(complete, 0.5, Math.max(1, termDays * 0.5))
  acts.push({ at: decided, does: 'decide', outcome: course === 'refused' ? 'refused' : course === 'deciding' ? pickOne(random, ['accepted', 'refused'] as const) : 'accepted' })
  if (course !== 'deciding') later(decided + 60_000, 'send')
  return soonEnough(acts, now)
}

/** How many days ago it was filed. */
function age(course: Course, termDays: number, recently: number, days: (least: number, most: number) => number): number {
  if (course === 'new') return days(0.1, 1.5)
  if (course === 'late') return termDays * 1.5 + days(3, 12)
  if (course === 'accepted' || course === 'refused') return days(termDays * 0.8 + 6, termDays * 1.2 + 60)
  if (course === 'silent') return termDays + days(3, 20)
  // Three weeks to answer, and a few days since.
  if (course === 'unanswered') return days(28, 40)
  if (course === 'withdrawn') return days(4, 30)
  return days(Math.min(3.5, recently), Math.max(3.6, recently))
}

/** Nothing is done in the future: what would be happens just before, and what came before it before that. */
function soonEnough(acts: readonly Act[], now: Instant): readonly Act[] {
  let before = now - 10_000
  return acts.toReversed().map(act => {
    const at = Math.floor(Math.min(act.at, before))
    before = at - 60_000
    return { ...act, at }
  }).toReversed()
}

const day = 86_400_000

function filingTime(about: Instant, random: () => number): Instant {
  const midnight = Math.floor(about / day) * day
  const at = midnight + (6.5 + random() * 14.5) * 3_600_000
  return at <= about + day / 2 ? at : at - day
}

/** The next working hour: never at the weekend or at night. */
export function officeTime(about: Instant, random: () => number): Instant {
  let midnight = Math.floor(about / day) * day
  const of = (): number => new Date(midnight).getUTCDay()
  while (of() === 0 || of() === 6) midnight += day
  return Math.floor(midnight + (7.5 + random() * 8.5) * 3_600_000)
}

function many(course: Course, count: number): Course[] {
  return Array.from({ length: count }, () => course)
}
