import type { Board, Piece } from './board.ts'
import type { EventDefinition, Node } from './model.ts'
import type { Due, Token } from './state.ts'

/**
 * A token that waits for something: `event` is the element that says for what, `definition` which of its definitions.
 * `catch` waits in place, `edge` at its activity's edge, `sub` is the start of an event sub-process, `begin` that of a process.
 */
export type Listener = { readonly piece: Piece; readonly event: Node; readonly definition: number; readonly kind: 'catch' | 'receive' | 'edge' | 'sub' | 'begin' }

/** Everybody who waits for an event of a kind and name, in the order of tokens. What is waited for follows from where tokens stand. */
export function listenersFor(board: Board, kind: EventDefinition['kind'], name: string | null): readonly Listener[] {
  const found: Listener[] = []
  for (const listener of listeners(board)) {
    const definition = listener.event.events[listener.definition]
    if (listener.kind === 'receive') {
      if (kind === 'message' && listener.event.message === name) found.push(listener)
    } else if (definition?.kind === kind && catches(definition, kind, name)) found.push(listener)
  }
  return found
}

/** Errors and escalations without a name are caught by whoever catches any; nothing else is. */
const catches = (definition: EventDefinition, kind: EventDefinition['kind'], name: string | null): boolean =>
  kind === 'condition' || kind === 'cancel' || definition.name === name || ((kind === 'error' || kind === 'escalation') && definition.name === null)

function* listeners(board: Board): Generator<Listener> {
  for (const piece of board.pieces.values()) {
    const { node } = piece
    if (node.type === 'catch') yield* each(piece, node, 'catch')
    if (node.type === 'receive' && piece.of === undefined) yield { piece, event: node, definition: -1, kind: 'receive' }
    if (node.type === 'eventBased') for (const { to } of node.outgoing) yield* to.type === 'receive' ? [{ piece, event: to, definition: -1, kind: 'catch' } as const] : each(piece, to, 'catch')
    if (piece.by === undefined && !board.isInstance(piece)) for (const edge of node.edges) yield* each(piece, edge, 'edge')
    if (awaits(piece)) for (const entry of node.entries) yield* entry.type === 'receive' ? [{ piece, event: entry, definition: -1, kind: 'begin' } as const] : each(piece, entry, 'begin')
    const opened = node.type === 'call' ? node.called! : node
    // A scope that an event sub-process has taken over hears nothing else.
    if (piece.of === undefined && piece.by === undefined && !opened.eventSubs.some(sub => piece.heard?.includes(sub.id))) for (const sub of opened.eventSubs) yield* each(piece, sub.entries[0]!, 'sub')
  }
}

function* each(piece: Piece, event: Node, kind: Listener['kind']): Generator<Listener> {
  for (let definition = 0; definition < event.events.length; definition++) yield { piece, event, definition, kind }
}

/** A process that only an event begins, and that has not begun. */
export const awaits = (piece: Piece): boolean => piece.node.type === 'process' && piece.heard?.[0] === 'begins'

/** Sets the timers of an event that a token begins to wait for. */
export function armTimers(board: Board, piece: Piece, event: Node): void {
  event.events.forEach((_, definition) => armTimer(board, piece, { event, definition }))
}

/** One definition of an event, for which a token waits. */
export type Clock = { readonly event: Node; readonly definition: number }

export function armTimer(board: Board, piece: Piece, { event, definition }: Clock): void {
  const { timer, kind } = event.events[definition]!
  if (kind === 'timer') piece.due = { ...piece.due, [timerKey(event.id, definition)]: board.due(timer!, piece) }
}

/** Every timer that was set when a token came to a node: its own, those at its edge, those of event sub-processes in it. */
export function clocksOf(node: Node, { by, of, heard = [] }: Pick<Token, 'by' | 'of' | 'heard'>, isInstance: boolean): readonly Clock[] {
  const opened = node.type === 'call' ? node.called! : node
  const taken = opened.eventSubs.some(sub => heard.includes(sub.id))
  const events = [
    ...(node.type === 'catch' ? [node] : node.type === 'eventBased' ? node.outgoing.map(flow => flow.to) : []),
    ...(node.type === 'process' && heard[0] === 'begins' ? node.entries : []),
    ...(by === undefined && !isInstance ? node.edges : []),
    ...(of === undefined && by === undefined && !taken ? opened.eventSubs.map(sub => sub.entries[0]!) : []),
  ]
  return events.flatMap(event => event.events.flatMap(({ kind }, definition) => (kind === 'timer' ? [{ event, definition }] : [])))
}

export const timerKey = (event: string, definition: number): string => (definition === 0 ? event : `${event}#${definition}`)

/** The listener whose timer rings, with its timer taken away; `null` where there is none, or where it is not due yet. */
export function ringing(board: Board, token: number, key: string): Listener | null {
  const piece = board.pieces.get(token)
  const due = piece?.due?.[key]
  if (!piece || due === undefined || instantOf(due) > board.env.now) return null
  const listener = [...listeners(board)].find(one => one.piece === piece && one.definition >= 0 && one.event.events[one.definition]!.kind === 'timer' && timerKey(one.event.id, one.definition) === key)
  return listener ?? null
}

export const instantOf = (due: Due): number => (typeof due === 'number' ? due : due[0])

/** After an event that does not interrupt: its timer is over, or set anew for the next round. */
export function catchUp(board: Board, piece: Piece, event: Node, definition: number): void {
  const key = timerKey(event.id, definition)
  const due = piece.due?.[key]
  if (due === undefined) return
  const { [key]: _rang, ...rest } = piece.due!
  const left = typeof due === 'number' ? 0 : due[1] === null ? null : due[1] - 1
  if (left === 0) piece.due = rest
  else {
    const again = board.env.due(event.events[definition]!.timer!, board.sight(piece))
    piece.due = { ...rest, [key]: [again.at, left] }
  }
  if (Object.keys(piece.due).length === 0) delete piece.due
}
