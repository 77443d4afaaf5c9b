import type { Language } from '../../base/language.ts'
import type { CompiledForm, CompiledQuestion } from './compile-form.ts'
import { noEmail } from './fields/email-or-none.ts'
import type { Answers } from './form.ts'
import { answersAt, asked, path, valueOf, type PageStep } from './path.ts'

/** How the person who asks can be reached, as far as the form asks for it. A form without a name gives ''. */
export type FormContact = { readonly name: string; readonly email?: string; readonly phone?: string }

/** Reads the answers that the form marks as the contact. */
export function contactOf(form: CompiledForm, answers: Answers): FormContact {
  const contact: { name: string; email?: string; phone?: string } = { name: '' }
  for (const { role, text } of briefs(form, answers, 'fr', (q) => q.source.contact !== undefined)) if (role && text !== noEmail) contact[role] = text
  return contact
}

/** What a list calls the request, in the order that the form names: "Inès Moreau, CE1 · Léo Moreau, GS". As typed, for no eyes but those that may see the case. */
export function subjectOf(form: CompiledForm, answers: Answers, language: Language): string {
  const wanted = form.source.subject ?? []
  const items = new Map<string, { place: number; text: string }[]>()
  for (const { step, id, text } of briefs(form, answers, language, (q) => wanted.includes(q.id))) {
    const item = `${step.group.id}.${step.item ?? ''}`
    items.set(item, [...(items.get(item) ?? []), { place: wanted.indexOf(id), text }])
  }
  const parts = [...items.values()].map((one) => one.sort((a, b) => a.place - b.place))
  return parts.sort(([a], [b]) => a!.place - b!.place).map((one) => one.map(({ text }) => text).join(', ')).join(' · ')
}

/** The wanted answers on the path in as few words as possible. Others are not put into words: a filing waits for this. */
const briefs = (form: CompiledForm, answers: Answers, language: Language, wanted: (question: CompiledQuestion) => boolean) =>
  path(form, answers)
    .filter((step): step is PageStep => step.kind === 'page')
    .flatMap((step) =>
      step.questions.filter(wanted).flatMap((question) => {
        const value = valueOf(question, answersAt(step, answers))
        if (value === null) return []
        const text = question.field.brief?.(value) ?? (question.source.contact ? String(value) : question.field.summarise(value, asked(question, step.scope), language).text)
        return [{ step, id: question.id, role: question.source.contact, text }]
      }),
    )
