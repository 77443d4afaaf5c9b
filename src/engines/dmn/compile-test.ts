import { parseExpression, parseUnaryTests } from 'feelin'
import type { Scope } from '../feel/feel.ts'
import { equal, ordered } from '../feel/quick-condition.ts'
import { compileExpression, type Expression } from './compile-expression.ts'
import { isScalar, type Scalar, type Value } from './value.ts'

/*
 * The test in one cell of a row (DMN 1.3, 7.3.10: unary tests), compiled once to one function. feelin reads its text into a tree;
 * the comparing is ours, so that order is as strict as in conditions: between two of a kind, otherwise unknown, which never matches.
 */

export type Test = {
  readonly text: string
  readonly names: readonly string[]
  /** `-`: whatever the value is. */
  readonly always: boolean
  readonly parts: readonly Part[]
  readonly not: boolean
  /** The constants it compares with; null where it looks at anything else. */
  readonly constants: readonly Scalar[] | null
  /** Whether it asks by `?`, for which the value stands in the scope under `asked`. */
  readonly asks: boolean
  /** Whether it does nothing else: then the value may be a list or a context. */
  readonly onlyAsks: boolean
  matches(value: Scalar, scope: Scope): boolean
}

export type Sign = '<' | '<=' | '>' | '>='

/** What a test says, for a page to put into words. A value or a limit that looks at something is an `Expression`'s text. */
export type Part =
  | { readonly kind: 'value'; readonly value: Operand }
  | { readonly kind: 'order'; readonly sign: Sign; readonly value: Operand }
  | { readonly kind: 'range'; readonly from: Operand; readonly fromIn: boolean; readonly to: Operand; readonly toIn: boolean }
  | { readonly kind: 'expression'; readonly text: string }

export type Operand = { readonly constant: Value } | { readonly text: string }

/** The name under which `?` is looked up. */
export const asked = 'theValueAskedFor'

export function compileTest(text: string): Test | { readonly fault: string } {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-') return { text: '-', names: [], always: true, parts: [], not: false, constants: [], asks: false, onlyAsks: false, matches: () => true }
  const root = parseUnaryTests(trimmed, {}, undefined).topNode
  try {
    refuseStray(trimmed, root)
    const all = root.getChild('PositiveUnaryTests')
    if (!all) throw new Refused('it is no test')
    const read = all.getChildren('PositiveUnaryTest').map(one => part(trimmed, one.firstChild!))
    const not = root.getChild('not') !== null
    const any = anyOf(read.map(({ holds }) => holds))
    return {
      text: trimmed, not, always: false,
      names: [...new Set(read.flatMap(({ expressions }) => expressions.flatMap(one => one.names)))].filter(name => name !== asked),
      parts: read.map(({ says }) => says),
      constants: read.every(({ says }) => says.kind !== 'expression') ? constantsOf(read.flatMap(({ expressions }) => expressions)) : null,
      asks: read.some(({ says }) => says.kind === 'expression'),
      onlyAsks: read.every(({ says }) => says.kind === 'expression'),
      matches: not ? (value, scope) => any(value, scope) === false : (value, scope) => any(value, scope) === true,
    }
  } catch (thrown) {
    if (thrown instanceof Refused) return { fault: thrown.message }
    throw thrown
  }
}

type Node = ReturnType<typeof parseUnaryTests>['topNode']
type Holds = (value: Scalar, scope: Scope) => boolean | null
type Read = { readonly says: Part; readonly holds: Holds; readonly expressions: readonly Expression[] }

class Refused extends Error {}

function refuseStray(text: string, root: Node): void {
  for (const cursor = root.cursor(); cursor.next(); ) {
    if (cursor.type.isError) throw new Refused(`it cannot be read at sign ${cursor.from + 1}${text.slice(cursor.from).trim() ? `, near "${text.slice(cursor.from, cursor.from + 12).trim()}"` : ': it ends too early'}`)
    if (cursor.name.endsWith('Comment')) throw new Refused('it holds a comment')
  }
}

/** One of the tests between the commas. */
function part(text: string, node: Node): Read {
  const source = text.slice(node.from, node.to)
  if (node.name === 'SimplePositiveUnaryTest') return node.getChild('Interval') ? range(text, node.getChild('Interval')!) : order(text, node)
  if (holdsAsked(node)) return question(source)
  if (!values.has(bare(node).name)) throw new Refused(`"${source.slice(0, 40)}" is more than a value: write it with "?", which stands for the value asked for`)
  const wanted = expression(source)
  return { says: { kind: 'value', value: operand(wanted) }, holds: isOneOf(wanted), expressions: [wanted] }
}

function order(text: string, node: Node): Read {
  const [operator, limit] = [node.firstChild!, node.lastChild!]
  const sign = text.slice(operator.from, operator.to)
  if (!(sign in orders)) throw new Refused(`"${sign}" is no test of a table: write the value alone, or not(…)`)
  const wanted = endpoint(text, limit)
  const compare = orders[sign as Sign]
  return {
    says: { kind: 'order', sign: sign as Sign, value: operand(wanted) }, expressions: [wanted],
    holds: withOne(wanted, (value, to) => compare(value, to)),
  }
}

