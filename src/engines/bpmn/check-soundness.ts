import { isRefusal } from '../../base/result.ts'
import { isActivity } from './link-nodes.ts'
import { instantOf } from './listen.ts'
import type { Environment, Expression, Model, ModelFault, Node } from './model.ts'
import { begin, offered, play } from './play.ts'
import { readModel } from './read-model.ts'
import type { Input, Move, ProcessState, Token } from './state.ts'

/*
 * Soundness (van der Aalst 1998): whatever people, programs and conditions do, a process can always end, nothing is left behind, and
 * every step can be reached. Tried, not proved from the drawing: the engine itself plays every choice, so that what is checked is
 * what will run.
 */

export type Soundness = {
  readonly faults: readonly ModelFault[]
  /** Distinct states that were met; `complete` is false where there were more than were looked at. */
  readonly states: number
  readonly complete: boolean
}

/** Moves that are tried at most: a process from outside may not keep a server busy for hours. */
const mostMoves = 300_000

/** Plays a process in every way that it can go, up to `most` states. */
export async function checkSoundness(xml: string, most = 5_000): Promise<Soundness> {
  const choices = new Choices()
  const chosen = (text: string): Expression => ({ text, value: () => choices.next() })
  const read = await readModel(xml, chosen)
  if ('faults' in read) return { faults: read.faults, states: 0, complete: true }
  const { model } = read
  return new Exploring(model, choices, most).run()
}

/** Whether a process can end from a state, whatever people, programs and conditions do from there; up to `most` states are looked at. */
export type EndCheck = (state: ProcessState, most?: number) => readonly ModelFault[]

/** The same machinery for a version that was checked when it was published, from wherever a request stands in it. */
export async function openEndCheck(xml: string): Promise<EndCheck> {
  const choices = new Choices()
  const read = await readModel(xml, text => ({ text, value: () => choices.next() }))
  if ('faults' in read) throw new Error(`A published process cannot be read: ${read.faults[0]!.what}`)
  const { model } = read
  const known = new Map<string, readonly ModelFault[]>()
  return (state, most = 2_000) => {
    const key = keyOf(model, state)
    const faults = known.get(key) ?? new Exploring(model, choices, most).from(state)
    if (known.size < mostKept) known.set(key, faults)
    return faults
  }
}

/** Most requests stand where many others do. */
const mostKept = 500

/** Conditions looked at in one move of which both outcomes are tried; later ones alternate. */
const mostChoices = 10

/**
 * Answers of one run to "does the condition hold?"; the next run flips the last one that was false. How often a repeated activity
 * is done is such an answer too: not at all, or once.
 */
class Choices {
  private tape: boolean[] = []
  private at = 0

  next(): boolean {
    if (this.at >= mostChoices) return this.at++ % 2 === 0
    if (this.at === this.tape.length) this.tape.push(false)
    return this.tape[this.at++]!
  }

  /** Every outcome of a move, one for each way of answering. */
  *each<T>(run: () => T): Generator<T> {
    this.tape = []
    do {
      this.at = 0
      yield run()
      while (this.tape.at(-1) === true) this.tape.pop()
      if (this.tape.length > 0) this.tape[this.tape.length - 1] = true
    } while (this.tape.length > 0)
  }
}

class Exploring {
  private readonly known = new Map<string, { readonly state: ProcessState; readonly from: Set<string> }>()
  private readonly waiting: string[] = []
  private readonly reached = new Set<string>()
  private readonly faults = new Map<string, ModelFault>()
  private readonly ends = new Set<string>()
  private moves = 0
  private readonly model: Model
  private readonly choices: Choices
  private readonly most: number
  private readonly env: Environment

  constructor(model: Model, choices: Choices, most: number) {
    this.model = model
    this.choices = choices
    this.most = most
    this.env = {
      data: new Map(), now: Number.MAX_SAFE_INTEGER,
      due: () => ({ at: 0, times: 2 }),
      perform: node => {
        if (node.type === 'user' || node.type === 'manual') return { result: 'waits' }
        // A rule may find no answer: where its edge catches that, both ways are tried.
        const [error] = node.type === 'rule' ? errorsOf(node) : []
        return error !== undefined && this.choices.next() ? { result: 'error', name: error } : { result: 'done' }
      },
    }
  }

  run(): Soundness {
    for (const process of this.model.processes) {
      for (const move of this.choices.each(() => begin(this.model, [process], this.env))) this.meet(move, '')
    }
    const complete = this.explore()
    if (complete) {
      this.neverEnds()
      for (const node of this.model.nodes.values()) if (!this.reached.has(node.id) && isStep(node)) this.fault(node, 'no request ever comes to it')
    }
    return { faults: [...this.faults.values()], states: this.known.size, complete }
  }

  /** What keeps a request that stands here from an end. */
  from(state: ProcessState): readonly ModelFault[] {
    this.meet({ state, steps: [] }, '')
    if (this.explore()) this.neverEnds()
    return [...this.faults.values()]
  }

