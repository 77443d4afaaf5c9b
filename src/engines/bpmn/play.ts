/*
 * The token game of BPMN 2.0.2 (chapter 13): a pure function of the model, where a process stands, what came from outside, and what
 * the environment answers. A move ends when every token waits.
 * It is longer than 250 lines because the rules call each other.
 */
import { isActivity, linkTarget } from './link-nodes.ts'
import { Board, type Arrival, type Piece } from './board.ts'
import { arriveAtJoin, openInclusiveJoins } from './joins.ts'
import { armTimers, awaits, catchUp, listenersFor, ringing, type Listener } from './listen.ts'
import { refuse, type Refusal } from '../../base/result.ts'
import type { Environment, EventDefinition, Flow, Model, Node } from './model.ts'
import type { Input, Move, ProcessState, Token } from './state.ts'
import { madeBy, nextToUndo } from './undo.ts'

/** Steps that one move may take: a loop that nothing ends is an error of the process, not of the server. */
const most = 20_000

/** Begins one process, or several that talk to each other. One that only an event begins waits for it. */
export function begin(model: Model, processes: readonly Node[], env: Environment): Move {
  const game = new Game(new Board(model, { next: 0, tokens: [] }, env))
  for (const process of processes) game.begin(process)
  return game.finish()
}

/** Plays what came from outside, and everything that follows from it. */
export function play(model: Model, state: ProcessState, input: Input, env: Environment): Move | Refusal {
  const game = new Game(new Board(model, state, env))
  return game.take(input) ?? game.finish()
}

/** Plays on from what was put and sent by hand (migrate.ts). */
export const settle = (board: Board): Move => new Game(board).finish()

class Game {
  private readonly board: Board
  private count = 0

  constructor(board: Board) {
    this.board = board
  }

  begin(process: Node): void {
    const { board } = this
    const root = board.put(process, null)
    const plain = process.entries.filter(entry => entry.type !== 'start' || entry.events.length === 0)
    if (plain.length > 0) this.open(root, plain)
    else {
      root.heard = ['begins']
      for (const entry of process.entries) armTimers(board, root, entry)
      this.arm(root)
    }
  }

  take(input: Input): Refusal | null {
    const { board } = this
    if (board.failed !== null) return refuse('ProcessFailed')
    switch (input.do) {
      case 'complete':
      case 'error': {
        const piece = board.pieces.get(input.token)
        if (!piece || !isActivity(piece.node) || piece.of !== undefined || piece.node.inside.length > 0) return refuse('StepGone')
        if (input.do === 'error') this.fail(input.name, piece)
        else {
          if (input.sets) board.set(piece, input.sets)
          this.complete(piece)
        }
        return null
      }
      case 'ring': {
        const listener = ringing(board, input.token, input.event)
        if (!listener) return refuse('TimerGone')
        this.trigger(listener)
        return null
      }
      case 'message':
      case 'signal':
        return this.hear(input.do, input.name, null, input.sets) ? null : refuse('NobodyListens')
      case 'look':
        return null
    }
  }

  finish(): Move {
    const { board } = this
    for (;;) {
      if (board.model.hasConditions && this.lookAtConditions()) continue
      const arrival = board.nextArrival()
      if (arrival) this.step(arrival)
      else if (!openInclusiveJoins(board, this.fork)) break
      if (board.failed !== null) break
      if (++this.count > most) {
        this.stop('endless', [...board.pieces.values()].at(-1)?.at ?? '')
        break
      }
    }
    return { state: board.state(), steps: board.steps }
  }

  private step(arrival: Arrival): void {
    const { board } = this
    const { node, scope, flow } = arrival
    if (!board.isAlive(scope)) return
    if (node.startQuantity > 1 && !this.gathered(arrival)) return
    switch (node.type) {
      case 'start':
        board.steps.push({ step: 'passed', at: node.id })
        this.fork(node, scope)
        break
      case 'end':
        this.end(node, scope)
        return
      case 'throw':
        this.throwAll(node, scope)
        break
      case 'catch':
        this.wait(node, scope)
        break
      case 'eventBased': {
        const piece = board.put(node, scope)
        for (const { to } of node.outgoing) armTimers(board, piece, to)
        break
      }
      case 'exclusive': {
        const chosen = node.outgoing.find(one => !one.otherwise && (!one.condition || one.condition.value(board.sight(scope)) === true)) ?? node.outgoing.find(one => one.otherwise)
        if (node.outgoing.length > 0 && !chosen) return this.stop('NoWay', node.id)
        if (chosen) this.go(node, scope, [chosen])
        break
      }
      case 'parallel':
      case 'inclusive':
      case 'complex':
        if (node.incoming.length > 1 && flow) arriveAtJoin(board, node, scope, flow, this.fork)
        else this.fork(node, scope)
        break
      default:
        this.activity(arrival)
    }
    this.close(scope)
  }

