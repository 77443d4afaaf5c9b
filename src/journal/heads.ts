import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import type { Event, Head, Kind, Moment } from './kernel.ts'
import { rowsOf } from './database.ts'
import { readTogether } from './read-together.ts'
import { sql } from './sql.ts'

/** A head as it is stored: the state may have an older shape than this node's. */
export type StoredHead = { stream: Uuid; kind: string; version: number; shape: number; state: unknown; once: readonly Uuid[]; refolds: number }

/** A journal row as `evolve` needs it. */
export type StoredEvent = { version: number; type: string; facts: unknown; personal: unknown; actor: string; happened: number }

/** This node is older than the data: it must not fold what it does not know (503 until it is updated). */
export class NewerShape extends Error {
  constructor(what: string) {
    super(`This node is older than the data: ${what}. Update it; nothing was changed.`)
    this.name = 'NewerShape'
  }
}

const readHeads = sql('select * from read_heads($1, $2)')
export const readEvents = sql(`select version, type, facts, personal, actor, (extract(epoch from happened) * 1000)::bigint as happened
  from journal where authority = $1 and stream = $2 order by version`)

/** Reads heads for commands and pages; reads of the same turn share one statement (measured with the filing bench). */
export function headReader(pool: pg.Pool) {
  const together = readTogether<null, StoredHead>(async (streams, _, authority) => {
    const { rows } = await pool.query<StoredHead>({ ...readHeads, values: [authority, streams] })
    return new Map(rows.map(r => [r.stream, r]))
  })
  const stored = (authority: number, stream: Uuid): Promise<StoredHead | null> => together(authority, stream, null)

  return {
    stored,
    /** The state of a stream in this node's shape, `null` where the stream does not exist or is of another kind. */
    async head<S>(authority: number, kind: Kind<S, any>, stream: Uuid): Promise<Head<S> | null> {
      const head = await stored(authority, stream)
      if (!head || head.kind !== kind.kind) return null
      return { stream, version: head.version, state: await stateOf(kind, head, () => eventsOf(pool, authority, head.stream)) }
    },
  }
}

export type HeadReader = ReturnType<typeof headReader>

/** The state of a stored head; an older shape is folded again from the journal, a newer one is refused. */
export async function stateOf<S>(kind: Kind<S, any>, head: Omit<StoredHead, 'once' | 'refolds'>, events: () => Promise<readonly StoredEvent[]>): Promise<S> {
  if (head.shape === kind.shape) return head.state as S
  refuseNewer(kind, head.shape)
  return fold(kind, (await events()).filter(e => e.version <= head.version))
}

/** Stops whoever would fold a stream that a newer node has written. */
export function refuseNewer(kind: Kind<any, any>, shape: number): void {
  if (shape > kind.shape) throw new NewerShape(`kind ${kind.kind} has shape ${shape}, this node knows ${kind.shape}`)
}

/** A stream's events from its beginning. */
export const eventsOf = (pool: pg.Pool, authority: number, stream: Uuid): Promise<StoredEvent[]> =>
  rowsOf<StoredEvent>(pool, authority, readEvents, [authority, stream])

/** Folds a stream's events from its beginning. */
export function fold<S>(kind: Kind<S, any>, events: readonly StoredEvent[], from: S = kind.initial): S {
  let state = from
  for (const e of events) {
    const moment: Moment = { happened: e.happened, version: e.version, actor: e.actor }
    const event: Event = { type: e.type, facts: e.facts, personal: e.personal ?? 'erased' }
    state = kind.evolve(state, event, moment)
  }
  return state
}
