/** What searching knows of a language. */
export type SearchLanguage = {
  /** What remains of a folded word without its endings: the same for one and for several, for the verb and what it makes. */
  stem(word: string): string
  /** Folded words that nobody looks for: left out where others remain. */
  readonly idle: ReadonlySet<string>
  /** True where words are written together: the parts of a word are found as well. */
  readonly compounds: boolean
  /** The words of an administration, and after the colon what people say instead. */
  readonly said: readonly string[]
}
