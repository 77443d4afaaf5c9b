import type { Issue } from '../../base/result.ts'
import { textIssues } from './text-rules.ts'

/** RFC 5321 allows 254 characters. */
export const longestEmail = 254

/** An address as it was meant: spaces that a phone's keyboard puts in, and a `mailto:` that was copied along, are left out. */
export const cleanEmail = (typed: string): string => typed.replace(/^mailto:/i, '').replace(/[^\S\n]+/g, '').replace(/\.$/, '')

/** Whether text looks like an address. Quoted local parts are left to those who really have one. Whether it works shows only when it is confirmed. */
export function emailIssues(field: string, value: string): readonly Issue[] {
  const issues = textIssues(field, value, longestEmail)
  return issues.length > 0 || form.test(value) ? issues : [{ field, rule: 'notAnEmail' }]
}

const form = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\].]+(?:\.[^\s@<>(),;:"\\[\].]+)+$/u
