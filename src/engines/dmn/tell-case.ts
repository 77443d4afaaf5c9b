import type { Reading } from '../../base/language.ts'
import type { Scope } from '../feel/feel.ts'
import type { CompiledForm } from '../forms/compile-form.ts'
import type { Answers } from '../forms/form.ts'
import { scopeOf } from '../forms/path.ts'
import { publishedForm } from '../forms/published-form.ts'
import type { Decision } from './decision.ts'
import { publishedDecisions, type DecisionFiles } from './published-decisions.ts'
import type { TableWords, Teller } from './tell-value.ts'
import { tellWork, type ToldWork, type Work } from './tell-work.ts'

/** The version of a service that a case was filed under, as far as its tables are told by it. */
type Version = { readonly form: unknown; readonly description: { readonly steps?: Teller['steps'] } }
/** What is known of a case: its answers, the outcomes of steps, what tables came to; in the order in which it happened. */
type Known = {
  readonly answers: Readonly<Record<string, unknown>> | 'erased'
  readonly done: readonly { readonly step: string; readonly outcome: string | null; readonly at: number }[]
  readonly worked: readonly Worked[]
}
type Worked = Work & { readonly version: number; readonly at: number }

/** The tables of each version by which something was worked out in a case: one that was moved has more than one. */
export type CaseTables = ReadonlyMap<number, { readonly decisions: ReadonlyMap<string, Decision>; readonly words: readonly TableWords[] }>

type Published = { readonly decisions?: DecisionFiles; readonly description: { readonly decisions?: readonly TableWords[] } }

export async function tablesOfCase(worked: readonly Worked[], published: (version: number) => Promise<Published | null>): Promise<CaseTables> {
  const versions = [...new Set(worked.map(({ version }) => version))]
  return new Map(await Promise.all(versions.map(async version => {
    const found = await published(version)
    if (!found) throw new Error(`Version ${version}, whose tables a case was worked out by, is not published here.`)
    return [version, { decisions: await publishedDecisions(found), words: found.description.decisions ?? [] }] as const
  })))
}

/** How everything was come to that tables worked out in a case. The answers are the case's own: nothing of them is kept a second time. */
export function tellCase(service: Version, tables: CaseTables, known: Known, reading: Reading): readonly ToldWork[] {
  if (known.worked.length === 0) return []
  const form = publishedForm(service)
  const asks = new Map(known.worked.map(one => [one.task, one.decision]))
  return known.worked.flatMap((one, index) => tellWork({ form, steps: service.description.steps ?? [], asks, reading, ...tables.get(one.version)! }, one, scopeThen(form, known, index)) ?? [])
}

/** What the table saw: later outcomes had not happened yet. */
function scopeThen(form: CompiledForm, { answers, done, worked }: Known, index: number): Scope | null {
  if (answers === 'erased') return null
  const scope = new Map(scopeOf(form, answers as Answers))
  for (const { step, outcome, at } of done) if (outcome !== null && at <= worked[index]!.at) scope.set(step, outcome)
  for (const one of worked.slice(0, index)) if ('value' in one) scope.set(one.task, one.value)
  return scope
}
