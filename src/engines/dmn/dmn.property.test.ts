import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../base/result.ts'
import { FeelDay } from '../feel/feel-day.ts'
import type { Decision } from './decision.ts'
import { decide, decision, input, sound, table } from './dmn-test-support.ts'
import { examine, type Example } from './examine.ts'

/*
 * Random tables against an oracle that knows nothing of FEEL, XML or axes: it compares ranks. Each kind of input has a few values,
 * of which tests use every other one, so that all stretches between, below and above them are among the values: trying all
 * combinations is complete.
 */

type Kind = 'number' | 'money' | 'string' | 'boolean' | 'date'
/** A test, the ranks it takes, and whether it is checked ahead. */
type Cell = { readonly text: string; readonly takes: ReadonlySet<number>; readonly plain: boolean }
type Column = { readonly name: string; readonly kind: Kind }
type Random = { readonly hit: string; readonly aggregation?: string; readonly columns: readonly Column[]; readonly rows: readonly { readonly cells: readonly Cell[]; readonly out: number }[]; readonly otherwise: boolean }

const day = (at: number) => `2026-09-${String(at).padStart(2, '0')}`
const values: Readonly<Record<Kind, readonly unknown[]>> = {
  number: [-1, 0, 0.5, 1, 1.5, 2, 3],
  money: [99, 100, 101, 200, 201, 202, 203],
  date: [1, 2, 3, 4, 5, 6, 7].map(at => new FeelDay(day(at))),
  string: ['a', 'b', 'c', 'another'],
  boolean: [true, false],
}
const written = (kind: Kind, rank: number): string => {
  const value = values[kind][rank]
  return value instanceof FeelDay ? (rank % 2 ? `date("${value.text}")` : `@"${value.text}"`) : JSON.stringify(value)
}
/** What tests may name, so that something is left between and beside. */
const named: Readonly<Record<Kind, readonly number[]>> = { number: [1, 3, 5], money: [1, 3, 4], date: [1, 3, 4], string: [0, 1, 2], boolean: [0, 1] }
const ranks = (kind: Kind): number[] => values[kind].map((_, at) => at)

const cell = (kind: Kind): fc.Arbitrary<Cell> => {
  const one = fc.constantFrom(...named[kind])
  const set = (takes: (rank: number) => boolean) => new Set(ranks(kind).filter(takes))
  const value = fc.uniqueArray(one, { minLength: 1, maxLength: 2 }).map(all => ({ text: all.map(rank => written(kind, rank)).join(', '), takes: new Set(all), plain: true }))
  const order = fc.tuple(one, fc.constantFrom('<', '<=', '>', '>=')).map(([rank, sign]) => ({
    text: `${sign} ${written(kind, rank)}`, plain: true, takes: set(at => (sign === '<' ? at < rank : sign === '<=' ? at <= rank : sign === '>' ? at > rank : at >= rank)),
  }))
  const range = fc.tuple(one, one, fc.boolean(), fc.boolean()).filter(([a, b]) => a !== b).map(([a, b, fromIn, toIn]) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    return { text: `${fromIn ? '[' : ']'}${written(kind, from)}..${written(kind, to)}${toIn ? ']' : ')'}`, plain: true, takes: set(at => (fromIn ? at >= from : at > from) && (toIn ? at <= to : at < to)) }
  })
  const asks = one.map(rank => ({ text: `? != ${written(kind, rank)}`, plain: false, takes: set(at => at !== rank) }))
  const positive = kind === 'string' || kind === 'boolean' ? value : fc.oneof(value, order, range, fc.tuple(order, range).map(([a, b]) => ({ text: `${a.text}, ${b.text}`, plain: true, takes: new Set([...a.takes, ...b.takes]) })))
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Cell>({ text: '-', takes: set(() => true), plain: true }) },
    { weight: 6, arbitrary: positive },
    { weight: 2, arbitrary: positive.map(({ text, takes }) => ({ text: `not(${text})`, plain: true, takes: set(at => !takes.has(at)) })) },
    { weight: 1, arbitrary: asks },
  )
}

const policies = [['UNIQUE'], ['UNIQUE'], ['ANY'], ['FIRST'], ['PRIORITY'], ['RULE ORDER'], ['OUTPUT ORDER'], ['COLLECT'], ['COLLECT', 'SUM'], ['COLLECT', 'MIN'], ['COLLECT', 'MAX'], ['COLLECT', 'COUNT']] as const
/** In the order of their priority. */
const outs = [30, 10, 20]

