import type { Board, Piece } from './board.ts'
import type { Node } from './model.ts'
import type { Made } from './state.ts'

/** What is kept of a finished activity so that it can be undone; `null` where nothing undoes it. */
export function madeBy(piece: Piece): Made | null {
  const { node, made } = piece
  if (node.undo) return { at: node.id, ...(made ? { made } : {}) }
  return made && made.length > 0 ? { at: node.id, made } : null
}

/**
 * Takes the latest of what an event has to undo off its list and answers what undoes it; a finished sub-process without an own way
 * of undoing is undone step by step (BPMN 2.0.2, 13.5.5).
 */
export function nextToUndo(board: Board, piece: Piece): { readonly node: Node; readonly made: readonly Made[] } | null {
  for (;;) {
    const latest = piece.made?.at(-1)
    if (!latest) return null
    piece.made = piece.made!.slice(0, -1)
    const { undo } = board.model.nodes.get(latest.at)!
    if (undo) return { node: undo, made: latest.made ?? [] }
    piece.made = [...piece.made, ...(latest.made ?? [])]
  }
}
