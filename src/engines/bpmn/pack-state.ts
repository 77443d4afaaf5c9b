import type { ProcessState, Token } from './state.ts'

/*
 * How a state is stored: in every event that moved it and in the head of its case, for years. Half as long as the plain one, for no
 * name is written twice.
 */

/** The number of the next token, the tokens, and the error that nobody caught. */
export type PackedState = readonly [next: number, tokens: readonly PackedToken[], failed?: string]

/** Its id; where it stands, 0 for the element of the token that it is inside of (an instance of a repeated activity); that token's id, and the rest. */
export type PackedToken = readonly [id: number, at: string | 0, inside?: number | null, more?: Omit<Token, 'id' | 'at' | 'in'>]

/** What stands in events: those of before states were packed hold the plain one. */
export type StoredState = PackedState | ProcessState

export function packState({ next, tokens, failed }: ProcessState): PackedState {
  const at = new Map(tokens.map(token => [token.id, token.at]))
  const packed = tokens.map(({ id, at: here, in: inside, ...all }): PackedToken => {
    // A repeated activity begins with none done.
    const { done, ...others } = all
    const more = all.of !== undefined && done === 0 ? others : all
    const place = inside !== undefined && at.get(inside) === here ? 0 : here
    if (Object.values(more).some(value => value !== undefined)) return [id, place, inside ?? null, more]
    return inside === undefined ? [id, place] : [id, place, inside]
  })
  return failed === undefined ? [next, packed] : [next, packed, failed]
}

export function unpackState(stored: StoredState): ProcessState {
  if (!Array.isArray(stored)) return stored as ProcessState
  const [next, packed, failed] = stored as PackedState
  const at = new Map(packed.map(([id, here]) => [id, here]))
  const placeOf = ([, here, inside]: PackedToken): string => {
    let [place, outer] = [here, inside]
    while (place === 0) {
      const around = packed.find(([id]) => id === outer)!
      ;[place, outer] = [at.get(around[0])!, around[2]]
    }
    return place
  }
  const tokens = packed.map((token): Token => ({ id: token[0], at: placeOf(token), ...(token[2] !== undefined && token[2] !== null && { in: token[2] }), ...(token[3]?.of !== undefined && { done: 0 }), ...token[3] }))
  return { next, tokens, ...(failed !== undefined && { failed }) }
}
