import { parseExpression } from 'feelin'
import { isName } from './feel-name.ts'

/*
 * Looks at an expression before it is ever run: its syntax, the names it looks at, and that it stays small.
 * A package comes from outside, so nothing in it may count to a billion, read the clock, or try a pattern on what people typed
 * (a regular expression can take minutes): `for i in 1..1000000000 …` is refused, not survived.
 *
 * It also writes order anew as calls of `Ordered`, `Between` and `Within` (feel.ts): feelin 8.2.0 compares a text with a number by
 * the rules of JavaScript, so that `"unknown" >= 400` held; FEEL says null (DMN 1.3, table 53).
 */

export type FeelSource = { readonly source: string; readonly names: readonly string[] }
export type FeelFault = { readonly fault: string }

/** The expression as feelin shall run it and the names it looks at, or what is wrong and where. */
export function readFeel(text: string): FeelSource | FeelFault {
  const tree = parseExpression(text, {}, undefined)
  const reading: Reading = { text, names: new Set(), called: new Set() }
  try {
    const source = write(reading, tree.topNode, noLocals, false)
    if (source.trim() === '') throw new Refused('it is empty')
    for (const name of reading.called) if (reading.names.has(name)) throw new Refused(`"${name}" is used as a question and as a function`)
    return { source, names: [...reading.names] }
  } catch (thrown) {
    if (thrown instanceof Refused) return { fault: thrown.message }
    throw thrown
  }
}

type Node = ReturnType<typeof parseExpression>['topNode']
type Reading = { readonly text: string; readonly names: Set<string>; readonly called: Set<string> }

class Refused extends Error {}

const noLocals: ReadonlySet<string> = new Set()

const composite = new Set(
  ('Expression IfExpression Comparison CompareOp Conjunction Disjunction VariableName Identifier NumericLiteral StringLiteral BooleanLiteral FunctionInvocation ' +
    'PositionalParameters ParenthesizedExpression List PathExpression PathName FilterExpression QuantifiedExpression ForExpression InExpressions InExpression Name ' +
    'IterationContext PositiveUnaryTest PositiveUnaryTests DateTimeLiteral DateTimeConstructor AtLiteral ArithmeticExpression ArithOp SpecialFunctionName').split(' '),
)

const functions = new Set([
  'not', 'list contains', 'count', 'min', 'max', 'sum', 'mean', 'all', 'any', 'append', 'concatenate', 'distinct values', 'flatten', 'union', 'index of', 'reverse', 'sublist',
  'string', 'string length', 'upper case', 'lower case', 'substring', 'substring before', 'substring after', 'contains', 'starts with', 'ends with', 'string join',
  'number', 'decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down', 'abs', 'modulo', 'sqrt', 'odd', 'even',
  'date', 'duration', 'years and months duration', 'day of year', 'day of week', 'month of year', 'week of year', 'is',
])

/** Writes a node anew. `locals` are the names that a loop around it brings; `looping`: there is one. */
function write(r: Reading, node: Node, locals: ReadonlySet<string>, looping: boolean): string {
  const { name } = node
  if (node.type.isError) throw new Refused(`it cannot be read at sign ${node.from + 1}${near(r.text, node.from)}`)
  if (/^[A-Z?.]/.test(name) && name !== '.' && !composite.has(name)) throw new Refused(`"${r.text.slice(node.from, node.to).slice(0, 30)}" is not taken here (${plain[name] ?? name})`)
  switch (name) {
    case 'VariableName': return variable(r, node, locals)
    case 'FunctionInvocation': return call(r, node, locals, looping)
    case 'Comparison': return compare(r, node, locals, looping)
    case 'QuantifiedExpression':
    case 'ForExpression': return loop(r, node, locals, looping)
    case 'FilterExpression': return filter(r, node, locals, looping)
    case 'DateTimeLiteral': return moment(r, node, locals, looping)
    default: return through(r, node, child => write(r, child, locals, looping))
  }
}

const plain: Readonly<Record<string, string>> = {
  Context: 'no contexts', FunctionDefinition: 'no functions of its own', Interval: 'ranges only directly after "in"', SimplePositiveUnaryTest: 'write the comparison out',
  LineComment: 'no comments', BlockComment: 'no comments', NamedParameters: 'give the values in their order', InstanceOfExpression: 'no "instance of"', '?': 'no "?"', '..': 'no counting',
}

