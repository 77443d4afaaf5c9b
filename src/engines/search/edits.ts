/**
 * How many slips of the finger lie between two words: a letter too many, one missing, another one, two swapped
 * (optimal string alignment). Stops and answers `most + 1` where there are more than `most`.
 */
export function edits(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most || a.length > longest || b.length > longest) return most + 1
  let [before, last, row] = rows
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    const letter = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (letter === other ? 0 : 1))
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, last, row] = [last, row, before]
  }
  return Math.min(last[b.length]!, most + 1)
}

const longest = 60
/** The same three rows each time: a search compares a thousand words. */
const rows: [Uint8Array, Uint8Array, Uint8Array] = [new Uint8Array(longest + 1), new Uint8Array(longest + 1), new Uint8Array(longest + 1)]

/** How many slips are forgiven: none in a short word, where another word is as near; one, from seven letters on two. */
export const forgiven = (word: string): number => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 7 ? 1 : 2)

/** Which letters a word holds, as bits: a slip changes two of them at most, so that most words need no closer look. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

/** Whether two words may lie within so many slips, by their letters. */
export function mayBeNear(a: number, b: number, most: number): boolean {
  let differing = a ^ b
  let count = 0
  for (; differing !== 0; differing &= differing - 1) if (++count > 2 * most) return false
  return true
}
