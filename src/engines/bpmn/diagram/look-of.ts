import { typeOf, type DiRaw } from './di-element.ts'
import type { Activity, ActivityMark, Look, Sign } from './diagram.ts'

/** How an element is drawn; `null` for one that is no shape of BPMN's. `di` is what the diagram says of it, where there is one. */
export function lookOf(raw: DiRaw, di: DiRaw | null): Look | null {
  const type = typeOf(raw)
  if (type === 'Participant' && di?.participantBandKind) return { kind: 'band', initiates: /initiating$/.test(di.participantBandKind) && !/non_initiating$/.test(di.participantBandKind) }
  if (type in tasks) return { kind: 'activity', task: tasks[type]!, border: 'thin', open: null, marks: marksOf(raw, false), starts: null }
  if (type in subProcesses) {
    const open = di ? di.isExpanded === true : (raw.flowElements ?? []).length > 0
    const starts = !open && raw.triggeredByEvent ? raw.flowElements?.find(inner => typeOf(inner) === 'StartEvent') : undefined
    return {
      kind: 'activity', task: 'none', border: raw.triggeredByEvent ? 'dotted' : subProcesses[type]!, open, marks: marksOf(raw, !open),
      starts: starts ? { sign: signOf(starts), dashed: starts.isInterrupting === false } : null,
    }
  }
  // What is called is not in the file's picture, unless it calls a process: then the picture shows that more is inside.
  if (type === 'CallActivity') return { kind: 'activity', task: calledTask(raw), border: 'thick', open: di?.isExpanded === true ? true : null, marks: marksOf(raw, di ? di.isExpanded === false : false), starts: null }
  if (type in events) return { kind: 'event', at: events[type]!, sign: signOf(raw), dashed: events[type] === 'boundary' ? raw.cancelActivity === false : type === 'StartEvent' && raw.isInterrupting === false && raw.$parent?.triggeredByEvent === true }
  if (type.endsWith('Gateway')) return { kind: 'gateway', gateway: gatewayOf(raw, type, di) }
  if (type === 'Participant') return { kind: 'pool', upright: di?.isHorizontal === false, several: raw.participantMultiplicity !== undefined, head: (raw.processRef?.flowElements ?? []).length > 0 }
  if (type === 'Lane') return { kind: 'lane', upright: di?.isHorizontal === false, several: false, head: true }
  if (type === 'DataObjectReference' || type === 'DataObject') return { kind: 'data', arrow: null, several: (raw.dataObjectRef ?? raw).isCollection === true }
  if (type === 'DataInput' || type === 'DataOutput') return { kind: 'data', arrow: type === 'DataInput' ? 'in' : 'out', several: raw.isCollection === true }
  return type in others ? { kind: others[type]! } : null
}

const tasks: Readonly<Record<string, Activity['task']>> = {
  Task: 'none', UserTask: 'user', ManualTask: 'manual', ServiceTask: 'service', ScriptTask: 'script', BusinessRuleTask: 'rule', SendTask: 'send', ReceiveTask: 'receive',
}
const subProcesses: Readonly<Record<string, Activity['border']>> = { SubProcess: 'thin', Transaction: 'double', AdHocSubProcess: 'thin' }
const events = { StartEvent: 'start', EndEvent: 'end', IntermediateCatchEvent: 'catch', IntermediateThrowEvent: 'throw', ImplicitThrowEvent: 'throw', BoundaryEvent: 'boundary' } as Readonly<Record<string, 'start' | 'catch' | 'throw' | 'end' | 'boundary'>>
const others: Readonly<Record<string, 'store' | 'note' | 'group' | 'message' | 'conversation' | 'choreography'>> = {
  DataStoreReference: 'store', DataStore: 'store', TextAnnotation: 'note', Group: 'group', Message: 'message',
  Conversation: 'conversation', SubConversation: 'conversation', CallConversation: 'conversation',
  ChoreographyTask: 'choreography', SubChoreography: 'choreography', CallChoreography: 'choreography',
}

/** A call of a global task has that task's sign. */
function calledTask(raw: DiRaw): Activity['task'] {
  let file = raw
  while (file.$parent) file = file.$parent
  const id = raw.calledElement?.replace(/^.*:/, '')
  const called = id ? file.rootElements?.find(element => element.id === id) : undefined
  const type = called ? typeOf(called) : ''
  return type.startsWith('Global') ? (tasks[type.slice('Global'.length)] ?? 'none') : 'none'
}

function marksOf(raw: DiRaw, inside: boolean): readonly ActivityMark[] {
  const marks: ActivityMark[] = []
  const loop = raw.loopCharacteristics
  if (loop) marks.push(loop.$type.endsWith('StandardLoopCharacteristics') ? 'loop' : loop.isSequential ? 'sequential' : 'parallel')
  if (raw.isForCompensation) marks.push('compensation')
  if (inside) marks.push('inside')
  if (typeOf(raw) === 'AdHocSubProcess') marks.push('adhoc')
  return marks
}

/** The sign in an event: that of its definition; several of them have one of their own. */
export function signOf(raw: DiRaw): Sign {
  const definitions = [...(raw.eventDefinitions ?? []), ...(raw.eventDefinitionRef ?? [])]
  if (definitions.length > 1) return raw.parallelMultiple ? 'parallel' : 'multiple'
  const kind = definitions[0]?.$type.replace(/^.*:|EventDefinition$/g, '') ?? ''
  return signs[kind] ?? 'none'
}

const signs: Readonly<Record<string, Sign>> = {
  Message: 'message', Timer: 'timer', Signal: 'signal', Error: 'error', Escalation: 'escalation', Conditional: 'condition',
  Compensate: 'compensation', Cancel: 'cancel', Terminate: 'terminate', Link: 'link',
}

function gatewayOf(raw: DiRaw, type: string, di: DiRaw | null) {
  if (type === 'ExclusiveGateway') return di && di.isMarkerVisible !== true ? 'plain' : 'exclusive'
  if (type === 'ParallelGateway') return 'parallel'
  if (type === 'InclusiveGateway') return 'inclusive'
  if (type === 'ComplexGateway') return 'complex'
  if (type !== 'EventBasedGateway') return 'plain'
  return !raw.instantiate ? 'event' : raw.eventGatewayType === 'Parallel' ? 'startEvents' : 'startEvent'
}

/** What is written in or beside an element. */
export function nameOf(raw: DiRaw): string {
  const type = typeOf(raw)
  if (type === 'TextAnnotation') return raw.text?.trim() ?? ''
  if (type === 'Group') return raw.categoryValueRef?.value?.trim() ?? raw.name?.trim() ?? ''
  const name = raw.name?.trim() || raw.dataObjectRef?.name?.trim() || raw.dataStoreRef?.name?.trim() || (raw.processRef?.name?.trim() ?? '')
  const state = raw.dataState?.name?.trim()
  return state ? `${name}\n[${state}]`.trim() : name
}
