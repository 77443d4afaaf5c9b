import { derivedUuid, type Uuid } from '../base/ids.ts'
import { isLanguage, type Words } from '../base/language.ts'
import type { Currency } from '../base/money.ts'
import { refuse, type Issue, type Refusal } from '../base/result.ts'
import type { Term } from '../base/term.ts'
import { instantOf, isDay } from '../base/time.ts'
import { call, event, type Instant } from '../journal/kernel.ts'
import { fields } from './input.ts'

/*
 * A service package: what an authority publishes about a service, in the words of CPSV-AP 3 (the European
 * vocabulary for public services), and the form that asks for it. Steps, decisions and letters join it later.
 */

export type ServicePackage = { readonly service: ServiceDescription; readonly form: unknown }

/** The content of service.json. */
export type ServiceDescription = {
  readonly id: string
  /** Counts publications from 1; a case keeps the version it was filed under. */
  readonly version: number
  /** Example content says so wherever it is shown. */
  readonly example: boolean
  readonly name: Words
  readonly summary: Words
  readonly description: Words
  readonly audiences: readonly Audience[]
  readonly lifeEvents: readonly LifeEvent[]
  /** Words that people use for it, for search. */
  readonly keywords: readonly Words[]
  readonly channels: readonly ServiceChannel[]
  /** What is good to have at hand, and what the authority fetches itself. */
  readonly evidence: readonly Evidence[]
  readonly cost: Cost
  /** The answer is given at the latest within this term from the day of filing. */
  readonly answer: { readonly term: Term; readonly words: Words }
  /** What the law makes of no answer, and after how long. */
  readonly silence: { readonly term: Term; readonly means: 'acceptance' | 'refusal'; readonly words: Words }
  readonly legalBasis: readonly LegalReference[]
  readonly appeals: readonly Appeal[]
  readonly retention: { readonly term: Term; readonly words: Words }
  /** Who gets to see the answers. */
  readonly recipients: readonly Words[]
  /** Id of the team whose queue takes the cases. */
  readonly team: string
  /** The letters before a case's number: `CA` in CA-2026-000123. */
  readonly numberPrefix: string
  /** The public steps in order. Events carry their ids, pages their words. */
  readonly milestones: readonly Milestone[]
  /** Outside of it nothing can be begun or sent: calls with a closing date. */
  readonly opening?: Opening
}

/** `YYYY-MM-DDTHH:MM` in the authority's time; `until` is the first minute that is too late. At least one of the two stands. */
export type Opening = { readonly from?: string; readonly until?: string }

export const audiences = ['citizen', 'visitor', 'jobSeeker', 'pupil', 'parent', 'teacher', 'entrepreneur', 'association', 'staff'] as const
export type Audience = (typeof audiences)[number]

export const lifeEvents = ['havingAChild', 'startingSchool', 'moving', 'lookingForWork', 'startingABusiness', 'death', 'everydayLife'] as const
export type LifeEvent = (typeof lifeEvents)[number]

/** A door to the service. `assisted`: somebody helps there with the whole request. */
export type ServiceChannel = { readonly kind: 'online' | 'counter' | 'phone' | 'paper'; readonly assisted: boolean; readonly words: Words }

/** `atHand` before beginning, `later` is asked for when it is needed, `fetched` by the authority with the person's word. */
export type Evidence = { readonly id: string; readonly need: 'atHand' | 'later' | 'fetched'; readonly name: Words; readonly note?: Words }

/** Prices in cents. A table's rows are brackets of one measure (the family quotient), lowest first. */
export type Cost = { readonly words: Words; readonly table?: FeeTable }
export type FeeTable = {
  readonly caption: Words
  readonly measure: Words
  readonly currency: Currency
  readonly columns: readonly { readonly id: string; readonly name: Words }[]
  readonly rows: readonly FeeRow[]
}
/** `from` (included) and `below` (excluded) in cents; `null` is no upper end. `prices` by column id. */
export type FeeRow = { readonly from: number; readonly below: number | null; readonly prices: Readonly<Record<string, number>> }

export type LegalReference = { readonly article: string; readonly words: Words }
export type Appeal = { readonly id: string; readonly name: Words; readonly term: Term; readonly words: Words; readonly article: string }

