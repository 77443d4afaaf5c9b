import { createHmac } from 'node:crypto'
import type { Authority } from '../base/authority.ts'
import type { Uuid } from '../base/ids.ts'
import { isRefusal, refuse, type Refusal } from '../base/result.ts'
import { plainError } from '../base/plain-error.ts'
import type { Accepted, Actor, Ask, AuthorityDb, Call, Effect, Feature, Instant, Kind, Secrets, Statement, World } from './kernel.ts'
import { commandRunner } from './commands.ts'
import { openPool, rowsOf } from './database.ts'
import { erasePersonal } from './erase.ts'
import { follower } from './follower.ts'
import { headReader } from './heads.ts'
import { openJobs, type Alarm } from './jobs.ts'
import { leadership } from './leader.ts'
import { reactor } from './reactions.ts'
import { replay } from './replay.ts'
import { sql } from './sql.ts'
import type { Tailed } from './tail.ts'
import { viewKeeper } from './views.ts'
import { openWriter } from './writer.ts'

export type JournalOptions = {
  readonly url: string
  /** A login for pages alone, where there is one (web-login.ts). */
  readonly appUrl?: string
  readonly features: readonly Feature[]
  readonly secret: string
  readonly now: () => Instant
  authority(id: number): Authority
  /** All authorities, for the minute's sweeps. */
  authorities?(): readonly Authority[]
  /** Scheme and host of the installation, for links in what is sent out. */
  readonly origin?: string
  log(message: string, about: object): void
  /** Follows the journal (views, reactions, open pages) and runs jobs. Off for tools that only read or write. */
  readonly follow?: boolean
  readonly poolSize?: number
}

const claimed = sql('select stream from claims where authority = $1 and key = $2')
// By key, not again from the front: timers that are refused or fail stay where they are, and must keep none behind them waiting.
const dueTimers = sql(`select authority, stream, id, due from timers where due <= $1 and due >= $2 and (due, authority, stream, id) > ($2, $3, $4, $5)
  order by due, authority, stream, id limit 1000`)
const newTimers = sql(`select v.authority, v.stream, v.id, v.due from unnest($1::int[], $2::uuid[]) as t(authority, stream)
  join timers v on v.authority = t.authority and v.stream = t.stream and v.due <= $3`)
const nextTimers = sql('select authority, stream, id, due from timers where due > $1 and due <= $2 order by due limit 10000')
const timersOf = sql('select id, due from timers where authority = $1 and stream = $2 and due <= $3 order by due')
const oneTimer = sql('select call, input from timers where authority = $1 and stream = $2 and id = $3 and due <= $4')
const takeNumbers = sql('select take_numbers($1, $2, $3) as first')

const numberBlock = 100
const viewWaitMs = 200
const sweepMs = 60_000
const dayMs = 86_400_000
/** Jobs, and timers of a sweep, that are under way at once. */
const hands = 4

