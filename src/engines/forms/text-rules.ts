import type { Issue } from '../../base/result.ts'

/** The rules of every typed text: something is written, and not more than fits. */
export function textIssues(field: string, value: string, max: number): readonly Issue[] {
  if (value.trim() === '') return [{ field, rule: 'required' }]
  return value.length > max ? [{ field, rule: 'tooLong', detail: { max } }] : []
}

/** Typed text on one line: a line break becomes a space. */
export const oneLine = (text: string): string => text.replace(/[\n\t]+/g, ' ')
