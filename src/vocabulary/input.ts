import { refuse, type Issue, type Refusal } from '../base/result.ts'

/** A parser that takes exactly these fields, each passing its check; anything else is refused as `BadInput`. */
export function fields<T extends Record<string, (v: unknown) => boolean>>(checks: T) {
  type Input = { [K in keyof T]: T[K] extends (v: unknown) => v is infer V ? V : never }
  return (raw: unknown): Input | Refusal => {
    if (typeof raw !== 'object' || raw === null) return refuse('BadInput')
    const given = raw as Record<string, unknown>
    const input: Record<string, unknown> = {}
    for (const [name, check] of Object.entries(checks)) {
      if (!check(given[name])) return refuse('BadInput', { detail: { field: name } })
      input[name] = given[name]
    }
    return input as Input
  }
}

/**
 * Required text fields as typed, white space at their ends and NUL removed (PostgreSQL cannot store it).
 * Missing ones are the issue `required`, those longer than `max` characters `tooLong`.
 */
export function texts<F extends string>(raw: unknown, names: readonly F[], max: number): { values: Record<F, string>; issues: Issue[] } {
  const values = {} as Record<F, string>
  const issues: Issue[] = []
  for (const field of names) {
    const value = clean((raw as Record<string, unknown>)[field])
    values[field] = value
    if (!value) issues.push({ field, rule: 'required' })
    else if (value.length > max) issues.push({ field, rule: 'tooLong', detail: { max, now: value.length } })
  }
  return { values, issues }
}

/** A text field that may stay empty, cut at `max` characters. */
export const optionalText = (raw: unknown, field: string, max: number): string => clean((raw as Record<string, unknown>)[field]).slice(0, max)

const clean = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\0', '').replaceAll('\r\n', '\n').trim() : '')
