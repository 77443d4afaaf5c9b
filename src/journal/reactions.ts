import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import { isRefusal } from '../base/result.ts'
import { plainError } from '../base/plain-error.ts'
import { isAway } from './away.ts'
import type { Event, Heard, Job, Reaction, Send } from './kernel.ts'
import { advance, isAfter, loadCursors, readTail, saveCursors, type Cursor, type Tailed } from './tail.ts'
import { sql } from './sql.ts'

/** What reactions may do: send a command under a claim of its own, and put jobs into the queue. */
export type Doing = {
  send(authority: number, send: Send, by: { name: string; claim: string }): Promise<unknown>
  enqueue(jobs: readonly Queued[]): Promise<void>
  log(message: string, about: Record<string, unknown>): void
}

type Queued = { authority: number; job: Job; key: string }
type Parked = { authority: number; reaction: string; stream: Uuid }

const sliceSize = 100
const tries = 3
const readParked = sql('select authority, reaction, stream, version from parked')
const listParked = sql('select authority, reaction, stream, version, error, since from parked order by since')
const park = sql(`insert into parked (authority, reaction, stream, version, error) values ($1, $2, $3, $4, $5)
  on conflict (authority, reaction, stream) do update set version = excluded.version, error = excluded.error, since = now()`)
const unpark = sql('delete from parked where authority = $1 and reaction = $2 and stream = $3')
const readStream = sql(`select (position >> 48)::int as node, epoch, xid::text as xid, position, authority, stream, version, type, actor,
  (extract(epoch from happened) * 1000)::bigint as happened, facts, personal
  from journal where authority = $1 and stream = $2 and version >= $3 order by version`)

/**
 * Hears committed events once each and in their stream's order. A new reaction begins at the journal's end; none ever
 * rewinds (the cursor only moves on), none hears imports. A stream whose reaction fails three times is parked and shown;
 * the others go on, and `release` takes the parked stream up where it stopped.
 */
