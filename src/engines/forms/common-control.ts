import type { Reading } from '../../base/language.ts'
import type { Question } from './form.ts'
import { say } from './say.ts'

/** What every control takes from its question. */
export const commonControl = (question: Question, reading: Reading) => ({
  name: question.id,
  label: say(question.label, reading),
  optional: question.optional === true,
  ...(question.hint && { hint: say(question.hint, reading) }),
  ...(question.whenMissing && { whenMissing: say(question.whenMissing, reading) }),
})
