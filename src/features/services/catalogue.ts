import { isEasy, languages, plainOf, type Language, type Reading, type Words } from '../../base/language.ts'
import { say } from '../../engines/forms/say.ts'
import { makeIndex, type SearchDoc, type SearchIndex } from '../../engines/search/make-index.ts'
import { search, type Understood } from '../../engines/search/search.ts'
import { needService } from '../../vocabulary/needs.ts'
import { audiences, isHandover, lifeEvents, type Audience, type CatalogueEntry, type LifeEvent } from '../../vocabulary/services.ts'
import { texts } from './texts/texts.ts'

/** What the public may look for: without what is for staff, and without the door to needs, which is on every page of its own. */
export type Catalogue = {
  readonly entries: readonly CatalogueEntry[]
  /** Only what has something behind it, in the order of the vocabulary. */
  readonly lifeEvents: readonly Grouped<LifeEvent>[]
  readonly audiences: readonly Grouped<Audience>[]
  /** Whether the authority takes needs. */
  readonly takesNeeds: boolean
  /** Whether anything is worked out by a decision table. */
  readonly hasTables: boolean
}

export type Grouped<K> = { readonly key: K; readonly entries: readonly CatalogueEntry[] }

/** The public part of everything published. `all` is the same list while nothing is published, so this is made once for it. */
export function publicCatalogue(all: readonly CatalogueEntry[]): Catalogue {
  let known = catalogues.get(all)
  if (!known) {
    const entries = all.filter(({ description }) => !description.internal && description.id !== needService)
    known = {
      entries,
      lifeEvents: grouped(lifeEvents, key => entries.filter(entry => entry.description.lifeEvents.includes(key))),
      audiences: grouped(audiences, key => entries.filter(entry => entry.description.audiences.includes(key))),
      hasTables: entries.some(entry => !isHandover(entry) && entry.decisions !== undefined),
      takesNeeds: all.some(({ description }) => description.id === needService),
    }
    catalogues.set(all, known)
  }
  return known
}

const catalogues = new WeakMap<readonly CatalogueEntry[], Catalogue>()

const grouped = <K>(keys: readonly K[], of: (key: K) => readonly CatalogueEntry[]): Grouped<K>[] =>
  keys.map(key => ({ key, entries: of(key) })).filter(group => group.entries.length > 0)

/** The languages in which some of these have a name or a summary in easy language: what a list shows of them. */
export const easyInList = (entries: readonly CatalogueEntry[]): readonly Language[] =>
  languages.filter(language => entries.some(({ description: { name, summary } }) => (name[`${language}-simple`] ?? summary[`${language}-simple`]) !== undefined))

/** What a search brought: services best first, or the nearest ones where nothing fits. */
export type Results = { readonly typed: string; readonly understood: readonly Understood[]; readonly hits: readonly CatalogueEntry[]; readonly near: readonly CatalogueEntry[] }

export function searchCatalogue({ entries }: Catalogue, reading: Reading, typed: string): Results {
  const found = search(indexOf(entries, reading), typed)
  const byId = entriesById(entries)
  const named = (hits: readonly { readonly id: string }[]) => hits.map(hit => byId.get(hit.id)!)
  return { typed, understood: found.understood, hits: named(found.hits), near: named(found.near) }
}

/** The entries by their names as they are read, in the order of the language. */
export function sortedByName(entries: readonly CatalogueEntry[], reading: Reading): readonly CatalogueEntry[] {
  const known = kept(sortings, entries)
  return (known[reading] ??= [...entries].sort((a, b) => collators[plainOf(reading)].compare(nameOf(a, reading), nameOf(b, reading))))
}

export const nameOf = ({ description }: CatalogueEntry, reading: Reading): string => say(description.name, reading).text

const collators: Readonly<Record<Language, Intl.Collator>> = { fr: new Intl.Collator('fr'), en: new Intl.Collator('en'), de: new Intl.Collator('de') }

const indexes = new WeakMap<readonly CatalogueEntry[], Partial<Record<Reading, SearchIndex>>>()
const sortings = new WeakMap<readonly CatalogueEntry[], Partial<Record<Reading, readonly CatalogueEntry[]>>>()
const named = new WeakMap<readonly CatalogueEntry[], ReadonlyMap<string, CatalogueEntry>>()

const indexOf = (entries: readonly CatalogueEntry[], reading: Reading): SearchIndex => (kept(indexes, entries)[reading] ??= makeIndex(entries.map(entry => docOf(entry, reading)), plainOf(reading)))

function entriesById(entries: readonly CatalogueEntry[]): ReadonlyMap<string, CatalogueEntry> {
  const known = named.get(entries) ?? new Map(entries.map(entry => [entry.description.id, entry]))
  named.set(entries, known)
  return known
}

function kept<V>(all: WeakMap<readonly CatalogueEntry[], Partial<Record<Reading, V>>>, entries: readonly CatalogueEntry[]): Partial<Record<Reading, V>> {
  const known = all.get(entries) ?? {}
  all.set(entries, known)
  return known
}

/**
 * A service's words in the reader's language; where they are missing, in the author's own, which is what the page shows. Easy
 * language is found by its plain words too: they are the ones on letters and forms.
 */
function docOf({ description: d }: CatalogueEntry, reading: Reading): SearchDoc {
  const t = texts(reading)
  const words = (w: Words): string => say(w, reading).text
  const plain = (w: Words): string => say(w, plainOf(reading)).text
  return {
    id: d.id,
    name: words(d.name),
    keywords: [...d.keywords.map(words), ...(d.handover ? [words(d.handover.to)] : []), ...(isEasy(reading) ? [d.name, d.summary].map(plain) : [])],
    summary: words(d.summary),
    occasions: [...d.lifeEvents.map(event => t.lifeEvents[event]), ...d.audiences.map(audience => t.audiences[audience])],
    evidence: (d.evidence ?? []).map(one => words(one.name)),
    description: words(d.description),
  }
}
