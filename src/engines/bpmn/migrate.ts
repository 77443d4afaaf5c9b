import { Board } from './board.ts'
import { carryToken, isSame } from './carry-token.ts'
import type { EndCheck } from './check-soundness.ts'
import { isActivity } from './link-nodes.ts'
import { armTimer, clocksOf, type Clock } from './listen.ts'
import type { Environment, Flow, Model, Node } from './model.ts'
import type { Places } from './places.ts'
import { settle } from './play.ts'
import type { Move, ProcessState, Token } from './state.ts'

/*
 * Moves a running process to another version of its file. Whatever stands at an element that both versions have, of the same kind and in
 * the same sub-process, stays there with its timers and counters; for anything else somebody has to say where it goes on. Nothing is
 * guessed, and nothing is lost in silence.
 */

/** What does not move: `entry`: somebody has to say where it goes on; `wait`: nobody can, before it has gone on by itself. */
export type Unmoved = { readonly at: string; readonly element: string; readonly needs: 'entry' | 'wait'; readonly what: string }

export type Migration = { readonly move: Move } | { readonly unmoved: readonly Unmoved[] }

/**
 * The same state in the new version. Timers that still exist keep their instant, new ones begin now. `ends` tries whether the new version
 * can end from there: a join may wait for a way that was added too late.
 */
export function migrate(from: Model, to: Model, state: ProcessState, places: Places, env: Environment, ends: EndCheck): Migration {
  const done = new Moving(from, to, state, places, env).run()
  if ('unmoved' in done) return done
  const [fault] = ends(done.move.state)
  if (!fault) return done
  const stands = state.tokens.filter(token => isActivity(from.nodes.get(token.at)!)).at(-1) ?? state.tokens.at(-1)!
  const node = from.nodes.get(stands.at)!
  return { unmoved: [{ at: node.id, element: node.name || node.id, needs: 'entry', what: `from here the new version would not end. "${fault.element}": ${fault.what}. Write ${node.id}=STEP for a step before it` }] }
}

/** A token of the new state that others can stand in. */
type Scope = { readonly id: number; readonly node: Node; readonly up: Scope | null }

class Moving {
  private readonly unmoved: Unmoved[] = []
  private readonly tokens: Token[] = []
  private readonly arrivals: { readonly node: Node; readonly scope: number; readonly flow: Flow | null }[] = []
  private readonly clocks: { readonly token: number; readonly clock: Clock }[] = []
  /** Sub-processes that only the new version has, entered for what moves into them. */
  private readonly entered = new Map<string, Scope>()
  /** The elements of the old version that go on at one of the new. */
  private readonly goers = new Map<Node, Set<string>>()
  private next: number
  readonly from: Model
  readonly to: Model
  readonly places: Places
  private readonly state: ProcessState
  private readonly env: Environment

  constructor(from: Model, to: Model, state: ProcessState, places: Places, env: Environment) {
    this.from = from
    this.to = to
    this.state = state
    this.places = places
    this.env = env
    this.next = state.next
  }

  run(): Migration {
    const { from, to, state } = this
    if (state.failed !== undefined) return { unmoved: [{ at: state.tokens.at(-1)?.at ?? '', element: '', needs: 'wait', what: `its process stopped ("${state.failed}"): decide it as it is` }] }
    for (const root of state.tokens.filter(token => token.in === undefined)) {
      const named = to.nodes.get(this.places[root.at] ?? root.at)
      const node = named?.type === 'process' ? named : from.processes.length === 1 && to.processes.length === 1 ? to.processes[0]! : null
      if (node) this.carry(root, node, null)
      else this.needs(root, 'entry', `the new version has no process of this id: write ${root.at}=PROCESS`)
    }
    this.meetAtOne()
    if (this.unmoved.length > 0) return { unmoved: this.unmoved }
    return this.settle()
  }

  private settle(): Migration {
    const standing = this.withoutEmpty()
    const board = new Board(this.to, { next: this.next, tokens: standing }, this.env)
    for (const { token, clock } of this.clocks) {
      const piece = board.pieces.get(token)
      if (piece) armTimer(board, piece, clock)
    }
    for (const old of this.state.tokens) {
      const node = this.from.nodes.get(old.at)!
      if (!board.pieces.has(old.id) && (isActivity(node) && old.by === undefined)) board.steps.push({ step: 'dropped', at: old.at, token: old.id })
    }
    for (const { node, scope, flow } of this.arrivals) board.send(node, board.pieces.get(scope)!, flow)
    const move = settle(board)
    const { failed } = move.state
    if (failed === undefined) return { move }
    const at = move.steps.findLast(step => step.step === 'failed')?.at ?? ''
    return { unmoved: [{ at, element: this.to.nodes.get(at)?.name || at, needs: 'wait', what: `the new version would stop here at once ("${failed}")` }] }
  }

