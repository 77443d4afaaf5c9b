import { refuse, type Refusal } from '../../base/result.ts'
import type { Table } from './decision.ts'
import { misfit } from './fit.ts'
import { priorities } from './read-table.ts'
import { same, type Value } from './value.ts'

/** A row that matched, from 1, and what its outputs came to. */
export type Match = { readonly row: number; readonly values: readonly Value[] }

/** The rows that count, and what they make together: the first one's values (`one`), a list, or a value of all (`whole`). */
export type Settled = { readonly hits: readonly Match[]; readonly one: boolean } | { readonly hits: readonly Match[]; readonly whole: Value }

/** What the hit policy makes of the rows that matched (DMN 1.3, 8.2.10). */
export function settle(table: Table, matched: readonly Match[]): Settled | Refusal {
  const { hit } = table
  const [first] = matched
  switch (hit) {
    case 'R': case 'C': return { hits: matched, one: false }
    case 'O': return { hits: byPriority(table, matched), one: false }
    case 'C#': return { hits: matched, whole: matched.length }
  }
  if (!first) return refuse('NoRule')
  switch (hit) {
    case 'F': return { hits: [first], one: true }
    case 'U': case 'A': return agreed(matched)
    case 'P': {
      const [best, ...others] = byPriority(table, matched)
      return agreed([best!, ...others.filter(one => compare(table, best!, one) === 0)])
    }
    default: return aggregate(table, matched)
  }
}

/** Several rows are one answer only where they say the same. */
function agreed(matched: readonly Match[]): Settled | Refusal {
  const [first, ...others] = matched as [Match, ...Match[]]
  const other = others.find(one => !same(one.values, first.values))
  return other ? refuse('RulesOverlap', { detail: { row: first.row, other: other.row } }) : { hits: matched, one: true }
}

function aggregate(table: Table, matched: readonly Match[]): Settled | Refusal {
  const [output] = table.outputs
  const numbers = matched.map(({ values }) => values[0])
  const unknown = numbers.findIndex(value => typeof value !== 'number')
  if (unknown >= 0) return refuse('OutputNotKnown', { detail: { row: matched[unknown]!.row } })
  const whole = aggregates[table.hit as keyof typeof aggregates](numbers as number[])
  // The sum of allowed values need not be one of them; that it is whole cents, and no more than a number can hold, it must.
  const wrong = Number.isFinite(whole) ? misfit({ ...output.type, allowed: null }, whole) : 'OtherType'
  return wrong ? refuse(`Output${wrong}`) : { hits: matched, whole }
}

const aggregates = {
  'C+': (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0),
  'C<': (all: readonly number[]) => all.reduce((least, one) => Math.min(least, one)),
  'C>': (all: readonly number[]) => all.reduce((most, one) => Math.max(most, one)),
}

const byPriority = (table: Table, matched: readonly Match[]): readonly Match[] => matched.toSorted((a, b) => compare(table, a, b))

/** By the first output whose values are listed, then by the next one. */
function compare(table: Table, a: Match, b: Match): number {
  for (const [at, { type }] of table.outputs.entries()) {
    const order = priorities(type)
    const rank = (value: Value): number => {
      const found = order?.findIndex(one => same(one, value)) ?? 0
      return found < 0 ? Infinity : found
    }
    const [left, right] = [rank(a.values[at]!), rank(b.values[at]!)]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
