import type { Language } from '../../base/language.ts'
import type { SearchLanguage } from './language.ts'
import { lettersOf } from './edits.ts'
import { searchLanguages } from './languages/languages.ts'
import { fold, rawWordsOf, wordsOf } from './words.ts'

/** What is found: its name, the words that people use for it, what is said of it, and the further away the less it counts. */
export type SearchDoc = {
  readonly id: string
  readonly name: string
  readonly keywords: readonly string[]
  readonly summary: string
  /** For whom, and when in life. */
  readonly occasions: readonly string[]
  readonly evidence: readonly string[]
  readonly description: string
}

/** A word as it may be typed, with its letters as bits. */
export type Surface = { readonly word: string; readonly letters: number }

export type SearchIndex = {
  readonly language: SearchLanguage
  readonly ids: readonly string[]
  /** By stem: the documents that hold it, with the weight of the best place where it stands (0 to 1). */
  readonly postings: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** Every word as it may be typed, folded, with its stem. */
  readonly surfaces: ReadonlyMap<string, string>
  /** The surfaces in order, for what is typed in part; and by length, for what is typed wrong. */
  readonly sorted: readonly string[]
  readonly byLength: readonly (readonly Surface[])[]
  /** A folded word as it is written. */
  readonly written: ReadonlyMap<string, string>
  /** The stems of each name. */
  readonly names: readonly ReadonlySet<string>[]
}

const weights = { name: 1, keywords: 0.8, said: 0.6, summary: 0.5, saidBeside: 0.3, occasions: 0.35, evidence: 0.3, description: 0.25 }

/** An index over documents in one language; made once, searched often. */
export function makeIndex(docs: readonly SearchDoc[], of: Language): SearchIndex {
  const language = searchLanguages[of]
  const postings = new Map<string, Map<number, number>>()
  const surfaces = new Map<string, string>()
  const written = new Map<string, string>()

  const add = (doc: number, weight: number, raw: string): string => {
    const surface = fold(raw)
    const stem = language.stem(surface)
    surfaces.set(surface, stem)
    if (!written.has(surface)) written.set(surface, raw)
    // Whoever has no umlaut on the keyboard writes ae, oe, ue.
    if (language.compounds && /[äöü]/.test(raw)) surfaces.set(fold(raw.replace(/[äöü]/g, letter => umlauts[letter]!)), stem)
    let places = postings.get(stem)
    if (!places) postings.set(stem, (places = new Map()))
    if ((places.get(doc) ?? 0) < weight) places.set(doc, weight)
    return stem
  }

  const alsoSaid = saidIn(language)
  const names = docs.map((doc, i) => {
    const read = (texts: readonly string[], weight: number): string[][] => texts.map(text => rawWordsOf(text).map(raw => add(i, weight, raw)))
    const named = read([doc.name], weights.name)
    for (const [word, whole] of alsoSaid([...named, ...read(doc.keywords, weights.keywords)])) add(i, weights.said * whole, word)
    for (const [word, whole] of alsoSaid(read([doc.summary], weights.summary))) add(i, weights.saidBeside * whole, word)
    read(doc.occasions, weights.occasions)
    read(doc.evidence, weights.evidence)
    read([doc.description], weights.description)
    return new Set(named.flat().filter(stem => !language.idle.has(stem)))
  })

  const sorted = [...surfaces.keys()].sort()
  const byLength: Surface[][] = []
  for (const word of sorted) (byLength[word.length] ??= []).push({ word, letters: lettersOf(word) })
  return { language, ids: docs.map(doc => doc.id), postings, surfaces, sorted, byLength, written, names }
}

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** `said`: each word with how much of what people say it is: a word of a longer phrase says a little less alone. */
type Phrase = { readonly stems: readonly string[]; readonly said: readonly (readonly [word: string, whole: number])[] }

/** Finds the words of an administration in a document, and answers what people say instead. */
function saidIn(language: SearchLanguage): (texts: readonly (readonly string[])[]) => ReadonlyMap<string, number> {
  const phrases: Phrase[] = language.said.flatMap(line => {
    const [official = '', people = ''] = line.split(':')
    const said = people.split(',').flatMap(one => {
      const words = rawWordsOf(one).filter(word => !language.idle.has(fold(word)))
      return words.map(word => [word, words.length === 1 ? 1 : 0.8] as const)
    })
    return official.split(',').map(phrase => ({ stems: wordsOf(phrase).map(language.stem), said }))
  })
  const first = groupByFirst(phrases)
  return texts => {
    const found = new Map<string, number>()
    const take = (phrase: Phrase): void => phrase.said.forEach(([word, whole]) => found.set(word, Math.max(whole, found.get(word) ?? 0)))
    for (const stems of texts)
      stems.forEach((stem, at) => {
        for (const phrase of first.get(stem) ?? []) if (phrase.stems.every((s, j) => stems[at + j] === s)) take(phrase)
        // Bewohnerparkausweisverlängerung speaks of the Bewohnerparkausweis, too.
        if (language.compounds) for (const phrase of phrases) if (phrase.stems.length === 1 && stem.length > phrase.stems[0]!.length && stem.includes(phrase.stems[0]!)) take(phrase)
      })
    return found
  }
}

function groupByFirst(phrases: readonly Phrase[]): Map<string, Phrase[]> {
  const groups = new Map<string, Phrase[]>()
  for (const phrase of phrases) {
    const group = groups.get(phrase.stems[0]!) ?? []
    groups.set(phrase.stems[0]!, [...group, phrase])
  }
  return groups
}
