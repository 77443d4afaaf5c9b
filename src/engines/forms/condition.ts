import { compileFeel, type Feel, type Scope } from '../feel/feel.ts'
import { NotQuick, readQuickly } from '../feel/quick-condition.ts'

/** A condition of a page, a question or an option, in FEEL. It holds only when it is true: neither when false nor when unknown. */
export type Condition = {
  readonly text: string
  /** The questions it looks at. */
  readonly names: readonly string[]
  holds(scope: Scope): boolean
}

/** The longest condition; a computed value may be longer. */
export const longestCondition = 500

/**
 * Reads a condition once; a text that cannot be read comes back as what is wrong with it. A path is walked at each request, so the
 * plain ones, which are nearly all, are read by our own (0.2 µs instead of 5); whatever it does not read whole goes to feelin.
 */
export function compileCondition(text: string): Condition | { readonly fault: string } {
  const quick = readQuickly(text)
  if (!quick) {
    const feel = compileFeel(text)
    return 'fault' in feel ? feel : { text, names: feel.names, holds: (scope) => feel.value(scope) === true }
  }
  let whole: Feel | null = null
  return {
    text,
    names: quick.names,
    holds(scope) {
      try {
        return quick.run(scope) === true
      } catch (thrown) {
        if (thrown !== NotQuick) throw thrown
        whole ??= compileFeel(text) as Feel
        return whole.value(scope) === true
      }
    },
  }
}
