import type { Country, Region } from './holidays.ts'
import type { Language, Words } from './language.ts'
import type { Day } from './time.ts'

/**
 * What every page knows of the authority it belongs to: public data, no secrets.
 * `id` is the first column of every key in the database; `slug` is its first path segment where no host is its own.
 */
export type Authority = {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** The sentence-start form and the article form differ by language: "La Ville", "the town". */
  readonly kindOfAuthority: Words
  readonly languages: readonly Language[]
  readonly zone: string
  readonly country: Country
  /** Where the region has public holidays of its own: terms do not end on them, nor count them. */
  readonly region?: Region
  /** ISO 8601 weekdays on which the counters are open, 1 = Monday. */
  readonly openDays: readonly number[]
  /** Days on which it does not work besides: a bridge day, a move, a strike. No term counts them, none ends on them. */
  readonly closed?: readonly Day[]
  readonly theme: ThemeSource
  readonly contact: { readonly phone: string; readonly address: string; readonly hours: Words; readonly email: string }
  /** The teams that take cases; a service names one of them. */
  readonly teams: readonly { readonly id: string; readonly name: Words }[]
  /** The team that answers needs for which there is no service; the first one where none is named. */
  readonly needsTeam?: string
  /** The middle of its area, '49.144,-0.375': maps open there, and addresses near it are suggested first. */
  readonly centre?: string
  /** The scale at which maps open (14 where none is named): about 10 for a region, 12 for a large city, 14 for a town. */
  readonly zoom?: number
  /** How long an agent's decision can be taken back before it leaves. */
  readonly undoSeconds: number
  /** True for the authorities that come with Parvis: their pages say that they are examples. */
  readonly example: boolean
  /** Of an example: the hash of the folder that it was last made of, written when everything of it was done. */
  readonly madeOf?: string
}

/** What an authority gives for its look: two colours, the stone of its ground, its arms (an SVG of our own drawing). */
export type ThemeSource = {
  readonly brand: string
  readonly accent: string
  readonly ground: 'calcaire' | 'gres' | 'ardoise' | 'craie'
  readonly arms: string
}
