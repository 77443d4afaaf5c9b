import { hostsOf, isFlowNode, lanesOf, poolsOf, refOf, typeOf, type DiRaw } from './di-element.ts'
import type { Tale, TaleNext, TaleStep, TaleWay } from './diagram.ts'
import { lookOf, nameOf, signOf } from './look-of.ts'
import { placeInGrid } from './place-in-grid.ts'

/** Every process of a file as a list of steps in the order in which they come. Names and relations only: words are the page's. */
export function tellProcesses(root: DiRaw): readonly Tale[] {
  const pools = poolsOf(root)
  return (root.rootElements ?? []).filter(one => (one.flowElements ?? []).length > 0).map(process => {
    const pool = pools.get(process)
    const name = pool?.name?.trim() || nameOf(process)
    const lanes = new Map(lanesOf(process).flatMap(lane => (lane.flowNodeRef ?? []).map(node => [node.id ?? '', lane.name?.trim() ?? ''] as const)))
    return { name, steps: tellInside(process, '', lanes) }
  }).filter(tale => tale.steps.length > 0)
}

function tellInside(container: DiRaw, prefix: string, lanes: ReadonlyMap<string, string>): readonly TaleStep[] {
  const nodes = (container.flowElements ?? []).filter(isFlowNode)
  const byId = new Map(nodes.map(node => [node.id, node]))
  const hosts = hostsOf(nodes)
  const flows = [...(container.flowElements ?? []), ...(container.artifacts ?? [])].flatMap(raw => {
    const [from, to] = [byId.get(refOf(raw.sourceRef)?.id), byId.get(refOf(raw.targetRef)?.id)]
    const undoes = from && typeOf(raw) === 'Association' && signOf(from) === 'compensation' && hosts.has(from)
    return from && to && !hosts.has(to) && (typeOf(raw) === 'SequenceFlow' || undoes) ? [{ raw, from, to }] : []
  })
  const outOf = (node: DiRaw) => flows.filter(flow => flow.from === node)
  const into = (node: DiRaw) => flows.filter(flow => flow.to === node)

  // The order of the own layout: column by column, so that what comes later stands later, also where a file is not in order.
  const inner = nodes.filter(node => !hosts.has(node))
  const { cells } = placeInGrid(inner, flows.map(({ from, to }) => ({ from: hosts.get(from) ?? from, to, below: hosts.has(from) })), () => 0)
  /** Gateways without a choice of their own: they only bring ways together, or are told with the one step before them. */
  const isJoin = (node: DiRaw) => typeOf(node).endsWith('Gateway') && outOf(node).length === 1
  const isFolded = (node: DiRaw): boolean => typeOf(node).endsWith('Gateway') && outOf(node).length > 1 && into(node).length === 1 && !isGateway(into(node)[0]!.from) && outOf(into(node)[0]!.from).length === 1
  const told = inner.filter(node => !isJoin(node) && !isFolded(node)).sort((a, b) => later(a) - later(b) || cells.get(a)!.column - cells.get(b)!.column || cells.get(a)!.row - cells.get(b)!.row)
  const numbers = new Map(told.map((node, i) => [node, `${prefix}${i + 1}`]))
  const place = new Map(told.map((node, i) => [node, i]))

  const gates = new Map<DiRaw, Set<string>>(told.map(node => [node, new Set<string>()]))

  const steps = told.map((node): TaleStep => {
    const look = lookOf(node, null)
    return {
      id: node.id ?? '', number: numbers.get(node)!, name: nameOf(node), what: whatOf(node), sign: signOf(node),
      throws: typeOf(node) === 'IntermediateThrowEvent' || typeOf(node) === 'EndEvent',
      team: teamOf(node, lanes), marks: look?.kind === 'activity' ? look.marks : [], gates: [],
      next: nextOf(node, node),
      edges: [...hosts].filter(([, host]) => host === node).map(([event]) => ({ id: event.id ?? '', name: nameOf(event), sign: signOf(event), interrupts: event.cancelActivity !== false, next: nextOf(event, node) })),
      inside: tellInside(node, `${numbers.get(node)!}.`, lanes),
    }
  })
  return steps.map((step, i) => ({ ...step, gates: [...gates.get(told[i]!)!] }))

  function nextOf(node: DiRaw, step: DiRaw): TaleNext | null {
    const out = outOf(node)
    const only = out.length === 1 ? out[0]!.to : null
    if (only && isFolded(only)) gates.get(step)!.add(only.id ?? '')
    if (only && isFolded(only)) return { how: howOf(only), asks: nameOf(only), ways: outOf(only).flatMap(flow => wayOf(flow, only, step)) }
    const ways = out.flatMap(flow => wayOf(flow, node, step))
    if (ways.length === 0) return null
    return { how: ways.length === 1 ? 'one' : isGateway(node) ? howOf(node) : ways.some(way => way.when !== '' || way.otherwise) ? 'any' : 'all', asks: '', ways }
  }

  /** Passes through joins to the step that is told; a circle of joins leads nowhere. */
  function wayOf(flow: { raw: DiRaw; from: DiRaw; to: DiRaw }, splits: DiRaw, step: DiRaw): TaleWay[] {
    const passed = new Set<DiRaw>()
    let { to } = flow
    let waits = false
    while (isJoin(to)) {
      if (passed.has(to)) return []
      passed.add(to)
      if (into(to).length > 1 && typeOf(to) !== 'ExclusiveGateway') waits = true
      to = outOf(to)[0]!.to
    }
    const there = place.get(to)
    if (there === undefined) return []
    for (const gate of passed) gates.get(to)!.add(gate.id ?? '')
    const here = place.get(step)!
    return [{ when: nameOf(flow.raw) || (flow.raw.conditionExpression?.body?.trim() ?? ''), otherwise: splits.default?.id !== undefined && splits.default.id === flow.raw.id, to: to.id ?? '', number: numbers.get(to)!, name: nameOf(to), waits, back: there <= here, beside: there === here + 1 && into(to).length === 1 }]
  }
}

const isGateway = (node: DiRaw): boolean => typeOf(node).endsWith('Gateway')

/** Event sub-processes and what undoes a step are told after the steps of the usual way. */
const later = (node: DiRaw): number => (node.triggeredByEvent ? 2 : node.isForCompensation ? 1 : 0)

function howOf(gateway: DiRaw): TaleNext['how'] {
  const type = typeOf(gateway)
  return type === 'ExclusiveGateway' ? 'choice' : type === 'ParallelGateway' ? 'all' : type === 'EventBasedGateway' ? 'first' : 'any'
}

function whatOf(node: DiRaw): TaleStep['what'] {
  const type = typeOf(node)
  if (isGateway(node)) return type === 'ExclusiveGateway' ? 'choice' : type === 'ParallelGateway' ? 'parallel' : type === 'InclusiveGateway' ? 'any' : type === 'EventBasedGateway' ? 'first' : 'complex'
  if (type.endsWith('Event')) return type === 'StartEvent' ? 'start' : type === 'EndEvent' ? 'end' : 'event'
  if (type === 'CallActivity') return 'call'
  if (/(SubProcess|Transaction)$/.test(type)) return node.triggeredByEvent ? 'eventSub' : 'sub'
  const look = lookOf(node, null)
  return look?.kind === 'activity' ? look.task : 'none'
}

/** Who does it: the team that the house's attribute names, else the lane. */
function teamOf(node: DiRaw, lanes: ReadonlyMap<string, string>): string {
  const own = node.get('parvis:team')
  return typeof own === 'string' && own.trim() ? own.trim() : (lanes.get(node.id ?? '') ?? '')
}
