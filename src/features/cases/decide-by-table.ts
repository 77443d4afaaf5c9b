import type { Currency } from '../../base/money.ts'
import { isRefusal } from '../../base/result.ts'
import type { Data, Node, Performed } from '../../engines/bpmn/model.ts'
import { decisionOf } from '../../engines/bpmn/read-process.ts'
import type { Decision } from '../../engines/dmn/decision.ts'
import { evaluate } from '../../engines/dmn/evaluate.ts'
import type { Value } from '../../engines/dmn/value.ts'
import { FeelDay } from '../../engines/feel/feel-day.ts'
import type { TableDecision } from '../../vocabulary/case-process.ts'
import type { ServiceDescription } from '../../vocabulary/services.ts'

/**
 * What a business rule task does by itself: it asks its table, at once and purely. The answer stands under the task's id, where
 * conditions and later tables see it; with the step stands by which rules it was come to, and nothing that a person answered.
 * A table that cannot decide ends the process with that refusal, unless an event at the task's edge catches it: people decide then.
 */
export function decideByTable(node: Node, data: Data, decisions: ReadonlyMap<string, Decision>, service: ServiceDescription): Performed {
  const id = decisionOf(node)
  if (id === undefined) return { result: 'waits' }
  const decision = decisions.get(id)
  if (!decision) throw new Error(`The decision "${id}" of a published process is missing.`)
  const decided = evaluate(decision, data)
  const about = { task: node.id, decision: id }
  if (isRefusal(decided)) return { result: 'error', name: decided.refused, says: { ...about, refused: decided.refused, ...(decided.detail && { detail: decided.detail }) } satisfies TableDecision }
  const value = plain(decided.value)
  const currency: Currency | undefined = service.decisions?.find(one => one.id === id)?.currency
  const rules = decided.rules.map(({ decision, row, rule }) => ({ decision, row, ...(rule !== undefined && { rule }) }))
  return { result: 'done', sets: { [node.id]: value }, says: { ...about, value, ...(currency && { currency }), rules } satisfies TableDecision }
}

/** As it is stored: a day as its text. */
function plain(value: Value): unknown {
  if (value instanceof FeelDay) return value.text
  if (Array.isArray(value)) return value.map(one => plain(one as Value))
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, plain(inner as Value)])) : value
}
