import type { Language } from '../../../base/language.ts'
import type { Problem } from '../../../journal/kernel.ts'
import { texts } from '../texts/texts.ts'

export type Fault = { readonly field?: string; readonly message: string }

/** What a refusal says to the applicant. `field` is the form's own field, at which missing or too long texts are shown. */
export function faultsOf(problem: Problem, field: string, language: Language): readonly Fault[] {
  const t = texts(language).problems
  const { refused, issues } = problem.refusal
  if (refused === 'CaseAlreadyClosed' || refused === 'NothingAsked') return [{ message: t[refused] }]
  const issue = issues?.[0]
  if (issue?.rule === 'required') return [{ field, message: t.required }]
  if (issue?.rule === 'tooLong') return [{ field, message: t.tooLong(Number(issue.detail?.max), Number(issue.detail?.now)) }]
  return [{ message: t.other }]
}

/** The message beside the field, where the fault is the field's. */
export const faultAt = (faults: readonly Fault[], field: string): string | undefined => faults.find(fault => fault.field === field)?.message
