import type { Language } from '../../../base/language.ts'
import type { Problem } from '../../../journal/kernel.ts'
import { texts } from '../texts/texts.ts'

export type Fault = { readonly field?: string; readonly message: string }

/** What a refused form around the questions says: codes, addresses, and posts that came too late. */
export function faultsOf(problem: Problem | undefined, language: Language): readonly Fault[] {
  if (!problem) return []
  const t = texts(language)
  const { refused, issues } = problem.refusal
  if (refused === 'StaleForm') return [{ message: t.stale }]
  if (refused === 'Closed') return [{ message: t.closedFault }]
  if (refused === 'AppealOfNothing') return [{ message: t.appealOfNothing }]
  if (refused === 'AppealNotYours') return [{ message: t.appealNotYours }]
  if (refused === 'NotAppealable') return [{ message: t.notAppealable }]
  if (refused === 'Throttled') return [{ message: t.problems.throttled }]
  return issues?.length ? issues.map(({ field, rule }) => ({ field, message: t.problems[rule as keyof typeof t.problems] ?? t.tryAgain })) : [{ message: t.tryAgain }]
}

/** The message beside a field. */
export const faultAt = (faults: readonly Fault[], field: string): string | undefined => faults.find(fault => fault.field === field)?.message
