import { compileFeel, type Feel, type Scope } from '../feel/feel.ts'
import { NotQuick, readQuickly } from '../feel/quick-condition.ts'
import { fromFeel, type Value } from './value.ts'

/** An expression read once. */
export type Expression = {
  readonly text: string
  readonly names: readonly string[]
  /** Its value where it looks at nothing: computed once, when it is read. */
  readonly constant: { readonly value: Value } | null
  /** `undefined` where it gives what no decision can give here (fromFeel). */
  value(scope: Scope): Value | undefined
}

/** The longest expression of a cell. */
export const longestExpression = 1000

/**
 * Reads an expression within the bounds of read-feel.ts. Names and constants, which fill nearly all cells, are read by our own
 * reader; the rest is feelin's, and what looks at nothing is computed only here.
 */
export function compileExpression(text: string): Expression | { readonly fault: string } {
  if (text.length > longestExpression) return { fault: `it is longer than ${longestExpression} signs` }
  const quick = readQuickly(text)
  const read = quick ?? compileFeel(text)
  if ('fault' in read) return read
  let whole: Feel | null = quick ? null : (read as Feel)
  const value = (scope: Scope): Value | undefined => {
    if (quick) {
      try {
        return fromFeel(quick.run(scope))
      } catch (thrown) {
        if (thrown !== NotQuick) throw thrown
      }
    }
    whole ??= compileFeel(text) as Feel
    return fromFeel(whole.value(scope))
  }
  if (read.names.length > 0) return { text, names: read.names, constant: null, value }
  const constant = value(new Map())
  if (constant === undefined || (constant === null && text.trim() !== 'null')) return { fault: 'it has no value' }
  return { text, names: [], constant: { value: constant }, value: () => constant }
}