export function reactor(pool: pg.Pool, reactions: readonly Reaction[], doing: Doing) {
  const byType = new Map<string, Reaction[]>()
  for (const r of reactions) byType.set(r.hears, [...(byType.get(r.hears) ?? []), r])
  const heard = [...byType.keys()]
  let cursors: Cursor[] | undefined
  let since = new Map<string, Cursor[]>()

  async function load(): Promise<Cursor[]> {
    const own = await Promise.all(reactions.map(async r => [r.name, await loadCursors(pool, `reaction/${r.name}`, false)] as const))
    since = new Map(own)
    return loadCursors(pool, 'reactions', false)
  }

  async function pass(): Promise<number> {
    const from = (cursors ??= await load())
    const slice = await readTail(pool, from, sliceSize, heard)
    if (!slice.length) return 0
    // Read after the slice, each time: whoever releases a stream in another process reads its events after unparking it.
    const stopped = new Set((await pool.query<Parked>(readParked)).rows.map(placeOf))
    const jobs: Queued[] = []
    // Streams side by side (their commands then share batches), each stream's events one after the other.
    const streams = new Map<string, Tailed[]>()
    for (const row of slice) {
      if (!byType.has(row.type) || row.actor === 'system:import') continue
      const key = `${row.authority}/${row.stream}`
      streams.set(key, [...(streams.get(key) ?? []), row])
    }
    const results = await Promise.allSettled([...streams.values()].map(async rows => {
      for (const row of rows)
        for (const r of byType.get(row.type)!) {
          const place = placeOf({ authority: row.authority, reaction: r.name, stream: row.stream })
          if (isNew(r, row) && !stopped.has(place) && !(await hear(r, row, jobs))) stopped.add(place)
        }
    }))
    // Nothing of this pass may still be under way when the next begins.
    for (const result of results) if (result.status === 'rejected') throw result.reason
    if (jobs.length) await doing.enqueue(jobs)
    const next = advance(from, slice)
    await saveCursors(pool, 'reactions', next)
    cursors = next
    return slice.length
  }

  const isNew = (r: Reaction, row: Tailed): boolean => {
    const begun = since.get(r.name)?.find(c => c.node === row.node)
    return !begun || isAfter(row, begun)
  }

  /** Whether the event was dealt with; three failures park its stream. A database that is away is no fault of the stream. */
  async function hear(r: Reaction, row: Tailed, jobs: Queued[]): Promise<boolean> {
    for (let attempt = 1; ; attempt++)
      try {
        const own: Queued[] = []
        for (const [i, out] of r.then(heardFrom(row)).entries()) {
          const claim = `reaction/${r.name}/${row.stream}/${row.version}${i ? `/${i}` : ''}`
          if ('effect' in out) own.push({ authority: row.authority, job: out, key: claim })
          else await sendOne(row.authority, out, r.name, claim)
        }
        jobs.push(...own)
        return true
      } catch (error) {
        if (isAway(error)) throw error
        if (attempt < tries) continue
        await pool.query({ ...park, values: [row.authority, r.name, row.stream, row.version, plainError(error)] })
        doing.log('reaction parked', { reaction: r.name, stream: row.stream, version: row.version })
        return false
      }
  }

  /** A refusal that names a fact (the case is closed by now) is an answer; one that shows a fault of ours is an error. */
  async function sendOne(authority: number, send: Send, name: string, claim: string): Promise<void> {
    const answer = await doing.send(authority, send, { name, claim })
    if (isRefusal(answer) && ['NotPermitted', 'BadInput', 'UnknownCommand', 'Busy'].includes(answer.refused)) throw new Error(`${send.call} was refused: ${answer.refused}`)
  }

  return {
    pass,
    /** Takes the places where reactions stand; those that are new stand at the journal's end from now on. */
    async begin(): Promise<void> {
      cursors = await load()
    },
    reload(): void {
      cursors = undefined
    },
    /** What is parked, oldest first, with the error that stopped it. */
    parked: async (): Promise<(Parked & { version: number; error: string; since: Date })[]> =>
      (await pool.query<Parked & { version: number; error: string; since: Date }>(listParked)).rows,
    /**
     * Takes a parked stream up again, from the event at which it stopped; where it fails again, it is parked there.
     * The stream stays parked while what it has missed is heard; what came meanwhile is heard after it.
     */
    async release(authority: number, name: string, stream: Uuid): Promise<void> {
      const r = reactions.find(x => x.name === name)
      const row = (await pool.query<Parked & { version: number }>(readParked)).rows.find(p => placeOf(p) === placeOf({ authority, reaction: name, stream }))
      if (!r || !row) return
      const after = await hearStream(r, authority, stream, row.version)
      if (after === null) return
      await pool.query({ ...unpark, values: [authority, name, stream] })
      await hearStream(r, authority, stream, after)
    },
  }

  /** Hears a stream from a version on. Answers the version after its last event, `null` where it was parked. */
  async function hearStream(r: Reaction, authority: number, stream: Uuid, from: number): Promise<number | null> {
    const jobs: Queued[] = []
    const { rows } = await pool.query<Tailed>({ ...readStream, values: [authority, stream, from] })
    let whole = true
    for (const e of rows) {
      if (e.type !== r.hears || e.actor === 'system:import') continue
      if (!(whole = await hear(r, e, jobs))) break
    }
    if (jobs.length) await doing.enqueue(jobs)
    return whole ? (rows.at(-1)?.version ?? from - 1) + 1 : null
  }
}

export type Reactor = ReturnType<typeof reactor>

const placeOf = (p: Parked): string => `${p.authority}/${p.reaction}/${p.stream}`

function heardFrom(row: Tailed): Heard<Event> {
  const event: Event = { type: row.type, facts: row.facts, personal: row.personal ?? 'erased' }
  return { event, stream: row.stream, version: row.version, happened: row.happened }
}
