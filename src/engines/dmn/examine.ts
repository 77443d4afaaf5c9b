import { axesOf, isPlain, type Axis, type Stretch } from './axis.ts'
import type { Expression } from './compile-expression.ts'
import type { Decision, Rule, Table, Type } from './decision.ts'
import { needed } from './needed.ts'
import { same, type Scalar } from './value.ts'

/** What publishing tells of a table. All examples are true; where `tooMany` or `notChecked` say so, there may be more. */
export type Examined = {
  /** Values that no row takes, though one has to: an example of each hole, ten at most. */
  readonly gaps: readonly Example[]
  /** Two rows, from 1, that take the same values and say something different, under U or A: ten at most. */
  readonly overlaps: readonly { readonly rows: readonly [number, number]; readonly example: Example }[]
  /** Rows that no allowed value reaches. */
  readonly never: readonly number[]
  /** Tests that are more than a comparison with constants. Their rows are taken to fill holes, and not to overlap. */
  readonly notChecked: readonly { readonly row: number; readonly input: string; readonly test: string }[]
  /** Inputs that follow from the same data: an example may ask for values that never come together. */
  readonly together: readonly (readonly [string, string])[]
  readonly tooMany: boolean
}

/** A row that could be asked for: what is left out may be anything. `other`: any text that the table does not name. */
export type Example = readonly { readonly input: string; readonly type: Type['kind']; readonly value: Scalar; readonly other: boolean }[]

const mostExamples = 10
/** Cells that are looked at, and pairs of rows, before it is said that there are too many: about a second of each at most. */
const mostCells = 200_000
const mostPairs = 10_000_000

/**
 * Looks for holes and contradictions in a decision's table before it ever decides. Exact for numbers, money, days, texts and yes or
 * no: each input is a line cut where its tests compare (axis.ts), and within the cells between the cuts no test can change.
 * Inputs are taken to be known, unless the table tests for null, or `mayBeNull` says so of the column.
 */
export function examine(decision: Decision, mayBeNull: (column: Expression) => boolean = () => false): Examined {
  const { logic: table } = decision
  if (table.kind !== 'table') return { gaps: [], overlaps: [], never: [], notChecked: [], together: [], tooMany: false }
  const axes = axesOf(table, mayBeNull)
  const holes = needsARow(table) ? findGaps(axes, table.rules.length) : { gaps: [], tooMany: false }
  const contradictions = table.hit === 'U' || table.hit === 'A' ? findOverlaps(axes, table.rules) : { overlaps: [], tooMany: false }
  return {
    gaps: holes.gaps, overlaps: contradictions.overlaps, tooMany: holes.tooMany || contradictions.tooMany,
    never: table.rules.flatMap((_, row) => (axes.some(({ maybe, all }) => all !== 0n && maybe[row] === 0n) ? [row + 1] : [])),
    notChecked: table.rules.flatMap(({ tests }, row) => tests.flatMap((test, at) => (test.always || checks(table, at, test) ? [] : [{ row: row + 1, input: table.inputs[at]!.label, test: test.text }]))),
    together: hangTogether(decision, table),
  }
}

/** Whether there is nothing to say where no row matches: neither a default nor an empty list. */
const needsARow = ({ hit, outputs }: Table): boolean => !['R', 'O', 'C', 'C#'].includes(hit) && !outputs[0].otherwise

const checks = (table: Table, at: number, test: Rule['tests'][number]): boolean =>
  isPlain(test) && table.inputs.every(({ expression, type }) => expression.text !== table.inputs[at]!.expression.text || !type.allowed || isPlain(type.allowed))