/** The node's text with each child written anew. */
function through(r: Reading, node: Node, child: (child: Node) => string): string {
  let written = ''
  let at = node.from
  for (let inner = node.firstChild; inner; inner = inner.nextSibling) {
    written += r.text.slice(at, inner.from) + child(inner)
    at = inner.to
  }
  return written + r.text.slice(at, node.to)
}

function variable(r: Reading, node: Node, locals: ReadonlySet<string>): string {
  const text = r.text.slice(node.from, node.to)
  if (locals.has(text)) return text
  if (!isName(text)) throw new Refused(`"${text.slice(0, 30)}" is no name`)
  r.names.add(text)
  return text
}

function call(r: Reading, node: Node, locals: ReadonlySet<string>, looping: boolean): string {
  const callee = node.firstChild!
  const name = r.text.slice(callee.from, callee.to).replace(/\s+/g, ' ')
  if (!functions.has(name)) throw new Refused(`"${name}" is no function that may be called`)
  r.called.add(name)
  return through(r, node, child => (child.from === callee.from ? name : write(r, child, locals, looping)))
}

/** `date("2026-09-01")`, `@"P1D"`: a constant or a conversion, never the time of day. */
function moment(r: Reading, node: Node, locals: ReadonlySet<string>, looping: boolean): string {
  const constructor = node.getChild('DateTimeConstructor')
  const name = constructor ? r.text.slice(constructor.from, constructor.to) : ''
  if (constructor && name !== 'date' && name !== 'duration') throw new Refused(`"${name}" is no function that may be called`)
  return through(r, node, child => (child.name === 'DateTimeConstructor' ? name : write(r, child, locals, looping)))
}

function compare(r: Reading, node: Node, locals: ReadonlySet<string>, looping: boolean): string {
  const parts = children(node)
  const [left, operator, ...rest] = parts as [Node, Node, ...Node[]]
  const text = (part: Node): string => write(r, part, locals, looping)
  const sign = r.text.slice(operator.from, operator.to)
  if (/^[<>]/.test(sign)) return asTest(node, `Ordered("${sign}", ${text(left)}, ${text(rest[0]!)})`)
  if (operator.name === 'between') return asTest(node, `Between(${text(left)}, ${text(rest[0]!)}, ${text(rest[2]!)})`)
  const range = operator.name === 'in' ? rest[0]!.getChild('SimplePositiveUnaryTest')?.getChild('Interval') : null
  if (range) {
    const [open, from, , to, close] = children(range) as [Node, Node, Node, Node, Node]
    const closed = (bracket: Node, sign: string): boolean => r.text.slice(bracket.from, bracket.to) === sign
    return asTest(node, `Within(${text(left)}, ${text(from)}, ${text(to)}, ${closed(open, '[')}, ${closed(close, ']')})`)
  }
  // `a in ["x"] and b` is read as `a in (["x"] and b)`, which nobody means.
  const test = operator.name === 'in' ? rest[0]!.firstChild?.name : undefined
  if (test && ['Conjunction', 'Disjunction', 'Comparison'].includes(test)) throw new Refused('put parentheses around "… in …"')
  return through(r, node, text)
}

/** Directly in a filter feelin takes a call for an index; a comparison it takes for a test. */
function asTest(node: Node, call: string): string {
  let above = node.parent
  while (above?.name === 'ParenthesizedExpression') above = above.parent
  return above?.name === 'FilterExpression' ? `${call} = true` : call
}

/** One loop over one list, none inside another: its length is that of an answer. */
function loop(r: Reading, node: Node, locals: ReadonlySet<string>, looping: boolean): string {
  const over = node.getChild('InExpressions')!
  if (looping || children(over).length > 1) throw new Refused('a loop may not stand inside another')
  const name = over.getChild('InExpression')?.getChild('Name')
  const own = new Set([...locals, name ? r.text.slice(name.from, name.to) : ''])
  return through(r, node, child => write(r, child, child.name === 'InExpressions' ? locals : own, true))
}

function filter(r: Reading, node: Node, locals: ReadonlySet<string>, looping: boolean): string {
  if (looping) throw new Refused('a filter may not stand inside a loop')
  const list = node.firstChild!
  const own = new Set([...locals, 'item'])
  return through(r, node, child => write(r, child, child.from === list.from ? locals : own, true))
}

function children(node: Node): Node[] {
  const all: Node[] = []
  for (let inner = node.firstChild; inner; inner = inner.nextSibling) all.push(inner)
  return all
}

const near = (text: string, at: number): string => (text.slice(at).trim() === '' ? ': it ends too early' : `, near "${text.slice(at, at + 12).trim()}"`)