  /** Tokens of an activity that takes several wait for each other. */
  private gathered({ node, scope }: Arrival): boolean {
    const { board } = this
    const waiting = board.inside(scope).filter(piece => piece.node === node && piece.by === 'gathers')
    if (waiting.length + 1 < node.startQuantity) {
      board.put(node, scope, { by: 'gathers' })
      return false
    }
    for (const piece of waiting) board.pieces.delete(piece.id)
    return true
  }

  private activity({ node, scope, undoes, made }: Arrival): void {
    const { board } = this
    const piece = board.put(node, scope, undoes === undefined ? {} : { undoes, ...(made ? { made } : {}) })
    for (const edge of node.edges) armTimers(board, piece, edge)
    const { loop } = node
    if (!loop) return this.work(piece)
    if (loop.kind === 'while') {
      piece.done = 0
      if (loop.before && loop.condition && loop.condition.value(board.sight(piece)) !== true) return this.leave(piece)
      return this.work(piece)
    }
    const value = loop.cardinality.value(board.sight(scope))
    const times = Array.isArray(value) ? value.length : Number(value)
    if (!Number.isInteger(times) || times < 0 || times > 1_000) return this.stop('NoCount', node.id)
    if (times === 0) return this.leave(piece)
    piece.of = times
    piece.done = 0
    for (let item = 0; item < (loop.ordered ? 1 : times) && board.isAlive(piece); item++) this.work(board.put(node, piece, { item }))
  }

  /** Begins the body of an activity: once, or one instance or round of it. */
  private work(piece: Piece): void {
    const { board } = this
    const { node } = piece
    switch (node.type) {
      case 'sub':
      case 'transaction':
      case 'eventSub':
        return this.open(piece, node.entries)
      case 'call':
        board.steps.push({ step: 'entered', at: node.id, token: piece.id })
        this.arm(piece, node.called!)
        for (const entry of node.called!.entries) board.send(entry, piece, null)
        return
      case 'adhoc':
        this.open(piece, node.ordered ? node.entries.slice(0, 1) : node.entries)
        if (node.ordered) piece.done = 1
        return
      case 'receive':
        board.steps.push({ step: 'offered', at: node.id, token: piece.id })
        return
      default: {
        if (node.type === 'send' && node.message !== null) this.throwOut({ kind: 'message', name: node.message, timer: null, condition: null }, node, piece)
        const performed = board.env.perform(node, board.sight(piece))
        if (performed.result === 'waits') board.steps.push({ step: 'offered', at: node.id, token: piece.id })
        else {
          const said = performed.says === undefined ? {} : { says: performed.says }
          if (performed.result === 'error') {
            board.steps.push({ step: 'refused', at: node.id, token: piece.id, ...said })
            this.fail(performed.name, piece)
          } else {
            if (performed.sets) board.set(piece, performed.sets)
            board.steps.push({ step: 'performed', at: node.id, token: piece.id, ...said })
            this.complete(piece)
          }
        }
      }
    }
  }

  private open(piece: Piece, entries: readonly Node[]): void {
    this.board.steps.push({ step: 'entered', at: piece.at, token: piece.id })
    this.arm(piece)
    for (const entry of entries) this.board.send(entry, piece, null)
  }

  /** Sets the timers of the event sub-processes of a scope. */
  private arm(piece: Piece, node: Node = piece.node): void {
    for (const sub of node.eventSubs) armTimers(this.board, piece, sub.entries[0]!)
  }

  /** The body of an activity is done: the next round, the next instance, or the way on. */
  private complete(piece: Piece): void {
    const { board } = this
    const { node } = piece
    if (isActivity(node) && node.inside.length === 0 && node.type !== 'call') board.steps.push({ step: 'done', at: node.id, token: piece.id })
    if (board.isInstance(piece)) return this.completeInstance(piece)
    const { loop } = node
    if (loop?.kind === 'while') {
      piece.done = (piece.done ?? 0) + 1
      if ((loop.most === null || piece.done < loop.most) && (!loop.condition || loop.condition.value(board.sight(piece)) === true)) return this.work(piece)
    }
    this.leave(piece)
  }