  /** A token of an element inside of `scope`. `homeless`: what it stood in is not there any more. */
  private visit(token: Token, scope: Scope, homeless: boolean): void {
    const node = this.nodeOf(token)
    if (token.by !== undefined && token.by !== 'cancels') return this.half(token, node, scope)
    if (token.undoes !== undefined || token.by === 'cancels' || (!isActivity(node) && token.made !== undefined)) return this.undoing(token, node, scope, homeless)
    const wanted = this.places[token.at]
    if (wanted !== undefined) return this.sendTo(token, node, wanted, scope)
    const same = this.to.nodes.get(token.at)
    if (same && isSame(node, same) && !homeless && insideOf(scope.node) === same.within) return this.carry(token, same, scope)
    const inside = this.inside(token)
    // What stands in it may go on elsewhere, each by itself; instances of a repeated activity only together.
    if (token.of === undefined && inside.length > 0) {
      for (const one of inside) this.visit(one, scope, true)
      return
    }
    this.needs(token, 'entry', !same ? `the new version does not have it: write ${token.at}=STEP`
      : isSame(node, same) ? `it stands in another sub-process now: write ${token.at}=${token.at} to go on there`
      : `it is something else now: write ${token.at}=${token.at} to begin it anew, or ${token.at}=STEP`)
  }

  /** Somebody said where it goes on: with all that it has where that is the same kind of element, else from its beginning. */
  private sendTo(token: Token, node: Node, wanted: string, scope: Scope): void {
    const flow = this.to.flows.find(one => one.id === wanted)
    const target = flow?.to ?? this.to.nodes.get(wanted)
    if (!target) return this.needs(token, 'entry', `the new version has no "${wanted}"`)
    if (!flow && !canStand(target)) return this.needs(token, 'entry', `a request cannot stand at "${wanted}"`)
    if (!flow && isJoin(target)) return this.needs(token, 'entry', `"${wanted}" joins several ways: write ${token.at}=FLOW with one of ${idsOf(target.incoming)}`)
    const within = this.scopeFor(target.within, scope)
    if (!within) return this.needs(token, 'entry', `"${wanted}" stands in "${target.within?.id}", which cannot be entered in the middle`)
    if (!flow && token.by === undefined && isSame(node, target)) return this.carry(token, target, within)
    this.arrive(token, target, within, flow ?? null)
  }

  /** Half of what a join waits for, or an activity that takes several tokens. It comes once more, to what the join is now. */
  private half(token: Token, node: Node, scope: Scope): void {
    const by = token.by!
    const wanted = this.places[by] ?? this.places[token.at]
    if (wanted !== undefined) return this.sendTo(token, node, wanted, scope)
    const same = this.to.nodes.get(token.at)
    const came = this.from.flows.find(flow => flow.id === by)
    const flow = same && came ? this.flowOf(came, same) : null
    if (same && same.type === node.type && insideOf(scope.node) === same.within && (flow || !came)) return this.arrive(token, same, scope, flow)
    this.needs(token, 'entry', came
      ? `one way of several is done (flow ${by}, from "${came.from.id}") and the new version does not have it: write ${by}=FLOW${same && same.incoming.length > 0 ? ` with one of ${idsOf(same.incoming)}` : ''}, or ${by}=STEP`
      : `it has some of the tokens that it takes: write ${token.at}=STEP`)
  }

  /** The way into a join that a flow of the old version is now. Editors give flows new ids, and old ids to other flows: the step that it comes from says more. */
  private flowOf({ id, from }: Flow, join: Node): Flow | null {
    const origin = this.placeOf(from.id)
    const alike = join.incoming.filter(flow => flow.from.id === origin)
    return alike.find(flow => flow.id === id) ?? (alike.length === 1 ? alike[0]! : alike.length === 0 && !this.to.nodes.has(origin) ? join.incoming.find(flow => flow.id === id) : null) ?? null
  }

