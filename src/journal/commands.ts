import type pg from 'pg'
import type { Authority } from '../base/authority.ts'
import { newUuid, type Uuid } from '../base/ids.ts'
import { isRefusal, refuse, type Refusal } from '../base/result.ts'
import type { Accepted, Actor, Ask, Command, Event, Instant, Kind } from './kernel.ts'
import { eventsOf, stateOf, type HeadReader, type StoredHead } from './heads.ts'
import type { Writer } from './writer.ts'

export type Sending = {
  readonly authority: number
  readonly actor: Actor
  readonly ask: Ask
  /** When it is decided and happens: by the clock, but for examples, which happened before. When it was recorded is the database's to say. */
  readonly now: Instant
  /** A further claim: a reaction's command is sent once for each event heard. */
  readonly claim?: string
}

const rounds = 8
const keptOnce = 24

/**
 * Runs commands: one head read, the permit, the given, the decision, one append. A conflict decides again on the newer
 * state. A command that opens its stream is decided on the initial state first and reads only when the stream exists.
 */
export function commandRunner(pool: pg.Pool, heads: HeadReader, writer: Writer, authorityOf: (id: number) => Authority) {
  const inTurn = turns()

  return async function run(command: Command<any, any, any, any>, raw: unknown, s: Sending): Promise<Accepted | Refusal> {
    const input = command.call.parse(raw)
    if (isRefusal(input)) return input
    const stream = command.stream(input)
    return inTurn(`${s.authority}/${stream}`, () => runOne(command, input, stream, s))
  }

  async function runOne(command: Command<any, any, any, any>, input: unknown, stream: Uuid, s: Sending): Promise<Accepted | Refusal> {
    const once = command.once?.(input)
    let head: StoredHead | null = command.opens ? null : await heads.stored(s.authority, stream)
    for (let round = 0; round < rounds; round++) {
      const before = await bring(command.of, head, s.authority)
      if (isRefusal(before)) return before
      if (once && before.once.includes(once)) return { stream, version: before.version }
      const decided = await decide(command, input, before.state, s, authorityOf)
      if (isRefusal(decided)) {
        // A repeated send of a form whose first send closed the case must lead to the same receipt, not to a refusal.
        if (command.opens && !head && (head = await heads.stored(s.authority, stream))) continue
        return decided
      }
      if (!decided.length) return { stream, version: before.version }
      const actor = command.anonymous ? 'visitor' : actorText(s.actor)
      const written = await writer.append({
        authority: s.authority, stream, kind: command.of.kind, expected: before.version, refolds: before.refolds, shape: command.of.shape,
        state: evolveAll(command.of, before, decided, s.now, actor),
        once: once ? [...before.once, once].slice(-keptOnce) : before.once,
        actor, happened: s.now,
        claims: [...(command.claims?.(input, before.state) ?? []), ...(s.claim ? [s.claim] : [])],
        events: decided,
      })
      if (written.is === 'accepted') return { stream, version: written.version }
      if (written.is === 'claimed') return refuse('AlreadyClaimed')
      head = await heads.stored(s.authority, stream)
    }
    return refuse('Busy')
  }

  async function bring(kind: Kind<any, any>, head: StoredHead | null, authority: number) {
    if (!head) return { version: 0, state: kind.initial, once: [] as readonly Uuid[], refolds: 0 }
    if (head.kind !== kind.kind) return refuse('NotFound')
    return { version: head.version, state: await stateOf(kind, head, () => eventsOf(pool, authority, head.stream)), once: head.once, refolds: head.refolds }
  }
}

/**
 * Commands on one stream wait for each other in this process: each is then decided on what the one before it stored. Side
 * by side they would all be decided on one state, one would win, and from the ninth on they would be refused as Busy.
 */
function turns() {
  const last = new Map<string, Promise<unknown>>()
  return async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(key)
    const turn = before ? before.then(work, work) : work()
    last.set(key, turn)
    try {
      return await turn
    } finally {
      if (last.get(key) === turn) last.delete(key)
    }
  }
}

async function decide(command: Command<any, any, any, any>, input: unknown, state: unknown, s: Sending, authorityOf: (id: number) => Authority): Promise<readonly Event[] | Refusal> {
  if (!command.permit(s.actor, state)) return refuse('NotPermitted')
  const given = command.given ? await command.given(s.ask, input, state, { now: s.now, authority: authorityOf(s.authority) }) : null
  if (isRefusal(given)) return given
  return command.decide(state, { input, given, actor: s.actor, now: s.now, newId: () => newUuid(s.now) })
}

function evolveAll(kind: Kind<any, any>, before: { version: number; state: unknown }, events: readonly Event[], happened: Instant, actor: string): unknown {
  let { version, state } = before
  for (const event of events) state = kind.evolve(state, event, { happened, version: ++version, actor })
  return state
}

/** How an actor is written in the journal: ids only. */
export function actorText(actor: Actor): string {
  if (actor.kind === 'visitor') return actor.account ? `account:${actor.account}` : 'visitor'
  if (actor.kind === 'agent') return `agent:${actor.agent}`
  return `system:${actor.name}`
}
