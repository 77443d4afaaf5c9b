import { edgeRoom, eventAt, isSmall, sizeOf, type Block, type LaidOut, type Line } from './block.ts'
import { hostsOf, isFlowNode, lanesOf, refOf, typeOf, type DiRaw } from './di-element.ts'
import type { Box, Edge, Label, Shape } from './diagram.ts'
import { kindOfEdge } from './kind-of-edge.ts'
import { nameOf } from './look-of.ts'
import { headSize, makeEdge, makeShape } from './make-shape.ts'
import { placeInGrid, type Cell } from './place-in-grid.ts'
import { drawLines, type Track } from './draw-lines.ts'
import { labelBelow, labelBox, labelWithin } from './set-label.ts'

/*
 * Our own layout, second half: from the grid to lengths. For files that authors write by hand, without a drawing. Lines that lead
 * back run below everything; events at an edge stand on the lower edge of their step; notes and data lie below.
 * A library for layered graphs knows no lanes, no events at edges and no right angles: what it leaves to do is most of this.
 */

const padding = 24
/** The least space above and below the middle of a row, and between two rows. */
const halfRow = 26
const betweenRows = 26

/** A process or sub-process as a drawing whose upper left corner is at 0, 0. */
export function layOut(container: DiRaw): LaidOut {
  const elements = (container.flowElements ?? []).filter(isFlowNode)
  const hostOf = hostsOf(elements)
  const atEdges = [...hostOf.keys()]
  const steps = elements.filter(one => !hostOf.has(one))
  const lines = linesOf(container, steps, hostOf)
  const tied = new Set(lines.flatMap(({ from, to }) => [from, to]))
  const inGrid = steps.filter(step => tied.has(step) || (steps.length === 1 && !step.triggeredByEvent))
  const lanes = lanesOf(container).filter(lane => !lane.childLaneSet)
  const laneOf = (step: DiRaw) => Math.max(0, lanes.findIndex(lane => (lane.flowNodeRef ?? []).some(one => one.id === step.id)))
  const blocks = new Map(steps.map(step => [step, blockOf(step, atEdges.filter(event => hostOf.get(event) === step))]))
  const grid = placeInGrid(inGrid, lines, laneOf)

  // Heights first: rows, and below each of them a track for every line that leaves its steps downwards.
  const firstRow = grid.rowsOfLane.map((_, lane) => grid.rowsOfLane.slice(0, lane).reduce((sum, rows) => sum + rows, 0))
  const rowOf = (cell: Cell<DiRaw>) => firstRow[cell.lane]! + cell.row
  const rows = Array.from({ length: grid.rowsOfLane.reduce((sum, count) => sum + count, 0) }, () => ({ above: halfRow, below: halfRow, tracks: 0, y: 0 }))
  for (const [step, cell] of grid.cells) {
    const [row, block] = [rows[rowOf(cell)]!, blocks.get(step)!]
    row.above = Math.max(row.above, block.above)
    row.below = Math.max(row.below, block.below)
  }
  const tracks = new Map<Line, Track>()
  for (const passage of grid.passages) {
    const line = passage.link as Line
    const row = rows[rowOf(passage.cells[0]!)]!
    tracks.set(line, { passage, below: line.event ? row.tracks++ : -1 })
  }
  let y = padding
  const laneEnds: number[] = []
  rows.forEach((row, index) => {
    row.y = y + row.above
    y = row.y + row.below + betweenRows + row.tracks * 12
    if (firstRow.includes(index + 1) || index + 1 === rows.length) laneEnds.push(y - betweenRows / 2)
  })

  const drawn = drawLines({ grid, blocks, tracks: [...tracks.values()], rows, rowOf, bottom: y, left: lanes.length > 0 ? headSize + padding : padding })
  const shapes: Shape[] = []
  const inner: Edge[] = []
  const put = (step: DiRaw, x: number, top: number) => {
    const block = blocks.get(step)!
    const box = { x, y: top, width: block.width, height: block.height }
    const shape = makeShape(step, null, box)!
    // A step's name stays clear of the events at its lower edge.
    shapes.push(block.edges.length > 0 && !block.inner ? { ...shape, label: makeShape(step, null, { ...box, height: box.height - 14 })!.label } : shape)
    if (block.inner) {
      const moved = move(block.inner, box.x, box.y + insideTop)
      shapes.push(...moved.shapes)
      inner.push(...moved.edges)
    }
    block.edges.forEach((event, i) => shapes.push(edgeEvent(event, eventAt(box, block.edges.length, i))))
  }
  for (const [step, cell] of grid.cells) put(step, drawn.middles[cell.column]! - blocks.get(step)!.width / 2, rows[rowOf(cell)]!.y - blocks.get(step)!.height / 2)
  const strip = putBelow(container, steps.filter(step => !grid.cells.has(step)), blocks, drawn.bottom, Math.max(drawn.right, 620), shapes, put)
  const right = Math.max(drawn.right, strip.right)
  lanes.forEach((lane, i) => {
    const top = i === 0 ? 0 : (laneEnds[i - 1] ?? drawn.bottom)
    const bottom = i === lanes.length - 1 ? strip.bottom : (laneEnds[i] ?? strip.bottom)
    const shape = makeShape(lane, null, { x: 0, y: top, width: right, height: Math.max(bottom - top, 2 * halfRow) })
    if (shape) shapes.unshift(shape)
  })
  return { shapes, edges: [...drawn.edges, ...inner, ...tiesOf(container, shapes)], width: right, height: strip.bottom }
}

