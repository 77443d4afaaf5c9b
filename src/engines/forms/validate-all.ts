import type { Issue } from '../../base/result.ts'
import { checkAnswer } from './accept.ts'
import type { CompiledForm } from './compile-form.ts'
import type { At } from './field.ts'
import type { Answers, ItemAnswers, Value } from './form.ts'
import { answersAt, asked, own, path } from './path.ts'

/**
 * Checks everything that is to be sent, from a page or from a program: the answers on the path come back, all others are left out.
 * Issues name places such as `children[0].identity.birthDate`.
 */
export function validateAll(form: CompiledForm, raw: unknown, at: At): { readonly answers: Answers } | readonly Issue[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return [{ field: '', rule: 'malformed' }]
  const answers = raw as Answers
  const issues: Issue[] = []
  const kept: Record<string, Value | ItemAnswers[]> = {}
  for (const step of path(form, answers)) {
    const { id, repeat } = step.group
    if (repeat && !kept[id]) {
      kept[id] = []
      issues.push(...listIssues(own(answers, id), id, repeat.max))
    }
    if (step.kind === 'more') continue
    const from = answersAt(step, answers)
    const into = step.item === null ? kept : itemOf(kept[id] as Record<string, Value>[], step.item)
    for (const question of step.questions) {
      const value = own(from, question.id)
      const found = checkAnswer(question, value, asked(question, step.scope), at)
      const prefix = step.item === null ? '' : `${id}[${step.item}].`
      if (found.length > 0) issues.push(...found.map((issue) => ({ ...issue, field: prefix + issue.field })))
      else if (value !== null && value !== undefined) into[question.id] = value as Value
    }
  }
  return issues.length > 0 ? issues : { answers: kept }
}

function listIssues(items: unknown, group: string, max: number): Issue[] {
  if (items === undefined) return []
  if (!Array.isArray(items)) return [{ field: group, rule: 'malformed' }]
  return items.length > max ? [{ field: group, rule: 'tooMany', detail: { max } }] : []
}

function itemOf(items: Record<string, Value>[], index: number): Record<string, Value> {
  while (items.length <= index) items.push({})
  return items[index]!
}
