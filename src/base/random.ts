/** Numbers from 0 (included) to 1 (excluded) that follow from their seed: examples are the same at every first start. Never for secrets. */
export function seededRandom(seed: string): () => number {
  // FNV-1a makes a number of the seed; mulberry32 (T. Ettinger, public domain) goes on from there.
  let state = 2_166_136_261
  for (const sign of seed) state = Math.imul(state ^ sign.codePointAt(0)!, 16_777_619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of several. */
export const pickOne = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!
