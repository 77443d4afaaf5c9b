import { BpmnModdle } from 'bpmn-moddle'
import { linkNodes } from './link-nodes.ts'
import type { EventDefinition, Expression, Flow, Loop, LoopEvents, Model, ModelFault, Node, NodeType, ReadExpression } from './model.ts'
import { ownAttributes, ownNames } from './own-attributes.ts'
import type { Raw } from './raw.ts'

/**
 * Reads a BPMN 2.0 XML file into the graph that the engine plays. Whatever it says that the engine does not play is a fault with
 * the element's name: nothing is left out in silence, for a process that runs wrongly decides about people wrongly.
 */
export async function readModel(xml: string, readExpression: ReadExpression): Promise<{ model: Model } | { faults: readonly ModelFault[] }> {
  const faults: ModelFault[] = []
  let root: Raw
  try {
    const read = await new BpmnModdle({ parvis: ownAttributes() }).fromXML(xml)
    root = read.rootElement as Raw
    // Types of data that other tools name (`structureRef="String"`) move no token.
    for (const { message, property } of read.warnings) if (!/(structure|itemSubject|item)Ref$/.test(property ?? '')) faults.push({ element: 'the file', what: message.replaceAll('\n', ' ').replaceAll('\t', ' ') })
  } catch (thrown) {
    return { faults: [{ element: 'the file', what: `it is no BPMN 2.0 file: ${(thrown as Error).message.split('\n')[0]}` }] }
  }
  const reading = new Reading(readExpression, faults)
  const processes: Node[] = []
  for (const element of root.rootElements ?? []) if (element.$type === 'bpmn:Process') processes.push(reading.container(element, null, 'process'))
  reading.connect()
  if (processes.length === 0) faults.push({ element: 'the file', what: 'there is no process in it' })
  const hasConditions = [...reading.nodes.values()].some(node => node.events.some(event => event.kind === 'condition'))
  const model: Model = { processes, nodes: reading.nodes, flows: reading.flows, hasConditions }
  linkNodes(model, reading.sources, faults)
  return faults.length > 0 ? { faults } : { model }
}

const types: Readonly<Record<string, NodeType>> = {
  SubProcess: 'sub', Transaction: 'transaction', AdHocSubProcess: 'adhoc', CallActivity: 'call',
  UserTask: 'user', ManualTask: 'manual', ServiceTask: 'service', ScriptTask: 'script', BusinessRuleTask: 'rule', SendTask: 'send', ReceiveTask: 'receive', Task: 'task',
  StartEvent: 'start', EndEvent: 'end', IntermediateCatchEvent: 'catch', IntermediateThrowEvent: 'throw', BoundaryEvent: 'boundary',
  ExclusiveGateway: 'exclusive', ParallelGateway: 'parallel', InclusiveGateway: 'inclusive', ComplexGateway: 'complex', EventBasedGateway: 'eventBased',
}

/** What a process holds beside its steps: it says something to people and moves no token. */
const still = new Set(['DataObject', 'DataObjectReference', 'DataStoreReference', 'TextAnnotation', 'Association', 'Group'])

const eventKinds: Readonly<Record<string, EventDefinition['kind']>> = {
  Timer: 'timer', Message: 'message', Signal: 'signal', Error: 'error', Escalation: 'escalation', Conditional: 'condition', Compensate: 'compensation',
  Cancel: 'cancel', Terminate: 'terminate', Link: 'link',
}

class Reading {
  readonly nodes = new Map<string, Node>()
  readonly flows: Flow[] = []
  /** The element of the file that each node was made of. */
  readonly sources = new Map<Node, Raw>()
  private readonly sequence: Raw[] = []
  private readonly readExpression: ReadExpression
  private readonly faults: ModelFault[]

  constructor(readExpression: ReadExpression, faults: ModelFault[]) {
    this.readExpression = readExpression
    this.faults = faults
  }

  container(element: Raw, within: Node | null, type: NodeType): Node {
    const node = this.node(element, within, type)
    for (const inner of [...(element.flowElements ?? []), ...(element.artifacts ?? [])]) {
      const kind = inner.$type.slice(5)
      if (kind === 'SequenceFlow') this.sequence.push(inner)
      else if (still.has(kind)) continue
      else if (kind in types) node.inside.push('flowElements' in inner || kind === 'SubProcess' || kind === 'Transaction' || kind === 'AdHocSubProcess' ? this.container(inner, node, inner.triggeredByEvent ? 'eventSub' : types[kind]!) : this.node(inner, node, types[kind]!))
      else this.fault(inner, `"${kind}" is not played here`)
    }
    return node
  }

  private node(element: Raw, within: Node | null, type: NodeType): Node {
    const id = element.id ?? ''
    if (!id) this.fault(element, 'it has no id')
    if (this.nodes.has(id)) this.fault(element, `its id "${id}" stands twice`)
    const node: Node = {
      id, type, name: element.name?.trim() ?? '', within,
      incoming: [], outgoing: [], inside: [], entries: [], eventSubs: [], edges: [], undo: null,
      events: [...(element.eventDefinitions ?? []), ...(element.eventDefinitionRef ?? [])].map(one => this.event(element, one)),
      interrupting: (type === 'start' ? element.isInterrupting : element.cancelActivity) !== false,
      all: element.parallelMultiple === true,
      loop: element.loopCharacteristics ? this.loop(element, element.loopCharacteristics) : null,
      startQuantity: this.quantity(element, element.startQuantity), completionQuantity: this.quantity(element, element.completionQuantity),
      enough: this.expression(element, element.activationCondition),
      ordered: element.ordering === 'Sequential',
      ends: this.expression(element, element.completionCondition),
      calls: callsOf(element), called: null,
      script: element.script?.trim() ?? null,
      message: element.messageRef?.name ?? element.messageRef?.id ?? null,
      own: Object.fromEntries(ownNames.flatMap(name => (typeof element.get(`parvis:${name}`) === 'string' ? [[name, element.get(`parvis:${name}`) as string]] : []))),
      reach: new Map(),
    }
    this.nodes.set(id, node)
    this.sources.set(node, element)
    return node
  }

