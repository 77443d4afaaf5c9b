import type { Model, ModelFault, Node } from './model.ts'
import type { Raw } from './raw.ts'

/**
 * Ties the nodes of a model together by what does not stand in flows: events at edges, event sub-processes, compensation, calls,
 * links, and what each join can be reached from. Faults in it are added to `faults`.
 */
export function linkNodes(model: Model, sources: ReadonlyMap<Node, Raw>, faults: ModelFault[]): void {
  const fault = (node: Node, what: string) => faults.push({ element: node.name || node.id, what })
  for (const node of model.nodes.values()) {
    if (node.type === 'boundary') attach(node)
    if (node.type === 'eventSub') attachSub(node)
    if (node.type === 'call') {
      node.called = model.processes.find(process => process.id === node.calls) ?? null
      if (!node.called) fault(node, `it calls "${node.calls ?? ''}", which is no process of this file`)
      else if (contains(node.called, node, new Set())) fault(node, 'it calls the process that it stands in')
    }
    if (node.type === 'throw' && node.events.some(event => event.kind === 'link') && !linkTarget(node)) fault(node, 'its link has no other end')
    if (node.type === 'eventBased') {
      for (const { to } of node.outgoing) if (to.type !== 'receive' && to.type !== 'catch') fault(to, 'it follows a gateway that waits for events, and is none')
      if (node.outgoing.length === 0) fault(node, 'it waits for events, and none follows')
    }
    if (node.type === 'complex' && node.incoming.length > 1 && !node.enough) fault(node, 'it joins several ways and does not say when it has enough (activationCondition)')
    if ((node.type === 'catch' || node.type === 'boundary') && node.events.length === 0) fault(node, 'it waits for nothing')
    if (node.type === 'exclusive' && node.outgoing.length > 1) {
      const open = node.outgoing.filter(flow => !flow.condition && !flow.otherwise)
      for (const flow of open) fault(node, `its way to "${flow.to.name || flow.to.id}" has no condition and is not the default`)
    }
  }
  for (const association of associations(sources)) {
    const from = model.nodes.get(association.sourceRef?.id ?? '')
    const to = model.nodes.get(association.targetRef?.id ?? '')
    if (from?.type === 'boundary' && from.events[0]?.kind === 'compensation' && to) hostOf(from)!.undo = to
  }
  for (const node of model.nodes.values()) {
    if (node.inside.length > 0) node.entries.push(...entriesOf(node))
    if (node.type === 'inclusive' || node.type === 'complex') node.reach = reachOf(node)
    if (node.type === 'process' && node.entries.length === 0) fault(node, 'it begins nowhere')
    if (node.incoming.length > 30) fault(node, 'more than 30 ways lead to it')
  }

  function attach(node: Node): void {
    const host = hostOf(node)
    if (!host) fault(node, 'it stands at the edge of nothing')
    else if (node.events[0]?.kind !== 'compensation') host.edges.push(node)
  }

  function attachSub(node: Node): void {
    const starts = node.inside.filter(inner => inner.type === 'start')
    if (starts.length !== 1 || starts[0]!.events.length === 0) fault(node, 'an event sub-process begins with one event')
    else if (starts[0]!.events[0]!.kind === 'compensation') node.within!.undo = node
    else node.within!.eventSubs.push(node)
  }

  function hostOf(node: Node): Node | undefined {
    return model.nodes.get(sources.get(node)?.attachedToRef?.id ?? '')
  }

  /** Starts without an event; where there is none, whatever nothing leads to (BPMN 2.0.2, 13.2 and 13.3.4). */
  function entriesOf(node: Node): readonly Node[] {
    const undone = new Set(node.inside.map(inner => inner.undo))
    const starts = node.inside.filter(inner => inner.type === 'start')
    if (node.type === 'eventSub' || (node.type !== 'adhoc' && starts.length > 0)) return starts
    return node.inside.filter(inner => inner.incoming.length === 0 && !undone.has(inner) && !sources.get(inner)?.isForCompensation
      && !['boundary', 'eventSub', 'start'].includes(inner.type) && !(inner.type === 'catch' && inner.events[0]?.kind === 'link'))
  }
}

/** Whether an element is an activity: something that takes time and can have events at its edge. */
export const isActivity = (node: Node): boolean =>
  !['process', 'start', 'end', 'catch', 'throw', 'boundary', 'exclusive', 'parallel', 'inclusive', 'complex', 'eventBased'].includes(node.type)

/** The other end of a link. */
export const linkTarget = (node: Node): Node | undefined =>
  node.within?.inside.find(other => other.type === 'catch' && other.events.some(event => event.kind === 'link' && node.events.some(thrown => thrown.kind === 'link' && thrown.name === event.name)))

function contains(outer: Node, wanted: Node, seen: Set<Node>): boolean {
  if (seen.has(outer)) return false
  seen.add(outer)
  return outer.inside.some(inner => inner === wanted || contains(inner, wanted, seen) || (inner.called !== null && contains(inner.called, wanted, seen)))
}

function* associations(sources: ReadonlyMap<Node, Raw>): Generator<Raw> {
  for (const [node, raw] of sources) if (node.inside.length > 0) for (const artifact of raw.artifacts ?? []) if (artifact.$type === 'bpmn:Association') yield artifact
}

/**
 * From which nodes a join can be reached, and by which of its ways in, without passing through the join itself
 * (BPMN 2.0.2, 13.4.3: an inclusive gateway waits for tokens that may still come).
 */
function reachOf(join: Node): ReadonlyMap<Node, number> {
  const reach = new Map<Node, number>()
  join.incoming.forEach((flow, index) => {
    const waiting = [flow.from]
    const seen = new Set<Node>([join])
    while (waiting.length > 0) {
      const node = waiting.pop()!
      if (seen.has(node)) continue
      seen.add(node)
      reach.set(node, (reach.get(node) ?? 0) | (1 << index))
      for (const { from } of node.incoming) waiting.push(from)
      if (node.type === 'boundary') for (const host of node.within?.inside ?? []) if (host.edges.includes(node)) waiting.push(host)
      if (node.type === 'catch' && node.events.some(event => event.kind === 'link')) for (const other of node.within?.inside ?? []) if (other.type === 'throw' && linkTarget(other) === node) waiting.push(other)
    }
  })
  return reach
}