const tables: fc.Arbitrary<Random> = fc
  .tuple(fc.constantFrom(...policies), fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<Kind>('number', 'money', 'string', 'boolean', 'date')), { minLength: 1, maxLength: 3 }), fc.boolean())
  .chain(([[hit, aggregation], drawn, otherwise]) => {
    // Two columns may ask the same: then they are of one kind.
    const columns = drawn.map(([name]) => ({ name, kind: drawn.find(([other]) => other === name)![1] }))
    const row = fc.record({ cells: fc.tuple(...columns.map(({ kind }) => cell(kind))), out: fc.constantFrom(...outs) })
    return fc.array(row, { minLength: 1, maxLength: 6 }).map(rows => ({ hit, aggregation, columns, rows, otherwise: otherwise && ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY'].includes(hit) }))
  })

const compile = async ({ hit, aggregation, columns, rows, otherwise }: Random): Promise<Decision> => {
  const names = [...new Set(columns.map(({ name }) => name))]
  const draft = { hit, aggregation, inputs: columns.map(({ name, kind }) => ({ text: name, type: kind })), outputs: [{ type: 'number', values: outs.join(', '), ...(otherwise && { otherwise: '20' }) }], rows: rows.map(({ cells, out }) => [...cells.map(({ text }) => text), String(out)]) }
  return (await sound(...names.map(name => input(name)), decision('fee', names.join(' '), table(draft)))).fee!
}

type Point = ReadonlyMap<string, number>

/** All combinations of values, by rank. */
function points({ columns }: Random): Point[] {
  const kinds = [...new Map(columns.map(({ name, kind }) => [name, kind]))]
  return kinds.reduce<Point[]>((all, [name, kind]) => all.flatMap(one => ranks(kind).map(rank => new Map([...one, [name, rank]]))), [new Map()])
}

/** The rows that match, from 1. `unchecked`: what tests that are not checked ahead are taken for. */
const matching = ({ columns, rows }: Random, point: Point, unchecked?: boolean): number[] =>
  rows.flatMap(({ cells }, row) => (cells.every((one, at) => (one.plain || unchecked === undefined ? one.takes.has(point.get(columns[at]!.name)!) : unchecked)) ? [row + 1] : []))

function expected(random: Random, point: Point): unknown {
  const out = matching(random, point).map(row => random.rows[row - 1]!.out)
  const best = outs.find(one => out.includes(one))
  const { hit, aggregation } = random
  if (hit === 'RULE ORDER' || (hit === 'COLLECT' && !aggregation)) return out
  if (hit === 'OUTPUT ORDER') return outs.flatMap(one => out.filter(other => other === one))
  if (aggregation === 'COUNT') return out.length
  if (out.length === 0) return random.otherwise ? 20 : 'NoRule'
  if (hit === 'FIRST') return out[0]
  if (hit === 'PRIORITY') return best
  if (aggregation === 'SUM') return out.reduce((a, b) => a + b)
  if (aggregation === 'MIN') return Math.min(...out)
  if (aggregation === 'MAX') return Math.max(...out)
  return new Set(out).size === 1 ? out[0] : 'RulesOverlap'
}

const dataOf = ({ columns }: Random, point: Point): Record<string, unknown> => Object.fromEntries(columns.map(({ name, kind }) => [name, values[kind][point.get(name)!]]))

test('a table decides as plain comparing does, for every combination of values', async () => {
  const seen = new Set<unknown>()
  await fc.assert(fc.asyncProperty(tables, async random => {
    const one = await compile(random)
    for (const point of points(random)) {
      const decided = decide(one, dataOf(random, point))
      const result = isRefusal(decided) ? decided.refused : decided.value
      expect(result).toEqual(expected(random, point))
      if (typeof result === 'string') seen.add(result)
      if (!isRefusal(decided)) for (const { row } of decided.rules) expect(row === 'default' ? matching(random, point).length === 0 : matching(random, point).includes(row)).toBe(true)
    }
  }), { numRuns: 200 })
  expect([...seen].sort()).toEqual(['NoRule', 'RulesOverlap'])
})

test('holes and contradictions are found exactly, and each example is one', async () => {
  const count = { gaps: 0, whole: 0, overlaps: 0 }
  await fc.assert(fc.asyncProperty(tables, async random => {
    const one = await compile(random)
    const found = examine(one)
    expect(found.tooMany).toBe(false)
    const all = points(random)
    const rowNeeded = !random.otherwise && !['RULE ORDER', 'OUTPUT ORDER'].includes(random.hit) && (random.hit !== 'COLLECT' || ['SUM', 'MIN', 'MAX'].includes(random.aggregation ?? ''))
    expect(found.gaps.length > 0).toBe(rowNeeded && all.some(point => matching(random, point, true).length === 0))
    const contradicts = (point: Point) => new Set(matching(random, point, false).map(row => random.rows[row - 1]!.out)).size > 1
    expect(found.overlaps.length > 0).toBe(['UNIQUE', 'ANY'].includes(random.hit) && all.some(contradicts))
    expect(found.never).toEqual(random.rows.flatMap((_, row) => (all.some(point => matching(random, point, true).includes(row + 1)) ? [] : [row + 1])))
    expect(found.notChecked).toHaveLength(random.rows.flatMap(({ cells }) => cells.filter(({ plain }) => !plain)).length)
    // Examples are given to the table itself; whatever they leave out may be anything.
    for (const gap of found.gaps) for (const point of all) expect(decide(one, { ...dataOf(random, point), ...asData(gap) })).toMatchObject({ refused: 'NoRule' })
    for (const { rows: [a, b], example } of found.overlaps) {
      expect(random.rows[a - 1]!.out).not.toBe(random.rows[b - 1]!.out)
      for (const point of all) expect(decide(one, { ...dataOf(random, point), ...asData(example) })).toMatchObject({ refused: 'RulesOverlap' })
    }
    count[found.gaps.length > 0 ? 'gaps' : 'whole']++
    if (found.overlaps.length > 0) count.overlaps++
  }), { numRuns: 200 })
  for (const times of Object.values(count)) expect(times).toBeGreaterThan(10)
})

const asData = (example: Example): Record<string, unknown> => Object.fromEntries(example.map(({ input, value }) => [input, value]))
