import type { Reading } from '../../base/language.ts'
import { after } from '../../engines/bpmn/after.ts'
import { publishedProcess } from '../../engines/bpmn/published-process.ts'
import { decides, decisionOf } from '../../engines/bpmn/read-process.ts'
import type { Decision, Table } from '../../engines/dmn/decision.ts'
import { needed } from '../../engines/dmn/needed.ts'
import { publishedDecisions } from '../../engines/dmn/published-decisions.ts'
import { tellTable, type ToldTable } from '../../engines/dmn/tell-table.ts'
import { nameOfSource, ofAuthor, sourceOf, type Teller } from '../../engines/dmn/tell-value.ts'
import type { Said } from '../../engines/forms/control.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import { isHandover, type CatalogueEntry, type PublishedService } from '../../vocabulary/services.ts'

/** The decision tables of a version, and where its process asks them. */
export type ServiceTables = {
  readonly entry: PublishedService
  readonly decisions: ReadonlyMap<string, Decision>
  /** The decision behind each business rule task. */
  readonly asks: ReadonlyMap<string, string>
  readonly tables: readonly { readonly decision: Decision; readonly table: Table; readonly personDecides: boolean }[]
}

const known = new WeakMap<PublishedService, Promise<ServiceTables>>()

/** Read once for each version; `null` where nothing is worked out by a table. */
export function tablesOf(entry: CatalogueEntry): Promise<ServiceTables> | null {
  if (isHandover(entry) || !entry.decisions) return null
  const found = known.get(entry) ?? read(entry)
  known.set(entry, found)
  return found
}

async function read(entry: PublishedService): Promise<ServiceTables> {
  const [decisions, { model }] = await Promise.all([publishedDecisions(entry), publishedProcess(entry)])
  const asking = [...model.nodes.values()].flatMap(node => (decisionOf(node) === undefined ? [] : [{ node, id: decisionOf(node)! }]))
  const tables = [...decisions.values()].flatMap(decision => {
    const tasks = asking.filter(({ id }) => uses(decisions.get(id)!, decision))
    return decision.logic.kind === 'table' && tasks.length > 0 ? [{ decision, table: decision.logic, personDecides: tasks.every(({ node }) => [...after(node)].some(decides)) }] : []
  })
  return { entry, decisions, asks: new Map(asking.map(({ node, id }) => [node.id, id])), tables }
}

const uses = (from: Decision, to: Decision): boolean => from === to || from.decisions.some(one => uses(one, to))

/** What the tables of a version are told by, to one reader. */
export const tellerOf = ({ entry, decisions, asks }: ServiceTables, reading: Reading): Teller =>
  ({ form: publishedForm(entry), steps: entry.description.steps ?? [], words: entry.description.decisions ?? [], decisions, asks, reading })

export const tellTables = (all: ServiceTables, reading: Reading): readonly ToldTable[] => all.tables.map(({ decision, table }) => tellTable(tellerOf(all, reading), decision, table))

/** What a decision looks at, by name: where each datum comes from, and what it is called. */
export function dataOf(all: ServiceTables, decision: Decision, reading: Reading): readonly { readonly name: string; readonly from: 'answer' | 'computed' | 'step' | 'table'; readonly label: Said }[] {
  const teller = tellerOf(all, reading)
  return needed(decision).map(({ name, label }) => {
    const source = sourceOf(teller, name, [])
    const from = source?.kind === 'computed' ? 'computed' : source?.kind === 'step' ? 'step' : source?.kind === 'table' ? 'table' : 'answer'
    return { name, from, label: (source && nameOfSource(teller, source)) ?? ofAuthor(teller, label) }
  })
}

/** Says the same for tables that decide the same, whatever their words: from which version on a table holds is known by it. */
export function fingerprint({ logic, decisions, inputs }: Decision): string {
  const own = logic.kind === 'expression' ? [logic.expression.text, logic.type.kind] : [
    logic.hit,
    logic.inputs.map(({ expression, type }) => [expression.text, type.kind, type.allowed?.text]),
    logic.outputs.map(({ name, type, otherwise }) => [name, type.kind, type.allowed?.text, otherwise?.text]),
    logic.rules.map(({ tests, outputs }) => [tests.map(({ text }) => text), outputs.map(({ text }) => text)]),
  ]
  return JSON.stringify([own, inputs.map(({ name }) => name), decisions.map(fingerprint)])
}
