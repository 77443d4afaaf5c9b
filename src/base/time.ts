/** Milliseconds since 1970 in UTC. */
export type Instant = number

/** A calendar day, 'YYYY-MM-DD' (ISO 8601). Days compare and sort as text. */
export type Day = string

/** Whether text from outside is a day that exists ('2026-02-30' does not). */
export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && dayForm.test(text) && text.slice(5, 7) >= '01' && text.slice(5, 7) <= '12' && text.slice(8) >= '01' && Number(text.slice(8)) <= lastDayOf(text)

/** The day that people in `zone` (IANA name, 'Europe/Paris') live at `instant`. */
export const dayOf = (instant: Instant, zone: string): Day => quarter(instant, zone)?.day ?? local(instant, zone).slice(0, 10)

/** The time of day in `zone`, 'HH:MM' on 24 hours. */
export function timeOf(instant: Instant, zone: string): string {
  const known = quarter(instant, zone)
  if (!known) return local(instant, zone).slice(11, 16)
  const minutes = Math.floor((instant + known.ahead) / 60_000) % 1440
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

/**
 * The instant at which a clock in `zone` shows `time` ('HH:MM') on `day`.
 * Where the clock shows it twice (autumn), the first; where it never does (spring), as much later as the clock jumps:
 * the rule 'compatible' of RFC 5545, 3.3.5.
 */
export function instantOf(day: Day, time: string, zone: string): Instant {
  if (!isDay(day) || !timeForm.test(time)) throw new RangeError(`Not a day and a time: ${day} ${time}`)
  const wall = Date.parse(`${day}T${time}:00Z`)
  const before = wall - offset(wall - dayMillis, zone)
  const after = wall - offset(wall + dayMillis, zone)
  const shows = (instant: Instant) => instant + offset(instant, zone) === wall
  return shows(after) && !shows(before) ? after : before
}

/** `n` days later (earlier when negative). */
export const addDays = (day: Day, n: number): Day => dayFrom(millis(day) + n * dayMillis)

/**
 * `n` months later: the same day of the month, or the month's last day where it has no such day
 * (France: Code de procédure civile, art. 641, al. 2; the Union: Regulation 1182/71, art. 3(2)(c)).
 */
export function addMonths(day: Day, n: number): Day {
  const from = new Date(millis(day))
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n, 1)
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n + 1, 0)).getUTCDate()
  return dayFrom(first + (Math.min(from.getUTCDate(), last) - 1) * dayMillis)
}

/** Days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (millis(to) - millis(from)) / dayMillis

/** ISO 8601 weekday: 1 = Monday … 7 = Sunday. */
export const weekday = (day: Day): number => new Date(millis(day)).getUTCDay() || 7

const dayForm = /^\d{4}-\d\d-\d\d$/
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/
const dayMillis = 86_400_000

function millis(day: Day): number {
  const found = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(found)) throw new RangeError(`Not a day: ${day}`)
  return found
}

const twoDigits = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** The last day of the month of a text that has a day's form. */
function lastDayOf(text: string): number {
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))]
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const dayFrom = (millis: number): Day => new Date(millis).toISOString().slice(0, 10)

/** What zone's clocks are ahead of UTC, in milliseconds. */
function offset(instant: Instant, zone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000
  return Date.parse(`${local(seconds, zone).replace(' ', 'T')}Z`) - seconds
}

/** 'YYYY-MM-DD HH:MM:SS' there. */
function local(instant: Instant, zone: string): string {
  const known = quarter(instant, zone)
  return known ? new Date(instant + known.ahead).toISOString().slice(0, 19).replace('T', ' ') : clock(zone).format(instant)
}

type Quarter = { readonly ahead: number; readonly day: Day }

/*
 * Clocks change, and days begin, at full quarters of an hour UTC (since 1972, in every zone), so what a zone is ahead and its
 * day are kept by the quarter: a formatter takes 1.6 µs a call, and a page asks for the same day twenty times.
 */
function quarter(instant: Instant, zone: string): Quarter | null {
  if (instant < dayMillis * 1096) return null
  const slot = Math.floor(instant / quarterMillis)
  let kept = quarters.get(zone)
  if (!kept || kept.size > 10_000) quarters.set(zone, (kept = new Map()))
  let known = kept.get(slot)
  if (known === undefined) {
    const shown = clock(zone).format(slot * quarterMillis)
    known = { ahead: Date.parse(`${shown.replace(' ', 'T')}Z`) - slot * quarterMillis, day: shown.slice(0, 10) }
    kept.set(slot, known)
  }
  return known
}

const quarterMillis = 15 * 60_000
const quarters = new Map<string, Map<number, Quarter>>()

/*
 * Swedish writes dates as ISO 8601 does: 'YYYY-MM-DD HH:MM:SS'. Loading temporal-polyfill takes 30 ms of the server's
 * 200 ms to its first response. The tests compare the two.
 */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clock(zone: string): Intl.DateTimeFormat {
  let found = clocks.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone, hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    })
    clocks.set(zone, found)
  }
  return found
}
