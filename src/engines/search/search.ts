import { edits, forgiven, lettersOf, mayBeNear } from './edits.ts'
import type { SearchIndex } from './make-index.ts'
import { fold, rawWordsOf } from './words.ts'

/** One word that was typed, and what it was taken for; `null` where nobody uses it here. */
export type Understood = { readonly typed: string; readonly as: string | null; readonly how: How | null }

/** The word itself or another form of it, its beginning, a part of a longer word, with a slip of the finger, two words written as one. */
export type How = 'word' | 'beginning' | 'part' | 'slip' | 'together'

export type Hit = { readonly id: string; readonly score: number }

/** `hits` hold most of what was typed, best first; `near` some of it, for whoever found nothing. */
export type Found = { readonly understood: readonly Understood[]; readonly hits: readonly Hit[]; readonly near: readonly Hit[] }

const mostLetters = 200
const mostWords = 12
const mostNear = 5

/** Searches by what a person typed, however: in any order, with slips, the last word only begun. */
export function search(index: SearchIndex, typed: string): Found {
  const words = wordsToFind(index, typed)
  const terms = words.flatMap((raw, i) => readTerm(index, raw, i === words.length - 1))
  const scored = score(index, terms)
  const best = scored[0]?.score ?? 0
  const hits = scored.filter(one => one.covered >= 0.5 && one.score >= best * 0.15)
  const near = hits.length > 0 ? [] : scored.slice(0, mostNear)
  return { understood: terms.map(({ typed, as, how }) => ({ typed, as, how })), hits: hits.map(toHit), near: near.map(toHit) }
}

const toHit = ({ id, score }: Scored): Hit => ({ id, score })

/** What was typed without the words that nobody looks for; all of it where nothing else was typed. */
function wordsToFind(index: SearchIndex, typed: string): string[] {
  const all = [...new Set(rawWordsOf(typed.slice(0, mostLetters)))]
  const telling = all.filter(raw => !index.language.idle.has(fold(raw)))
  return (telling.length > 0 ? telling : all).slice(0, mostWords)
}

/** A word with the stems that it may mean, each with how well it fits (0 to 1). */
type Term = Understood & { readonly stems: ReadonlyMap<string, number> }

function readTerm(index: SearchIndex, raw: string, isLast: boolean): Term[] {
  const word = fold(raw)
  const stems = new Map<string, number>()
  let as: string | null = null
  let how: How | null = null
  let fits = 0
  const take = (surface: string, fit: number, by: How): void => {
    const stem = index.surfaces.get(surface)!
    if ((stems.get(stem) ?? 0) < fit) stems.set(stem, fit)
    if (fit > fits) [as, how, fits] = [index.written.get(surface) ?? surface, by, fit]
  }

  const stem = index.language.stem(word)
  if (index.surfaces.has(word)) take(word, 1, 'word')
  if (index.postings.has(stem)) {
    stems.set(stem, 1)
    if (fits === 0) [as, how, fits] = [raw, 'word', 1]
  }
  // A whole word that is known means itself, unless more of it may still be typed.
  if (fits === 0 || isLast) for (const surface of beginningWith(index.sorted, word, isLast ? 2 : 4)) take(surface, 0.5 + 0.4 * (word.length / surface.length), 'beginning')
  if (index.language.compounds) takeParts(index, word, stem, take)
  if (fits === 0) takeSlips(index, word, isLast, take)
  const two = fits === 0 ? apart(index, word) : []
  return two.length > 0 ? two : [{ typed: raw, as, how, stems }]
}

type Take = (surface: string, fit: number, by: How) => void

/** The words that begin like this: a place found by halves, then as far as it holds. */
function* beginningWith(sorted: readonly string[], start: string, least: number): Generator<string> {
  if (start.length < least) return
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < start) low = middle + 1
    else high = middle
  }
  for (let at = low; at < sorted.length && sorted[at]!.startsWith(start); at++) if (sorted[at] !== start) yield sorted[at]!
}