  /** What is being undone goes on only where nothing about it has changed. */
  private undoing(token: Token, node: Node, scope: Scope, homeless: boolean): void {
    const same = this.to.nodes.get(token.at)
    if (same && isSame(node, same) && !homeless && insideOf(scope.node) === same.within) this.carry(token, same, scope)
    else this.needs(token, 'wait', 'something is being undone here: wait until that is over')
  }

  private arrive(token: Token, node: Node, scope: Scope, flow: Flow | null): void {
    this.arrivals.push({ node, scope: scope.id, flow })
    if (!flow) this.goes(token, node)
  }

  /** The token as it is, at an element of the new version, and what stands in it. */
  private carry(token: Token, node: Node, scope: Scope | null, isInstance = false): void {
    const { carried, begins, lost } = carryToken(this, token, node, isInstance)
    this.tokens.push({ ...carried, ...(scope && { in: scope.id }) })
    for (const clock of begins) this.clocks.push({ token: token.id, clock })
    for (const one of lost) this.needs(token, 'entry', `"${one}" was done in it and may have to be undone, and the new version does not have it: write ${one}=STEP`)
    if (!isInstance) this.goes(token, node)
    const here: Scope = { id: token.id, node, up: scope }
    for (const one of this.inside(token)) {
      if (token.of !== undefined && one.by === undefined && one.at === token.at) this.carry(one, node, here, true)
      else this.visit(one, here, false)
    }
  }

  /** The token in which what stands in `within` is: one around, or a sub-process that is entered for it. */
  private scopeFor(within: Node | null, around: Scope): Scope | null {
    for (let at: Scope | null = around; at; at = at.up) if (insideOf(at.node) === within) return at
    if (!within || (within.type !== 'sub' && within.type !== 'transaction') || within.loop) return null
    const up = this.scopeFor(within.within, around)
    if (!up) return null
    const key = `${within.id} in ${up.id}`
    const known = this.entered.get(key)
    if (known) return known
    const token: Token = { id: this.next++, at: within.id, in: up.id }
    this.tokens.push(token)
    for (const clock of clocksOf(within, token, false)) this.clocks.push({ token: token.id, clock })
    const scope: Scope = { id: token.id, node: within, up }
    this.entered.set(key, scope)
    return scope
  }

  /** Sub-processes from which everything has gone elsewhere are over. */
  private withoutEmpty(): readonly Token[] {
    let standing: readonly Token[] = this.tokens
    for (;;) {
      const full = new Set([...standing.map(token => token.in), ...this.arrivals.map(one => one.scope)])
      const left = standing.filter(token => token.in === undefined || full.has(token.id) || this.inside(token).length === 0)
      if (left.length === standing.length) return left
      standing = left
    }
  }

  private goes({ at }: Token, node: Node): void {
    this.goers.set(node, (this.goers.get(node) ?? new Set()).add(at))
  }

  /** Two ways that went side by side may not become the same step twice. */
  private meetAtOne(): void {
    for (const [node, goers] of this.goers) {
      if (goers.size < 2 || node.type === 'process' || node.type === 'end') continue
      const end = node.within?.inside.find(one => one.type === 'end')?.id ?? 'END'
      const stranger = [...goers].findLast(at => at !== node.id)!
      this.needs({ at: stranger }, 'entry', `${[...goers].map(at => `"${at}"`).join(' and ')} would go on at "${node.id}", which would be done twice: let one of them end, for example ${stranger}=${end}`)
    }
  }

  private needs({ at }: Pick<Token, 'at'>, needs: Unmoved['needs'], what: string): void {
    this.unmoved.push({ at, element: this.from.nodes.get(at)?.name || at, needs, what })
  }

  private placeOf(id: string): string {
    return this.places[id] ?? id
  }

  private nodeOf({ at }: Token): Node {
    const node = this.from.nodes.get(at)
    if (!node) throw new Error(`A token stands at "${at}", which its version does not have.`)
    return node
  }

  private inside({ id }: Token): readonly Token[] {
    return this.state.tokens.filter(token => token.in === id)
  }
}

const insideOf = (node: Node): Node => (node.type === 'call' ? node.called! : node)
const isJoin = (node: Node): boolean => ['parallel', 'inclusive', 'complex'].includes(node.type) && node.incoming.length > 1
const canStand = (node: Node): boolean => !['process', 'boundary', 'eventSub'].includes(node.type)
const idsOf = (all: readonly { readonly id: string }[]): string => all.map(one => one.id).join(', ')
