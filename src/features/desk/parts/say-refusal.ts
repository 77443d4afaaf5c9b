import type { Issue, Refusal } from '../../../base/result.ts'
import type { Language } from '../../../base/language.ts'
import { texts } from '../texts/texts.ts'

export type Fault = { readonly field?: string; readonly message: string }

/** A refusal in plain words: what happened, what is safe; one line for each field at fault. */
export function sayRefusal(language: Language, { refused, issues, detail }: Refusal): readonly Fault[] {
  const { errors } = texts(language)
  if (issues?.length) return issues.map(issue => ({ field: issue.field, message: sayIssue(language, issue) }))
  switch (refused) {
    case 'AlreadyDecided': {
      const by = String(detail?.['by'] ?? '')
      return [{ message: detail?.['outcome'] === 'accepted' ? errors.AlreadyDecidedAccepted(by) : errors.AlreadyDecidedRefused(by) }]
    }
    case 'CaseAlreadyClosed': return [{ message: errors.CaseAlreadyClosed }]
    case 'DecisionAlreadySent': return [{ message: errors.DecisionAlreadySent }]
    case 'DecidedFirst': return [{ message: errors.DecidedFirst }]
    case 'NotYet': return [{ message: errors.NotYet }]
    case 'StepGone': return [{ message: errors.StepGone }]
    case 'StaleForm': return [{ message: errors.StaleForm }]
    case 'SignedInAgain': return [{ message: errors.SignedInAgain }]
    case 'NotPermitted': return [{ message: errors.NotPermitted }]
    default: return [{ message: errors.other }]
  }
}

/** The heading above them, where nothing is wrong with what was typed: it was only not sent. */
export const titleOfRefusal = (language: Language, { refused }: Refusal): string | undefined =>
  refused === 'StaleForm' || refused === 'SignedInAgain' ? texts(language).errors.notSentTitle : undefined

function sayIssue(language: Language, { field, rule, detail }: Issue): string {
  const { errors } = texts(language)
  if (rule === 'tooLong') return errors.tooLong(Number(detail?.['max']), Number(detail?.['now']))
  if (rule === 'stillAccepts') return errors.reasonsOfRefusal
  switch (field) {
    case 'outcome': return errors.outcome
    case 'by': return errors.by
    case 'reasons': return errors.reasons
    case 'legalBasis': return errors.legalBasis
    case 'appeal': return errors.appeal
    default: return errors.text
  }
}