function range(text: string, node: Node): Read {
  const children: Node[] = []
  for (let inner = node.firstChild; inner; inner = inner.nextSibling) children.push(inner)
  const [open, low, , high, close] = children as [Node, Node, Node, Node, Node]
  const fromIn = text.slice(open.from, open.to) === '['
  const toIn = text.slice(close.from, close.to) === ']'
  const [from, to] = [endpoint(text, low), endpoint(text, high)]
  if (from.constant && to.constant) {
    const upwards = ordered(scalar(from.constant.value), scalar(to.constant.value), (a, b) => a < b || (a === b && fromIn && toIn))
    if (upwards === null) throw new Refused('its range goes from one kind of value to another')
    if (!upwards) throw new Refused('its range is empty')
  }
  const above = withOne(from, orders[fromIn ? '>=' : '>'])
  const below = withOne(to, orders[toIn ? '<=' : '<'])
  return {
    says: { kind: 'range', from: operand(from), fromIn, to: operand(to), toIn }, expressions: [from, to],
    holds: (value, scope) => {
      const a = above(value, scope)
      if (a === false) return false
      const b = below(value, scope)
      return b === false ? false : a === true && b === true ? true : null
    },
  }
}

/** `? > 5 and ? != limit`: any condition about the value. */
function question(source: string): Read {
  const tree = parseExpression(source, {}, undefined)
  let written = ''
  let at = 0
  for (const cursor = tree.topNode.cursor(); cursor.next(); ) {
    if (cursor.name !== '?') continue
    written += source.slice(at, cursor.from) + asked
    at = cursor.to
  }
  const condition = expression(written + source.slice(at))
  return {
    says: { kind: 'expression', text: source }, expressions: [condition],
    holds: (_, scope) => {
      const result = condition.value(scope)
      return typeof result === 'boolean' ? result : null
    },
  }
}

/** Of a bare test: what is a value, and no condition that was meant to be true. */
const values = new Set(['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'null', 'VariableName', 'PathExpression', 'ArithmeticExpression', 'DateTimeLiteral', 'List'])

const orders: Readonly<Record<Sign, (a: Scalar, b: Scalar) => boolean | null>> = {
  '<': (a, b) => ordered(a, b, (x, y) => x < y),
  '<=': (a, b) => ordered(a, b, (x, y) => x <= y),
  '>': (a, b) => ordered(a, b, (x, y) => x > y),
  '>=': (a, b) => ordered(a, b, (x, y) => x >= y),
}

function endpoint(text: string, node: Node): Expression {
  const source = text.slice(node.from, node.to)
  const { name } = bare(node)
  if (!values.has(name) && name !== 'FunctionInvocation') throw new Refused(`"${source.slice(0, 40)}" is no limit to compare with`)
  const read = expression(source)
  if (read.constant && (!isScalar(read.constant.value) || read.constant.value === null || typeof read.constant.value === 'boolean')) throw new Refused(`"${source.slice(0, 40)}" has no order`)
  return read
}

function withOne(wanted: Expression, compare: (value: Scalar, to: Scalar) => boolean | null): Holds {
  if (wanted.constant) {
    const to = scalar(wanted.constant.value)
    return value => compare(value, to)
  }
  return (value, scope) => {
    const to = wanted.value(scope)
    return to === undefined || !isScalar(to) ? null : compare(value, to)
  }
}

/** Equal to the value, or to one in the list. */
function isOneOf(wanted: Expression): Holds {
  const among = (value: Scalar, found: Value | undefined): boolean | null => {
    if (found === undefined) return null
    if (isScalar(found)) return equal(value, found)
    return Array.isArray(found) ? found.some(one => isScalar(one) && equal(value, one) === true) : null
  }
  if (wanted.constant) {
    const { value: found } = wanted.constant
    return value => among(value, found)
  }
  return (value, scope) => among(value, wanted.value(scope))
}

const anyOf = (all: readonly Holds[]): Holds => {
  if (all.length === 1) return all[0]!
  return (value, scope) => {
    let known = true
    for (const holds of all) {
      const result = holds(value, scope)
      if (result === true) return true
      if (result === null) known = false
    }
    return known ? false : null
  }
}

function expression(source: string): Expression {
  const read = compileExpression(source)
  if ('fault' in read) throw new Refused(read.fault)
  return read
}

const operand = (read: Expression): Operand => (read.constant ? { constant: read.constant.value } : { text: read.text })

const scalar = (value: Value): Scalar => (isScalar(value) ? value : null)

function constantsOf(expressions: readonly Expression[]): readonly Scalar[] | null {
  const all = expressions.map(one => one.constant && (Array.isArray(one.constant.value) ? (one.constant.value as Value[]) : [one.constant.value]))
  return all.every(one => one !== null && one.every(isScalar)) ? (all.flat() as Scalar[]) : null
}

function bare(node: Node): Node {
  let inner = node
  while (inner.name === 'ParenthesizedExpression') inner = inner.firstChild!.nextSibling!
  return inner
}

function holdsAsked(node: Node): boolean {
  for (const cursor = node.cursor(); cursor.from < node.to; ) {
    if (cursor.name === '?') return true
    if (!cursor.next()) return false
  }
  return false
}
