import type { Data, Environment, Flow, Model, Node, TimerDefinition } from './model.ts'
import type { Due, Made, ProcessState, Step, Token } from './state.ts'

/** A token while a move is played: it changes in place. */
export type Piece = { -readonly [K in keyof Token]: Token[K] } & { readonly node: Node }

/** A token on its way: where it comes to, inside of which piece, by which flow. */
export type Arrival = { readonly node: Node; readonly scope: Piece; readonly flow: Flow | null; readonly undoes?: number; readonly made?: readonly Made[] }

/** The working copy of a state during one move: pieces, arrivals still to be played (first in, first out), what happened so far. */
export class Board {
  readonly pieces = new Map<number, Piece>()
  readonly queue: Arrival[] = []
  readonly steps: Step[] = []
  failed: string | null
  private next: number
  readonly model: Model
  readonly env: Environment

  constructor(model: Model, state: ProcessState, env: Environment) {
    this.model = model
    this.env = env
    this.next = state.next
    this.failed = state.failed ?? null
    for (const token of state.tokens) {
      const node = model.nodes.get(token.at)
      if (!node) throw new Error(`A token stands at "${token.at}", which this version does not have.`)
      this.pieces.set(token.id, { ...token, node })
    }
  }

  /** The state as it is stored. */
  state(): ProcessState {
    const tokens = [...this.pieces.values()].map(({ node: _node, ...token }) => token)
    return { next: this.next, tokens, ...(this.failed === null ? {} : { failed: this.failed }) }
  }

  put(node: Node, scope: Piece | null, more: Partial<Token> = {}): Piece {
    const piece: Piece = { id: this.next++, at: node.id, ...(scope ? { in: scope.id } : {}), ...more, node }
    this.pieces.set(piece.id, piece)
    return piece
  }

  send(node: Node, scope: Piece, flow: Flow | null): void {
    this.queue.push({ node, scope, flow })
  }

  /** Branches have no order among each other: whoever is about to listen goes before whoever is about to speak, so that nothing is missed. */
  nextArrival(): Arrival | undefined {
    const quiet = this.queue.findIndex(({ node }) => !speaks(node))
    return quiet > 0 ? this.queue.splice(quiet, 1)[0] : this.queue.shift()
  }

  scopeOf(piece: Piece): Piece | null {
    return piece.in === undefined ? null : this.pieces.get(piece.in)!
  }

  inside(scope: Piece): Piece[] {
    const found: Piece[] = []
    for (const piece of this.pieces.values()) if (piece.in === scope.id) found.push(piece)
    return found
  }

  isAlive(piece: Piece): boolean {
    return this.pieces.get(piece.id) === piece
  }

  isEmpty(scope: Piece): boolean {
    for (const piece of this.pieces.values()) if (piece.in === scope.id && !isMemory(piece)) return false
    return !this.queue.some(arrival => arrival.scope === scope)
  }

  /** Takes away what is inside of a piece, whatever it is doing. */
  clear(scope: Piece, but: Piece | null = null): void {
    for (const piece of this.inside(scope)) if (piece !== but) this.drop(piece)
    for (let at = this.queue.length - 1; at >= 0; at--) if (this.queue[at]!.scope === scope) this.queue.splice(at, 1)
  }

  drop(piece: Piece): void {
    this.clear(piece)
    this.pieces.delete(piece.id)
    if (isOffered(piece.node) || piece.node.inside.length > 0) this.steps.push({ step: 'dropped', at: piece.at, token: piece.id })
  }

  /** A repeated activity's own piece has its instances inside; each instance is one round of the activity. */
  isInstance(piece: Piece): boolean {
    const scope = this.scopeOf(piece)
    return scope !== null && scope.node === piece.node && scope.of !== undefined
  }

  /** Variables in sight: the case's, the process's, and those of the instance, nearest first. */
  sight(piece: Piece | null, more?: Readonly<Record<string, unknown>>): Data {
    const layers: Readonly<Record<string, unknown>>[] = more ? [more] : []
    for (let at = piece; at; at = this.scopeOf(at)) {
      if (at.data) layers.push(at.data)
      if (at.item !== undefined) layers.push({ loopCounter: at.item + 1 })
    }
    if (layers.length === 0) return this.env.data
    const data = new Map(this.env.data)
    for (const layer of layers.reverse()) for (const [name, value] of Object.entries(layer)) data.set(name, value)
    return data
  }

  /** Sets variables in the nearest instance, else in the process. */
  set(piece: Piece, values: Readonly<Record<string, unknown>>): void {
    let at = piece
    while (at.item === undefined && at.in !== undefined) at = this.scopeOf(at)!
    at.data = { ...at.data, ...values }
  }

  due(timer: TimerDefinition, piece: Piece): Due {
    const { at, times } = this.env.due(timer, this.sight(piece))
    return timer.kind === 'cycle' ? [at, times] : at
  }

  made(scope: Piece, made: Made): void {
    scope.made = [...(scope.made ?? []), made]
  }
}

const speaks = (node: Node): boolean => (node.type === 'throw' || node.type === 'end') && node.events.some(event => event.kind === 'signal' || event.kind === 'message')

/** What a complex join keeps in mind between its activation and its reset: no token that holds a process open. */
export const isMemory = (piece: Piece): boolean => piece.node.type === 'complex' && piece.heard !== undefined

/** Steps that somebody is asked to do. */
export const isOffered = (node: Node): boolean => ['user', 'manual', 'service', 'rule', 'script', 'send', 'receive', 'task'].includes(node.type)
