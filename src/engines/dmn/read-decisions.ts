import { DmnModdle } from 'dmn-moddle'
import { isName } from '../feel/feel-name.ts'
import { asked } from './compile-test.ts'
import type { Decision, DecisionFault, InputData, Type } from './decision.ts'
import { misfit } from './fit.ts'
import type { Raw } from './raw.ts'
import { knownAs, readTable, type Known } from './read-table.ts'
import { readType } from './read-type.ts'
import { blame, expression, isFeel, kindNames, nameOf, type Place, type Reading } from './reading.ts'

/**
 * Reads a DMN 1.3 XML file into the decisions that the engine evaluates, each behind those it requires. Whatever it says that the
 * engine does not evaluate is a fault with the element's name: a table that is read wrongly decides about people wrongly.
 * `outside`: what is known of input data where it comes from, by name; it fills in what the file leaves open, and must not differ.
 */
export async function readDecisions(xml: string, outside: ReadonlyMap<string, Type> = new Map()): Promise<{ decisions: readonly Decision[] } | { faults: readonly DecisionFault[] }> {
  const faults: DecisionFault[] = []
  let root: Raw
  try {
    const read = await new DmnModdle().fromXML(xml)
    root = read.rootElement as Raw
    for (const { message } of read.warnings) faults.push({ element: 'the file', row: null, what: message.replaceAll(/\s+/g, ' '), mend: 'take it out, or write it as DMN 1.3 has it' })
  } catch (thrown) {
    return { faults: [{ element: 'the file', row: null, what: `it is no DMN 1.3 file: ${(thrown as Error).message.split('\n')[0]}`, mend: 'save it as DMN 1.3' }] }
  }
  const items = new Map((root.itemDefinition ?? []).map(one => [one.name?.trim() ?? '', one]))
  const r: Reading = { faults, items, expressions: new Map(), tests: new Map() }
  const file: Place = { element: nameOf(root), row: null }
  if (root.expressionLanguage && !isFeel(root.expressionLanguage)) blame(r, file, `"${root.expressionLanguage}" is not spoken here`, 'write the file in FEEL')
  if (root.import?.length) blame(r, file, 'it imports another file', 'copy what it needs into it')
  const { inputs, raws } = sort(r, root.drgElement ?? [], outside)
  const decisions = new Graph(r, inputs, raws).read()
  if (raws.size === 0) blame(r, file, 'there is no decision in it', 'add a decision')
  return faults.length > 0 ? { faults } : { decisions }
}

/** Input data, read, and decisions, still to be read, by id. */
function sort(r: Reading, elements: readonly Raw[], outside: ReadonlyMap<string, Type>): { inputs: ReadonlyMap<string, InputData>; raws: ReadonlyMap<string, Raw> } {
  const inputs = new Map<string, InputData>()
  const raws = new Map<string, Raw>()
  const names = new Set<string>()
  for (const raw of elements) {
    const place: Place = { element: nameOf(raw), row: null }
    const id = raw.id ?? ''
    // The source of a rule (a law, a council's decision) says something to people and decides nothing.
    if (raw.$type === 'dmn:KnowledgeSource') continue
    if (raw.$type !== 'dmn:Decision' && raw.$type !== 'dmn:InputData') {
      blame(r, place, `"${raw.$type.slice(4)}" is not evaluated here`, 'write it as a decision of its own')
      continue
    }
    const name = variableOf(raw)
    if (!id) blame(r, place, 'it has no id', 'give it one')
    if (!isName(name) || name === asked || name in {}) blame(r, place, `its name "${name}" cannot be used in expressions`, 'give its variable a name of a small letter, then letters and digits; words for people are its label')
    else if (names.has(name)) blame(r, place, `its name "${name}" stands twice`, 'give each input data and decision a name of its own')
    names.add(name)
    if (raw.$type === 'dmn:Decision') raws.set(id, raw)
    else inputs.set(id, { id, name, label: nameOf(raw), type: joined(r, place, readType(r, place, raw.variable?.typeRef), outside.get(name)) })
  }
  return { inputs, raws }
}

