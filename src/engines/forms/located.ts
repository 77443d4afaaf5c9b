import { pointForm, readPoint } from '../../base/point.ts'
import type { Issue } from '../../base/result.ts'
import type { JsonSchema, Posted } from './field.ts'
import { isStorable } from './posted.ts'
import { textIssues } from './text-rules.ts'

/*
 * Where something is: text always, as people write it, and a point where a suggestion or a device gave one.
 * A point belongs to the text that it came with: whoever changes the text afterwards, with or without a script, loses the point.
 */

/** `point`: latitude and longitude in degrees (WGS 84); `source`: the register that suggested it, or `map` or `device` where the person set it. */
export type Located = { readonly text: string; readonly point?: string; readonly source?: string }

/** Whether data has this form: nothing else in it, a point that lies on Earth. */
export function isLocated(value: unknown, parts: readonly string[]): value is Located {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { text, point, source } = value as Record<string, unknown>
  return (
    Object.hasOwn(value, 'text') && isStorable(text) && (point === undefined || isPoint(point)) && (source === undefined || isSource(source)) &&
    Object.keys(value).every((key) => parts.includes(key) && (value as Record<string, unknown>)[key] !== undefined)
  )
}

/** Reads the text and, where it came with just this text, the point. */
export function parseLocated(posted: Posted, name: string): Located | null {
  const text = posted.text(name, longest)
  if (text === '') return null
  const point = posted.text(`${name}.point`, 40)
  const source = posted.text(`${name}.source`, 40)
  // A browser may post other line ends than the page carried; posted.text has made them one.
  if (!isPoint(point) || posted.text(`${name}.for`, longest) !== text) return { text }
  return { text, point, ...(isSource(source) && { source }) }
}

export const locatedIssues = (field: string, { text }: Located): readonly Issue[] => textIssues(field, text, longest)

export const longest = 500

const isPoint = (value: unknown): value is string => readPoint(value) !== null

const isSource = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value)

const properties = {
  text: { type: 'string', minLength: 1, maxLength: longest },
  point: { type: 'string', pattern: pointForm.source, description: 'latitude,longitude in degrees (WGS 84)' },
  source: { type: 'string', pattern: '^[a-z0-9-]{1,40}$', description: 'the register that the point is from; map: set on a map; device: where the device was' },
}

export const locatedSchema = (parts: readonly (keyof typeof properties)[]): JsonSchema => ({
  type: 'object', properties: Object.fromEntries(parts.map((part) => [part, properties[part]])), required: ['text'], additionalProperties: false,
})
