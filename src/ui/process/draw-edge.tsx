import type { Edge, Point } from '../../engines/bpmn/diagram/diagram.ts'
import { round } from './draw-label.tsx'

/** A line with what stands at its ends. `taken`: the case has gone this way. */
export function DrawEdge({ edge, taken }: { edge: Edge; taken: boolean }) {
  const { points, kind } = edge
  const [start, second] = [points[0]!, points[1]!]
  const [before, end] = [points.at(-2)!, points.at(-1)!]
  const solid = kind === 'sequence' ? 9 : kind === 'message' ? 10 : 0
  const line = [...points.slice(0, -1), towards(end, before, solid)]
  const [from, to] = edge.markAway > 0 ? along(points, edge.markAway) : [start, second]
  if (edge.mark === 'condition' && edge.markAway === 0) line[0] = towards(start, second, 16)
  if (kind === 'message') line[0] = towards(start, second, 8)
  return (
    <g class={`edge is-${kind}${taken ? ' taken' : ''}`} data-id={edge.id}>
      {edge.name && <title>{edge.name}</title>}
      <path class="run" d={pathOf(line)} />
      {kind === 'link' && <path class="run inner" d={pathOf(line)} />}
      {kind === 'sequence' && <path class="tip" d={triangle(before, end, 10, taken ? 5.5 : 4.5)} />}
      {kind === 'message' && <path class="tip hollow" d={triangle(before, end, 10, 5)} />}
      {kind === 'message' && <circle class="hollow" cx={round(towards(start, second, 4).x)} cy={round(towards(start, second, 4).y)} r={4} />}
      {kind === 'association' && edge.arrows !== 'none' && <path class="open" d={open(before, end)} />}
      {edge.arrows === 'both' && <path class="open" d={open(second, start)} />}
      {edge.mark === 'default' && <path class="open" d={stroke(from, to)} />}
      {edge.mark === 'condition' && <path class="hollow" d={diamond(from, to)} />}
      {edge.envelope && <Envelope points={points} answers={edge.envelope === 'answers'} />}
    </g>
  )
}

function Envelope({ points, answers }: { points: readonly Point[]; answers: boolean }) {
  const longest = points.slice(1).map((point, i) => ({ length: Math.hypot(point.x - points[i]!.x, point.y - points[i]!.y), x: (point.x + points[i]!.x) / 2, y: (point.y + points[i]!.y) / 2 })).sort((a, b) => b.length - a.length)[0]!
  return <path class={answers ? 'envelope answers' : 'envelope'} transform={`translate(${round(longest.x)} ${round(longest.y)})`} d="M-12-8H12V8H-12ZM-12-8 0 2 12-8" />
}

const pathOf = (points: readonly Point[]): string => `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`

/** A piece of a line that begins at a distance from its start. */
function along(points: readonly Point[], distance: number): readonly [Point, Point] {
  let left = distance
  for (const [i, point] of points.slice(1).entries()) {
    const length = Math.hypot(point.x - points[i]!.x, point.y - points[i]!.y)
    if (left < length) return [towards(points[i]!, point, left), point]
    left -= length
  }
  return [points[0]!, points[1]!]
}

/** The point at a distance from one on the way to another. */
function towards(from: Point, to: Point, distance: number): Point {
  const { x, y } = unit(from, to)
  return { x: from.x + x * distance, y: from.y + y * distance }
}

function unit(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}

/** A point beside a line: `along` from its end backwards, `aside` to its right. */
function beside(from: Point, end: Point, along: number, aside: number): string {
  const { x, y } = unit(end, from)
  return `${round(end.x + x * along - y * aside)} ${round(end.y + y * along + x * aside)}`
}

const triangle = (from: Point, end: Point, length: number, half: number): string => `M${beside(from, end, 0, 0)}L${beside(from, end, length, half)}L${beside(from, end, length, -half)}Z`
const open = (from: Point, end: Point): string => `M${beside(from, end, 9, 5)}L${beside(from, end, 0, 0)}L${beside(from, end, 9, -5)}`
const stroke = (start: Point, second: Point): string => `M${beside(second, start, 7, 5)}L${beside(second, start, 13, -5)}`
const diamond = (start: Point, second: Point): string => `M${beside(second, start, 0, 0)}L${beside(second, start, 8, 5)}L${beside(second, start, 16, 0)}L${beside(second, start, 8, -5)}Z`