/** Room for a sub-process's name above what is inside. */
const insideTop = 22

function linesOf(container: DiRaw, steps: readonly DiRaw[], hostOf: ReadonlyMap<DiRaw, DiRaw>): Line[] {
  const byId = new Map([...steps, ...hostOf.keys()].map(step => [step.id, step]))
  const ends = (raw: DiRaw) => [byId.get(refOf(raw.sourceRef)?.id), byId.get(refOf(raw.targetRef)?.id)] as const
  const lines: Line[] = []
  for (const raw of [...(container.flowElements ?? []), ...(container.artifacts ?? [])]) {
    const [from, to] = ends(raw)
    if (!from || !to || hostOf.has(to)) continue
    const host = hostOf.get(from)
    if (typeOf(raw) === 'SequenceFlow' || (typeOf(raw) === 'Association' && host)) lines.push({ raw, from: host ?? from, to, below: host !== undefined, event: host ? from : null })
  }
  return lines
}

function blockOf(step: DiRaw, edges: readonly DiRaw[]): Block {
  const inner = (step.flowElements ?? []).length > 0 ? layOut(step) : null
  const [width, height] = inner ? [inner.width, inner.height + insideTop] : sizeOf(step)
  const roomy = Math.max(width, edges.length * edgeRoom + 20)
  const label = isSmall(step) ? labelBelow(nameOf(step), 0, height / 2 + 4) : null
  const free = label ? labelBox(label) : { width: 0, height: 0 }
  const hanging = Math.max(0, ...edges.map(event => 18 + heightOf(edgeLabel(event, { x: 0, y: 0, width: 36, height: 36 }))))
  const shown = edges.length > 0 ? roomy : width
  return { width: shown, space: Math.max(shown, free.width), height, above: height / 2, below: height / 2 + Math.max(free.height > 0 ? free.height + 4 : 0, hanging), inner, edges }
}

/** The name of an event at an edge stands to the right of the line that leaves it. */
function edgeLabel(event: DiRaw, box: Box): Label | null {
  const label = labelBelow(nameOf(event), 0, box.y + box.height, edgeRoom - 40)
  return label && { ...label, anchor: 'start', x: box.x + box.width / 2 + 6 }
}

const edgeEvent = (event: DiRaw, box: Box): Shape => ({ ...makeShape(event, null, box)!, label: edgeLabel(event, box) })

const heightOf = (label: Label | null): number => (label ? labelBox(label).height + 4 : 0)

