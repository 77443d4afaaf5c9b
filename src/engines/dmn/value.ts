import { FeelDate } from 'feelin'
import { FeelDay } from '../feel/feel-day.ts'

/** What a single cell can hold. A day is a `FeelDay`, money is a number of whole cents. */
export type Scalar = null | boolean | number | string | FeelDay

/** What a decision can give: one value, one for each output by name, or a list of either. */
export type Value = Scalar | readonly Value[] | { readonly [part: string]: Value }

export type Kind = 'number' | 'text' | 'yes-no' | 'day'

/** The kind of a single value; null for nothing known, lists and contexts. */
export function kindOf(value: unknown): Kind | null {
  if (value instanceof FeelDay) return 'day'
  return kinds[typeof value] ?? null
}

const kinds: Readonly<Record<string, Kind>> = { number: 'number', string: 'text', boolean: 'yes-no' }

export const isScalar = (value: unknown): value is Scalar => value === null || kindOf(value) !== null

/** Whether two decisions came to the same. */
export function same(a: Value, b: Value): boolean {
  if (a instanceof FeelDay || b instanceof FeelDay) return a instanceof FeelDay && b instanceof FeelDay && a.text === b.text
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return Array.isArray(a) === Array.isArray(b) && left.length === right.length && left.every(([part, value]) => Object.hasOwn(b, part) && same(value, (b as Record<string, Value>)[part]!))
}

/** A value as feelin gives it; `undefined` for what no decision can give here: a duration, a time, a range, a function, a number without end. */
export function fromFeel(value: unknown): Value | undefined {
  if (value === null || value === undefined) return null
  if (value instanceof FeelDay) return value
  if (value instanceof FeelDate) return new FeelDay(String(value))
  // Minus zero is zero.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) {
    const all = value.map(fromFeel)
    return all.includes(undefined) ? undefined : (all as Value[])
  }
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return undefined
  const parts = Object.entries(value).map(([part, inner]) => [part, fromFeel(inner)] as const)
  return parts.some(([, inner]) => inner === undefined) ? undefined : Object.fromEntries(parts as [string, Value][])
}
