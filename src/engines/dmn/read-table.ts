import type { Decision, Hit, Input, InputData, Output, Rule, Table, Type } from './decision.ts'
import { misfit } from './fit.ts'
import type { Raw } from './raw.ts'
import { readAllowed, readType } from './read-type.ts'
import { blame, expression, kindNames, nameOf, test, type Place, type Reading } from './reading.ts'
import { isScalar, type Scalar } from './value.ts'
import { isName } from '../feel/feel-name.ts'
import type { Expression } from './compile-expression.ts'

/** The cells that one table may have: a package comes from outside. */
const mostCells = 20_000

/** What a name in an expression stands for. */
export type Known = ReadonlyMap<string, Meaning>
export type Meaning = { readonly label: string; readonly type: Type; readonly possible: readonly Scalar[] | null }

/** Reads a decision table; null where it cannot be, which is told. `variable`: the type that its decision promises. */
export function readTable(r: Reading, element: string, raw: Raw, variable: string | undefined, known: Known, names: ReadonlySet<string>): Table | null {
  const before = r.faults.length
  const place: Place = { element, row: null }
  const hit = readHit(r, place, raw)
  const inputs = (raw.input ?? []).map(one => readInput(r, element, one, known, names))
  // What a list is made of is not its variable's type, nor is a number of rows that of a value.
  const single = raw.output?.length === 1 && (givesOne(hit) || ['C+', 'C<', 'C>'].includes(hit))
  const outputs = (raw.output ?? []).map(one => readOutput(r, element, one, single ? variable : undefined, raw.output!.length > 1, names))
  if (outputs.length === 0) blame(r, place, 'its table has no output', 'give it one')
  const seen = outputs.map(({ name }) => name)
  for (const name of new Set(seen.filter((one, index) => seen.indexOf(one) !== index))) blame(r, place, `two of its outputs are called "${name}"`, 'give each a name of its own')
  checkHit(r, place, hit, outputs)
  const rows = raw.rule ?? []
  if (rows.length === 0) blame(r, place, 'its table has no row', 'write at least one')
  if (rows.length * (inputs.length + outputs.length) > mostCells) {
    blame(r, place, `its table has more than ${mostCells} cells`, 'split it into decisions that require one another')
    return null
  }
  const rules = rows.map((one, index) => readRule(r, { element, row: index + 1 }, one, raw, inputs, outputs, names))
  if (r.faults.length > before) return null
  return { kind: 'table', hit, inputs: inputs as Input[], outputs: outputs as [Output, ...Output[]], rules: rules as Rule[] }
}

/** Whether it comes to one row's values, not to a list or a number made of several rows. */
export const givesOne = (hit: Hit): boolean => 'UAFP'.includes(hit)

const policies: Readonly<Record<string, Hit>> = { UNIQUE: 'U', ANY: 'A', FIRST: 'F', PRIORITY: 'P', 'RULE ORDER': 'R', 'OUTPUT ORDER': 'O', COLLECT: 'C' }
const aggregations: Readonly<Record<string, Hit>> = { SUM: 'C+', MIN: 'C<', MAX: 'C>', COUNT: 'C#' }

function readHit(r: Reading, place: Place, raw: Raw): Hit {
  const hit = policies[raw.hitPolicy ?? 'UNIQUE']
  if (!hit) blame(r, place, `its hit policy "${raw.hitPolicy}" is not known`, `use one of ${Object.keys(policies).join(', ')}`)
  if (!raw.aggregation) return hit ?? 'U'
  const whole = hit === 'C' ? aggregations[raw.aggregation] : undefined
  if (!whole) blame(r, place, `its rows cannot be aggregated by "${raw.aggregation}"`, 'aggregate by SUM, MIN, MAX or COUNT, under the hit policy COLLECT alone')
  return whole ?? 'C'
}

