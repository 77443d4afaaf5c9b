import type { CompiledForm, CompiledQuestion } from '../forms/compile-form.ts'
import type { Scope } from '../feel/feel.ts'
import type { Expression } from './compile-expression.ts'
import { compileTest, type Test } from './compile-test.ts'
import type { Type } from './decision.ts'

/*
 * What decision tables can be told in a case: answers to questions that are asked once, computed values, repeated groups as lists,
 * outcomes of steps, answers of tables that were asked before. Of which type, and whether it may be unknown when it is asked for.
 */

/** `whole`: a single value, which cells can compare; else a list or a context, of which only expressions and `?` can ask. */
export type OutsideName = { readonly type: Type; readonly whole: boolean; readonly mayBeNull: boolean }

const any: Type = { kind: 'any', allowed: null }

/** By name: of the form, and of the process, where each step's outcomes and each table is named. */
export function outsideNames(form: CompiledForm, steps: ReadonlyMap<string, readonly string[]>, tables: readonly string[]): ReadonlyMap<string, OutsideName> {
  const all = new Map<string, OutsideName>()
  for (const group of form.groups) {
    if (group.repeat) {
      all.set(group.id, { type: any, whole: false, mayBeNull: false })
      continue
    }
    for (const page of group.pages) for (const question of page.questions) {
      const { type, whole } = typeOf(question)
      all.set(question.id, { type, whole, mayBeNull: group.when !== null || page.when !== null || question.when !== null || question.source.optional === true })
    }
  }
  for (const { id, source, feel } of form.computed) all.set(id, { type: { kind: source.type, allowed: null }, whole: true, mayBeNull: comesToNothing(feel, all) })
  for (const [step, outcomes] of steps) all.set(step, { type: { kind: 'text', allowed: oneOf(outcomes) }, whole: true, mayBeNull: true })
  for (const table of tables) all.set(table, { type: any, whole: true, mayBeNull: true })
  return all
}

/** The questions of repeated groups, by the group: they have no one answer. */
export const askedRepeatedly = (form: CompiledForm): ReadonlyMap<string, string> =>
  new Map(form.groups.flatMap(group => (group.repeat ? group.pages.flatMap(page => page.questions.map(question => [question.id, group.id] as const)) : [])))

/** The questions whose answers are protected, those of repeated groups too. */
export const guardedQuestions = ({ groups }: CompiledForm): readonly string[] => groups.flatMap(group => group.pages).flatMap(page => page.questions).filter(isGuarded).map(({ id }) => id)

const isGuarded = ({ source, field }: CompiledQuestion): boolean => (source.protected ?? field.protected) !== undefined

/** Names whose answers are protected (health), and repeated groups in which some are. */
export function guardedNames(form: CompiledForm): ReadonlyMap<string, 'answer' | 'group'> {
  const found = new Map<string, 'answer' | 'group'>(form.computed.filter(one => one.guarded).map(one => [one.id, 'answer']))
  for (const group of form.groups) {
    const guarded = group.pages.flatMap(page => page.questions).filter(isGuarded)
    if (group.repeat && guarded.length > 0) found.set(group.id, 'group')
    else for (const { id } of guarded) found.set(id, 'answer')
  }
  return found
}

/** Whether an expression may be null for what it looks at; one that says something where nothing is known has thought of it. */
export const comesToNothing = ({ names, value }: Pick<Expression, 'names'> & { value(scope: Scope): unknown }, known: ReadonlyMap<string, { readonly mayBeNull: boolean }>): boolean =>
  names.some(name => known.get(name)?.mayBeNull !== false) && (value(nothing) ?? null) === null

const nothing: Scope = new Map()

function typeOf({ source }: CompiledQuestion): { type: Type; whole: boolean } {
  const { type, options = [], least, most, decimals = 0, unknown } = source
  switch (type) {
    case 'yes-no': case 'consent': return { type: { kind: 'yes-no', allowed: null }, whole: true }
    case 'number': return { type: { kind: 'number', allowed: least === undefined && most === undefined ? null : test(least === undefined ? `<= ${most}` : most === undefined ? `>= ${least}` : `[${least}..${most}]`), ...(decimals === 0 && { whole: true as const }) }, whole: true }
    // "I don't know" is a text among amounts.
    case 'money': return { type: unknown ? { kind: 'any', allowed: test('>= 0, "unknown"') } : { kind: 'money', allowed: test('>= 0') }, whole: true }
    case 'one-of': case 'search-list': return { type: { kind: 'text', allowed: oneOf(options.map(option => option.id)) }, whole: true }
    case 'date': return { type: { kind: 'day', allowed: null }, whole: true }
    case 'short-text': case 'long-text': case 'phone': case 'email': case 'email-or-none': case 'iban': return { type: { kind: 'text', allowed: null }, whole: true }
    default: return { type: any, whole: false }
  }
}

const oneOf = (ids: readonly string[]): Test => test(ids.map(id => JSON.stringify(id)).join(', '))

function test(text: string): Test {
  const read = compileTest(text)
  if ('fault' in read) throw new Error(`"${text}" cannot be read: ${read.fault}`)
  return read
}