/** `name` is said when it is reached, `ahead` while it is still to come. */
export type Milestone = { readonly id: string; readonly name: Words; readonly ahead: Words }

/** A version of a service was published; `hash` names its package's content, which was stored before. */
export const ServicePublished = event<'ServicePublished', { service: string; version: number; hash: string }, Record<string, never>>('ServicePublished', {
  facts: { service: 'canteen', version: 1, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }, personal: {},
})

/** The stream of a service: the same id is another stream in another authority. */
export const serviceStream = (authority: number, service: string): Uuid => derivedUuid(`service/${authority}/${service}`)

const isText = (v: unknown): v is string => typeof v === 'string' && v !== ''
const isVersion = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) > 0

/** Makes a stored package the service's current version. */
export const PublishService = call<{ authority: number; service: string; version: number; hash: string }>(
  'PublishService', fields({ authority: isVersion, service: isText, version: isVersion, hash: isText }))

/**
 * A service as it was published; the current version where none is named. A version never changes, so the answer is
 * kept in memory and is the same object each time. `form` is what the forms engine compiles.
 */
export type PublishedService = { readonly version: number; readonly description: ServiceDescription; readonly form: unknown }
export const GetService = call<{ service: string; version?: number }, PublishedService | null>('GetService', (raw) => {
  const { service, version } = raw as { service: unknown; version?: unknown }
  return isText(service) && (version === undefined || isVersion(version)) ? { service, version } : refuse('BadInput')
})
/** The current version of every service of the authority, by id. */
export const ListServices = call<Record<string, never>, readonly PublishedService[]>('ListServices', () => ({}))
/** Whether a package with this content was stored. */
export const HasPackage = call<{ hash: string }, boolean>('HasPackage', fields({ hash: isText }))

/** Whether a service can be begun and sent at this instant; `before` and `after` what its opening says. */
export function openingAt({ opening }: ServiceDescription, zone: string, now: Instant): 'open' | 'before' | 'after' {
  if (opening?.from && now < openingInstant(opening.from, zone)) return 'before'
  return opening?.until && now >= openingInstant(opening.until, zone) ? 'after' : 'open'
}

/** The instant of one end of an opening. */
export const openingInstant = (end: string, zone: string): Instant => instantOf(end.slice(0, 10), end.slice(11), zone)

/** Checks a service.json. The refusal's issues name each place and how to mend it (`detail.mend`). */
export function parseServiceDescription(raw: unknown): ServiceDescription | Refusal {
  const issues: Issue[] = []
  description(raw, 'service', (field, mend) => issues.push({ field, rule: 'unusable', detail: { mend } }))
  if (issues.length > 0) return refuse('ServiceDescriptionUnusable', { issues })
  const service = raw as ServiceDescription
  checkFees(service.cost.table, (field, mend) => issues.push({ field, rule: 'unusable', detail: { mend } }))
  if (!service.channels.some((channel) => channel.assisted)) {
    issues.push({ field: 'service.channels', rule: 'unusable', detail: { mend: 'name a channel with "assisted": true, where somebody helps' } })
  }
  return issues.length > 0 ? refuse('ServiceDescriptionUnusable', { issues }) : service
}

type Blame = (path: string, mend: string) => void
type Check = (raw: unknown, path: string, blame: Blame) => void

const when =
  (mend: string, holds: (raw: unknown) => boolean): Check =>
  (raw, path, blame) =>
    holds(raw) ? undefined : void blame(path, mend)

const matches = (pattern: RegExp, mend: string): Check => when(mend, (raw) => typeof raw === 'string' && pattern.test(raw))
const oneOf = (values: readonly string[]): Check => when(`use one of: ${values.join(', ')}`, (raw) => values.includes(raw as string))
const optional = (check: Check): Check => (raw, path, blame) => (raw === undefined ? undefined : check(raw, path, blame))
const isBag = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null && !Array.isArray(raw)
const isCents = (raw: unknown): boolean => Number.isSafeInteger(raw) && (raw as number) >= 0

const shape =
  (parts: Readonly<Record<string, Check>>): Check =>
  (raw, path, blame) => {
    if (!isBag(raw)) return blame(path, `write an object with: ${Object.keys(parts).join(', ')}`)
    for (const [key, check] of Object.entries(parts)) check(raw[key], `${path}.${key}`, blame)
    for (const key of Object.keys(raw)) if (!Object.hasOwn(parts, key)) blame(`${path}.${key}`, `remove it, or use one of: ${Object.keys(parts).join(', ')}`)
  }

