import { refuse, type Issue, type Refusal } from '../base/result.ts'
import { currencies } from '../base/money.ts'
import { isDay } from '../base/time.ts'
import { isBag, many, matches, oneOf, optional, shape, when, words, type Blame, type Schema } from './checks.ts'
import { audiences, lifeEvents, type FeeTable, type HandoverDescription, type ServiceDescription } from './services.ts'

/** Checks a service.json. The refusal's issues name each place, what is wrong and how to mend it (`detail.what`, `detail.mend`). */
export function parseServiceDescription(raw: unknown): ServiceDescription | HandoverDescription | Refusal {
  const issues: Issue[] = []
  const blame: Blame = (field, what, mend) => issues.push({ field, rule: 'unusable', detail: { what, mend } })
  ;(isBag(raw) && raw['handover'] !== undefined ? handedOver : own).run(raw, 'service', blame)
  if (isBag(raw)) checkTogether(raw, issues, blame)
  if (issues.length > 0) return refuse('ServiceDescriptionUnusable', { issues })
  const { $schema: _, ...service } = raw as Record<string, unknown>
  return service as ServiceDescription | HandoverDescription
}

const id = matches(/^[a-z][A-Za-z0-9-]{0,79}$/, 'write an id: a small letter, then letters, digits, hyphens')
/** As a DMN editor names elements (an XML name). */
const decisionId = matches(/^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/, 'write the id of the .dmn file: a letter, then letters, digits, hyphens, underscores')
const result = matches(/^\S(.{0,98}\S)?$/, 'write the text that the table gives, without quotation marks')
const isCents = (raw: unknown): boolean => Number.isSafeInteger(raw) && (raw as number) >= 0
const cents = when({ type: 'integer', minimum: 0 }, 'write whole cents, 0 or more', isCents)
const flag = when({ type: 'boolean' }, 'write true or false', (raw) => typeof raw === 'boolean')
const article = matches(/\S/, 'name the article and the law')
const term = shape({
  amount: when({ type: 'integer', minimum: 1 }, 'write a whole number above 0', (raw) => Number.isInteger(raw) && (raw as number) > 0),
  unit: oneOf(['workingDays', 'days', 'months']),
})
const prices = when({ type: 'object', additionalProperties: { type: 'integer', minimum: 0 } }, 'write a price in whole cents for each column', (raw) => isBag(raw) && Object.values(raw).every(isCents))

const minutes = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/
const isMoment = (raw: unknown): raw is string => typeof raw === 'string' && minutes.test(raw) && isDay(raw.slice(0, 10))
const moment = when({ type: 'string', pattern: minutes.source }, 'write a day and a time that exist: "2026-11-01T08:00"', isMoment)

const every = {
  $schema: optional(when({ type: 'string' }, 'write the address of the schema as a text, or leave it out', (raw) => typeof raw === 'string')),
  id,
  version: when({ type: 'integer', minimum: 1 }, 'write a whole number from 1', (raw) => Number.isSafeInteger(raw) && (raw as number) > 0),
  example: flag,
  name: words(150),
  summary: words(300),
  description: words(3000),
  audiences: many(oneOf(audiences)),
  lifeEvents: many(oneOf(lifeEvents)),
  keywords: many(words(500)),
  channels: many(shape({ kind: oneOf(['online', 'counter', 'phone', 'paper']), assisted: flag, words: words(500) })),
  cost: shape({
    words: words(1500),
    table: optional(
      shape({
        caption: words(200),
        measure: words(100),
        currency: oneOf(currencies),
        columns: many(shape({ id, name: words(100) })),
        rows: many(shape({ from: cents, below: when({ type: ['integer', 'null'], minimum: 0 }, 'write whole cents, or null for no end', (raw) => raw === null || isCents(raw)), prices })),
      }),
    ),
  }),
  legalBasis: many(shape({ article, words: words(1500) })),
  internal: optional(flag),
  opening: optional(shape({ from: optional(moment), until: optional(moment) })),
}

