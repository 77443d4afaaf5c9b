import { isLanguage } from '../base/language.ts'
import { refuse, type Issue, type Refusal } from '../base/result.ts'
import { isDay } from '../base/time.ts'
import { audiences, lifeEvents, type FeeTable, type HandoverDescription, type ServiceDescription } from './services.ts'

/** Checks a service.json. The refusal's issues name each place and how to mend it (`detail.mend`). */
export function parseServiceDescription(raw: unknown): ServiceDescription | HandoverDescription | Refusal {
  const issues: Issue[] = []
  const check = isBag(raw) && raw['handover'] !== undefined ? handedOver : own
  check(raw, 'service', (field, mend) => issues.push({ field, rule: 'unusable', detail: { mend } }))
  if (issues.length > 0) return refuse('ServiceDescriptionUnusable', { issues })
  const service = raw as ServiceDescription | HandoverDescription
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
  (raw) => isBag(raw) && Object.keys(raw).some(isLanguage) && Object.entries(raw).every(([key, text]) => isLanguage(key.replace(/-simple$/, '')) && typeof text === 'string' && text.trim() !== ''),
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

const every = {
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
  legalBasis: many(shape({ article, words })),
  internal: optional(flag),
  opening: optional(opening),
}

const rendered = {
  evidence: many(shape({ id, need: oneOf(['atHand', 'later', 'fetched']), name: words, note: optional(words) }), 0),
  answer: shape({ term, words }),
  silence: shape({ term, means: oneOf(['acceptance', 'refusal', 'nothing']), words }),
  appeals: many(shape({ id, name: words, term, words, article })),
  retention: shape({ term, words }),
  recipients: many(words),
  team: id,
  numberPrefix: matches(/^[A-Z]{2,4}$/, 'write two to four capital letters'),
  milestones: many(shape({ id, name: words, ahead: words })),
}

/** Where people are led: an address of the web that says by itself where it leads. */
const webAddress = when('write an address that begins with https://, without a name and a password in it', (raw) => {
  const url = typeof raw === 'string' && /^https:\/\/[^\s\\]{1,2000}$/.test(raw) && URL.canParse(raw) ? new URL(raw) : null
  return url !== null && url.username === '' && url.password === ''
})

const own = shape({ ...every, ...rendered })
const handedOver = shape({
  ...every,
  ...Object.fromEntries(Object.entries(rendered).map(([key, check]) => [key, optional(check)])),
  handover: shape({ to: words, url: webAddress, words }),
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