  /** Flows, once every node is known. */
  connect(): void {
    for (const element of this.sequence) {
      const from = this.nodes.get(element.sourceRef?.id ?? '')
      const to = this.nodes.get(element.targetRef?.id ?? '')
      if (!from || !to || !element.id) this.fault(element, 'it does not lead from one step to another')
      else if (from.within !== to.within) this.fault(element, 'it leads out of a sub-process, or into one')
      else {
        const flow: Flow = {
          id: element.id, name: element.name?.trim() ?? '', from, to,
          condition: this.expression(element, element.conditionExpression), otherwise: this.sources.get(from)?.default?.id === element.id,
        }
        from.outgoing.push(flow)
        to.incoming.push(flow)
        this.flows.push(flow)
      }
    }
  }

  private event(holder: Raw, definition: Raw): EventDefinition {
    const kind = eventKinds[definition.$type.slice('bpmn:'.length, -'EventDefinition'.length)]
    if (!kind) {
      this.fault(holder, `"${definition.$type.slice(5)}" is not played here`)
      return { kind: 'terminate', name: null, timer: null, condition: null }
    }
    const refers = definition.errorRef ?? definition.escalationRef ?? definition.signalRef ?? definition.messageRef
    const timer = (['date', 'duration', 'cycle'] as const).flatMap(one => {
      const text = definition[one === 'date' ? 'timeDate' : one === 'duration' ? 'timeDuration' : 'timeCycle']?.body?.trim()
      return text ? [{ kind: one, text }] : []
    })[0]
    if (kind === 'timer' && !timer) this.fault(holder, 'its timer does not say when')
    const condition = this.expression(holder, definition.condition)
    if (kind === 'condition' && !condition) this.fault(holder, 'it waits for a condition and has none')
    return {
      kind, timer: timer ?? null, condition,
      name: kind === 'link' ? (definition.name ?? null) : kind === 'compensation' ? (definition.activityRef?.id ?? null) : (refers?.errorCode ?? refers?.escalationCode ?? refers?.name ?? refers?.id ?? null),
    }
  }

  private loop(holder: Raw, raw: Raw): Loop {
    if (raw.$type === 'bpmn:StandardLoopCharacteristics') {
      const most = raw.loopMaximum ?? null
      if (most !== null && most < 1) this.fault(holder, `it is repeated at most ${most} times`)
      return { kind: 'while', before: raw.testBefore === true, most, condition: this.expression(holder, raw.loopCondition) }
    }
    const collection = raw.get('parvis:collection')
    const cardinality = this.expression(holder, raw.loopCardinality) ?? (typeof collection === 'string' ? this.expression(holder, { $type: '', body: collection } as Raw) : null)
    if (!cardinality) this.fault(holder, 'it is done several times and does not say for what')
    if (Number(cardinality?.text) < 0) this.fault(holder, `it is done ${cardinality?.text} times`)
    return { kind: 'each', ordered: raw.isSequential === true, cardinality: cardinality ?? never, enough: this.expression(holder, raw.completionCondition), throws: this.loopEvents(holder, raw) }
  }

  private loopEvents(holder: Raw, raw: Raw): LoopEvents {
    const simple = raw.behavior === 'None' ? raw.noneBehaviorEventRef : raw.behavior === 'One' ? raw.oneBehaviorEventRef : undefined
    if (simple) return { when: raw.behavior === 'None' ? 'each' : 'first', event: this.event(holder, simple) }
    const [complex] = raw.behavior === 'Complex' ? (raw.complexBehaviorDefinition ?? []) : []
    const thrown = complex?.event?.eventDefinitions?.[0]
    const condition = this.expression(holder, complex?.condition)
    return thrown && condition ? { when: 'condition', condition, event: this.event(holder, thrown) } : { when: 'never' }
  }

  private quantity(element: Raw, value: number | undefined): number {
    if (value !== undefined && value < 1) this.fault(element, `it takes or leaves ${value} tokens`)
    return value ?? 1
  }

  private expression(holder: Raw, raw: Raw | undefined): Expression | null {
    const text = raw?.body?.trim()
    if (!text) return null
    const read = this.readExpression(text)
    if (typeof read !== 'string') return read
    this.fault(holder, `"${text}" cannot be read: ${read}`)
    return never
  }

  private fault(element: Raw, what: string): void {
    this.faults.push({ element: element.name?.trim() || element.id || element.$type.slice(5), what })
  }
}

const never: Expression = { text: 'false', value: () => false }

/** `calledElement` is a qualified name; its prefix names the file's own namespace. */
const callsOf = (element: Raw): string | null => element.calledElement?.replace(/^.*:/, '') ?? null
