import type { Language } from '../../base/language.ts'
import type { CompiledForm, CompiledGroup } from './compile-form.ts'
import type { Said } from './control.ts'
import { itemCaption, type ItemCaption } from './describe-step.ts'
import type { Answers } from './form.ts'
import { answersAt, asked, path, valueOf } from './path.ts'
import { say } from './say.ts'
import type { StoredFile } from './stored-file.ts'

/** One line of the check page, the receipt or the agent's case: a question, its answer, and the step that changes it. */
export type SummaryRow = {
  readonly step: string
  readonly question: string
  readonly group: Said
  readonly item: ItemCaption | null
  readonly label: Said
  /** `null`: left empty. Lines end with \n. */
  readonly answer: Said | null
  readonly protected?: 'health'
  /** The files that the answer names. */
  readonly files?: readonly StoredFile[]
}

/** The answers on the path, in the order of the questions. */
export function summary(form: CompiledForm, answers: Answers, language: Language): readonly SummaryRow[] {
  // The pages of an item follow each other: its caption is made once.
  let last: { group: CompiledGroup; index: number; caption: ItemCaption } | null = null
  const captionOf = (group: CompiledGroup, index: number): ItemCaption => {
    if (last?.group !== group || last.index !== index) last = { group, index, caption: itemCaption(group, answers, index, language) }
    return last.caption
  }
  return path(form, answers).flatMap((step) => {
    if (step.kind === 'more') return []
    const here = answersAt(step, answers)
    const item = step.item === null ? null : captionOf(step.group, step.item)
    return step.questions.map((question): SummaryRow => {
      const guarded = question.source.protected ?? question.field.protected
      const value = valueOf(question, here)
      return {
        step: step.id,
        question: question.id,
        group: say(step.group.source.title, language),
        item,
        label: say(question.source.label, language),
        answer: value === null ? null : question.field.summarise(value, asked(question, step.scope), language),
        ...(guarded && { protected: guarded }),
        ...(value !== null && question.field.files && { files: question.field.files(value) }),
      }
    })
  })
}
