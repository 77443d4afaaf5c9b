import { eventAt, type Block, type Line } from './block.ts'
import { typeOf, type DiRaw } from './di-element.ts'
import type { Edge, Label, Point } from './diagram.ts'
import { kindOfEdge } from './kind-of-edge.ts'
import { nameOf } from './look-of.ts'
import { makeEdge } from './make-shape.ts'
import type { Cell, Grid, Passage } from './place-in-grid.ts'
import { labelBelow, labelBox } from './set-label.ts'

/** A line, and which track below its row it takes where it leaves a step downwards (-1: none). */
export type Track = { readonly passage: Passage<DiRaw>; readonly below: number }

type Row = { readonly y: number; readonly below: number }

type Given = {
  readonly grid: Grid<DiRaw>
  readonly blocks: ReadonlyMap<DiRaw, Block>
  readonly tracks: readonly Track[]
  readonly rows: readonly Row[]
  rowOf(cell: Cell<DiRaw>): number
  /** Where the rows end, and where the first column begins. */
  readonly bottom: number
  readonly left: number
}

/** An upright piece of a line between two columns. Pieces with the same key are one line still. */
type Piece = { readonly gap: number; readonly from: number; readonly to: number; readonly key: unknown; track: number }

type Run = { readonly line: Line; readonly pieces: readonly Piece[]; readonly start: number; readonly enter: number; readonly passage: Passage<DiRaw>; readonly low: number; readonly label: Label | null }

const step = 12
/** A mark at the beginning of a line stands before its name. */
const markRoom = 10

/** Gives every line its upright pieces, each gap between columns the width that they need, and draws the lines. */
export function drawLines(given: Given): { edges: Edge[]; middles: number[]; right: number; bottom: number } {
  const { grid, blocks, rows, rowOf } = given
  const entering = new Map<DiRaw, number>()
  for (const { passage } of given.tracks) entering.set(passage.link.to, (entering.get(passage.link.to) ?? 0) + 1)
  let lowest = 0
  const runs = given.tracks.map((track): Run => {
    const { passage } = track
    const line = passage.link as Line
    const cells = passage.cells
    const [first, last] = [cells[0]!, cells.at(-1)!]
    const row = rows[rowOf(first)]!
    const start = track.below < 0 ? row.y : row.y + row.below + 8 + track.below * step
    const low = passage.back ? given.bottom + lowest++ * step : 0
    const enter = rows[rowOf(last)]!.y + (entering.get(line.to)! > 1 ? offset(passage, rowOf(cells.at(-2)!) - rowOf(last), blocks.get(line.to)!.height) : 0)
    const pieces: Piece[] = []
    const add = (gap: number, from: number, to: number, key: unknown) => pieces.push({ gap, from, to, key, track: -1 })
    if (passage.back) {
      add(first.column + 1, start, low, line)
      add(last.column, low, enter, line.raw)
    } else {
      cells.slice(1).forEach((cell, i) => {
        const before = i === 0 ? start : rows[rowOf(cells[i]!)]!.y
        add(cell.column, before, cell === last ? enter : rows[rowOf(cell)]!.y, i === 0 && track.below < 0 ? line.from : line)
      })
    }
    return { line, pieces, start, enter, passage, low, label: labelBelow(nameOf(line.raw), 0, 0, 96) }
  })

  // Widths: of columns by what stands in them, of gaps by their tracks and the names of the lines that begin there.
  const widths = Array.from({ length: grid.columns }, () => 0)
  for (const [node, cell] of grid.cells) widths[cell.column] = Math.max(widths[cell.column]!, blocks.get(node)!.space)
  const counts = assignTracks(runs.flatMap(run => run.pieces), grid.columns + 1)
  const names = Array.from({ length: grid.columns + 1 }, () => 0)
  for (const { label, pieces, passage } of runs) if (label && !passage.back) names[pieces[0]!.gap] = Math.max(names[pieces[0]!.gap]!, labelBox(label).width + markRoom)
  const starts: number[] = []
  const middles: number[] = []
  let x = given.left
  for (let gap = 0; gap <= grid.columns; gap++) {
    const outer = gap === 0 || gap === grid.columns
    starts[gap] = x + (outer ? 4 : 16)
    x += outer && counts[gap] === 0 ? 0 : (outer ? 12 : 36) + counts[gap]! * step + (names[gap]! > 0 ? names[gap]! + 8 : 0)
    if (gap === grid.columns) break
    middles[gap] = x + widths[gap]! / 2
    x += widths[gap]!
  }
  const at = (piece: Piece) => starts[piece.gap]! + piece.track * step

  const edges = runs.map((run): Edge => {
    const { line, pieces, passage } = run
    const [from, to] = [blocks.get(line.from)!, blocks.get(line.to)!]
    const fromX = middles[passage.cells[0]!.column]!
    const points: Point[] = []
    if (line.event) {
      const host = { x: fromX - from.width / 2, y: rows[rowOf(passage.cells[0]!)]!.y - from.height / 2, width: from.width, height: from.height }
      const box = eventAt(host, from.edges.length, from.edges.indexOf(line.event))
      points.push({ x: box.x + box.width / 2, y: box.y + box.height }, { x: box.x + box.width / 2, y: run.start })
    } else points.push({ x: fromX + from.width / 2, y: run.start })
    for (const piece of pieces) if (piece.track >= 0) points.push({ x: at(piece), y: piece.from }, { x: at(piece), y: piece.to })
    points.push({ x: middles[passage.cells.at(-1)!.column]! - to.width / 2 + inset(line.to, to, run.enter - rows[rowOf(passage.cells.at(-1)!)]!.y), y: run.enter })
    const drawn = makeEdge(line.raw, kindOfEdge(line.raw)!, straighten(points), null)
    const behind = starts[pieces[0]!.gap]! + counts[pieces[0]!.gap]! * step
    const shared = given.tracks.filter(other => other.passage.link.from === line.from).length > 1 && !line.event
    const edge = { ...drawn, markAway: shared && !passage.back ? Math.abs(points[0]!.x - behind) + Math.abs(pieces[0]!.to - run.start) : 0 }
    return run.label && !passage.back ? { ...edge, label: placeName(run, behind, rows[rowOf(passage.cells.at(-1)!)]!.y) } : edge
  })
  return { edges, middles, right: x + 24, bottom: given.bottom + lowest * step + (lowest > 0 ? 16 : 0) }
}

