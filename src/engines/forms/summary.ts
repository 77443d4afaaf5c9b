import type { Reading } from '../../base/language.ts'
import type { CompiledForm, CompiledGroup } from './compile-form.ts'
import { tellComputed } from './computed.ts'
import type { Said } from './control.ts'
import { itemCaption, type ItemCaption } from './describe-step.ts'
import type { Answers } from './form.ts'
import { answersAt, asked, computedValues, path, valueOf } from './path.ts'
import { say } from './say.ts'
import type { StoredFile } from './stored-file.ts'

/** One line of the check page, the receipt or the agent's case: a question, its answer, and the step that changes it. */
export type SummaryRow = {
  /** `null`: a computed value, which no step changes. */
  readonly step: string | null
  readonly question: string
  readonly group: Said
  readonly item: ItemCaption | null
  readonly label: Said
  /** `null`: left empty. Lines end with \n. */
  readonly answer: Said | null
  readonly protected?: 'health'
  /** The files that the answer names. */
  readonly files?: readonly StoredFile[]
  /** The point on a map that the answer names, '49.144,-0.375', and its words without it. */
  readonly place?: { readonly point: string; readonly words: string }
}

/** The answers on the path in the order of the questions; behind each group's answers the computed values that it makes known. */
export function summary(form: CompiledForm, answers: Answers, reading: Reading): readonly SummaryRow[] {
  const rows = [...answerRows(form, answers, reading)]
  const values = computedValues(form, answers)
  for (const one of form.computed) {
    const value = values.get(one.id)
    const { label } = one.source
    if (!label || value === undefined) continue
    const group = say((form.groups.find((g) => g.id === one.group) ?? form.groups[0]!).source.title, reading)
    const row: SummaryRow = {
      step: null, question: one.id, group, item: null, label: say(label, reading), answer: tellComputed(one, value, reading), ...(one.guarded && { protected: 'health' }),
    }
    const last = rows.findLastIndex((before) => before.item === null && before.group.text === group.text)
    rows.splice(last < 0 ? rows.length : last + 1, 0, row)
  }
  return rows
}

function answerRows(form: CompiledForm, answers: Answers, reading: Reading): readonly SummaryRow[] {
  // The pages of an item follow each other: its caption is made once.
  let last: { group: CompiledGroup; index: number; caption: ItemCaption } | null = null
  const captionOf = (group: CompiledGroup, index: number): ItemCaption => {
    if (last?.group !== group || last.index !== index) last = { group, index, caption: itemCaption(group, answers, index, reading) }
    return last.caption
  }
  return path(form, answers).flatMap((step) => {
    if (step.kind === 'more') return []
    const here = answersAt(step, answers)
    const item = step.item === null ? null : captionOf(step.group, step.item)
    return step.questions.map((question): SummaryRow => {
      const guarded = question.source.protected ?? question.field.protected
      const value = valueOf(question, here)
      const point = value === null ? undefined : question.field.point?.(value)
      return {
        step: step.id,
        question: question.id,
        group: say(step.group.source.title, reading),
        item,
        label: say(question.source.label, reading),
        answer: value === null ? null : question.field.summarise(value, asked(question, step.scope), reading),
        ...(guarded && { protected: guarded }),
        ...(value !== null && question.field.files && { files: question.field.files(value) }),
        ...(value !== null && point !== undefined && { place: { point, words: question.field.brief!(value) } }),
      }
    })
  })
}