/** What a hit policy asks of the outputs. */
function checkHit(r: Reading, place: Place, hit: Hit, outputs: readonly Output[]): void {
  const numbers = outputs.every(({ type }) => type.kind === 'number' || type.kind === 'money')
  if ('C+C<C>'.includes(hit) && hit !== 'C' && (outputs.length > 1 || !numbers)) blame(r, place, `"${hit}" needs one output of type number or money`, 'give it one, with its type')
  if ((hit === 'P' || hit === 'O') && !outputs.some(({ type }) => priorities(type))) blame(r, place, `"${hit}" needs the values of an output in the order of their priority`, 'list them as the output’s values, the first comes first')
  const given = outputs.filter(({ otherwise }) => otherwise).length
  if (given > 0 && given < outputs.length) blame(r, place, 'some of its outputs have a default and others have none', 'give one to all, or to none')
  if (given > 0 && !givesOne(hit)) blame(r, place, `a default has no meaning under "${hit}", which may match no row`, 'take it off, or write a row of its own')
}

/** The values in the order of their priority; null where they are not listed one by one. */
export const priorities = ({ allowed }: Type): readonly Scalar[] | null => (allowed && !allowed.not && allowed.parts.every(({ kind }) => kind === 'value') ? allowed.constants : null)

function readInput(r: Reading, element: string, raw: Raw, known: Known, names: ReadonlySet<string>): Input | null {
  const place = { element, row: null }
  const read = expression(r, place, raw.inputExpression, names)
  const typeRef = raw.inputExpression?.typeRef
  const behind = read ? known.get(read.text) : undefined
  const named = typeRef ? readType(r, place, typeRef) : (behind?.type ?? { kind: 'any' as const, allowed: null })
  if (behind && behind.type.kind !== 'any' && named.kind !== 'any' && plainKind(behind.type) !== plainKind(named)) blame(r, place, `its input "${read!.text}" is of type ${kindNames[named.kind]} here, and of ${kindNames[behind.type.kind]} where it comes from`, 'give both the same type')
  // What is money where it comes from is money here, whatever number the column calls it.
  const kind = behind && (named.kind === 'any' || behind.type.kind === 'money') ? behind.type.kind : named.kind
  const allowed = readAllowed(r, place, raw.inputValues, { kind, allowed: named.allowed ?? behind?.type.allowed ?? null })
  return read && { id: raw.id ?? '', label: raw.label?.trim() || raw.inputExpression?.label?.trim() || (behind?.label ?? read.text), expression: read, type: { kind, allowed, ...((behind?.type.whole || isCount(read.text)) && { whole: true as const }) }, possible: behind?.possible ?? null }
}

/** How many there are is always a whole number. */
const isCount = (text: string): boolean => /^count\([A-Za-z0-9]+\)$/.test(text)

const plainKind = ({ kind }: Type): string => (kind === 'money' ? 'number' : kind)

function readOutput(r: Reading, element: string, raw: Raw, variable: string | undefined, several: boolean, names: ReadonlySet<string>): Output {
  const place = { element, row: null }
  const name = raw.name?.trim() ?? ''
  if (several && !isName(name)) blame(r, place, `its output "${name || nameOf(raw)}" has no name that expressions can use`, 'start with a small letter, then letters and digits')
  const own = raw.typeRef ? readType(r, place, raw.typeRef) : null
  const promised = variable ? readType(r, place, variable) : null
  if (own && promised && own.kind !== promised.kind && own.kind !== 'any' && promised.kind !== 'any') blame(r, place, `its output is of type ${kindNames[own.kind]}, and its variable of ${kindNames[promised.kind]}`, 'give both the same type')
  const named = own && own.kind !== 'any' ? own : (promised ?? own ?? { kind: 'any' as const, allowed: null })
  const type: Type = { kind: named.kind, allowed: readAllowed(r, place, raw.outputValues, { ...named, allowed: named.allowed ?? promised?.allowed ?? null }) }
  const otherwise = raw.defaultOutputEntry?.text?.trim() ? expression(r, place, raw.defaultOutputEntry, names) : null
  if (otherwise) checkOutput(r, place, otherwise, type, 'its default')
  return { name, label: raw.label?.trim() || name, type, otherwise }
}