/** Event sub-processes, steps that nothing is tied to, data and notes: side by side below the rest. */
function putBelow(container: DiRaw, loose: readonly DiRaw[], blocks: ReadonlyMap<DiRaw, Block>, top: number, most: number, shapes: Shape[], put: (step: DiRaw, x: number, top: number) => void): { right: number; bottom: number } {
  const start = lanesOf(container).length > 0 ? headSize + padding : padding
  let [x, y, high, right] = [start, top, 0, 0]
  const next = (width: number, height: number, wish = 0): { x: number; y: number } => {
    x = Math.max(x, Math.min(wish, most - width - padding))
    if (x > start && x + width > most) [x, y, high] = [start, y + high + betweenRows, 0]
    const at = { x, y }
    x += width + 36
    high = Math.max(high, height)
    right = Math.max(right, at.x + width + padding)
    return at
  }
  for (const step of loose) {
    const block = blocks.get(step)!
    const at = next(block.space, block.above + block.below)
    put(step, at.x + (block.space - block.width) / 2, at.y)
  }
  // Notes and data stand below what they belong to, as far as there is room.
  const boxes = new Map(shapes.map(({ id, box }) => [id, box]))
  const wishes = new Map(tiesIn(container).flatMap(({ from, to }) => [[from, boxes.get(to ?? '')?.x], [to, boxes.get(from ?? '')?.x]] as const))
  const still = [...(container.flowElements ?? []), ...(container.artifacts ?? [])]
    .filter(raw => /^(TextAnnotation|DataObjectReference|DataStoreReference)$/.test(typeOf(raw)))
    .sort((one, other) => (wishes.get(one.id) ?? 0) - (wishes.get(other.id) ?? 0))
  for (const raw of still) {
    const name = nameOf(raw)
    const wish = wishes.get(raw.id) ?? 0
    if (typeOf(raw) === 'TextAnnotation') {
      const label = labelWithin(name, { x: 0, y: 0, width: noteWidth, height: 1000 })
      const height = Math.max(32, heightOf(label) + 8)
      const at = next(noteWidth, height, wish)
      shapes.push(makeShape(raw, null, { ...at, width: noteWidth, height })!)
    } else {
      const at = next(92, 52 + heightOf(labelBelow(name, 0, 0)), wish)
      const width = typeOf(raw) === 'DataStoreReference' ? 50 : 36
      shapes.push(makeShape(raw, null, { x: at.x + 46 - width / 2, y: at.y, width, height: 50 })!)
    }
  }
  return { right, bottom: high > 0 ? y + high + padding : top }
}

const noteWidth = 180

type Tie = { readonly raw: DiRaw; readonly from: string | undefined; readonly to: string | undefined }

/** Associations, and what steps read and write. */
function tiesIn(container: DiRaw): readonly Tie[] {
  const notes = (container.artifacts ?? []).filter(raw => typeOf(raw) === 'Association').map((raw): Tie => ({ raw, from: refOf(raw.sourceRef)?.id, to: refOf(raw.targetRef)?.id }))
  const data = (container.flowElements ?? []).flatMap(step => [
    ...(step.dataInputAssociations ?? []).map((raw): Tie => ({ raw, from: refOf(raw.sourceRef)?.id, to: step.id })),
    ...(step.dataOutputAssociations ?? []).map((raw): Tie => ({ raw, from: step.id, to: refOf(raw.targetRef)?.id })),
  ])
  return [...notes, ...data]
}

/** Straight lines to notes and data, behind the steps. */
function tiesOf(container: DiRaw, shapes: readonly Shape[]): Edge[] {
  const boxes = new Map(shapes.map(({ id, box }) => [id, box]))
  const still = new Set(shapes.filter(({ kind }) => kind === 'note' || kind === 'data' || kind === 'store').map(({ id }) => id))
  return tiesIn(container).flatMap(({ raw, from, to }) => {
    const [a, b, kind] = [boxes.get(from ?? ''), boxes.get(to ?? ''), kindOfEdge(raw)]
    return a && b && kind && (still.has(from!) || still.has(to!)) ? [makeEdge(raw, kind, straight(a, b), null)] : []
  })
}

/** From the lower or upper edge of one box to that of another. */
export function straight(a: Box, b: Box): readonly { x: number; y: number }[] {
  const down = a.y + a.height <= b.y
  return [
    { x: a.x + a.width / 2, y: down ? a.y + a.height : a.y },
    { x: b.x + b.width / 2, y: down ? b.y : b.y + b.height },
  ]
}

/** The same drawing elsewhere. */
export function move({ shapes, edges, width, height }: LaidOut, dx: number, dy: number): LaidOut {
  const label = (one: Label | null): Label | null => one && { ...one, x: one.x + dx, y: one.y + dy }
  return {
    shapes: shapes.map(shape => ({ ...shape, box: { ...shape.box, x: shape.box.x + dx, y: shape.box.y + dy }, label: label(shape.label) })),
    edges: edges.map(edge => ({ ...edge, points: edge.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })), label: label(edge.label) })),
    width, height,
  }
}
