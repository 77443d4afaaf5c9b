import type { DiRaw } from './di-element.ts'
import type { Box, Edge, Label, Look, Point, Shape } from './diagram.ts'
import { lookOf, nameOf } from './look-of.ts'
import { labelAtTop, labelBelow, labelWithin, lineHeight, smallText, textSize, wrap } from './set-label.ts'

/** The height of a pool's or lane's head, whichever way it stands. */
export const headSize = 30

/** An element in its place, with its label where the diagram puts it or where the standard's pictures have it. */
export function makeShape(raw: DiRaw, di: DiRaw | null, box: Box): Shape | null {
  const look = lookOf(raw, di)
  if (!look || !raw.id) return null
  const name = nameOf(raw)
  return { id: raw.id, name, box, label: labelOf(look, name, box, boundsOf(di?.label)), ...look }
}

function labelOf(look: Look, name: string, box: Box, given: Box | null): Label | null {
  switch (look.kind) {
    case 'activity':
      if (look.open) return labelAtTop(name, box)
      return stepLabel(name, box, look.task !== 'none' || look.starts !== null, look.marks.length > 0)
    case 'pool':
    case 'lane':
      return headLabel(look, name, box)
    case 'note':
      return noteLabel(name, box)
    case 'band':
      return labelWithin(name, box, { side: 2 })
    case 'choreography':
      return labelWithin(name, box, { top: 20, bottom: 20 })
    case 'group':
      return given ? around(name, given) : labelAtTop(name, box)
    default:
      return given ? around(name, given) : labelBelow(name, box.x + box.width / 2, box.y + box.height + 4)
  }
}

/** Below the sign in the corner where there is room, else beside it. */
function stepLabel(name: string, box: Box, sign: boolean, marked: boolean): Label | null {
  const bottom = marked ? 15 : 3
  if (!sign) return labelWithin(name, box, { top: 3, bottom })
  const fits = (label: Label | null, least: number) => label === null || (label.size >= least && !label.lines.at(-1)!.endsWith('…'))
  const clear = labelWithin(name, box, { top: 20, bottom })
  const close = labelWithin(name, box, { top: 14, bottom })
  return fits(clear, smallText) ? clear : fits(close, 10) ? close : labelWithin(name, box, { top: 3, bottom })
}

function headLabel(look: Look & { kind: 'pool' | 'lane' }, name: string, box: Box): Label | null {
  if (!look.head) return labelWithin(name, box)
  if (look.upright) return labelWithin(name, { ...box, height: headSize })
  if (!name) return null
  const lines = wrap(name, box.height - 8, 2, textSize)
  return { lines, x: box.x + headSize / 2, y: box.y + box.height / 2, size: lines.length > 1 ? smallText : textSize, anchor: 'middle', upright: true }
}

/** A note is as wide as its author drew it; what does not fit below reads on. */
function noteLabel(name: string, box: Box): Label | null {
  if (!name) return null
  const lines = wrap(name, box.width - 12, 40, smallText)
  return { lines, x: box.x + 8, y: box.y + 4 + (lines.length * smallText * lineHeight) / 2, size: smallText, anchor: 'start', upright: false }
}

/** A free label in the place that another tool measured with other type: its middle and top are kept. */
function around(name: string, given: Box): Label | null {
  return labelBelow(name, given.x + given.width / 2, given.y, Math.max(given.width + 4, 92))
}

type Kind = Pick<Edge, 'kind' | 'mark' | 'arrows'>

/** A line along its points, with its label near its middle where the diagram says nothing. */
export function makeEdge(raw: DiRaw, kind: Kind, points: readonly Point[], di: DiRaw | null, name = nameOf(raw)): Edge {
  const given = boundsOf(di?.label)
  const middle = middleOf(points)
  // The reader fills in a default that the standard does not have: only what the file says counts.
  const visible = di && Object.hasOwn(di, 'messageVisibleKind') ? di.messageVisibleKind : undefined
  return {
    id: raw.id ?? '', name, ...kind, markAway: 0, points,
    label: given ? around(name, given) : besideLine(name, middle),
    envelope: visible === 'initiating' ? 'begins' : visible === 'non_initiating' ? 'answers' : null,
  }
}

function besideLine(name: string, { x, y }: Point): Label | null {
  const label = labelBelow(name, x, y)
  return label && { ...label, y: y - 4 - (label.lines.length * label.size * lineHeight) / 2 }
}

/** The point half-way along a line. */
export function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, i) => Math.hypot(point.x - points[i]!.x, point.y - points[i]!.y))
  let left = lengths.reduce((sum, one) => sum + one, 0) / 2
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [points[i]!, points[i + 1]!]
    if (left <= length && length > 0) return { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length }
    left -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

/** A box whose four figures are figures. */
export function boundsOf(di: DiRaw | undefined): Box | null {
  const { x, y, width, height } = di?.bounds ?? {}
  return isLength(x) && isLength(y) && isLength(width) && isLength(height) && width >= 0 && height >= 0 ? { x, y, width, height } : null
}

/** A figure that a picture can have: what is no number, or beyond any paper, would hide everything else. */
export const isLength = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e6