  private explore(): boolean {
    while (this.waiting.length > 0 && this.known.size < this.most && this.moves < mostMoves) {
      const key = this.waiting.shift()!
      const { state } = this.known.get(key)!
      let moved = false
      for (const input of this.inputs(state)) {
        for (const move of this.choices.each(() => play(this.model, state, input, this.env))) {
          this.moves++
          if (isRefusal(move)) continue
          moved ||= keyOf(this.model, move.state) !== key
          this.meet(move, key)
        }
      }
      if (!moved) this.stuck(state)
    }
    return this.waiting.length === 0
  }

  private meet(move: Move, from: string): void {
    for (const step of move.steps) {
      this.reached.add(step.at)
      if (step.step === 'failed') {
        const node = this.model.nodes.get(step.at)
        if (node) this.fault(node, step.name === 'NoWay' ? 'it may be that no condition holds: give it a default way' : step.name === 'endless' ? 'it can go round without an end' : `the error "${step.name}" is caught nowhere`)
      }
    }
    const { state } = move
    if (state.failed !== undefined) return
    for (const token of state.tokens) this.reached.add(token.at)
    const key = keyOf(this.model, state)
    if (state.tokens.length === 0) this.ends.add(key)
    const met = this.known.get(key)
    if (met) met.from.add(from)
    else {
      this.known.set(key, { state, from: new Set([from]) })
      if (state.tokens.length > 60) return this.fault(this.model.nodes.get(state.tokens.at(-1)!.at)!, 'tokens pile up here without an end')
      this.waiting.push(key)
    }
  }

  /** Everything that can come from outside. */
  private inputs(state: ProcessState): Input[] {
    const inputs: Input[] = offered(this.model, state).filter(({ node }) => node.type !== 'receive').map(({ token }) => ({ do: 'complete', token: token.id }))
    for (const token of state.tokens) {
      for (const [event, due] of Object.entries(token.due ?? {})) if (instantOf(due) <= this.env.now) inputs.push({ do: 'ring', token: token.id, event })
      if (errorsOf(this.model.nodes.get(token.at)!).length > 0 && offered(this.model, { next: 0, tokens: [token] }).length > 0) for (const name of errorsOf(this.model.nodes.get(token.at)!)) inputs.push({ do: 'error', token: token.id, name })
    }
    for (const node of this.model.nodes.values()) {
      if (node.message !== null && node.type === 'receive') inputs.push({ do: 'message', name: node.message })
      if (!['catch', 'boundary', 'start'].includes(node.type)) continue
      for (const { kind, name } of node.events) if (kind === 'message' || kind === 'signal') inputs.push({ do: kind, name: name ?? '' })
    }
    if (this.model.hasConditions) inputs.push({ do: 'look' })
    return inputs
  }

  private stuck(state: ProcessState): void {
    if (state.tokens.length === 0) return
    const waiting = state.tokens.filter(token => token.by !== undefined)
    for (const token of waiting.length > 0 ? waiting : state.tokens.slice(-1)) this.fault(this.model.nodes.get(token.at)!, 'a request can wait here for ever: what it waits for does not come')
  }

  /** States from which no end can be reached, although something always happens. */
  private neverEnds(): void {
    const good = new Set(this.ends)
    const waiting = [...good]
    while (waiting.length > 0) {
      for (const from of this.known.get(waiting.pop()!)?.from ?? []) {
        if (good.has(from)) continue
        good.add(from)
        if (from !== '') waiting.push(from)
      }
    }
    if (this.faults.size > 0) return
    for (const [key, { state }] of this.known) if (!good.has(key)) return this.fault(this.model.nodes.get(state.tokens.at(-1)!.at)!, 'once here, a request can never end')
  }

  private fault(node: Node, what: string): void {
    this.faults.set(`${node.id} ${what}`, { element: node.name || node.id, what })
  }
}

const isStep = (node: Node): boolean => (isActivity(node) || node.type === 'end' || node.type === 'throw' || node.type === 'catch') && node.type !== 'eventSub'

const errorsOf = (node: Node): readonly string[] => node.edges.flatMap(edge => edge.events.filter(event => event.kind === 'error').map(event => event.name ?? 'error'))

/** A state without its numbers: the same standing met on another way is the same state. */
function keyOf(model: Model, state: ProcessState): string {
  const below = (scope: number | undefined): string => state.tokens.filter(token => token.in === scope).map(token => `${describe(model, token)}(${below(token.id)})`).sort().join(' ')
  return below(undefined)
}

function describe(model: Model, { id: _id, in: _in, due, undoes: _undoes, done, made, ...rest }: Token): string {
  const loop = model.nodes.get(rest.at)!.loop
  const counts = loop?.kind === 'while' && loop.most === null ? undefined : done
  return JSON.stringify([rest, counts, due && Object.keys(due), [...new Set(made?.map(one => one.at))]])
}
