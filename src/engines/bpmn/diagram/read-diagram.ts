import { BpmnModdle } from 'bpmn-moddle'
import type { ModelFault } from '../model.ts'
import { ownAttributes } from '../own-attributes.ts'
import { containersOf, isFlowNode, isTooDeep, poolsOf, typeOf, type DiRaw } from './di-element.ts'
import type { Box, Diagram, Edge, Picture, Shape } from './diagram.ts'
import { kindOfEdge } from './kind-of-edge.ts'
import { layOut } from './lay-out.ts'
import { layOutPools } from './lay-out-pools.ts'
import { boundsOf, isLength, makeEdge, makeShape } from './make-shape.ts'
import { labelBox } from './set-label.ts'
import { tellProcesses } from './tell.ts'

/**
 * Reads a BPMN 2.0 XML file for people: its pictures as the file has them, pictures of our own for what it does not draw, and all
 * of it in words. It reads more than the engine plays, and refuses no element. `names` are what elements and flows are called instead,
 * by their ids.
 */
export async function readDiagram(xml: string, names: ReadonlyMap<string, string> = new Map()): Promise<{ diagram: Diagram } | { faults: readonly ModelFault[] }> {
  let root: DiRaw
  try {
    root = (await new BpmnModdle({ parvis: ownAttributes() }).fromXML(xml)).rootElement as DiRaw
  } catch (thrown) {
    return { faults: [{ element: 'the file', what: `it is no BPMN 2.0 file: ${(thrown as Error).message.split('\n')[0]}` }] }
  }
  if (isTooDeep(root)) return { faults: [{ element: 'the file', what: 'its sub-processes stand in each other more than 50 deep' }] }
  tagAll(root)
  if (names.size > 0) rename(root, names)
  const drawn = (root.diagrams ?? []).map(readPicture).filter(picture => picture.shapes.length + picture.ground.length > 0)
  return { diagram: { pictures: [...drawn, ...ownPictures(root, drawn)], tales: tellProcesses(root) } }
}

/** Some tools leave ids out where nothing refers to them: a drawing needs one for each element. */
function tagAll(root: DiRaw): void {
  let count = 0
  for (const container of containersOf(root))
    for (const element of [...(container.flowElements ?? []), ...(container.artifacts ?? [])]) if (!element.id) (element as { id?: string }).id = `without-id-${++count}`
}

/** Everything in the file that has an id hangs under its processes. */
function rename(root: DiRaw, names: ReadonlyMap<string, string>): void {
  for (const container of containersOf(root))
    for (const element of [container, ...(container.flowElements ?? [])]) {
      const name = names.get(element.id ?? '')
      if (name !== undefined) (element as { name?: string }).name = name
    }
}

function readPicture(diagram: DiRaw): Picture {
  const shapes: Shape[] = []
  const edges: Edge[] = []
  for (const di of diagram.plane?.planeElement ?? []) {
    const raw = di.bpmnElement
    if (!raw) continue
    const box = boundsOf(di)
    if (box) {
      const shape = makeShape(raw, di, box)
      if (shape) shapes.push(shape)
    } else {
      const points = (di.waypoint ?? []).map(({ x, y }) => ({ x, y })).filter(({ x, y }) => isLength(x) && isLength(y))
      const kind = kindOfEdge(raw)
      if (kind && points.length > 1) edges.push(makeEdge(raw, kind, points, di))
    }
  }
  const shown = diagram.plane?.bpmnElement
  return finish(diagram.name?.trim() || shown?.name?.trim() || '', shapes, edges)
}

/** What no diagram of the file shows: a file without any, or a sub-process that is closed in all of them. */
function ownPictures(root: DiRaw, drawn: readonly Picture[]): Picture[] {
  const known = new Set(drawn.flatMap(idsOf))
  const missing = (container: DiRaw) => (container.flowElements ?? []).some(inner => isFlowNode(inner) && !known.has(inner.id ?? ''))
  const containers = [...containersOf(root)]
  const pools = poolsOf(root)
  if (known.size === 0 && pools.size > 0) {
    const { shapes, edges } = layOutPools(root)
    return [finish('', shapes, edges), ...containers.filter(one => typeOf(one) === 'Process' && !pools.has(one)).map(drawOwn)]
  }
  const pictures: Picture[] = []
  for (const container of containers) {
    if (!missing(container)) continue
    const picture = drawOwn(container)
    pictures.push(picture)
    for (const id of idsOf(picture)) known.add(id)
  }
  return pictures

  function drawOwn(container: DiRaw): Picture {
    const { shapes, edges } = layOut(container)
    return finish(container.name?.trim() || pools.get(container)?.name?.trim() || '', shapes, edges)
  }
}

const idsOf = ({ ground, shapes }: Picture): readonly string[] => [...ground, ...shapes].map(shape => shape.id)

function finish(name: string, shapes: readonly Shape[], edges: readonly Edge[]): Picture {
  const rank = (shape: Shape) => (shape.kind === 'pool' ? 0 : shape.kind === 'lane' ? 1 : 2)
  const area = ({ box }: Shape) => box.width * box.height
  const ground = shapes.filter(isGround).sort((a, b) => rank(a) - rank(b) || area(b) - area(a))
  const atEdge = (shape: Shape) => shape.kind === 'event' && shape.at === 'boundary'
  const above = shapes.filter(shape => !isGround(shape))
  return { name, box: around(shapes, edges), ground, shapes: [...above.filter(shape => !atEdge(shape)), ...above.filter(atEdge)], edges }
}

const isGround = (shape: Shape): boolean => shape.kind === 'pool' || shape.kind === 'lane' || shape.kind === 'group' || (shape.kind === 'activity' && shape.open === true)

/** Everything that is drawn, with room for what is put on top of it (the case's tokens). */
function around(shapes: readonly Shape[], edges: readonly Edge[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const add = (box: Box) => {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  for (const { box, label } of shapes) {
    add(box)
    if (label) add(labelBox(label))
  }
  for (const { points, label } of edges) {
    for (const { x, y } of points) add({ x, y, width: 0, height: 0 })
    if (label) add(labelBox(label))
  }
  const margin = 26
  return { x: Math.floor(left - margin), y: Math.floor(top - margin), width: Math.ceil(right - left + 2 * margin), height: Math.ceil(bottom - top + 2 * margin) }
}
