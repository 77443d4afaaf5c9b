import type { Reading } from '../../base/language.ts'
import type { Scope } from '../feel/feel.ts'
import type { Answers } from '../forms/form.ts'
import { scopeOf } from '../forms/path.ts'
import { publishedForm } from '../forms/published-form.ts'
import type { Decision } from './decision.ts'
import type { TableWords, Teller } from './tell-value.ts'
import { tellWork, type ToldWork, type Work } from './tell-work.ts'

/** The version of a service that a case was filed under, as far as its tables are told by it. */
type Version = { readonly form: unknown; readonly description: { readonly steps?: Teller['steps']; readonly decisions?: readonly TableWords[] } }
/** What is known of a case: its answers, the outcomes of steps, what tables came to; in the order in which it happened. */
type Known = {
  readonly answers: Readonly<Record<string, unknown>> | 'erased'
  readonly done: readonly { readonly step: string; readonly outcome: string | null; readonly at: number }[]
  readonly worked: readonly (Work & { readonly at: number })[]
}

/** How everything was come to that tables worked out in a case. The answers are the case's own: nothing of them is kept a second time. */
export function tellCase(version: Version, decisions: ReadonlyMap<string, Decision>, known: Known, reading: Reading): readonly ToldWork[] {
  if (known.worked.length === 0) return []
  const teller: Teller = {
    form: publishedForm(version), steps: version.description.steps ?? [], words: version.description.decisions ?? [], decisions, reading,
    asks: new Map(known.worked.map(one => [one.task, one.decision])),
  }
  return known.worked.flatMap((one, index) => tellWork(teller, one, scopeThen(teller, known, index)) ?? [])
}

/** What the table saw: later outcomes had not happened yet. */
function scopeThen({ form }: Teller, { answers, done, worked }: Known, index: number): Scope | null {
  if (answers === 'erased') return null
  const scope = new Map(scopeOf(form, answers as Answers))
  for (const { step, outcome, at } of done) if (outcome !== null && at <= worked[index]!.at) scope.set(step, outcome)
  for (const one of worked.slice(0, index)) if ('value' in one) scope.set(one.task, one.value)
  return scope
}