const many =
  (check: Check, least = 1): Check =>
  (raw, path, blame) => {
    if (!Array.isArray(raw) || raw.length < least) return blame(path, least > 0 ? 'write a list with at least one entry' : 'write a list')
    raw.forEach((one, i) => check(one, `${path}[${i}]`, blame))
  }

const words = when(
  'write the words per language: { "fr": "…", "en": "…", "de": "…" }',
  (raw) => isBag(raw) && Object.keys(raw).length > 0 && Object.entries(raw).every(([key, text]) => isLanguage(key) && typeof text === 'string' && text.trim() !== ''),
)
const id = matches(/^[a-z][A-Za-z0-9-]{0,79}$/, 'write an id: a small letter, then letters, digits, hyphens')
const cents = when('write whole cents, 0 or more', isCents)
const flag = when('write true or false', (raw) => typeof raw === 'boolean')
const article = matches(/\S/, 'name the article and the law')
const term = shape({
  amount: when('write a whole number above 0', (raw) => Number.isInteger(raw) && (raw as number) > 0),
  unit: oneOf(['workingDays', 'days', 'months']),
})
const prices = when('write a price in whole cents for each column', (raw) => isBag(raw) && Object.values(raw).every(isCents))

const moment = when('write a day and a time that exist: "2026-11-01T08:00"', (raw) => isMoment(raw))
const isMoment = (raw: unknown): raw is string => typeof raw === 'string' && isDay(raw.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(raw.slice(10))
const openingEnds = shape({ from: optional(moment), until: optional(moment) })
const opening: Check = (raw, path, blame) => {
  openingEnds(raw, path, blame)
  if (!isBag(raw)) return
  if (raw['from'] === undefined && raw['until'] === undefined) blame(path, 'write "from", "until" or both')
  if (isMoment(raw['from']) && isMoment(raw['until']) && raw['from'] >= raw['until']) blame(`${path}.until`, 'write a time after "from"')
}

const description = shape({
  opening: optional(opening),
  id,
  version: when('write a whole number from 1', (raw) => Number.isInteger(raw) && (raw as number) > 0),
  example: flag,
  name: words,
  summary: words,
  description: words,
  audiences: many(oneOf(audiences)),
  lifeEvents: many(oneOf(lifeEvents)),
  keywords: many(words),
  channels: many(shape({ kind: oneOf(['online', 'counter', 'phone', 'paper']), assisted: flag, words })),
  evidence: many(shape({ id, need: oneOf(['atHand', 'later', 'fetched']), name: words, note: optional(words) }), 0),
  cost: shape({
    words,
    table: optional(
      shape({
        caption: words,
        measure: words,
        currency: oneOf(['EUR', 'CHF', 'GBP']),
        columns: many(shape({ id, name: words })),
        rows: many(shape({ from: cents, below: when('write whole cents, or null for no end', (raw) => raw === null || isCents(raw)), prices })),
      }),
    ),
  }),
  answer: shape({ term, words }),
  silence: shape({ term, means: oneOf(['acceptance', 'refusal']), words }),
  legalBasis: many(shape({ article, words })),
  appeals: many(shape({ id, name: words, term, words, article })),
  retention: shape({ term, words }),
  recipients: many(words),
  team: id,
  numberPrefix: matches(/^[A-Z]{2,4}$/, 'write two to four capital letters'),
  milestones: many(shape({ id, name: words, ahead: words })),
})

/** Brackets follow each other without hole or overlap from 0 to no end, and every column has its price. */
function checkFees(table: FeeTable | undefined, blame: Blame): void {
  let from: number | null = 0
  table?.rows.forEach((row, i) => {
    const path = `service.cost.table.rows[${i}]`
    if (row.from !== from) blame(`${path}.from`, from === null ? 'remove this row: the one before has no end' : `write ${from}, where the row before ends`)
    for (const column of table.columns) if (!Object.hasOwn(row.prices, column.id)) blame(`${path}.prices`, `add the price of "${column.id}"`)
    from = row.below
  })
  if (table && from !== null) blame('service.cost.table.rows', 'end the last row with "below": null, so that nobody is left out')
}
