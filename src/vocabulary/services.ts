import { derivedUuid, type Uuid } from '../base/ids.ts'
import type { Words } from '../base/language.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/result.ts'
import type { Term } from '../base/term.ts'
import { instantOf, isDay, type Day } from '../base/time.ts'
import { call, event, type Instant } from '../journal/kernel.ts'
import { fields } from './input.ts'

/*
 * A service package: what an authority publishes about a service, in the words of CPSV-AP 3 (the European
 * vocabulary for public services), and the form that asks for it. Steps, decisions and letters join it later.
 */

export type ServicePackage =
  | { readonly service: ServiceDescription; readonly form: unknown; /** BPMN 2.0; absent where the default process serves. */ readonly process?: string; /** DMN 1.3 by the file's name; absent where nothing is worked out by a table. */ readonly decisions?: Readonly<Record<string, string>> }
  | { readonly service: HandoverDescription; readonly form: null }

/** What any service.json says, whoever's service it is. */
type EveryDescription = {
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
  readonly cost: Cost
  readonly legalBasis: readonly LegalReference[]
  /** For staff only: not in the public catalogue. */
  readonly internal?: boolean
  /** Outside of it nothing can be begun or sent: calls with a closing date. */
  readonly opening?: Opening
}

/** The content of the service.json of a service that the authority renders itself. */
export type ServiceDescription = EveryDescription & {
  readonly handover?: undefined
  /** What is good to have at hand, and what the authority fetches itself. */
  readonly evidence: readonly Evidence[]
  /** The answer is given at the latest within this term from the day of filing. */
  readonly answer: { readonly term: Term; readonly words: Words }
  /** What the law makes of no answer, and after how long: consent, refusal, or nothing (most laws outside of France). */
  readonly silence: { readonly term: Term; readonly means: 'acceptance' | 'refusal' | 'nothing'; readonly words: Words }
  /**
   * What people are asked for later: how long they have for it (15 working days where nothing stands), and whether the request ends
   * where it does not come; without `lapse` the case goes on.
   */
  readonly asking?: { readonly term: Term; readonly lapse?: { readonly words: Words; readonly article: string } }
  readonly appeals: readonly Appeal[]
  /** It takes appeals against decisions: it is begun from a refused request whose service names it, and from nowhere else. */
  readonly takesAppeals?: true
  readonly retention: { readonly term: Term; readonly words: Words }
  /** Who gets to see the answers. */
  readonly recipients: readonly Words[]
  /** Id of the team whose queue takes the cases. */
  readonly team: string
  /** The letters before a case's number: `CA` in CA-2026-000123. */
  readonly numberPrefix: string
  /** The public steps in order. Events carry their ids, pages their words. */
  readonly milestones: readonly Milestone[]
  /** What the elements of process.bpmn are called, and the outcomes of its steps: by the id of the element. Steps that people do need it. */
  readonly steps?: readonly StepWords[]
  /** What its decision tables are called, and say: by the id of the decision. Every table needs it. */
  readonly decisions?: readonly DecisionWords[]
}

/** The content of the service.json of somebody else's service (the state's, the canton's): the catalogue leads there. */
export type HandoverDescription = EveryDescription & Partial<Omit<ServiceDescription, 'handover'>> & { readonly handover: Handover }

/** Whose service it is, its address there, and a sentence on what to expect. */
export type Handover = { readonly to: Words; readonly url: string; readonly words: Words }

/** `YYYY-MM-DDTHH:MM` in the authority's time; `until` is the first minute that is too late. At least one of the two stands. */
export type Opening = { readonly from?: string; readonly until?: string }

export const audiences = ['citizen', 'visitor', 'jobSeeker', 'pupil', 'parent', 'teacher', 'entrepreneur', 'association', 'staff'] as const
export type Audience = (typeof audiences)[number]

export const lifeEvents = [
  'havingAChild', 'startingSchool', 'moving', 'housing', 'lookingForWork', 'startingABusiness', 'health', 'death', 'everydayLife', 'leisure', 'culture',
  'transport', 'publicSpace', 'citizenship', 'dealingWithTheAuthority',
] as const
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
/** `service`: the id of the authority's own service that takes this appeal. */
export type Appeal = { readonly id: string; readonly name: Words; readonly term: Term; readonly words: Words; readonly article: string; readonly service?: string }

/** `name` is said when it is reached, `ahead` while it is still to come. */
export type Milestone = { readonly id: string; readonly name: Words; readonly ahead: Words }

export type StepWords = { readonly id: string; readonly name: Words; readonly outcomes?: readonly { readonly id: string; readonly name: Words }[] }

/**
 * A decision of the package's .dmn files in words. `article`: the law or the council's decision that it applies, where it is another than
 * the service's own. `currency`: of amounts that it gives. `inputs` by the id of the column, where it asks for more than one question;
 * `rules` by the id of the row; `results` by the text that an output gives, `refuses`: with it, the request is refused.
 */
export type DecisionWords = {
  readonly id: string
  readonly name: Words
  readonly purpose: Words
  readonly article?: string
  readonly currency?: Currency
  readonly inputs?: readonly { readonly id: string; readonly name: Words }[]
  readonly rules?: readonly { readonly id: string; readonly name: Words; readonly article?: string }[]
  readonly results?: readonly { readonly id: string; readonly name: Words; readonly refuses?: true }[]
}