function readRule(r: Reading, place: Place, raw: Raw, table: Raw, inputs: readonly (Input | null)[], outputs: readonly Output[], names: ReadonlySet<string>): Rule | null {
  const [tests, values] = [raw.inputEntry ?? [], raw.outputEntry ?? []]
  if (tests.length !== inputs.length || values.length !== outputs.length) {
    blame(r, place, `it has ${tests.length} tests and ${values.length} values, the table ${inputs.length} inputs and ${outputs.length} outputs`, 'give each column a cell; "-" tests nothing')
    return null
  }
  const read = tests.map((one, index) => test(r, place, one, names, inputs[index]?.type ?? { kind: 'any', allowed: null }))
  const given = values.map((one, index) => {
    const value = one.text?.trim() ? expression(r, place, one, names) : nothing
    if (value) checkOutput(r, place, value, outputs[index]!.type, `"${value.text}"`)
    return value
  })
  if (read.includes(null) || given.includes(null)) return null
  const own = raw.description?.trim()
  const annotations = (raw.annotationEntry ?? []).flatMap((one, index) => (one.text?.trim() ? [{ name: table.annotation?.[index]?.name?.trim() ?? '', text: one.text.trim() }] : []))
  return { id: raw.id ?? '', tests: read as Rule['tests'], outputs: given as Rule['outputs'], annotations: own ? [{ name: '', text: own }, ...annotations] : annotations }
}

/** An empty cell gives nothing. */
const nothing: Expression = { text: 'null', names: [], constant: { value: null }, value: () => null }

/** A constant is held against the output's type when it is read; what is computed, each time (evaluate.ts). */
function checkOutput(r: Reading, place: Place, read: Expression, type: Type, what: string): void {
  if (!read.constant) return
  const wrong = misfit(type, read.constant.value)
  if (wrong === 'OtherType') blame(r, place, `${what} is not of type ${kindNames[type.kind]}`, type.kind === 'text' ? 'put a text in quotation marks' : 'write a value of the type')
  if (wrong === 'NotWholeCents') blame(r, place, `${what} is no whole number of cents`, 'write amounts in cents: 4.50 is 450')
  if (wrong === 'NotAllowed') blame(r, place, `${what} is not among the output’s values (${type.allowed!.text})`, 'use one of them, or add it')
}

/** What a table's single output can be at all, where each row gives a constant. */
export function possibleOf(table: Table, at: number): readonly Scalar[] | null {
  if (!givesOne(table.hit)) return null
  const all = [...table.rules.map(({ outputs }) => outputs[at]!), ...(table.outputs[at]!.otherwise ? [table.outputs[at]!.otherwise] : [])].map(({ constant }) => constant?.value)
  return all.every(value => value !== undefined && isScalar(value)) ? [...new Map(all.map(value => [JSON.stringify(value), value as Scalar])).values()] : null
}

/** What the names of a required decision or an input data stand for. */
export function knownAs(one: Decision | InputData): [string, Meaning][] {
  const { name, label } = one
  if ('type' in one) return [[name, { label, type: one.type, possible: null }]]
  const { logic } = one
  if (logic.kind === 'expression') return [[name, { label, type: logic.type, possible: null }]]
  if (givesOne(logic.hit)) return logic.outputs.map((output, at) => [logic.outputs.length > 1 ? `${name}.${output.name}` : name, { label: logic.outputs.length > 1 ? `${label}: ${output.label}` : label, type: output.type, possible: possibleOf(logic, at) }])
  if (!logic.hit.startsWith('C') || logic.hit === 'C') return []
  return [[name, { label, type: { kind: logic.hit === 'C#' ? 'number' : logic.outputs[0].type.kind, allowed: null }, possible: null }]]
}
