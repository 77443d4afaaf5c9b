import { typeOf, type DiRaw } from './di-element.ts'
import type { Box, Edge, Shape } from './diagram.ts'
import type { GridLink } from './place-in-grid.ts'

/** A drawing whose upper left corner is at 0, 0. */
export type LaidOut = { readonly shapes: readonly Shape[]; readonly edges: readonly Edge[]; readonly width: number; readonly height: number }

/** A flow of the file in the grid; `event` is the one at an edge by which it leaves. */
export type Line = GridLink<DiRaw> & { readonly raw: DiRaw; readonly event: DiRaw | null }

/** What stands in the grid: its size beside the middle line of its row, and the layout of what is inside. */
export type Block = {
  readonly width: number
  /** The width with its free label. */
  readonly space: number
  readonly height: number
  readonly above: number
  readonly below: number
  readonly inner: LaidOut | null
  /** Events at its lower edge. */
  readonly edges: readonly DiRaw[]
}

/** Whose name stands below it. */
export const isSmall = (step: DiRaw): boolean => /(Event|Gateway)$/.test(typeOf(step))

export function sizeOf(step: DiRaw): readonly [number, number] {
  const type = typeOf(step)
  if (type.endsWith('Event')) return [36, 36]
  return type.endsWith('Gateway') ? [50, 50] : [132, 80]
}

/** The width that each event at an edge has for itself and its name. */
export const edgeRoom = 118

/** The place of the i-th event at the lower edge of a step. */
export function eventAt(host: Box, count: number, i: number): Box {
  const x = count === 1 ? host.x + host.width - 100 : host.x + 12 + i * edgeRoom
  return { x: Math.max(host.x + 8, x), y: host.y + host.height - 18, width: 36, height: 36 }
}