  private completeInstance(piece: Piece): void {
    const { board } = this
    const { node, data } = piece
    const body = board.scopeOf(piece)!
    const loop = node.loop as Extract<typeof node.loop, { kind: 'each' }>
    const made = madeBy(piece)
    if (made) board.made(body, made)
    board.pieces.delete(piece.id)
    body.done = (body.done ?? 0) + 1
    if (data) body.data = { ...body.data, [node.id]: [...((body.data?.[node.id] as unknown[]) ?? []), data] }
    const counts = { nrOfInstances: body.of!, nrOfCompletedInstances: body.done, nrOfActiveInstances: board.inside(body).length, loopCounter: (piece.item ?? 0) + 1 }
    const { throws } = loop
    if (throws.when === 'each' || (throws.when === 'first' && body.done === 1) || (throws.when === 'condition' && throws.condition.value(board.sight(body, counts)) === true)) {
      // The end of an instance is news of an activity that goes on: it does not end it, however its edge is drawn (patterns WCP09, WCP12).
      for (const { event } of listenersFor(board, throws.event.kind, throws.event.name).filter(one => one.piece === body)) {
        board.steps.push({ step: 'heard', at: event.id, token: body.id })
        this.fork(event, board.scopeOf(body)!)
      }
    }
    if (body.done >= body.of! || loop.enough?.value(board.sight(body, counts)) === true) {
      board.clear(body)
      const results = body.data?.[node.id]
      if (results !== undefined) board.set(board.scopeOf(body)!, { [node.id]: results })
      return this.leave(body)
    }
    if (loop.ordered) this.work(board.put(node, body, { item: body.done }))
  }

  /** An activity is over in the normal way: its token goes on. */
  private leave(piece: Piece): void {
    const { board } = this
    const { node, undoes } = piece
    const scope = board.scopeOf(piece)!
    const made = madeBy(piece)
    board.clear(piece)
    board.pieces.delete(piece.id)
    if (node.inside.length > 0) board.steps.push({ step: 'left', at: node.id, token: piece.id })
    if (undoes !== undefined) this.undoNext(board.pieces.get(undoes))
    else {
      if (made) board.made(scope, made)
      this.fork(node, scope)
    }
    this.close(scope)
  }

  /** Sends a token on by every way out that holds. */
  private readonly fork = (node: Node, scope: Piece): void => {
    if (node.outgoing.length === 0) return
    if (node.type === 'parallel') return this.go(node, scope, node.outgoing)
    if (node.outgoing.length === 1 && !node.outgoing[0]!.condition) return this.go(node, scope, node.outgoing)
    const data = this.board.sight(scope)
    const holding = node.outgoing.filter(flow => !flow.otherwise && flow.condition?.value(data) === true)
    // The default is for where no condition holds; ways without one are taken besides (BPMN 2.0.2, 13.3.2).
    const chosen = node.outgoing.filter(flow => (flow.otherwise ? holding.length === 0 : !flow.condition || holding.includes(flow)))
    if (chosen.length === 0) return this.stop('NoWay', node.id)
    this.go(node, scope, chosen)
  }

  private go(node: Node, scope: Piece, flows: readonly Flow[]): void {
    this.board.steps.push({ step: 'taken', at: node.id, flows: flows.map(flow => flow.id) })
    for (const flow of flows) for (let left = node.completionQuantity; left > 0; left--) this.board.send(flow.to, scope, flow)
  }

  /** A scope in which nothing is left ends. */
  private close(scope: Piece): void {
    const { board } = this
    if (!board.isAlive(scope) || board.failed !== null) return
    const { node } = scope
    if (node.type === 'adhoc' && !this.goesOn(scope)) return
    if (!board.isEmpty(scope) || (node.inside.length === 0 && node.type !== 'call')) return
    if (scope.of !== undefined) return
    if (node.type === 'process') {
      // A process that an event has yet to begin is empty and waits.
      if (awaits(scope)) return
      board.clear(scope)
      board.pieces.delete(scope.id)
      board.steps.push({ step: 'ended', at: node.id })
    } else if (node.type === 'eventSub' && scope.undoes === undefined) {
      const around = board.scopeOf(scope)!
      board.clear(scope)
      board.pieces.delete(scope.id)
      board.steps.push({ step: 'left', at: node.id, token: scope.id })
      this.close(around)
    } else this.complete(scope)
  }

  /** An ad-hoc sub-process begins its next step, or ends where it has enough; true where it may be closed. */
  private goesOn(scope: Piece): boolean {
    const { board } = this
    const { node } = scope
    if (!board.isEmpty(scope)) return true
    const over = node.ends !== null && node.ends.value(board.sight(scope)) === true
    const next = node.ordered && !over ? node.entries[scope.done ?? 0] : undefined
    if (!next) return true
    scope.done = (scope.done ?? 0) + 1
    board.send(next, scope, null)
    return false
  }