const rendered = {
  evidence: many(shape({ id, need: oneOf(['atHand', 'later', 'fetched']), name: words(200), note: optional(words(500)) }), 0),
  answer: shape({ term, words: words(1500) }),
  asking: optional(shape({ term, lapse: optional(shape({ words: words(600), article })) })),
  silence: shape({ term, means: oneOf(['acceptance', 'refusal', 'nothing']), words: words(1500) }),
  appeals: many(shape({ id, name: words(200), term, words: words(1500), article, service: optional(id) })),
  takesAppeals: optional(when({ const: true, description: 'This service takes appeals: it is begun from a refused request whose service names it in "appeals", and from nowhere else.' }, 'write true, or leave it out', (raw) => raw === true)),
  retention: shape({ term, words: words(1500) }),
  recipients: many(words(300)),
  team: id,
  numberPrefix: matches(/^[A-Z]{2,4}$/, 'write two to four capital letters'),
  milestones: many(shape({ id, name: words(150), ahead: words(150) })),
  steps: optional(many(shape({ id, name: words(150), outcomes: optional(many(shape({ id, name: words(100) }))) }))),
  decisions: optional(many(shape({
    id: decisionId, name: words(150), purpose: words(500), article: optional(article), currency: optional(oneOf(currencies)),
    inputs: optional(many(shape({ id: decisionId, name: words(150) }))),
    rules: optional(many(shape({ id: decisionId, name: words(500), article: optional(article) }))),
    results: optional(many(shape({ id: result, name: words(150), refuses: optional(when({ const: true }, 'write true, or leave it out', (raw) => raw === true)) }))),
  }))),
}

/** Where people are led: an address of the web that says by itself where it leads. */
const web = /^https:\/\/[^\s\\]{1,2000}$/
const webAddress = when({ type: 'string', pattern: web.source }, 'write an address that begins with https://, without a name and a password in it', (raw) => {
  const url = typeof raw === 'string' && web.test(raw) && URL.canParse(raw) ? new URL(raw) : null
  return url !== null && url.username === '' && url.password === ''
})

const own = shape({ ...every, ...rendered })
const handedOver = shape({
  ...every,
  ...Object.fromEntries(Object.entries(rendered).map(([key, check]) => [key, optional(check)])),
  handover: shape({ to: words(150), url: webAddress, words: words(1500) }),
})

/** What editors complete and mark a service.json by. */
export const serviceSchema: Schema = { if: { required: ['handover'] }, then: handedOver.schema, else: own.schema }

/** The milestones that every case of today's one process reaches; without their words a step of the way would not be shown. */
const reached = ['received', 'decision', 'told']

/** What only several places together can break; each is looked at where its own parts are sound. */
function checkTogether(service: Record<string, unknown>, issues: readonly Issue[], blame: Blame): void {
  const isSound = (part: string): boolean => service[part] !== undefined && !issues.some(({ field }) => field === `service.${part}` || new RegExp(`^service\\.${part}[.[]`).test(field))
  if (isSound('cost')) checkFees((service['cost'] as ServiceDescription['cost']).table, blame)
  if (isSound('channels') && !(service as ServiceDescription).channels.some((channel) => channel.assisted)) {
    blame('service.channels', 'leave those alone who cannot do it by themselves', 'name a channel with "assisted": true, where somebody helps')
  }
  if (isSound('opening')) checkOpening(service['opening'] as { from?: string; until?: string }, blame)
  if (isSound('milestones')) {
    const ids = (service as ServiceDescription).milestones.map((milestone) => milestone.id)
    for (const one of reached) if (!ids.includes(one)) blame('service.milestones', `lack "${one}", which every request reaches`, `add { "id": "${one}", "name": …, "ahead": … }`)
  }
}

function checkOpening({ from, until }: { from?: string; until?: string }, blame: Blame): void {
  if (from === undefined && until === undefined) blame('service.opening', 'says nothing', 'write "from", "until" or both')
  if (from !== undefined && until !== undefined && from >= until) blame('service.opening.until', 'comes before "from"', 'write a time after "from"')
}

/** Brackets follow each other without hole or overlap from 0 to no end, and every column has its price. */
function checkFees(table: FeeTable | undefined, blame: Blame): void {
  let from: number | null = 0
  table?.rows.forEach((row, i) => {
    const path = `service.cost.table.rows[${i}]`
    if (row.from !== from) blame(`${path}.from`, 'leaves a hole, or says a fee twice', from === null ? 'remove this row: the one before has no end' : `write ${from}, where the row before ends`)
    for (const column of table.columns) if (!Object.hasOwn(row.prices, column.id)) blame(`${path}.prices`, `have none for "${column.id}"`, `add the price of "${column.id}"`)
    for (const key of Object.keys(row.prices)) if (!table.columns.some((column) => column.id === key)) blame(`${path}.prices.${key}`, 'is the price of no column', 'remove it, or add the column')
    from = row.below
  })
  if (table && from !== null) blame('service.cost.table.rows', 'end', 'end the last row with "below": null, so that nobody is left out')
}
