/** The most signs that words may have, by the key that they stand under: who reads them on a phone gives up before. */
export const longestWords = {
  title: 150, intro: 1500, label: 250, hint: 800, whenMissing: 400, unit: 60, statement: 1000, unknown: 200, words: 500, item: 60, another: 200, anotherHint: 500, remove: 150,
} as const
