import type { Words } from '../../base/language.ts'
import type { Form } from '../../engines/forms/form.ts'

/** A document that a form asks for; `maybe` where not everybody is asked for it, or it may be left out. */
export type AskedDocument = { readonly label: Words; readonly maybe: boolean }

/** The documents that a published form asks for, in its order: nobody has to begin to know what to have at hand. */
export const documentsAsked = (form: unknown): AskedDocument[] =>
  (form as Form).groups.flatMap(group => group.pages.flatMap(page => page.questions
    .filter(question => question.type === 'document')
    .map(question => ({ label: question.label, maybe: question.optional === true || [group.when, page.when, question.when].some(when => when !== undefined) }))))