  private wait(node: Node, scope: Piece): void {
    const piece = this.board.put(node, scope)
    armTimers(this.board, piece, node)
    if (node.events.every(event => event.kind === 'link')) this.trigger({ piece, event: node, definition: 0, kind: 'catch' })
  }

  private end(node: Node, scope: Piece): void {
    const { board } = this
    const piece = board.put(node, scope)
    board.steps.push({ step: 'passed', at: node.id })
    for (const event of node.events) {
      if (event.kind === 'terminate') board.clear(scope)
      else if (event.kind === 'error') return this.fail(event.name ?? 'error', piece)
      else if (event.kind === 'cancel') return this.cancel(scope)
      else if (event.kind === 'compensation') return this.undo(piece, event)
      else this.throwOut(event, node, piece)
      if (!board.isAlive(piece)) break
    }
    board.pieces.delete(piece.id)
    this.close(scope)
  }

  private throwAll(node: Node, scope: Piece): void {
    const { board } = this
    const piece = board.put(node, scope)
    board.steps.push({ step: 'passed', at: node.id })
    for (const event of node.events) {
      if (event.kind === 'compensation') return this.undo(piece, event)
      if (event.kind !== 'link') this.throwOut(event, node, piece)
      // Whoever caught it may have ended what threw it.
      if (!board.isAlive(piece)) return
    }
    board.pieces.delete(piece.id)
    this.fork(linkTarget(node) ?? node, scope)
  }

  private throwOut(event: EventDefinition, node: Node, from: Piece): void {
    if (event.kind === 'escalation') this.rise('escalation', event.name, from)
    else if (event.kind === 'signal' || event.kind === 'message') {
      this.board.steps.push({ step: 'thrown', at: node.id, kind: event.kind, name: event.name ?? '' })
      this.hear(event.kind, event.name, from)
    }
  }

  /** A signal comes to everybody who listens, a message to the first; either begins the processes that wait for it. */
  private hear(kind: 'message' | 'signal', name: string | null, from: Piece | null, sets?: Readonly<Record<string, unknown>>): boolean {
    const { board } = this
    const listeners = listenersFor(board, kind, name)
    let heard = false
    for (const listener of kind === 'message' ? listeners.slice(0, 1) : listeners) {
      if (!board.isAlive(listener.piece)) continue
      if (sets) board.set(listener.piece, sets)
      this.trigger(listener)
      heard = true
    }
    if (heard && kind === 'message') return true
    const root = from && rootOf(board, from)
    for (const process of board.model.processes) {
      if (process === root?.node || [...board.pieces.values()].some(piece => piece.node === process)) continue
      const start = process.entries.find(entry => entry.type === 'start' && !entry.all && entry.events.some(event => event.kind === kind && event.name === name))
        ?? process.entries.find(entry => kind === 'message' && entry.type === 'receive' && entry.message === name)
      if (!start) continue
      heard = true
      const piece = board.put(process, null)
      this.arm(piece)
      board.steps.push({ step: 'entered', at: process.id, token: piece.id })
      this.fork(start, piece)
    }
    return heard
  }

  /** What an event does to the token that waited for it. */
  private trigger({ piece, event, definition, kind }: Listener): void {
    const { board } = this
    const scope = board.scopeOf(piece)
    if (event.all && !this.allHeard(piece, event, definition)) return
    board.steps.push({ step: event.events[definition]?.kind === 'timer' ? 'rang' : 'heard', at: event.id, token: piece.id })
    switch (kind) {
      case 'catch':
        if (piece.node === event) catchUp(board, piece, event, definition)
        // A timer that comes round again sends a token each time.
        if (!piece.due || piece.node !== event || !event.events.some(one => one.timer?.kind === 'cycle')) board.pieces.delete(piece.id)
        this.fork(event, scope!)
        return this.close(scope!)
      case 'receive':
        return this.complete(piece)
      case 'begin':
        delete piece.due
        delete piece.heard
        board.steps.push({ step: 'entered', at: piece.at, token: piece.id })
        this.fork(event, piece)
        return this.close(piece)
      case 'edge':
        if (event.interrupting) board.drop(piece)
        else catchUp(board, piece, event, definition)
        this.fork(event, scope!)
        return this.close(scope!)
      case 'sub': {
        const sub = event.within!
        if (event.interrupting) {
          board.clear(piece)
          delete piece.due
          piece.heard = [sub.id]
        } else catchUp(board, piece, event, definition)
        const opened = board.put(sub, piece)
        board.steps.push({ step: 'entered', at: sub.id, token: opened.id })
        this.arm(opened)
        this.fork(event, opened)
        this.close(opened)
      }
    }
  }