/** Opens the journal of a migrated database for these features. Everything that rooms may do goes through what it returns. */
export async function openJournal(o: JournalOptions) {
  const app = openPool(o.appUrl ?? o.url, 'parvis_app', o.poolSize ?? 10)
  const tail = openPool(o.url, 'parvis_tail', 4)
  const eraser = openPool(o.url, 'parvis_eraser', 1)
  const kinds = o.features.flatMap(f => f.kinds ?? [])
  const commands = new Map(o.features.flatMap(f => f.commands ?? []).map(c => [c.call.name, c]))
  const questions = new Map(o.features.flatMap(f => f.questions ?? []).map(q => [q.call.name, q]))
  const effects = new Map<string, Effect>(o.features.flatMap(f => f.effects ?? []).map(e => [e.name, e]))

  const heads = headReader(app)
  const views = viewKeeper(tail, kinds, o.features.flatMap(f => f.views ?? []))
  const jobs = await openJobs(o.url, message => o.log('job queue', { message }))
  const writer = openWriter(app, () => follow.poke())
  const run = commandRunner(app, heads, writer, o.authority)

  const reactions = reactor(tail, o.features.flatMap(f => f.reactions ?? []), {
    send: (authority, send, by) => sendNamed(authority, { kind: 'system', name: by.name }, send.call, send.input, by.claim),
    enqueue: jobs.enqueue,
    log: o.log,
  })
  const follow = follower({ pool: tail, leader: leadership(o.url), views, reactions, kept: ringLater, log: o.log })

  const secrets: Secrets = { sign: (label, text) => createHmac('sha256', o.secret).update(`${label}\0${text}`).digest('base64url') }

  function db(authority: number): AuthorityDb {
    return {
      authority,
      rows: (statement: Statement, values?: readonly unknown[]) => rowsOf(app, authority, statement, values),
      head: <S>(kind: Kind<S, any>, stream: Uuid) => heads.head(authority, kind, stream),
      claimed: async key => (await rowsOf<{ stream: Uuid }>(app, authority, claimed, [authority, key]))[0]?.stream ?? null,
      nextNumber: series => nextNumber(authority, series),
    }
  }

  const ask = (authority: number): Ask => (question, input) => {
    const q = questions.get(question.name)
    if (!q) throw new Error(`No room answers the question ${question.name}.`)
    return q.answer(db(authority), input)
  }

  function sendNamed(authority: number, actor: Actor, name: string, input: unknown, claim?: string, now = o.now()): Promise<Accepted | Refusal> {
    const command = commands.get(name)
    if (!command) return Promise.resolve(refuse('UnknownCommand', { detail: { name } }))
    return run(command, input, { authority, actor, ask: ask(authority), now, claim })
  }

  /**
   * Alarms for the timers of streams whose views were just replaced, where they are due within a day: the limits of the law that every
   * request has wait in their rows alone, for months. The sweep sets the alarms of what is due next, and rings those that get lost.
   */
  async function ringLater(rows: readonly Tailed[]): Promise<void> {
    if (!kinds.some(k => k.timers)) return
    const { rows: found } = await tail.query<Alarm>({ ...newTimers, values: [rows.map(r => r.authority), rows.map(r => r.stream), o.now() + dayMs] })
    const known = new Map(found.map(t => [`${t.authority}/${t.stream}/${t.id}`, t]))
    await jobs.alarms([...known.values()])
  }

  async function ring(authority: number, stream: Uuid, timer: string, now = o.now()): Promise<void> {
    const { rows } = await tail.query<{ call: string; input: unknown }>({ ...oneTimer, values: [authority, stream, timer, now] })
    // Gone from the state, or not yet due by our clock: the sweep rings it in time.
    if (!rows[0]) return
    const answer = await sendNamed(authority, { kind: 'system', name: 'timer' }, rows[0].call, rows[0].input, undefined, now)
    if (isRefusal(answer)) o.log('timer refused', { timer, stream, refused: answer.refused })
  }

  async function sweep(): Promise<void> {
    await ringAllDue(o.now())
    await jobs.alarms((await tail.query<Alarm>({ ...nextTimers, values: [o.now(), o.now() + 2 * sweepMs] })).rows)
    for (const { id } of o.authorities?.() ?? [])
      for (const s of o.features.flatMap(f => f.sweeps ?? []))
        await s.run({ ...worldOf(id, s.name, 1), enqueue: (job, key) => jobs.enqueue([{ authority: id, job, key }]) })
        // One room's failed sweep must not keep the others from theirs.
          .catch((error: Error) => o.log('sweep failed', { sweep: s.name, why: plainError(error) }))
  }

  /** Rings every timer that is due by now and still in its row: after a restore there are no alarms at all. */
  async function ringAllDue(now: Instant): Promise<void> {
    let last = { due: 0, authority: 0, stream: '00000000-0000-0000-0000-000000000000', id: '' }
    for (;;) {
      const { rows } = await tail.query<typeof last>({ ...dueTimers, values: [now, last.due, last.authority, last.stream, last.id] })
      const left = [...rows]
      await Promise.all(Array.from({ length: hands }, async () => {
        // One timer that fails must keep neither the others nor the rooms from their minute.
        for (let t = left.shift(); t && !closing; t = left.shift()) await ring(t.authority, t.stream, t.id).catch((error: Error) => o.log('timer failed', { timer: t.id, stream: t.stream, why: plainError(error) }))
      }))
      if (closing || rows.length === 0) return
      last = rows.at(-1)!
    }
  }

  async function effect(authority: number, name: string, payload: Readonly<Record<string, string>>, attempt: number): Promise<void> {
    const e = effects.get(name)
    if (!e) throw new Error(`No room has the effect ${name}.`)
    await e.run(worldOf(authority, name, attempt), payload)
  }

  const worldOf = (authority: number, name: string, attempt: number): World => ({
    authority: o.authority(authority), db: db(authority), now: o.now(), attempt, ask: ask(authority), secrets, origin: o.origin ?? '',
    send: (command, input) => sendNamed(authority, { kind: 'system', name }, command.name, input),
  })

  const blocks = new Map<string, Promise<{ next: number; end: number }>>()
  /** The next number of a series. Taken in blocks for this node: gaps are fine, a shared counter would serialise filings. */
  async function nextNumber(authority: number, series: string): Promise<number> {
    const key = `${authority}/${series}`
    for (;;) {
      const block = await (blocks.get(key) ?? take(key, authority, series))
      if (block.next < block.end) return block.next++
      if ((await blocks.get(key)) === block) blocks.delete(key)
    }
  }
  function take(key: string, authority: number, series: string): Promise<{ next: number; end: number }> {
    const taking = app.query<{ first: number }>({ ...takeNumbers, values: [authority, series, numberBlock] }).then(({ rows }) => ({ next: rows[0]!.first, end: rows[0]!.first + numberBlock }))
    blocks.set(key, taking)
    taking.catch(() => blocks.delete(key))
    return taking
  }

  let minute: NodeJS.Timeout | undefined
  let sweeping: Promise<void> | null = null
  let closing = false
  if (o.follow !== false) {
    follow.start()
    jobs.work({ alarm: (authority, stream, timer) => ring(authority, stream, timer), effect }, hands)
    minute = setInterval(() => {
      // One that takes longer than its minute goes on; the next one waits for its turn.
      if (!follow.health().leads || sweeping) return
      sweeping = sweep().catch((e: Error) => o.log('timer sweep failed', { why: plainError(e) })).finally(() => { sweeping = null })
    }, sweepMs)
    minute.unref()
  }

  return {
    features: o.features,
    secrets,
    db,
    ask,
    pools: { app, tail },
    send: <I>(authority: number, actor: Actor, command: Call<I>, input: unknown, now?: Instant) => sendNamed(authority, actor, command.name, input, undefined, now),
    /** Waits until list views show a command's effect; after 200 ms refreshes the stream's rows itself. */
    async settled(authority: number, at: Accepted): Promise<void> {
      if (o.follow !== false && (await follow.settled(authority, at.stream, at.version, viewWaitMs))) return
      await views.replace([{ authority, stream: at.stream }])
    },
    /**
     * Rings the timers of a stream that are due by `now`, each when it was due, and those that follow from them, where nobody follows the
     * journal (examples). Says when the last one rang.
     */
    async ringDue(authority: number, stream: Uuid, now: Instant): Promise<Instant | null> {
      const rung = new Set<string>()
      for (let last: Instant | null = null; ;) {
        await views.replace([{ authority, stream }])
        const { rows } = await tail.query<{ id: string; due: number }>({ ...timersOf, values: [authority, stream, now] })
        const next = rows.find(({ id }) => !rung.has(id))
        if (!next) return last
        rung.add(next.id)
        last = Number(next.due)
        await ring(authority, stream, next.id, last)
      }
    },
    watch: follow.watch,
    health: follow.health,
    sweep,
    replay: () => replay(tail, kinds, views),
    parked: reactions.parked,
    release: reactions.release,
    async erase(authority: number, kind: Kind<any, any>, stream: Uuid, version?: number): Promise<number> {
      const count = await erasePersonal(eraser, authority, kind, stream, version)
      await views.replace([{ authority, stream }])
      return count
    },
    async close(): Promise<void> {
      closing = true
      clearInterval(minute)
      await sweeping
      await follow.close()
      await jobs.close()
      await Promise.all([app.end(), tail.end(), eraser.end()])
    },
  }
}

export type Journal = Awaited<ReturnType<typeof openJournal>>
