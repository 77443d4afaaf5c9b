import type { CompiledForm, CompiledGroup, CompiledPage, CompiledQuestion } from './compile-form.ts'
import type { Condition } from './condition.ts'
import type { Scope } from '../feel/feel.ts'
import type { At } from './field.ts'
import { compute, type CompiledComputed } from './computed.ts'
import type { Answers, ComputedValue, ItemAnswers, Value } from './form.ts'

/*
 * The path through a form is derived from the form and the answers, each time, and stored nowhere:
 * so it cannot disagree with them. Conditions see only answers that are on the path themselves.
 */

/** A screen on the path. Its `id` stands in addresses: `days`, `children.0.identity`, `children.more`. */
export type Step = { readonly id: string; readonly group: CompiledGroup } & (
  | { readonly kind: 'page'; readonly page: CompiledPage; readonly item: number | null; readonly questions: readonly CompiledQuestion[]; readonly scope: Scope }
  | { readonly kind: 'more'; readonly items: number }
)

export type PageStep = Extract<Step, { kind: 'page' }>

/** All steps in order. The same form and answers always give the same path, so a request walks it once (80 µs each time else). */
export const path = (form: CompiledForm, answers: Answers): readonly Step[] => walkOnce(form, answers).steps

/** The computed values that these answers give, by id; one that cannot be computed is missing. */
export const computedValues = (form: CompiledForm, answers: Answers): ReadonlyMap<string, ComputedValue> => walkOnce(form, answers).computed

/**
 * Everything that a process may look at: the answers on the path, computed values, and each repeated group as the list of its items
 * (as they are stored). Days are FEEL's.
 */
export function scopeOf(form: CompiledForm, answers: Answers): Scope {
  const scope = new Map(walkOnce(form, answers).scope)
  for (const group of form.groups) if (group.repeat) scope.set(group.id, itemsOf(group, answers))
  return scope
}

type Walked = { readonly form: CompiledForm; readonly steps: readonly Step[]; readonly computed: ReadonlyMap<string, ComputedValue>; readonly scope: Scope }

/** Answers are never changed in place: whoever changes one makes new answers. */
const walked = new WeakMap<Answers, Walked>()

function walkOnce(form: CompiledForm, answers: Answers): Walked {
  const last = walked.get(answers)
  if (last?.form === form) return last
  const made = walkAll(form, answers)
  walked.set(answers, made)
  return made
}

function walkAll(form: CompiledForm, answers: Answers): Walked {
  const steps: Step[] = []
  const scope = new Map<string, unknown>()
  const computed = new Map<string, ComputedValue>()
  const settle = (all: readonly CompiledComputed[]): void => {
    for (const one of all) {
      const value = compute(one, scope)
      if (value === null) continue
      scope.set(one.id, value)
      computed.set(one.id, value)
    }
  }
  settle(form.computes)
  for (const group of form.groups) {
    const asks = holds(group.when, scope)
    if (!group.repeat) {
      for (const page of group.pages) {
        if (asks) walk(steps, group, page, null, answers as ItemAnswers, scope)
        // Also behind a page that is not asked: what it would have asked is null.
        settle(page.computes)
      }
    } else if (asks) {
      const items = itemsOf(group, answers)
      items.forEach((item, i) => {
        const inside = new Map(scope)
        for (const page of group.pages) walk(steps, group, page, i, item, inside)
      })
      if (items.length < group.repeat.max) steps.push({ id: `${group.id}.more`, kind: 'more', group, items: items.length })
    }
  }
  return { form, steps, computed, scope }
}

/** The step of this id, if it is on the path. */
export const findStep = (form: CompiledForm, answers: Answers, id: string): Step | null =>
  path(form, answers).find((step) => step.id === id) ?? null

/** The step after this one; `null` is the check of all answers (or a step that is not on the path). */
export const next = (form: CompiledForm, answers: Answers, id: string): Step | null => neighbour(path(form, answers), id, 1)

