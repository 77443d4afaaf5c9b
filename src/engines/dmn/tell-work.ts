import type { Currency } from '../../base/money.ts'
import { isRefusal } from '../../base/result.ts'
import type { Scope } from '../feel/feel.ts'
import type { Said } from '../forms/control.ts'
import type { Value as Answer } from '../forms/form.ts'
import { asked } from '../forms/path.ts'
import { say } from '../forms/say.ts'
import type { Decision, Table } from './decision.ts'
import { evaluate } from './evaluate.ts'
import { tellInput, tellRow, type ToldRow } from './tell-table.ts'
import { nameOfTable, sourceOf, tellValue, wordsOf, type Source, type Teller } from './tell-value.ts'

/* How a decision of a case was come to, for whom it is about: what was looked at, in their own words, the rule, the result. */

/** What was kept of a decision (`decided` of a process move). */
export type Work = { readonly task: string; readonly decision: string } & (
  | { readonly value: unknown; readonly currency?: Currency; readonly rules: readonly { readonly decision: string; readonly row: number | 'default' }[] }
  | { readonly refused: string; readonly detail?: Readonly<Record<string, unknown>> }
)

export type ToldWork = {
  readonly task: string
  readonly decision: string
  readonly name: Said
  readonly purpose: Said | null
  readonly article: string | null
  /** One for each table that had a say, the last one the decision itself. */
  readonly parts: readonly { readonly id: string; readonly name: Said; readonly facts: readonly ToldFact[]; readonly rules: readonly ToldRow[] }[]
  /** `null`: the table could not decide, and people do. */
  readonly result: Said | null
  /** The package says that such a result leads to a refusal. */
  readonly refuses: boolean
}

/** What a column looked at. `null`: not known any more. `questions`: whose answers those are; `guarded`: one of them is protected. */
export type ToldFact = { readonly label: Said; readonly value: Said | null; readonly questions: readonly string[]; readonly guarded: boolean }

/** `scope`: what was known then, by name; `null` where the answers were erased. */
export function tellWork(teller: Teller, work: Work, scope: Scope | null): ToldWork | null {
  const decision = teller.decisions.get(work.decision)
  if (!decision) return null
  const words = wordsOf(teller, decision)
  const about = { task: work.task, decision: work.decision, name: nameOfTable(teller, decision), purpose: words ? say(words.purpose, teller.reading) : null, article: words?.article ?? null }
  if ('refused' in work) return { ...about, parts: [], result: null, refuses: false }
  const kind = decision.logic.kind === 'table' ? decision.logic.outputs[0].type.kind : decision.logic.type.kind
  const tables = [...new Set(work.rules.map(rule => rule.decision))].flatMap(id => teller.decisions.get(id) ?? [])
  return {
    ...about,
    parts: tables.flatMap(one => (one.logic.kind === 'table' ? [tellPart(teller, one, one.logic, work.rules.filter(rule => rule.decision === one.id).map(({ row }) => row), scope)] : [])),
    result: tellValue(teller, work.value, { kind: 'table', decision }, kind, work.currency),
    refuses: typeof work.value === 'string' && words?.results?.find(one => one.id === work.value)?.refuses === true,
  }
}

function tellPart(teller: Teller, decision: Decision, table: Table, rows: readonly (number | 'default')[], scope: Scope | null): ToldWork['parts'][number] {
  const known = scope && withRequired(decision, scope)
  return {
    id: decision.id, name: nameOfTable(teller, decision), rules: rows.map(row => tellRow(teller, decision, table, row)),
    facts: table.inputs.map(input => {
      const source = sourceOf(teller, input.expression.text, decision.decisions)
      const behind = input.expression.names.flatMap(name => sourceOf(teller, name, decision.decisions) ?? [])
      return {
        label: tellInput(teller, decision, input), value: known && tellFact(teller, input.expression.value(known) ?? null, source, input.type.kind, known, input.expression.text),
        questions: behind.flatMap(one => (one.kind === 'question' ? [one.question.id] : [])), guarded: behind.some(isGuarded),
      }
    }),
  }
}

/** An answer as its own question says it, whatever type it is of. */
function tellFact(teller: Teller, value: unknown, source: Source | null, kind: string, scope: Scope, name: string): Said {
  if (source?.kind !== 'question') return tellValue(teller, value, source, kind)
  const { question } = source
  const answer = scope.get(name)
  return question.field.is(answer) ? question.field.summarise(answer as Answer, asked(question, scope), teller.reading) : tellValue(teller, value, source, kind)
}

/** With the answers of the decisions that it requires, by their names. */
function withRequired(decision: Decision, scope: Scope): Scope {
  if (decision.decisions.length === 0) return scope
  const all = new Map(scope)
  for (const one of decision.decisions) {
    const decided = evaluate(one, scope)
    all.set(one.name, isRefusal(decided) ? null : decided.value)
  }
  return all
}

const isGuarded = (source: Source): boolean =>
  source.kind === 'question' ? (source.question.source.protected ?? source.question.field.protected) !== undefined : source.kind === 'computed' && source.computed.guarded
