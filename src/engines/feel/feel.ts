import { date, evaluate, FeelFunction } from 'feelin'
import { FeelDay } from './feel-day.ts'
import { readFeel, type FeelFault } from './read-feel.ts'

/** An expression read once: `value` may be asked for as often as there are answers. */
export type Feel = { readonly names: readonly string[]; value(scope: Scope): unknown }

/** The answers an expression may look at, by question id. */
export type Scope = ReadonlyMap<string, unknown>

/**
 * Any FEEL expression (DMN 1.3) within the bounds of read-feel.ts, by feelin: parsed once as a function of its names, then invoked
 * (some 5 µs). What cannot be computed is null; nothing that people answer makes it throw.
 */
export function compileFeel(text: string): Feel | FeelFault {
  const read = readFeel(text)
  if ('fault' in read) return read
  const { names } = read
  // Without a parameter there is no function literal; a name in capitals is nobody's.
  const { value: made, warnings, fault } = make(`function(${names.join(', ') || 'Nothing'}) ${read.source}`)
  if (!(made instanceof FeelFunction)) return { fault: fault ?? 'it is not one expression' }
  return {
    names,
    value(scope) {
      try {
        const value: unknown = made.invoke(names.map((name) => toEngine(scope.get(name) ?? null)))
        return value ?? null
      } catch {
        return null
      } finally {
        // feelin keeps a warning for each unanswered name, with the answers in it, for as long as the function lives.
        warnings.length = 0
      }
    },
  }
}

/** feelin computes constants already when it makes the function, and throws at some: `date("-2026-01-01")`. */
function make(source: string): { value: unknown; warnings: unknown[]; fault?: string } {
  try {
    return evaluate(source, helpers)
  } catch (thrown) {
    return { value: null, warnings: [], fault: `a constant in it cannot be computed (${(thrown as Error).message})` }
  }
}

/** What an answer is to feelin: contexts are plain objects to it, dates its own. */
function toEngine(value: unknown): unknown {
  if (value instanceof FeelDay) return date(value.text)
  if (Array.isArray(value)) return value.map(toEngine)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, toEngine(inner)]))
}

type Sign = '<' | '<=' | '>' | '>='

/** Order between values of one kind; anything else is null. */
function ordered(sign: Sign, left: unknown, right: unknown): boolean | null {
  if (left === null || right === null || left === undefined || right === undefined) return null
  if (typeof left !== typeof right || typeof left === 'boolean') return null
  if (typeof left === 'object' && left.constructor !== right.constructor) return null
  const result: unknown = orders[sign].invoke([left, right])
  return typeof result === 'boolean' ? result : null
}

const within = (value: unknown, from: unknown, to: unknown, fromIn: unknown, toIn: unknown): boolean | null =>
  both(ordered(fromIn === true ? '>=' : '>', value, from), ordered(toIn === true ? '<=' : '<', value, to))

const both = (a: boolean | null, b: boolean | null): boolean | null => (a === false || b === false ? false : a === true && b === true ? true : null)

const order = (sign: Sign): FeelFunction => evaluate(`function(a, b) a ${sign} b`).value as FeelFunction
const orders: Readonly<Record<Sign, FeelFunction>> = { '<': order('<'), '<=': order('<='), '>': order('>'), '>=': order('>=') }

const helpers = {
  Ordered: (sign: Sign, left: unknown, right: unknown) => ordered(sign, left, right),
  Between: (value: unknown, from: unknown, to: unknown) => within(value, from, to, true, true),
  Within: (value: unknown, from: unknown, to: unknown, fromIn: unknown, toIn: unknown) => within(value, from, to, fromIn, toIn),
}
