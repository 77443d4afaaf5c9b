import { addDays, daysBetween, isDay } from '../../base/time.ts'
import type { Scope } from '../feel/feel.ts'
import { FeelDay } from '../feel/feel-day.ts'
import type { Expression } from './compile-expression.ts'
import type { Operand, Test } from './compile-test.ts'
import type { Input, Table } from './decision.ts'
import { kindOf, type Kind, type Scalar } from './value.ts'

/*
 * One question of a table as a line that is cut into stretches, each written as one of its values. The cuts are all constants that
 * tests compare with, so that within a stretch no test can change: what holds for its value holds for all of it.
 */

export type Axis = {
  readonly label: string
  readonly type: Input['type']['kind']
  readonly stretches: readonly Stretch[]
  /** For each row, as bits: the stretches where its tests hold, and those where they may, for what they look at is not known. */
  readonly sure: readonly bigint[]
  readonly maybe: readonly bigint[]
  /** The stretches, as bits. */
  readonly all: bigint
}

/** `other`: it stands for all texts that the table does not name. */
export type Stretch = { readonly value: Scalar; readonly other: boolean }

/** Columns that ask the same stand on one axis. */
export function axesOf(table: Table, mayBeNull: (column: Expression) => boolean): readonly Axis[] {
  const columns = new Map<string, number[]>()
  for (const [at, { expression }] of table.inputs.entries()) columns.set(expression.text, [...(columns.get(expression.text) ?? []), at])
  return [...columns.values()].map(all => axis(table, all, mayBeNull))
}

/** Whether a test can be checked ahead: it compares with constants, and texts only for being the same. */
export const isPlain = ({ constants, parts }: Test): boolean => constants !== null && !parts.some(part => (part.kind === 'order' && isText(part.value)) || (part.kind === 'range' && isText(part.from)))

const isText = (limit: Operand): boolean => 'constant' in limit && typeof limit.constant === 'string'

function axis(table: Table, columns: readonly number[], mayBeNull: (column: Expression) => boolean): Axis {
  const inputs = columns.map(at => table.inputs[at]!)
  const allowed = inputs.flatMap(({ type }) => type.allowed ?? [])
  const known = allowed.every(isPlain)
  const type = inputs.find(one => one.type.kind !== 'any')?.type.kind ?? 'any'
  const possible = inputs.find(one => one.possible)?.possible ?? null
  const tests = [...new Set(table.rules.flatMap(rule => columns.map(at => rule.tests[at]!)))]
  const constants = [...[...tests, ...allowed].filter(isPlain).flatMap(one => one.constants!), ...(mayBeNull(inputs[0]!.expression) ? [null] : [])]
  const drawn = possible ? possible.map(value => ({ value, other: false })) : stretchesOf(type, constants, type === 'money' || inputs.some(one => one.type.whole))
  const stretches = drawn.filter(({ value }) => value === null || !known || allowed.every(one => one.matches(value, nothing)))
  const all = (1n << BigInt(stretches.length)) - 1n
  const holds = new Map(tests.map(test => [test, test.always ? all : known && isPlain(test) ? bits(stretches.map(({ value }) => test.matches(value, nothing))) : null]))
  const together = (unknown: bigint) => table.rules.map(rule => columns.reduce((sum, at) => sum & (holds.get(rule.tests[at]!) ?? unknown), all))
  return { label: inputs[0]!.label, type, stretches, sure: together(0n), maybe: together(all), all }
}

const nothing: Scope = new Map()

const bits = (all: readonly boolean[]): bigint => all.reduce((sum, one, at) => (one ? sum | (1n << BigInt(at)) : sum), 0n)

/** Where the type is not told, the kinds that the tests name. */
function stretchesOf(type: Input['type']['kind'], constants: readonly Scalar[], whole: boolean): Stretch[] {
  const named = [...new Set(constants.flatMap(one => kindOf(one) ?? []))]
  const kinds: readonly Kind[] = type === 'any' ? (named.length > 0 ? named : ['text']) : [type === 'money' ? 'number' : type]
  const drawn = kinds.flatMap((kind): Stretch[] => {
    const own = constants.filter(one => kindOf(one) === kind)
    switch (kind) {
      case 'yes-no': return [true, false].map(value => ({ value, other: false }))
      case 'text': return texts(own as string[])
      case 'number': return cut(own as number[], whole).map(value => ({ value, other: false }))
      case 'day': return days(own as FeelDay[])
    }
  })
  // "Not known" is asked for only where the table speaks of it.
  return constants.includes(null) ? [...drawn, { value: null, other: false }] : drawn
}

function texts(named: readonly string[]): Stretch[] {
  let other = '…'
  while (named.includes(other)) other += '…'
  return [...new Set(named).values()].map((value): Stretch => ({ value, other: false })).concat({ value: other, other: true })
}

const firstDay = '1970-01-01'

const days = (named: readonly FeelDay[]): Stretch[] =>
  cut(named.map(({ text }) => daysBetween(firstDay, text)), true).map(at => addDays(firstDay, at)).filter(isDay).map(text => ({ value: new FeelDay(text), other: false }))

/** A value of each point and of each stretch between, below and above them; of whole numbers alone where `whole`. */
function cut(named: readonly number[], whole: boolean): number[] {
  const points = [...new Set(named)].sort((a, b) => a - b)
  const values: number[] = []
  for (let at = 0; at <= points.length; at++) {
    const between = inside(points[at - 1] ?? -Infinity, points[at] ?? Infinity, whole)
    if (between !== null) values.push(between)
    const point = points[at]
    if (point !== undefined && (!whole || Number.isInteger(point))) values.push(point)
  }
  return values
}

/** A value that lies between, a round one where there is one. */
function inside(above: number, below: number, whole: boolean): number | null {
  if (above === -Infinity && below === Infinity) return 0
  const round = above === -Infinity ? Math.ceil(below) - 1 : Math.floor(above) + 1
  const found = [round, ...(whole ? [] : [above === -Infinity ? below * 2 - 1 : below === Infinity ? above * 2 + 1 : above + (below - above) / 2])]
  return found.find(value => value > above && value < below && Number.isFinite(value)) ?? null
}
