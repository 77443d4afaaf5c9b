import type { CompiledForm } from '../../engines/forms/compile-form.ts'
import { filesIn } from '../../engines/forms/stored-file.ts'

/** The question that a case's file answers, in a repeated group too, and whether it is protected; `null` where none of the form does. */
export function answerOfFile(form: CompiledForm, answers: unknown, file: string): { readonly question: string; readonly protected?: string } | null {
  const named = Object.entries(answers ?? {}).flatMap(([key, value]) => (Array.isArray(value) ? [[key, value], ...value.flatMap(item => (typeof item === 'object' && item !== null ? Object.entries(item) : []))] : [[key, value]]) as [string, unknown][])
  const questions = form.groups.flatMap(group => group.pages.flatMap(page => page.questions)).filter(({ id }) => named.some(([key, value]) => key === id && filesIn(value).some(one => one.file === file)))
  // One paper may answer two questions: what is protected in one of them is protected.
  const question = questions.find(one => one.source.protected ?? one.field.protected) ?? questions[0]
  const guarded = question && (question.source.protected ?? question.field.protected)
  return question ? { question: question.id, ...(guarded && { protected: guarded }) } : null
}