/** Goes through the cells axis by axis with the rows that still may match; whole blocks that a row fills are passed at once. */
function findGaps(axes: readonly Axis[], rows: number): { gaps: Example[]; tooMany: boolean } {
  const cuts = axes.map(classes)
  const everything = (1n << BigInt(rows)) - 1n
  // Rows that match whatever the axes from here on say.
  const fill: bigint[] = [everything]
  for (const { maybe, all } of axes.toReversed()) fill.unshift(fill[0]! & setOf(maybe.map(one => one === all)))
  const gaps: Example[] = []
  const seen = new Set<string>()
  let cells = 0
  const visit = (at: number, left: bigint, example: Example): void => {
    if (left & fill[at]! || gaps.length >= mostExamples || cells > mostCells) return
    if (left === 0n) return void gaps.push(example)
    // The same rows before the same axes leave the same holes.
    const key = `${at} ${left.toString(36)}`
    if (seen.has(key)) return
    seen.add(key)
    for (const { stretch, rows: match } of cuts[at]!) {
      cells++
      visit(at + 1, left & match, cuts[at]!.length === 1 ? example : [...example, valueOn(axes[at]!, stretch)])
    }
  }
  visit(0, everything, [])
  return { gaps, tooMany: cells > mostCells }
}

/** The stretches of an axis, those that the same rows take as one. */
function classes({ stretches, maybe }: Axis): readonly { readonly stretch: Stretch; readonly rows: bigint }[] {
  const found = new Map<bigint, Stretch>()
  for (const [at, stretch] of stretches.entries()) {
    const rows = setOf(maybe.map(one => (one >> BigInt(at)) % 2n === 1n))
    if (!found.has(rows)) found.set(rows, stretch)
  }
  return [...found].map(([rows, stretch]) => ({ stretch, rows }))
}

/** A row is a box: two meet where they meet on each axis. */
function findOverlaps(axes: readonly Axis[], rules: readonly Rule[]): { overlaps: Examined['overlaps']; tooMany: boolean } {
  const overlaps: { rows: [number, number]; example: Example }[] = []
  let pairs = 0
  for (let a = 0; a < rules.length; a++) {
    for (let b = a + 1; b < rules.length; b++) {
      if (overlaps.length >= mostExamples) return { overlaps, tooMany: false }
      if (++pairs > mostPairs) return { overlaps, tooMany: true }
      if (axes.some(({ sure }) => (sure[a]! & sure[b]!) === 0n) || sayTheSame(rules[a]!, rules[b]!)) continue
      const example = axes.flatMap(axis => {
        const common = axis.sure[a]! & axis.sure[b]!
        return common === axis.all ? [] : [valueOn(axis, axis.stretches[lowest(common)]!)]
      })
      overlaps.push({ rows: [a + 1, b + 1], example })
    }
  }
  return { overlaps, tooMany: false }
}

const sayTheSame = (a: Rule, b: Rule): boolean =>
  a.outputs.every((one, at) => one.text === b.outputs[at]!.text || (one.constant !== null && b.outputs[at]!.constant !== null && same(one.constant.value, b.outputs[at]!.constant!.value)))

const valueOn = ({ label, type }: Axis, { value, other }: Stretch): Example[number] => ({ input: label, type, value, other })

const setOf = (all: readonly boolean[]): bigint => BigInt(`0b${all.map(one => (one ? '1' : '0')).toReversed().join('') || '0'}`)

const lowest = (set: bigint): number => (set & -set).toString(2).length - 1

/** Pairs of inputs of which one value may decide the other. */
function hangTogether(decision: Decision, table: Table): Examined['together'] {
  const decisions = new Map(decision.decisions.map(one => [one.name, one]))
  // A path into an answer (`child.given`) is a datum of its own.
  const sources = table.inputs.map(({ expression: { text, names } }) => (/^[a-zA-Z0-9.]+$/.test(text) && !decisions.has(names[0] ?? '') ? [text] : names.flatMap(name => decisions.has(name) ? needed(decisions.get(name)!).map(one => one.name) : [name])))
  const within = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
  return table.inputs.flatMap((one, a) => table.inputs.flatMap((other, b) =>
    a < b && one.expression.text !== other.expression.text && sources[a]!.some(x => sources[b]!.some(y => within(x, y))) ? [[one.label, other.label] as const] : []))
}