/** The step before this one; `null` is the form's beginning. */
export const back = (form: CompiledForm, answers: Answers, id: string): Step | null => neighbour(path(form, answers), id, -1)

/** The first step that still needs an answer; `null` when everything was asked and answered. */
export const firstOpen = (form: CompiledForm, answers: Answers, at: At): Step | null => missing(form, answers, at)[0] ?? null

/** All steps that still need an answer. An optional question counts as answered once it was seen. */
export const missing = (form: CompiledForm, answers: Answers, at: At): readonly Step[] =>
  path(form, answers).filter((step) => isOpen(step, answers, at))

/** Whether this step may be shown: it is on the path, and nothing before it is open. */
export function mayVisit(form: CompiledForm, answers: Answers, id: string, at: At): boolean {
  for (const step of path(form, answers)) {
    if (step.id === id) return true
    if (isOpen(step, answers, at)) return false
  }
  return false
}

/** A repeated group's items as they are asked: never fewer than its minimum, never more than its maximum. */
export function itemsOf(group: CompiledGroup, answers: Answers): readonly ItemAnswers[] {
  const stored = own(answers, group.id)
  const items: ItemAnswers[] = Array.isArray(stored) ? stored.slice(0, group.repeat!.max).map((item) => (isObject(item) ? item : {})) : []
  while (items.length < group.repeat!.min) items.push({})
  return items
}

/** The answers that a page step reads and writes. */
export const answersAt = (step: PageStep, answers: Answers): ItemAnswers =>
  step.item === null ? (answers as ItemAnswers) : (itemsOf(step.group, answers)[step.item] ?? {})

/** A stored answer in its type's form; `null` when there is none. */
export function valueOf(question: CompiledQuestion, answers: ItemAnswers): Value | null {
  const value = own(answers, question.id)
  return question.field.is(value) ? value : null
}

/** A question with the options that earlier answers leave on offer. */
export const asked = (question: CompiledQuestion, scope: Scope) => ({
  question: question.source,
  options: question.options.filter((o) => o.when === null || o.when.holds(scope)).map((o) => o.option),
})

/** The key under which "no, no more of them" is kept while the form is filled in; it is never sent. */
export const noMoreKey = (group: CompiledGroup): string => `${group.id}.more`

/** Reads a key of data from outside without its prototype. */
export const own = (data: object, key: string): unknown => (Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined)

/** One map serves all steps: a condition names earlier pages only, and what is set later has other names. */
function walk(steps: Step[], group: CompiledGroup, page: CompiledPage, item: number | null, answers: ItemAnswers, scope: Map<string, unknown>): void {
  if (!holds(page.when, scope)) return
  const questions = page.questions.filter((question) => holds(question.when, scope))
  if (questions.length === 0) return
  const id = item === null ? page.id : `${group.id}.${item}.${page.id}`
  steps.push({ id, kind: 'page', group, page, item, questions, scope })
  for (const question of questions) {
    const value = valueOf(question, answers)
    if (value !== null) scope.set(question.id, question.field.feel?.(value) ?? value)
  }
}

const holds = (when: Condition | null, scope: Scope): boolean => when === null || when.holds(scope)

function isOpen(step: Step, answers: Answers, at: At): boolean {
  if (step.kind === 'more') return own(answers, noMoreKey(step.group)) !== false
  const here = answersAt(step, answers)
  return step.questions.some((question) => {
    const stored = own(here, question.id)
    if (stored === null) return !question.source.optional
    return !question.field.is(stored) || question.field.check(stored, asked(question, step.scope), at).length > 0
  })
}

function neighbour(steps: readonly Step[], id: string, by: 1 | -1): Step | null {
  const here = steps.findIndex((step) => step.id === id)
  return here < 0 ? null : (steps[here + by] ?? null)
}

const isObject = (value: unknown): value is ItemAnswers => typeof value === 'object' && value !== null && !Array.isArray(value)
