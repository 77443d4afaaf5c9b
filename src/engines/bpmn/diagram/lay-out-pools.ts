import type { LaidOut } from './block.ts'
import { refOf, type DiRaw } from './di-element.ts'
import type { Edge, Shape } from './diagram.ts'
import { kindOfEdge } from './kind-of-edge.ts'
import { layOut, move, straight } from './lay-out.ts'
import { headSize, makeEdge, makeShape } from './make-shape.ts'

const between = 44

/** The participants of a file without a drawing, one below the other, with the messages between them. */
export function layOutPools(root: DiRaw): LaidOut {
  const shapes: Shape[] = []
  const edges: Edge[] = []
  const collaborations = (root.rootElements ?? []).filter(one => (one.participants ?? []).length > 0)
  const pools = collaborations.flatMap(one => one.participants ?? []).map(raw => ({ raw, inner: (raw.processRef?.flowElements ?? []).length > 0 ? layOut(raw.processRef!) : null }))
  const width = headSize + Math.max(520, ...pools.map(({ inner }) => inner?.width ?? 0))
  let y = 0
  for (const { raw, inner } of pools) {
    const height = inner ? Math.max(inner.height, 90) : 60
    const pool = makeShape(raw, null, { x: 0, y, width, height })
    if (pool) shapes.push(pool)
    if (inner) {
      const moved = move(inner, headSize, y)
      shapes.push(...moved.shapes.map(shape => (shape.kind === 'lane' ? { ...shape, box: { ...shape.box, width: width - headSize } } : shape)))
      edges.push(...moved.edges)
    }
    y += height + between
  }
  const boxes = new Map(shapes.map(({ id, box }) => [id, box]))
  for (const raw of collaborations.flatMap(one => one.messageFlows ?? [])) {
    const [from, to] = [boxes.get(refOf(raw.sourceRef)?.id ?? ''), boxes.get(refOf(raw.targetRef)?.id ?? '')]
    if (!from || !to) continue
    // A pool is met right above or below the step at the other end.
    const [a, b] = straight(from, to) as [{ x: number; y: number }, { x: number; y: number }]
    const points = from.width === width ? [{ ...a, x: b.x }, b] : to.width === width ? [a, { ...b, x: a.x }] : [a, b]
    edges.push(makeEdge(raw, kindOfEdge(raw)!, points, null))
  }
  return { shapes, edges, width, height: y - between }
}
