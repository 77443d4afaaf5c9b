/**
 * The words of a text as they are compared: small letters without accents, ß as ss, œ as oe, cut at apostrophes, hyphens
 * and whatever is no letter or digit. Single letters (l', d', e-mail) say nothing and are left out; digits stay.
 */
export const wordsOf = (text: string): string[] => rawWordsOf(text).map(fold)

/** The same words as they were written, in small letters: what a page shows of them. */
export function rawWordsOf(text: string): string[] {
  const found = text.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return found.filter(word => (word.length > 1 && !elided.has(word)) || /\d/.test(word))
}

/** A word without what people leave out when they type in a hurry. */
export const fold = (word: string): string =>
  plain.test(word) ? word : word.toLowerCase().replaceAll('ß', 'ss').replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll('ø', 'o').normalize('NFD').replace(/\p{M}+/gu, '')

const plain = /^[a-z0-9]+$/

/** What is left of French qu', jusqu', lorsqu' before an apostrophe; one letter is left out anyway. */
const elided = new Set(['qu', 'jusqu', 'lorsqu', 'puisqu'])
