/** What fits what was typed. `value` is what is taken: an option's id, or an address over its lines. */
export type Found = { readonly label: string; readonly value: string; readonly lang?: string; readonly point?: string; readonly source?: string }

/**
 * The options that hold every word that was typed, in their label or in their other words, at the start of a word first. Accents and
 * case do not count. Nothing typed: all of them, as far as a list can be read through.
 */
export function searchOptions(select: { readonly options: Iterable<Searchable> }, typed: string): readonly Found[] {
  const wanted = fold(typed).split(' ').filter(Boolean)
  const ranked: { found: Found; rank: number }[] = []
  for (const option of select.options) {
    if (option.value === '') continue
    const rank = rankOf(textOf(option), wanted)
    if (rank < Infinity) ranked.push({ found: { label: option.label, value: option.value, ...(option.lang && { lang: option.lang }) }, rank })
  }
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, most).map(({ found }) => found)
}

type Searchable = { readonly value: string; readonly label: string; readonly lang: string; readonly dataset: { readonly words?: string } }
type Folded = { readonly label: string; readonly all: string }

const most = 50
const folded = new WeakMap<object, Folded>()

/** 2,000 options are folded once, not at each key. */
function textOf(option: Searchable): Folded {
  let text = folded.get(option)
  if (!text) {
    const label = fold(option.label)
    folded.set(option, (text = { label, all: ` ${label} ${fold(option.dataset.words ?? '')}` }))
  }
  return text
}

/** 0: the label begins so. 1: each begins a word. 2: each is somewhere. */
function rankOf({ label, all }: Folded, wanted: readonly string[]): number {
  if (wanted.length === 0 || label.startsWith(wanted.join(' '))) return 0
  if (wanted.every((word) => all.includes(` ${word}`))) return 1
  return wanted.every((word) => all.includes(word)) ? 2 : Infinity
}

const fold = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/œ/g, 'oe').replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
