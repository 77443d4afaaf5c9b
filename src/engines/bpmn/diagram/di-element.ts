import type { Raw } from '../raw.ts'
import type { Box, Point } from './diagram.ts'

/** What BPMN's interchange of diagrams (BPMN 2.0.2, chapter 12) and its elements say for the eye, beside what moves tokens. */
export type DiRaw = Omit<Raw, 'rootElements' | 'flowElements' | 'artifacts' | 'event' | 'sourceRef' | 'targetRef'> & {
  readonly $parent?: DiRaw
  readonly rootElements?: readonly DiRaw[]
  readonly flowElements?: readonly DiRaw[]
  readonly artifacts?: readonly DiRaw[]
  readonly diagrams?: readonly DiRaw[]
  readonly plane?: DiRaw
  readonly planeElement?: readonly DiRaw[]
  readonly bpmnElement?: DiRaw
  readonly bounds?: Box
  readonly label?: DiRaw
  readonly waypoint?: readonly Point[]
  readonly isExpanded?: boolean
  readonly isHorizontal?: boolean
  readonly isMarkerVisible?: boolean
  readonly participantBandKind?: string
  readonly messageVisibleKind?: string
  readonly participants?: readonly DiRaw[]
  readonly messageFlows?: readonly DiRaw[]
  readonly processRef?: DiRaw
  readonly participantMultiplicity?: DiRaw
  readonly laneSets?: readonly DiRaw[]
  readonly lanes?: readonly DiRaw[]
  readonly childLaneSet?: DiRaw
  readonly flowNodeRef?: readonly DiRaw[]
  readonly dataObjectRef?: DiRaw
  readonly dataStoreRef?: DiRaw
  readonly dataState?: DiRaw
  readonly isCollection?: boolean
  readonly text?: string
  readonly categoryValueRef?: DiRaw
  readonly value?: string
  readonly instantiate?: boolean
  readonly eventGatewayType?: string
  readonly loopType?: string
  readonly sourceRef?: DiRaw | readonly DiRaw[]
  readonly targetRef?: DiRaw | readonly DiRaw[]
  readonly dataInputAssociations?: readonly DiRaw[]
  readonly dataOutputAssociations?: readonly DiRaw[]
}

/** The type without its prefix. */
export const typeOf = (raw: DiRaw): string => raw.$type.replace(/^.*:/, '')

/** Steps, events and gateways: what sequence flows lead to. */
export const isFlowNode = (raw: DiRaw): boolean => /(Task|Event|Gateway|SubProcess|CallActivity|Transaction|ChoreographyActivity|SubChoreography|CallChoreography)$/.test(typeOf(raw))

/** Events at edges among the flow nodes of a container, and what each is attached to. One that is attached to nothing stands alone. */
export function hostsOf(nodes: readonly DiRaw[]): ReadonlyMap<DiRaw, DiRaw> {
  const hosts = new Map(nodes.filter(node => typeOf(node) !== 'BoundaryEvent').map(node => [node.id, node]))
  return new Map(nodes.flatMap(node => {
    const host = typeOf(node) === 'BoundaryEvent' ? hosts.get(node.attachedToRef?.id) : undefined
    return host ? [[node, host] as const] : []
  }))
}

/** Whether containers stand in each other deeper than any author draws, or any reader follows. */
export function isTooDeep(root: DiRaw, most = 50): boolean {
  let level: readonly DiRaw[] = root.rootElements ?? []
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap(element => element.flowElements ?? [])
  }
  return false
}

/** The one element that a reference names; data associations have lists of them. */
export const refOf = (ref: DiRaw | readonly DiRaw[] | undefined): DiRaw | undefined => (Array.isArray(ref) ? (ref as readonly DiRaw[])[0] : (ref as DiRaw | undefined))

/** Everything that holds flow nodes, outer before inner. */
export function* containersOf(root: DiRaw): Generator<DiRaw> {
  for (const element of root.rootElements ?? []) yield* containersWithin(element)
}

function* containersWithin(element: DiRaw): Generator<DiRaw> {
  const inside = element.flowElements ?? []
  if (inside.length > 0) yield element
  for (const inner of inside) if (inner.flowElements) yield* containersWithin(inner)
}

/** A participant for each process that has one. */
export function poolsOf(root: DiRaw): ReadonlyMap<DiRaw, DiRaw> {
  const pools = new Map<DiRaw, DiRaw>()
  for (const element of root.rootElements ?? []) for (const participant of element.participants ?? []) if (participant.processRef && !pools.has(participant.processRef)) pools.set(participant.processRef, participant)
  return pools
}

/** The lanes of a process, outer before inner. */
export function lanesOf(process: DiRaw): readonly DiRaw[] {
  const within = (set: DiRaw | undefined): DiRaw[] => (set?.lanes ?? []).flatMap(lane => [lane, ...within(lane.childLaneSet)])
  return (process.laneSets ?? []).flatMap(within)
}