/** Where several lines enter a step they keep apart: from below lower, back from the right lowest of all. */
function offset(passage: Passage<DiRaw>, from: number, height: number): number {
  const one = height >= 70 ? 14 : height >= 50 ? 10 : 8
  if (passage.back) return 2 * one
  return Math.sign(from) * one
}

/** How far from the left end of its box a step's edge is, above or below its middle. */
function inset(node: DiRaw, block: Block, away: number): number {
  if (typeOf(node).endsWith('Gateway')) return Math.abs(away)
  return typeOf(node).endsWith('Event') ? block.width / 2 - Math.sqrt((block.width / 2) ** 2 - away ** 2) : 0
}

/**
 * Upright pieces that would lie on each other get a track each; returns the number of tracks of every gap. A line that leaves a
 * height turns off before another one comes in on the same height: else the two would look like one.
 */
function assignTracks(pieces: readonly Piece[], gaps: number): number[] {
  const counts: number[] = []
  for (let gap = 0; gap < gaps; gap++) {
    const here = pieces.filter(piece => piece.gap === gap && piece.from !== piece.to)
    const before = new Map(here.map(piece => [piece, here.filter(other => other.key !== piece.key && Math.abs(other.from - piece.to) < 1)]))
    const rank = rankOf(here, before)
    const low = (piece: Piece) => Math.min(piece.from, piece.to)
    const high = (piece: Piece) => Math.max(piece.from, piece.to)
    const taken: Piece[][] = []
    for (const piece of here.sort((a, b) => rank.get(a)! - rank.get(b)! || low(a) - low(b) || high(a) - high(b))) {
      let track = Math.max(0, ...before.get(piece)!.map(other => other.track + 1))
      while (taken[track]?.some(other => other.key !== piece.key && high(other) + 4 >= low(piece) && high(piece) + 4 >= low(other))) track++
      while (taken.length <= track) taken.push([])
      taken[track]!.push(piece)
      piece.track = track
    }
    counts.push(taken.length)
  }
  return counts
}

/** How many pieces have to come before each one, one behind the other. Where they wait for each other in a circle, some order is as good. */
function rankOf(pieces: readonly Piece[], before: ReadonlyMap<Piece, readonly Piece[]>): ReadonlyMap<Piece, number> {
  const rank = new Map(pieces.map(piece => [piece, 0]))
  for (let round = 0, changed = true; changed && round < pieces.length; round++) {
    changed = false
    for (const piece of pieces) {
      const wanted = Math.max(0, ...before.get(piece)!.map(other => rank.get(other)! + 1))
      if (wanted > rank.get(piece)! && wanted <= pieces.length) {
        rank.set(piece, wanted)
        changed = true
      }
    }
  }
  return rank
}

/** The name of a line stands on its way behind the first gap's upright pieces: above it, or below where it enters from below. */
function placeName({ label, pieces, enter }: Run, x: number, middle: number): Label {
  const box = labelBox(label!)
  const y = pieces[0]!.to
  const below = y === enter && enter > middle
  return { ...label!, x: x + 6 + markRoom + box.width / 2, y: below ? y + 4 + box.height / 2 : y - 3 - box.height / 2 }
}

/** Without points that lie on the way between their neighbours. */
function straighten(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const [a, b] = [kept.at(-2), kept.at(-1)]
    if (b && b.x === point.x && b.y === point.y) continue
    if (a && b && ((a.x === b.x && b.x === point.x) || (a.y === b.y && b.y === point.y))) kept.pop()
    kept.push(point)
  }
  return kept
}