/** Parkausweis in Bewohnerparkausweis; Bewohnerparkausweis where only Parkausweis is said. */
function takeParts(index: SearchIndex, word: string, stem: string, take: Take): void {
  if (stem.length < 4) return
  for (const surface of index.sorted) {
    if (surface.length > word.length && surface.includes(stem)) take(surface, 0.5, 'part')
    else if (surface.length >= 5 && surface.length < word.length && word.includes(surface)) take(surface, 0.45, 'part')
  }
}

function takeSlips(index: SearchIndex, word: string, isLast: boolean, take: Take): void {
  const most = forgiven(word)
  if (most === 0) return
  const letters = lettersOf(word)
  const near: { readonly surface: string; readonly slips: number }[] = []
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const surface of index.byLength[length] ?? []) {
      if (!mayBeNear(letters, surface.letters, most)) continue
      const slips = edits(word, surface.word, most)
      if (slips <= most) near.push({ surface: surface.word, slips })
    }
  const least = Math.min(...near.map(one => one.slips))
  for (const one of near) if (one.slips === least) take(one.surface, least === 1 ? 0.75 : 0.55, 'slip')
  if (!isLast || word.length < 5 || near.length > 0) return
  // Begun, and with a slip already.
  for (let length = word.length + most + 1; length < index.byLength.length; length++)
    for (const surface of index.byLength[length] ?? [])
      if (surface.word[0] === word[0] && surface.word.charCodeAt(1) === word.charCodeAt(1) && edits(word, surface.word.slice(0, word.length), 1) <= 1) take(surface.word, 0.5, 'slip')
}

/** "cartegrise": two words that are known. */
function apart({ surfaces, written }: SearchIndex, word: string): Term[] {
  for (let at = 3; at <= word.length - 3; at++) {
    const both = [word.slice(0, at), word.slice(at)]
    if (both.every(part => surfaces.has(part))) return both.map(part => ({ typed: part, as: written.get(part) ?? part, how: 'together', stems: new Map([[surfaces.get(part)!, 0.9]]) }))
  }
  return []
}

type Scored = Hit & { readonly covered: number }

/**
 * Rare words say more than common ones; a name says more than a description; holding all that was typed says most. A word
 * that nobody uses here weighs nearly as much as the rarest known one: whoever wants to *renew* a passport is led to it, a third of a question is not its answer.
 */
function score(index: SearchIndex, terms: readonly Term[]): Scored[] {
  const fits = terms.map(term => fitsOf(index, term))
  const rarities = fits.map(documents => (documents.size === 0 ? 0 : Math.log(1 + (index.ids.length + 1) / (documents.size + 0.5))))
  const unknown = Math.max(...rarities, 0) * 0.9
  const whole = rarities.reduce((sum, rarity) => sum + (rarity || unknown), 0)
  const sums = new Map<number, { score: number; covered: number; named: number }>()
  fits.forEach((documents, t) => {
    for (const [doc, { fit, place, stem }] of documents) {
      const sum = sums.get(doc) ?? { score: 0, covered: 0, named: 0 }
      sum.score += rarities[t]! * fit * place
      sum.covered += rarities[t]!
      if (index.names[doc]!.has(stem)) sum.named += fit
      sums.set(doc, sum)
    }
  })
  const scored = [...sums].map(([doc, sum]): Scored & { doc: number } => {
    const covered = sum.covered / whole
    const named = Math.min(1, sum.named / Math.max(1, index.names[doc]!.size))
    return { doc, id: index.ids[doc]!, covered, score: sum.score * (0.3 + 0.7 * covered) * (1 + 0.25 * named) }
  })
  return scored.sort((a, b) => b.score - a.score || a.doc - b.doc)
}

/** The documents of a term, each by the stem that fits it best. */
function fitsOf(index: SearchIndex, { stems }: Term): Map<number, { fit: number; place: number; stem: string }> {
  const found = new Map<number, { fit: number; place: number; stem: string }>()
  for (const [stem, fit] of stems)
    for (const [doc, place] of index.postings.get(stem) ?? []) {
      const known = found.get(doc)
      if (!known || known.fit * known.place < fit * place) found.set(doc, { fit, place, stem })
    }
  return found
}
