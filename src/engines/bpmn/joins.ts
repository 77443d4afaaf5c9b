import type { Board, Piece } from './board.ts'
import type { Flow, Node } from './model.ts'

type Fork = (node: Node, scope: Piece) => void

/** A token comes to a gateway with several ways in. */
export function arriveAtJoin(board: Board, node: Node, scope: Piece, flow: Flow, fork: Fork): void {
  const memory = board.inside(scope).find(piece => piece.node === node && piece.heard)
  if (memory && !memory.heard!.includes(flow.id)) {
    // After its activation a complex gateway swallows one token of each other way, then begins anew.
    memory.heard = [...memory.heard!, flow.id]
    if (memory.heard.length === node.incoming.length) board.pieces.delete(memory.id)
    return
  }
  board.put(node, scope, { by: flow.id })
  if (node.type === 'parallel' && waitingAt(board, node, scope).size === node.incoming.length) pass(board, node, scope, fork)
  if (node.type === 'complex' && !memory) {
    const waiting = waitingAt(board, node, scope)
    const activationCount = board.inside(scope).filter(piece => piece.node === node && piece.by !== undefined).length
    if (node.enough!.value(board.sight(scope, { activationCount })) !== true) return
    pass(board, node, scope, fork)
    if (waiting.size < node.incoming.length) board.put(node, scope, { heard: [...waiting.keys()] })
  }
}

/** Opens an inclusive gateway for which no further token can come; true where one opened. Asked for when nothing else moves. */
export function openInclusiveJoins(board: Board, fork: Fork): boolean {
  for (const piece of board.pieces.values()) {
    const { node } = piece
    if (node.type !== 'inclusive' || piece.by === undefined) continue
    const scope = board.scopeOf(piece)!
    if (mayStillCome(board, node, scope)) continue
    pass(board, node, scope, fork)
    return true
  }
  return false
}

/**
 * Whether a token elsewhere can still come by an empty way, and not by one that already has its token
 * (BPMN 2.0.2, 13.4.3, the semantics of the inclusive gateway).
 */
function mayStillCome(board: Board, node: Node, scope: Piece): boolean {
  const waiting = waitingAt(board, node, scope)
  let filled = 0
  node.incoming.forEach((flow, index) => {
    if (waiting.has(flow.id)) filled |= 1 << index
  })
  for (const piece of board.inside(scope)) {
    if (piece.node === node) continue
    const ways = reachFrom(node, piece.node)
    if ((ways & ~filled) !== 0 && (ways & filled) === 0) return true
  }
  return false
}

/** A token at an event sub-process goes nowhere; one at a gateway or step goes on from there. */
const reachFrom = (join: Node, node: Node): number => join.reach.get(node) ?? 0

function waitingAt(board: Board, node: Node, scope: Piece): Map<string, Piece> {
  const found = new Map<string, Piece>()
  for (const piece of board.inside(scope)) if (piece.node === node && piece.by !== undefined && !found.has(piece.by)) found.set(piece.by, piece)
  return found
}

/** Takes one token of each way that has one, and goes on as one. */
function pass(board: Board, node: Node, scope: Piece, fork: Fork): void {
  for (const piece of waitingAt(board, node, scope).values()) board.pieces.delete(piece.id)
  fork(node, scope)
}
