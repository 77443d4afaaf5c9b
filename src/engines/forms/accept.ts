import type { Language } from '../../base/language.ts'
import type { Issue } from '../../base/result.ts'
import type { CompiledForm, CompiledQuestion } from './compile-form.ts'
import type { Asked, At } from './field.ts'
import type { Answers, ItemAnswers, Value } from './form.ts'
import { asked, findStep, itemsOf, noMoreKey, type PageStep, type Step } from './path.ts'
import { readPosted } from './posted.ts'
import type { Files } from './stored-file.ts'

/**
 * Takes what was posted on one step into the answers, or names what must be mended; then nothing is taken.
 * Issues name HTML fields. A step that is not on the path gives the issue `offPath`: show the first open step instead.
 */
export function accept(form: CompiledForm, answers: Answers, stepId: string, posted: URLSearchParams, at: AcceptAt): { readonly answers: Answers } | readonly Issue[] {
  const step = findStep(form, answers, stepId)
  if (!step) return [{ field: stepId, rule: 'offPath' }]
  return step.kind === 'more' ? acceptMore(step, answers, posted) : acceptPage(step, answers, posted, at)
}

/** Takes only the files of a step that is not finished yet; that some are missing, or too many, is said when it is. */
export function acceptFiles(form: CompiledForm, answers: Answers, stepId: string, posted: URLSearchParams, at: AcceptAt): { readonly answers: Answers } {
  const step = findStep(form, answers, stepId)
  if (step?.kind !== 'page') return { answers }
  const { files } = readPosted(posted, at.files)
  return { answers: put(step, answers, Object.fromEntries(step.questions.filter(({ field }) => field.files).map(({ id }) => [id, files(id).length > 0 ? files(id) : null]))) }
}

/** Takes an item out of a repeated group, if that leaves its minimum; what others answered stays. */
export function removeItem(form: CompiledForm, answers: Answers, groupId: string, index: number): Answers {
  const group = form.groups.find((one) => one.id === groupId)
  if (!group?.repeat) return answers
  const items = itemsOf(group, answers)
  if (items.length <= group.repeat.min || !(index in items)) return answers
  return { ...answers, [groupId]: items.filter((_, i) => i !== index) }
}

/** The day it is where the authority is, the language of the page that was posted, and the files that were sent here for this form. */
export type AcceptAt = At & { readonly language: Language; readonly files?: Files }

/** The field name of the question "another one?". */
export const moreField = 'more'

function acceptMore(step: Extract<Step, { kind: 'more' }>, answers: Answers, posted: URLSearchParams): { answers: Answers } | Issue[] {
  const more = posted.get(moreField)
  if (more === 'no') return { answers: { ...answers, [noMoreKey(step.group)]: false } }
  if (more !== 'yes') return [{ field: moreField, rule: 'required' }]
  const { [noMoreKey(step.group)]: _, ...rest } = answers
  return { answers: { ...rest, [step.group.id]: [...itemsOf(step.group, answers), {}] } }
}

function acceptPage(step: PageStep, answers: Answers, fields: URLSearchParams, at: AcceptAt): { answers: Answers } | Issue[] {
  const posted = readPosted(fields, at.files)
  const taken: Record<string, Value | null> = {}
  const issues: Issue[] = []
  for (const question of step.questions) {
    const here = asked(question, step.scope)
    const parsed = question.field.parse(posted, here, at.language)
    if ('issues' in parsed) issues.push(...parsed.issues)
    else {
      issues.push(...checkAnswer(question, parsed.value, here, at))
      taken[question.id] = parsed.value
    }
  }
  return issues.length > 0 ? issues : { answers: put(step, answers, taken) }
}

/** The rules for one answer, `null` being none. */
export function checkAnswer(question: CompiledQuestion, value: unknown, here: Asked, at: At): readonly Issue[] {
  if (value === null || value === undefined) return question.source.optional ? [] : [{ field: question.id, rule: 'required' }]
  return question.field.is(value) ? question.field.check(value, here, at) : [{ field: question.id, rule: 'malformed' }]
}

function put(step: PageStep, answers: Answers, taken: ItemAnswers): Answers {
  if (step.item === null) return { ...answers, ...taken }
  return { ...answers, [step.group.id]: itemsOf(step.group, answers).map((item, i) => (i === step.item ? { ...item, ...taken } : item)) }
}