/** What the file says of input data, and what is known of it where it comes from. */
function joined(r: Reading, place: Place, own: Type, outside: Type | undefined): Type {
  if (!outside || outside.kind === 'any') return own
  if (own.kind === 'any') return { ...outside, allowed: own.allowed ?? outside.allowed }
  const plain = (kind: Type['kind']) => (kind === 'money' ? 'number' : kind)
  if (plain(own.kind) !== plain(outside.kind)) blame(r, place, `it is of type ${kindNames[own.kind]}, and of ${kindNames[outside.kind]} where it comes from`, `write ${kindNames[outside.kind]}, or leave the type out`)
  return { ...outside, kind: outside.kind === 'money' ? 'money' : own.kind, allowed: own.allowed ?? outside.allowed }
}

const variableOf = (raw: Raw): string => raw.variable?.name?.trim() || raw.name?.trim() || raw.id || ''

class Graph {
  private readonly done = new Map<string, Decision | null>()
  private readonly r: Reading
  private readonly inputs: ReadonlyMap<string, InputData>
  private readonly raws: ReadonlyMap<string, Raw>

  constructor(r: Reading, inputs: ReadonlyMap<string, InputData>, raws: ReadonlyMap<string, Raw>) {
    this.r = r
    this.inputs = inputs
    this.raws = raws
  }

  /** All decisions, each behind those it requires. */
  read(): Decision[] {
    for (const id of this.raws.keys()) this.visit(id, [])
    return [...this.done.values()].filter(one => one !== null)
  }

  private visit(id: string, above: readonly string[]): Decision | null {
    const found = this.done.get(id)
    if (found !== undefined) return found
    const raw = this.raws.get(id)!
    const place: Place = { element: nameOf(raw), row: null }
    if (above.includes(id)) {
      const circle = [...above.slice(above.indexOf(id)), id].map(one => nameOf(this.raws.get(one)!))
      blame(this.r, place, `it requires itself: ${circle.join(' → ')}`, 'take out one of these requirements')
      return null
    }
    const decisions: Decision[] = []
    const inputs: InputData[] = []
    let whole = true
    for (const { requiredDecision, requiredInput } of raw.informationRequirement ?? []) {
      const to = (requiredDecision ?? requiredInput)?.href?.replace(/^#/, '') ?? ''
      const input = requiredInput && this.inputs.get(to)
      if (input) inputs.push(input)
      else if (requiredDecision && this.raws.has(to)) {
        const one = this.visit(to, [...above, id])
        if (one) decisions.push(one)
        else whole = false
      } else {
        blame(this.r, place, `it requires "${to}", which is not in the file`, 'draw the requirement anew')
        whole = false
      }
    }
    for (const { requiredKnowledge } of raw.knowledgeRequirement ?? []) blame(this.r, place, `it requires the knowledge "${requiredKnowledge?.href?.replace(/^#/, '') ?? ''}", which is not evaluated here`, 'write that as a decision and require it')
    // What stands on something that could not be read would be told a second time.
    const decision = whole ? this.decision(raw, id, decisions, inputs) : null
    if (!this.done.has(id)) this.done.set(id, decision)
    return decision
  }

  private decision(raw: Raw, id: string, decisions: readonly Decision[], inputs: readonly InputData[]): Decision | null {
    const element = nameOf(raw)
    const known: Known = new Map([...inputs, ...decisions].flatMap(knownAs))
    const names = new Set([...inputs, ...decisions].map(({ name }) => name))
    const logic = this.logic(raw, element, known, names)
    return logic && { id, name: variableOf(raw), label: element, decisions, inputs, logic }
  }

  private logic(raw: Raw, element: string, known: Known, names: ReadonlySet<string>): Decision['logic'] | null {
    const place: Place = { element, row: null }
    const inner = raw.decisionLogic
    if (inner?.$type === 'dmn:DecisionTable') return readTable(this.r, element, inner, raw.variable?.typeRef, known, names)
    if (inner?.$type === 'dmn:LiteralExpression') {
      const read = expression(this.r, place, inner, names)
      const type: Type = readType(this.r, place, raw.variable?.typeRef ?? inner.typeRef)
      if (read?.constant && misfit(type, read.constant.value)) blame(this.r, place, `"${read.text}" is no ${kindNames[type.kind]} that its variable can hold`, type.kind === 'money' ? 'write amounts in cents: 4.50 is 450' : 'write a value of the type')
      return read && { kind: 'expression', expression: read, type }
    }
    blame(this.r, place, inner ? `"${inner.$type.slice(4)}" is not evaluated here` : 'it does not say how it is decided', 'write it as a decision table or as a literal expression')
    return null
  }
}
