import { FeelDay } from './feel-day.ts'
import type { Scope } from './feel.ts'
import { keywords } from './feel-name.ts'

/*
 * The small part of FEEL that nearly all conditions are written in, evaluated by its rules in a twentieth of feelin's time:
 *
 *   quotient = "unknown"      age >= 3      schoolYear in ("PS", "MS")      list contains(days, "monday")
 *   child.family != "x"       not(allergic) and (a or b)                    email = null
 *
 * Whatever it reads means the same to feelin: quick-condition.property.test.ts holds the two against each other. Where it meets a value
 * that it does not know (a list compared as a whole, a part of a date), it says so by `NotQuick`, and feelin is asked.
 */

/** Reads a condition once; null where any of it is more than this reader knows. */
export function readQuickly(text: string): { readonly names: readonly string[]; run(scope: Scope): unknown } | null {
  const tokens = tokenise(text)
  if (!tokens) return null
  const parser: Parser = { tokens, at: 0, names: new Set() }
  try {
    const run = readOr(parser)
    return parser.at < tokens.length ? null : { names: [...parser.names], run }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return null
    throw thrown
  }
}

/** Thrown by `run` where a value is beyond this reader. */
export const NotQuick = new Error('beyond the quick reader')

type Run = (scope: Scope) => unknown
type Token = { readonly kind: 'name' | 'text' | 'number' | 'sign'; readonly text: string }
type Parser = { readonly tokens: readonly Token[]; at: number; readonly names: Set<string> }

/** It never reaches anybody: feelin reads the text again and says what is wrong. */
class Unreadable extends Error {}

const pattern = /\s+|(?<text>"(?:[^"\\\x00-\x1f]|\\["\\])*")|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)|(?<sign>!=|<=|>=|[=<>(),[\]])/y

function tokenise(text: string): Token[] | null {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text)?.groups
    if (!found) return null
    for (const kind of ['text', 'number', 'name', 'sign'] as const) {
      if (found[kind] !== undefined) tokens.push({ kind, text: found[kind] })
    }
  }
  return tokens.length > 0 ? tokens : null
}

function readOr(p: Parser): Run {
  let left = readAnd(p)
  while (take(p, 'or')) left = anyTrue(left, readAnd(p))
  return left
}

function readAnd(p: Parser): Run {
  let left = readComparison(p)
  while (take(p, 'and')) left = allTrue(left, readComparison(p))
  return left
}

function readComparison(p: Parser): Run {
  const left = readOperand(p)
  const sign = p.tokens[p.at]?.text ?? ''
  if (comparisons[sign] && p.tokens[p.at]!.kind === 'sign') {
    p.at++
    const compare = comparisons[sign]
    const right = readOperand(p)
    return (scope) => compare(left(scope), right(scope))
  }
  if (take(p, 'in')) {
    const close = take(p, '(') ? ')' : (need(p, '['), ']')
    const wanted = [readOperand(p)]
    while (take(p, ',')) wanted.push(readOperand(p))
    need(p, close)
    // Behind brackets, or one value in parentheses, feelin takes "and", "or", "=" for a part of what is looked in.
    if ((close === ']' || wanted.length === 1) && p.at < p.tokens.length && ![')', ','].includes(p.tokens[p.at]!.text)) throw new Unreadable()
    const only = close === ')' && wanted.length === 1 ? wanted[0]! : null
    return (scope) => {
      const value = left(scope)
      if (only && only(scope) === null) return null
      return wanted.some((one) => equal(value, one(scope)) === true)
    }
  }
  return left
}

function readOperand(p: Parser): Run {
  const token = p.tokens[p.at++]
  if (!token) throw new Unreadable()
  if (token.kind === 'text') return constant(JSON.parse(token.text))
  if (token.kind === 'number') return constant(Number(token.text))
  if (token.text === '(') return closed(p, readOr(p))
  if (token.kind === 'sign') throw new Unreadable()
  if (constants.has(token.text)) return constant(constants.get(token.text))
  if (token.text === 'not') {
    need(p, '(')
    const inner = closed(p, readOr(p))
    return (scope) => negate(inner(scope))
  }
  if (token.text === 'list') return readListContains(p)
  if (keywords.has(token.text)) throw new Unreadable()
  return readName(p, token.text)
}

function readListContains(p: Parser): Run {
  need(p, 'contains')
  need(p, '(')
  const list = readOperand(p)
  need(p, ',')
  const element = closed(p, readOperand(p))
  return (scope) => {
    const values = list(scope)
    if (!Array.isArray(values)) return values === null ? null : notQuick()
    return values.some((value) => equal(value, element(scope)) === true)
  }
}

function readName(p: Parser, text: string): Run {
  const [name, ...parts] = text.split('.') as [string, ...string[]]
  p.names.add(name)
  return (scope) => {
    let value: unknown = scope.get(name) ?? null
    for (const part of parts) {
      if (value instanceof FeelDay || Array.isArray(value)) return notQuick()
      value = typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : null
    }
    return value
  }
}

const constants: ReadonlyMap<string, unknown> = new Map([['true', true], ['false', false], ['null', null]])
const constant = (value: unknown): Run => () => value

const comparisons: Readonly<Record<string, (a: unknown, b: unknown) => boolean | null>> = {
  '=': (a, b) => equal(a, b),
  '!=': (a, b) => negate(equal(a, b)),
  '<': (a, b) => ordered(a, b, (x, y) => x < y),
  '<=': (a, b) => ordered(a, b, (x, y) => x <= y),
  '>': (a, b) => ordered(a, b, (x, y) => x > y),
  '>=': (a, b) => ordered(a, b, (x, y) => x >= y),
}

/** Equality knows null; values of different kinds give null, and `NotQuick` is thrown over lists and contexts. */
export function equal(a: unknown, b: unknown): boolean | null {
  if (a === null || b === null) return a === b
  if (a instanceof FeelDay && b instanceof FeelDay) return a.text === b.text
  if (isBeyond(a) || isBeyond(b)) return notQuick()
  return typeof a === typeof b && typeof a !== 'object' ? a === b : null
}

/** Order between two of a kind, otherwise null. */
export function ordered(a: unknown, b: unknown, holds: (x: number | string, y: number | string) => boolean): boolean | null {
  if (typeof a === 'number' && typeof b === 'number') return holds(a, b)
  if (a instanceof FeelDay && b instanceof FeelDay) return holds(a.text, b.text)
  if (isBeyond(a) || isBeyond(b)) return notQuick()
  return typeof a === 'string' && typeof b === 'string' ? holds(a, b) : null
}

/** Lists and contexts are compared part by part, and a list of one as its only entry: feelin knows how. */
const isBeyond = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof FeelDay)

const notQuick = (): never => {
  throw NotQuick
}

const negate = (value: unknown): boolean | null => (typeof value === 'boolean' ? !value : null)

const allTrue =
  (left: Run, right: Run): Run =>
  (scope) => {
    const [a, b] = [left(scope), right(scope)]
    return a === false || b === false ? false : a === true && b === true ? true : null
  }

const anyTrue =
  (left: Run, right: Run): Run =>
  (scope) => {
    const [a, b] = [left(scope), right(scope)]
    return a === true || b === true ? true : a === false && b === false ? false : null
  }

function closed(p: Parser, run: Run): Run {
  need(p, ')')
  return run
}

function take(p: Parser, text: string): boolean {
  const token = p.tokens[p.at]
  if (token?.text !== text || token.kind === 'text') return false
  p.at++
  return true
}

function need(p: Parser, text: string): void {
  if (!take(p, text)) throw new Unreadable()
}
