import pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import type { Event } from './kernel.ts'
import { sql } from './sql.ts'

/** One command's append: events decided on version `expected` of its stream, with the state they lead to. */
export type Append = {
  readonly authority: number
  readonly stream: Uuid
  readonly kind: string
  readonly expected: number
  /** How often the state that this was decided on had been folded anew: erasing leaves the version as it is. */
  readonly refolds: number
  readonly shape: number
  readonly state: unknown
  readonly once: readonly Uuid[]
  readonly actor: string
  readonly happened: number
  readonly claims: readonly string[]
  readonly events: readonly Event[]
}

/** What became of an append. `conflict`: another command was faster. `claimed`: a key that must be unique is taken. */
export type Written =
  | { readonly is: 'accepted'; readonly version: number; readonly position: number }
  | { readonly is: 'conflict' }
  | { readonly is: 'claimed' }

type Waiting = { append: Append; body: string; resolve(written: Written): void; reject(error: unknown): void }
type AppendedRow = { accepted: number; at_version: number; at_position: number }

const appendBatch = sql('select * from append_batch($1, $2)')
const maxBatch = 128
const maxInFlight = 2

/**
 * The only way into the journal. Concurrent commands of an authority share one statement (micro-batches): under load
 * 1.5 to 2.7 times the throughput of a transaction each (lab: 64 clients), each command with its own version check and
 * its own error. A batch that fails is halved, so that a poison command fails alone.
 * @param after called after each batch that stored something: wakes the tail in this process.
 */
export function openWriter(pool: pg.Pool, after: () => void) {
  const queues = new Map<number, Waiting[]>()
  const busy = new Set<string>()
  let inFlight = 0
  let planned = false

  const plan = () => {
    if (planned) return
    planned = true
    setImmediate(() => {
      planned = false
      start()
    })
  }

  function start(): void {
    for (const [authority, queue] of [...queues]) {
      if (inFlight >= maxInFlight) return
      const batch = take(queue)
      // Moved to the end: authorities take turns, a busy one does not keep the others waiting.
      queues.delete(authority)
      if (queue.length) queues.set(authority, queue)
      if (!batch.length) continue
      inFlight++
      void run(authority, batch).finally(() => {
        inFlight--
        for (const w of batch) busy.delete(w.append.stream)
        if (queues.size) plan()
      })
    }
  }

  /** At most one command a stream: ON CONFLICT cannot touch a row twice, and the second was decided on an old state. */
  function take(queue: Waiting[]): Waiting[] {
    const batch: Waiting[] = []
    const later: Waiting[] = []
    for (const w of queue) {
      if (batch.length < maxBatch && !busy.has(w.append.stream)) {
        busy.add(w.append.stream)
        batch.push(w)
      } else later.push(w)
    }
    queue.splice(0, queue.length, ...later)
    return batch
  }

  async function run(authority: number, batch: readonly Waiting[]): Promise<void> {
    try {
      const { rows } = await pool.query<AppendedRow>({ ...appendBatch, values: [authority, `[${batch.map((w, i) => `{"o":${i},${w.body}`).join()}]`] })
      const accepted = new Map(rows.map(r => [r.accepted, r]))
      batch.forEach((w, i) => {
        const row = accepted.get(i)
        w.resolve(row ? { is: 'accepted', version: row.at_version, position: row.at_position } : { is: 'conflict' })
      })
      after()
    } catch (error) {
      if (batch.length > 1 && isStatementError(error)) {
        const half = batch.length >> 1
        await run(authority, batch.slice(0, half))
        await run(authority, batch.slice(half))
      } else if (isClaimTaken(error)) batch[0]!.resolve({ is: 'claimed' })
      else if (isEntangled(error)) batch[0]!.resolve({ is: 'conflict' })
      else for (const w of batch) w.reject(error)
    }
  }

  return {
    append: (append: Append): Promise<Written> =>
      new Promise((resolve, reject) => {
        const waiting = { append, body: wire(append), resolve, reject }
        const queue = queues.get(append.authority)
        if (queue) queue.push(waiting)
        else queues.set(append.authority, [waiting])
        plan()
      }),
  }
}

export type Writer = ReturnType<typeof openWriter>

/** A command as append_batch reads it, without its first brace: its place in the batch comes before. */
function wire(a: Append): string {
  return JSON.stringify({
    s: a.stream, k: a.kind, e: a.expected, r: a.refolds, sh: a.shape, st: a.state, on: a.once, a: a.actor, c: a.claims,
    ev: a.events.map(e => ({ t: e.type, f: e.facts, p: e.personal === 'erased' ? null : e.personal, h: a.happened })),
  }).slice(1)
}

/** The database refused the statement and stored nothing of it (as against a broken connection: outcome unknown). */
const isStatementError = (error: unknown): boolean =>
  // The class first: 'EPIPE' has five capitals, too.
  error instanceof pg.DatabaseError && error.severity !== 'FATAL' && !/^(08|57)/.test(error.code ?? '')

const isClaimTaken = (error: unknown): boolean => {
  const e = error as { code?: string; constraint?: string }
  return e.code === '23505' && e.constraint === 'claims_pkey'
}

/** Two transactions waited for each other and this one was ended: deciding again is all it needs. */
const isEntangled = (error: unknown): boolean => /^40(P01|001)$/.test((error as { code?: string }).code ?? '')
