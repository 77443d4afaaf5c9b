import { plainOf, type Language, type Reading } from './language.ts'

/** A tree of texts: strings, functions that return strings, lists and groups of these. */
export type TextTree = string | ((...values: never[]) => string) | readonly TextTree[] | { readonly [name: string]: TextTree }

/** A room's texts, ready to be shown in a language. Whoever reads easy language gets the same: they are written plainly for everybody. */
export type Texts<T> = (reading: Reading) => T

/**
 * A room's texts in all languages; French gives the shape, a text missing or too many in another does not compile.
 * What comes out is typeset, also what the functions return; wrap in `verbatim` what a person typed.
 */
export function allTexts<F extends TextTree, E extends Shape<F>, D extends Shape<F>>(
  all: { readonly fr: F; readonly en: E & Exact<F, E>; readonly de: D & Exact<F, D> },
): Texts<Shape<F>> {
  const ready = new Map<Language, Shape<F>>()
  return (reading) => {
    const language = plainOf(reading)
    const known = ready.get(language) ?? (typesetAll(all[language] as TextTree, language) as Shape<F>)
    ready.set(language, known)
    return known
  }
}

/**
 * Keeps a value as it was typed through `typeset`: `` bonjour: (name: string) => `Bonjour ${verbatim(name)} !` ``.
 * Wrap again where a text takes the result of another text's function: what comes out bears no marks any more.
 * The marks are Unicode noncharacters, which no text may carry; where one does, it is dropped.
 */
export const verbatim = (typed: string): string => `\ufdd0${typed.replace(/[\ufdd0-\ufdd2]/g, '')}\ufdd1`

/**
 * Typography for our own words, never for what people typed: the apostrophe ’, in French the narrow no-break space
 * (U+202F) before ; : ! ? », behind « and between thousands, elsewhere no-break spaces (U+00A0) that keep a number by its unit
 * (after the Lexique des règles typographiques of the Imprimerie nationale, which gives the colon the wider space).
 * A word joiner (U+2060) keeps the hyphen of e-mail and a-t-il from ending a line. Addresses and times such as 9:14 stay as they are.
 * Doing it twice changes nothing.
 */
export function typeset(text: string, language: Language): string {
  if (!text.includes('\ufdd0')) return setOnce(text, language)
  // Nothing that a person typed is kept: only the words around it.
  const typed: string[] = []
  const ours = text.replace(/\ufdd0([^\ufdd0\ufdd1]*)\ufdd1/g, (_, value: string) => {
    typed.push(value)
    return '\ufdd2'
  })
  const shown = setOnce(ours, language)
  return typed.length ? shown.replace(/\ufdd2/g, () => typed.shift() ?? '') : shown
}

function setOnce(text: string, language: Language): string {
  const kept = typesetBefore[language]
  let shown = kept.get(text)
  if (shown === undefined) {
    shown = setAnew(text, language)
    if (kept.size >= mostKept) kept.clear()
    kept.set(text, shown)
  }
  return shown
}

/** A page says the same sentences again and again: setting them anew took a sixth of its drawing. */
const typesetBefore: Record<Language, Map<string, string>> = { fr: new Map(), en: new Map(), de: new Map() }
const mostKept = 5_000

const setAnew = (text: string, language: Language): string =>
  text.split(address).map((part, i) => (i % 2 ? part : spaced(part, language))).join('')

/** The same tree with every string in it free. */
export type Shape<T> = T extends string ? string
  : T extends (...values: infer V) => string ? (...values: V) => string
  : T extends readonly (infer I)[] ? readonly Shape<I>[]
  : { readonly [K in keyof T]: Shape<T[K]> }

/** `never` at each name that the French texts do not have. */
export type Exact<F, O> = O extends string | ((...values: never[]) => string) | readonly unknown[] ? O
  : { readonly [K in keyof O]: K extends keyof F ? Exact<F[K], O[K]> : never }

function typesetAll(tree: TextTree, language: Language): TextTree {
  if (typeof tree === 'string') return typeset(tree, language)
  if (typeof tree === 'function') return (...values: never[]) => typeset(tree(...values), language)
  if (Array.isArray(tree)) return tree.map((item: TextTree) => typesetAll(item, language))
  return Object.fromEntries(Object.entries(tree).map(([name, item]) => [name, typesetAll(item, language)]))
}

/** A web address, an e-mail address, a path: one group, so that `split` keeps it at the odd places. */
const address = /((?:https?:\/\/|www\.|mailto:)[^\s»]+|[^\s«»]+@[^\s»]+|(?<![^\s«(])\/[^\s»]+)/u

function spaced(text: string, language: Language): string {
  let shown = text
    .replace(/(?<=[\p{L}\p{N}\ufdd2])'/gu, '’')
    .replace(/(?<=\d) (?=(?:km|cm|mm|m|kg|g|kB|ko|Ko|MB|Mo|GB|Go|min|h|Uhr|am|pm|°C|m²|ha|€|£|%|CHF|EUR)(?![\p{L}\p{N}]))/gu, '\u00a0')
    .replace(/(?<=(?<![\p{L}\p{N}])(?:§|art\.|Art\.|Nr\.|No\.|p\.)) (?=[\d\ufdd2])/gu, '\u00a0')
    .replace(/(?<![\p{L}\p{N}])(\p{L})-(?=\p{L})/gu, '$1-\u2060')
  if (language === 'fr') shown = french(shown)
  if (language === 'de') shown = shown.replace(/(?<=\b\d{1,2}\.) (?=(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))/g, '\u00a0').replace(/\b([zdu])\. ?([BhaAÄ])\./g, '$1.\u00a0$2.')
  return shown
}

const french = (text: string): string =>
  text
    .replace(/(?<=\b\d{1,2})[ \u00a0]?h[ \u00a0]?(?=[0-5]\d\b)/g, '\u00a0h\u00a0')
    .replace(/(?<=\d)(?=[€£%](?!\p{L}))/gu, '\u00a0')
    .replace(/(?<![\p{L}\p{N}])([nN]°|[nN]os) ?(?=[\d\ufdd2])/gu, '$1\u00a0')
    .replace(/(?<!\d[ \u00a0\u202f,.]?)(?:[1-9]\d{0,2})(?:[ \u00a0]\d{3})+(?![ \u00a0]?\d)/g, (number) => number.replace(/[ \u00a0]/g, '\u202f'))
    .replace(/«[ \u00a0]?(?=\S|$)/g, '«\u202f')
    .replace(/[ \u00a0]+(?=[;:!?»])/g, '\u202f')
    .replace(/(?<=[\p{L}\p{N}\ufdd2)»’…%€])(?=[;!?:]+(?:[\s)»]|$))/gu, '\u202f')
    .replace(/(?<=[^\s«])(?=»)/g, '\u202f')
