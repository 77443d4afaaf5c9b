import { isRefusal, refuse, type Refusal } from '../../base/result.ts'
import type { Scope } from '../feel/feel.ts'
import { asked } from './compile-test.ts'
import type { Expression } from './compile-expression.ts'
import type { Annotation, Decision, Rule, Table, Type } from './decision.ts'
import { misfit } from './fit.ts'
import { settle } from './settle.ts'
import { isScalar, type Value } from './value.ts'

/** A row that fired, from 1, or the defaults where none did: what explains a fee or a refusal. `decision` is an id, `rule` that of the row where it has one. */
export type Fired = { readonly decision: string; readonly row: number | 'default'; readonly rule?: string; readonly annotations: readonly Annotation[] }

export type Decided = { readonly value: Value; readonly rules: readonly Fired[] }

/**
 * Decides, after all that it requires. `data` holds the input data by name; what is missing there is not known (null);
 * days are `FeelDay`, amounts whole cents.
 *
 * Refusals name the decision by its id, the row and the input's or output's label, never a value:
 * `NoRule`, `RulesOverlap` · `InputOtherType`, `InputNotWholeCents`, `InputNotAllowed` · `OutputOtherType`, `OutputNotWholeCents`,
 * `OutputNotAllowed`, `OutputNotKnown` (an expression that promises a type came to nothing).
 */
export function evaluate(decision: Decision, data: Scope): Decided | Refusal {
  const scope = new Map<string, unknown>()
  const rules: Fired[] = []
  const wrong = decide(decision, data, scope, rules)
  return wrong ?? { value: scope.get(decision.name) as Value, rules }
}

function decide(decision: Decision, data: Scope, scope: Map<string, unknown>, rules: Fired[]): Refusal | null {
  if (scope.has(decision.name)) return null
  for (const { name, label, type } of decision.inputs) {
    const value = data.get(name) ?? null
    const wrong = misfit(type, value as Value)
    if (wrong) return refuse(`Input${wrong}`, { detail: { decision: decision.id, input: label } })
    scope.set(name, value)
  }
  for (const required of decision.decisions) {
    const wrong = decide(required, data, scope, rules)
    if (wrong) return wrong
  }
  const { logic } = decision
  const value = logic.kind === 'table' ? run(decision.id, logic, scope, rules) : valueOf(logic.expression, logic.type, scope, { decision: decision.id })
  if (isRefusal(value)) return value
  scope.set(decision.name, value)
  return null
}

function run(decision: string, table: Table, scope: Map<string, unknown>, rules: Fired[]): Value | Refusal {
  const inputs = readInputs(decision, table, scope)
  if (isRefusal(inputs)) return inputs
  const matched: { readonly row: number; readonly values: readonly Value[] }[] = []
  for (let index = 0; index < table.rules.length; index++) {
    const rule = table.rules[index]!
    if (!matches(rule, inputs, scope)) continue
    const values = outputsOf(decision, table, rule.outputs, scope, index + 1)
    if (isRefusal(values)) return values
    matched.push({ row: index + 1, values })
    if (table.hit === 'F') break
  }
  if (matched.length === 0 && table.outputs[0].otherwise) {
    const values = outputsOf(decision, table, table.outputs.map(({ otherwise }) => otherwise!), scope, null)
    if (isRefusal(values)) return values
    rules.push({ decision, row: 'default', annotations: [] })
    return shape(table, values)
  }
  const settled = settle(table, matched)
  if (isRefusal(settled)) return { ...settled, detail: { decision, ...settled.detail } }
  for (const { row } of settled.hits) {
    const { id, annotations } = table.rules[row - 1]!
    rules.push({ decision, row, ...(id !== '' && { rule: id }), annotations })
  }
  return 'whole' in settled ? settled.whole : settled.one ? shape(table, settled.hits[0]!.values) : settled.hits.map(({ values }) => shape(table, values))
}

/** Each input's value; one that is a list or a context can only be asked by `?`. */
function readInputs(decision: string, table: Table, scope: Scope): readonly Value[] | Refusal {
  const values: Value[] = []
  for (const [at, { expression, type, label }] of table.inputs.entries()) {
    const value = expression.value(scope)
    const wrong = value === undefined || (!isScalar(value) && table.rules.some(({ tests }) => !tests[at]!.always && !tests[at]!.onlyAsks)) ? 'OtherType' : misfit(type, value)
    if (wrong) return refuse(`Input${wrong}`, { detail: { decision, input: label } })
    values.push(value as Value)
  }
  return values
}

function matches({ tests }: Rule, inputs: readonly Value[], scope: Map<string, unknown>): boolean {
  for (let at = 0; at < tests.length; at++) {
    const test = tests[at]!
    if (test.always) continue
    const value = inputs[at]!
    if (test.asks) scope.set(asked, value)
    if (!test.matches(isScalar(value) ? value : null, scope)) return false
  }
  return true
}

function outputsOf(decision: string, table: Table, expressions: readonly Expression[], scope: Scope, row: number | null): readonly Value[] | Refusal {
  const values: Value[] = []
  for (const [at, { label, type }] of table.outputs.entries()) {
    const value = valueOf(expressions[at]!, type, scope, { decision, ...(row !== null && { row }), ...(label !== '' && { output: label }) })
    if (isRefusal(value)) return value
    values.push(value)
  }
  return values
}

/** What an expression comes to. Constants were held against their type when they were read. */
function valueOf(expression: Expression, type: Type, scope: Scope, detail: Readonly<Record<string, string | number>>): Value | Refusal {
  if (expression.constant) return expression.constant.value
  const value = expression.value(scope)
  if (value === undefined) return refuse('OutputOtherType', { detail })
  if (value === null && type.kind !== 'any') return refuse('OutputNotKnown', { detail })
  const wrong = misfit(type, value)
  return wrong ? refuse(`Output${wrong}`, { detail }) : value
}

/** One output is its value, several stand by their names. */
function shape(table: Table, values: readonly Value[]): Value {
  return table.outputs.length === 1 ? values[0]! : Object.fromEntries(table.outputs.map(({ name }, at) => [name, values[at]!]))
}