/** A version of a service was published; `hash` names its package's content, which was stored before. */
export const ServicePublished = event<'ServicePublished', { service: string; version: number; hash: string }, Record<string, never>>('ServicePublished', {
  facts: { service: 'canteen', version: 1, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }, personal: {},
})

/** An earlier version, or one of a retired service, is on offer again. Cases and drafts keep the version they were begun under. */
export const ServiceRolledBack = event<'ServiceRolledBack', { service: string; version: number }, Record<string, never>>('ServiceRolledBack', {
  facts: { service: 'canteen', version: 1 }, personal: {},
})

/** A service is no longer offered; its cases go on. */
export const ServiceRetired = event<'ServiceRetired', { service: string }, Record<string, never>>('ServiceRetired', {
  facts: { service: 'canteen' }, personal: {},
})

/** Somebody left for a service of somebody else: which one and on which day, nothing about who. */
export const HandedOver = event<'HandedOver', { service: string; day: Day; audience: Audience | null }, Record<string, never>>('HandedOver', {
  facts: { service: 'passport', day: '2026-11-16', audience: 'citizen' }, personal: {},
})

/** A day's hand-overs to one service: short streams, so that neither a head nor a wait for it grows. */
export const handoverStream = (authority: number, service: string, day: Day): Uuid => derivedUuid(`handover/${authority}/${service}/${day}`)

/** The stream of a service: the same id is another stream in another authority. */
export const serviceStream = (authority: number, service: string): Uuid => derivedUuid(`service/${authority}/${service}`)

const isText = (v: unknown): v is string => typeof v === 'string' && v !== ''
const isVersion = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) > 0

/** Makes a stored package the service's current version. */
export const PublishService = call<{ authority: number; service: string; version: number; hash: string }>(
  'PublishService', fields({ authority: isVersion, service: isText, version: isVersion, hash: isText }))

/** Makes a version that was published before the one on offer. */
export const RollBackService = call<{ authority: number; service: string; version: number }>('RollBackService', fields({ authority: isVersion, service: isText, version: isVersion }))
/** Takes a service off the catalogue. */
export const RetireService = call<{ authority: number; service: string }>('RetireService', fields({ authority: isVersion, service: isText }))

/** A published version: its name in the words of that version, when it was published, whether it is the one on offer. */
export type EditionLine = { readonly service: string; readonly version: number; readonly name: Words; readonly published: Instant; readonly current: boolean }
/** Every version of every service, or of one, by id and newest first. */
export const ListEditions = call<{ service?: string }, readonly EditionLine[]>('ListEditions', raw => {
  const { service } = raw as { service?: unknown }
  return service === undefined || isText(service) ? { service } : refuse('BadInput')
})
/** Whether the authority still has the team that a version names: else nobody would see its cases. True where it names none. */
export const HasTeamOf = call<{ service: string; version: number }, boolean>('HasTeamOf', fields({ service: isText, version: isVersion }))

/**
 * A service as it was published; the current version where none is named. A version never changes, so the answer is
 * kept in memory and is the same object each time. `form` is what the forms engine compiles.
 */
/** `process`: BPMN 2.0 as it was published, or the default process. `decisions`: DMN 1.3 by the file's name, where there is some. */
export type PublishedService = { readonly version: number; readonly description: ServiceDescription; readonly form: unknown; readonly process: string; readonly decisions?: Readonly<Record<string, string>> }
export const GetService = call<{ service: string; version?: number }, PublishedService | null>('GetService', (raw) => {
  const { service, version } = raw as { service: unknown; version?: unknown }
  return isText(service) && (version === undefined || isVersion(version)) ? { service, version } : refuse('BadInput')
})
/** Somebody else's service as it was published. Nothing can be filed for it: `GetService` does not find it. */
export type PublishedHandover = { readonly version: number; readonly description: HandoverDescription }
export type CatalogueEntry = PublishedService | PublishedHandover
export const isHandover = (entry: CatalogueEntry): entry is PublishedHandover => entry.description.handover !== undefined
/** The current version of a service, the authority's own or a hand-over; internal ones too. */
export const GetEntry = call<{ service: string }, CatalogueEntry | null>('GetEntry', fields({ service: isText }))
/** The current version of everything published, by id. The same list as before while nothing was published: indexes are kept by it. */
export const ListEntries = call<Record<string, never>, readonly CatalogueEntry[]>('ListEntries', () => ({}))

/** Counts one hand-over on the authority's own day. */
export const HandOver = call<{ authority: number; service: string; day: Day; audience: Audience | null }>('HandOver', fields({
  authority: isVersion, service: isText, day: isDay, audience: (v: unknown): v is Audience | null => v === null || audiences.includes(v as Audience),
}))
/** How often people were led to each hand-over since a day. */
export const CountHandovers = call<{ since: Day }, readonly { readonly service: string; readonly count: number }[]>('CountHandovers', fields({ since: isDay }))
/** Whether a package with this content was stored. */
export const HasPackage = call<{ hash: string }, boolean>('HasPackage', fields({ hash: isText }))

/** Whether a service can be begun and sent at this instant; `before` and `after` what its opening says. */
export function openingAt({ opening }: EveryDescription, zone: string, now: Instant): 'open' | 'before' | 'after' {
  if (opening?.from && now < openingInstant(opening.from, zone)) return 'before'
  return opening?.until && now >= openingInstant(opening.until, zone) ? 'after' : 'open'
}

/** The instant of one end of an opening. */
export const openingInstant = (end: string, zone: string): Instant => instantOf(end.slice(0, 10), end.slice(11), zone)
