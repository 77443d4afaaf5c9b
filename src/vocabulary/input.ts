import { refuse, type Refusal } from '../base/result.ts'

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

/** A text field as typed, white space at its ends and NUL removed; '' where it is missing or longer than `max` characters. */
export function text(raw: unknown, field: string, max: number): string {
  const value = (raw as Record<string, unknown>)[field]
  if (typeof value !== 'string') return ''
  // PostgreSQL cannot store NUL in text; every other character is kept as typed.
  const clean = value.replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
  return clean.length > max ? '' : clean
}

/** Like `text`, cut at `max` instead of refused: for fields that may stay empty. */
export function optionalText(raw: unknown, field: string, max: number): string {
  const value = (raw as Record<string, unknown>)[field]
  return typeof value === 'string' ? value.replaceAll('\0', '').replaceAll('\r\n', '\n').trim().slice(0, max) : ''
}
