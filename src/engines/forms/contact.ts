import type { CompiledForm } from './compile-form.ts'
import { noEmail } from './fields/email-or-none.ts'
import type { Answers } from './form.ts'
import { answersAt, own, path, valueOf } from './path.ts'

/** How the person who asks can be reached, as far as the form asks for it. */
export type Contact = { readonly name: string | null; readonly email: string | null; readonly phone: string | null }

/** Reads the answers that the form marks as the contact. */
export function contactOf(form: CompiledForm, answers: Answers): Contact {
  const contact: Record<keyof Contact, string | null> = { name: null, email: null, phone: null }
  for (const step of path(form, answers)) {
    if (step.kind === 'more') continue
    for (const question of step.questions) {
      const role = question.source.contact
      const value = valueOf(question, answersAt(step, answers))
      if (role && value !== null && value !== noEmail) contact[role] = asText(value)
    }
  }
  return contact
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return null
  const name = [own(value, 'given'), own(value, 'family')].filter((part) => typeof part === 'string').join(' ')
  return name === '' ? null : name
}
