import type { Language } from '../../base/language.ts'
import type { Question } from './form.ts'
import { say } from './say.ts'

/** What every control takes from its question. */
export const commonControl = (question: Question, language: Language) => ({
  name: question.id,
  label: say(question.label, language),
  optional: question.optional === true,
  ...(question.hint && { hint: say(question.hint, language) }),
  ...(question.whenMissing && { whenMissing: say(question.whenMissing, language) }),
})
