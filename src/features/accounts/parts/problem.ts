import type { Language } from '../../../base/language.ts'
import type { Problem } from '../../../journal/kernel.ts'
import { texts } from '../texts/texts.ts'

export type Fault = { readonly field?: string; readonly message: string }

/** What a refused form says, field by field in the order of the page. */
export function faultsOf(problem: Problem | undefined, language: Language): readonly Fault[] {
  if (!problem) return []
  const t = texts(language).problems
  const { refused, issues } = problem.refusal
  if (refused === 'WrongCode') return [{ field: 'number', message: t.WrongCode }]
  if (refused === 'OtherAddress') return [{ field: 'number', message: t.OtherAddress }]
  if (refused === 'Throttled') return [{ message: t.Throttled }]
  const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = t.fields
  return (issues ?? []).map(({ field, rule }) => ({ field, message: fields[field]?.[rule] ?? t.other })).concat(issues?.length ? [] : [{ field: '', message: t.other }])
}

/** The message beside a field. */
export const faultAt = (faults: readonly Fault[], field: string): string | undefined => faults.find(fault => fault.field === field)?.message