  /** Of an event that needs all of its definitions: notes one; true when it was the last. */
  private allHeard(piece: Piece, event: Node, definition: number): boolean {
    const heard = [...new Set([...(piece.heard ?? []), `${event.id}#${definition}`])]
    piece.heard = heard
    return event.events.every((_, index) => heard.includes(`${event.id}#${index}`))
  }

  /** An error looks for somebody who catches it, from where it happened outwards; an uncaught one ends everything. */
  private fail(name: string, from: Piece): void {
    if (!this.rise('error', name, from)) this.stop(name, from.at)
  }

  private rise(kind: 'error' | 'escalation', name: string | null, from: Piece): boolean {
    const { board } = this
    for (let at: Piece | null = from; at; at = board.scopeOf(at)) {
      const holder: Piece = at
      const listener = listenersFor(board, kind, name).find(one => one.piece === holder)
      if (!listener) continue
      this.trigger(listener)
      return true
    }
    return false
  }

  /** Nothing goes on: somebody has to look at it. */
  private stop(name: string, at: string): void {
    const { board } = this
    board.failed = name
    board.queue.length = 0
    board.steps.push({ step: 'failed', at, name })
  }

  /** A transaction is called off: what was done in it is undone, then its edge's event happens. */
  private cancel(scope: Piece): void {
    const { board } = this
    for (const piece of board.inside(scope)) board.drop(piece)
    for (let at = board.queue.length - 1; at >= 0; at--) if (board.queue[at]!.scope === scope) board.queue.splice(at, 1)
    const waiting = board.put(scope.node, scope, { by: 'cancels', ...(scope.made ? { made: scope.made } : {}) })
    this.undoNext(waiting)
  }

  private undo(piece: Piece, event: EventDefinition): void {
    const { board } = this
    const scope = board.scopeOf(piece)!
    // Thrown in an event sub-process, it undoes what was done around it.
    const holder = scope.node.type === 'eventSub' && scope.undoes === undefined ? board.scopeOf(scope)! : scope
    const made = (holder.made ?? []).filter(one => event.name === null || one.at === event.name)
    holder.made = (holder.made ?? []).filter(one => !made.includes(one))
    piece.made = made
    this.undoNext(piece)
  }

  /** Undoes the latest of what is left, then the one before; at last the event that asked for it goes on. */
  private undoNext(piece: Piece | undefined): void {
    const { board } = this
    if (!piece) return
    const scope = board.scopeOf(piece)!
    const next = nextToUndo(board, piece)
    if (next) {
      board.queue.push({ node: next.node, scope, flow: null, undoes: piece.id, made: next.made })
      return
    }
    board.pieces.delete(piece.id)
    if (piece.by === 'cancels') {
      const listener = listenersFor(board, 'cancel', null).find(one => one.piece === scope)
      if (listener) this.trigger(listener)
      else this.close(scope)
    } else {
      this.fork(piece.node, scope)
      this.close(scope)
    }
  }

  /** Conditions that hold now and did not before. */
  private lookAtConditions(): boolean {
    const { board } = this
    for (const listener of listenersFor(board, 'condition', null)) {
      const { piece, event, definition } = listener
      const key = `${event.id}?`
      const holds = event.events[definition]!.condition!.value(board.sight(piece)) === true
      const known = piece.heard?.includes(key) ?? false
      if (holds && !known) {
        if (!event.interrupting) piece.heard = [...(piece.heard ?? []), key]
        this.trigger(listener)
        return true
      }
      if (!holds && known) piece.heard = piece.heard!.filter(one => one !== key)
    }
    return false
  }
}

function rootOf(board: Board, piece: Piece): Piece {
  let at = piece
  for (let up = board.scopeOf(at); up; up = board.scopeOf(at)) at = up
  return at
}

/** Tokens that somebody is asked to do something about. */
export const offered = (model: Model, state: ProcessState): readonly { readonly token: Token; readonly node: Node }[] =>
  state.tokens.flatMap(token => {
    const node = model.nodes.get(token.at)!
    return isActivity(node) && node.inside.length === 0 && node.type !== 'call' && token.of === undefined && token.by === undefined ? [{ token, node }] : []
  })
