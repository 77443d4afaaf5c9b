/*
 * Conditions in FEEL (OMG DMN 1.3, chapter 10): the small part that asking questions needs, evaluated by its rules.
 *
 *   quotient = "unknown"      age >= 3      schoolYear in ("PS", "MS")      list contains(days, "monday")
 *   child.family != "x"       not(allergic) and (a or b)                    email = null
 *
 * Three-valued as FEEL is: comparing with something unanswered by < or > gives null; a condition holds only when it is true.
 * Everything that is read here means the same to a full FEEL engine.
 */

export type Condition = {
  readonly text: string
  /** The questions it looks at. */
  readonly names: readonly string[]
  holds(scope: Scope): boolean
}

/** The answers a condition may look at, by question id. */
export type Scope = ReadonlyMap<string, unknown>

/** Reads a condition once; a text that cannot be read comes back as what is wrong with it. */
export function compileCondition(text: string): Condition | { readonly fault: string } {
  const tokens = tokenise(text)
  if (!Array.isArray(tokens)) return tokens
  const parser: Parser = { tokens, at: 0, names: new Set() }
  try {
    const run = readOr(parser)
    if (parser.at < tokens.length) return { fault: `"${tokens[parser.at]!.text}" was not expected here` }
    return { text, names: [...parser.names], holds: (scope) => run(scope) === true }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { fault: thrown.message }
    throw thrown
  }
}

/** A FEEL name that can be written without quotes: what ids of questions and groups must look like. */
export const isName = (text: string): boolean => /^[a-z][A-Za-z0-9]{0,49}$/.test(text) && !keywords.has(text)

type Run = (scope: Scope) => unknown
type Token = { readonly kind: 'name' | 'text' | 'number' | 'sign'; readonly text: string }
type Parser = { readonly tokens: readonly Token[]; at: number; readonly names: Set<string> }

class Unreadable extends Error {}

const keywords = new Set(
  'and or not in true false null if then else for return some every satisfies between instance of function list contains date time count item'.split(' '),
)
const pattern = /\s+|(?<text>"(?:[^"\\\x00-\x1f]|\\["\\])*")|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)|(?<sign>!=|<=|>=|[=<>(),[\]])/y

function tokenise(text: string): Token[] | { fault: string } {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex
    const found = pattern.exec(text)?.groups
    if (!found) return { fault: `"${text.slice(from, from + 12)}" cannot be read` }
    for (const kind of ['text', 'number', 'name', 'sign'] as const) {
      if (found[kind] !== undefined) tokens.push({ kind, text: found[kind] })
    }
  }
  return tokens.length > 0 ? tokens : { fault: 'the condition is empty' }
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
    return (scope) => {
      const value = left(scope)
      return wanted.some((one) => equal(value, one(scope)) === true)
    }
  }
  return left
}

function readOperand(p: Parser): Run {
  const token = p.tokens[p.at++]
  if (!token) throw new Unreadable('the condition ends too early')
  if (token.kind === 'text') return constant(JSON.parse(token.text))
  if (token.kind === 'number') return constant(Number(token.text))
  if (token.text === '(') return closed(p, readOr(p))
  if (token.kind === 'sign') throw new Unreadable(`"${token.text}" was not expected here`)
  if (constants.has(token.text)) return constant(constants.get(token.text))
  if (token.text === 'not') {
    need(p, '(')
    const inner = closed(p, readOr(p))
    return (scope) => negate(inner(scope))
  }
  if (token.text === 'list') return readListContains(p)
  if (keywords.has(token.text)) throw new Unreadable(`"${token.text}" was not expected here`)
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
    return Array.isArray(values) ? values.some((value) => equal(value, element(scope)) === true) : null
  }
}

function readName(p: Parser, text: string): Run {
  const [name, ...parts] = text.split('.') as [string, ...string[]]
  p.names.add(name)
  return (scope) => {
    let value: unknown = scope.get(name) ?? null
    for (const part of parts) {
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

/** Equality knows null; values of different kinds give null. */
function equal(a: unknown, b: unknown): boolean | null {
  if (a === null || b === null) return a === b
  return typeof a === typeof b && typeof a !== 'object' ? a === b : null
}

function ordered(a: unknown, b: unknown, holds: (x: number | string, y: number | string) => boolean): boolean | null {
  if (typeof a === 'number' && typeof b === 'number') return holds(a, b)
  return typeof a === 'string' && typeof b === 'string' ? holds(a, b) : null
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
  if (!take(p, text)) throw new Unreadable(`"${text}" is missing before "${p.tokens[p.at]?.text ?? 'the end'}"`)
}
