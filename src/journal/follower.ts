import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import { plainError } from '../base/plain-error.ts'
import { awaitGap } from './await-gap.ts'
import { followLoop } from './follow-loop.ts'
import type { leadership } from './leader.ts'
import type { Reactor } from './reactions.ts'
import { advance, readTail, readTailEnd, type Cursor, type Tailed } from './tail.ts'
import { sliceSize, type ViewKeeper } from './views.ts'

export type Change = { readonly stream: Uuid; readonly version: number; readonly id: string }
type Told = (change: Change) => void

const keptShown = 10_000

/**
 * Follows the journal in this process: one poll of 50 ms, poked after each batch that this process wrote. The leading
 * process keeps the views and hears the reactions; every process tells its own watchers (open pages).
 */
export function follower(o: { pool: pg.Pool; leader: ReturnType<typeof leadership>; views: ViewKeeper; reactions: Reactor; kept(rows: readonly Tailed[]): Promise<void>; log(message: string, about: object): void }) {
  const watchers = new Map<string, Set<Told>>()
  /** Versions that the views have shown lately: a command is often settled before its page asks. */
  const shown = new Map<string, number>()
  const waiting = new Map<string, { version: number; done(): void }[]>()
  let live: Cursor[] | undefined
  let closed = false
  let wasLeading = false

  async function showAll(): Promise<void> {
    live ??= await readTailEnd(o.pool)
    if (await leads()) {
      // Only a full slice is followed by the next one at once: see follow-loop.ts, which rests between two.
      let rows: readonly Tailed[]
      do {
        rows = await o.views.pass()
        if (rows.length) await o.kept(rows)
        settle(rows)
        if (rows.length >= sliceSize) await tell()
      } while (rows.length >= sliceSize)
    }
    await tell()
    reactions.poke()
  }

  /** Beside the views, not between them: a burst of mails to send must not keep the lists from what was filed meanwhile. */
  async function hearAll(): Promise<void> {
    if (!wasLeading) return
    while (!closed && (await o.reactions.pass()) > 0) await awaitGap()
  }

  /** Whether this process leads now. Where it has just begun to, another one may have moved the cursors. */
  async function leads(): Promise<boolean> {
    const held = await o.leader.held()
    if (held && !wasLeading) {
      o.views.reload()
      // Before this process says that it leads: what comes from then on is heard.
      await o.reactions.begin()
    }
    return (wasLeading = held)
  }

  /** Open pages are told after the views, so that what they fetch already shows the change. */
  async function tell(): Promise<void> {
    const rows = await readTail(o.pool, live!, sliceSize)
    live = advance(live!, rows)
    for (const row of rows) {
      const told = watchers.get(`${row.authority}/${row.stream}`)
      if (told) for (const t of told) t({ stream: row.stream, version: row.version, id: `${row.epoch}-${row.xid}-${row.position}` })
    }
  }

  function settle(rows: readonly Tailed[]): void {
    for (const row of rows) {
      const key = `${row.authority}/${row.stream}`
      shown.delete(key)
      shown.set(key, row.version)
      const list = waiting.get(key)
      if (!list) continue
      const left = list.filter(w => w.version > row.version || (w.done(), false))
      if (left.length) waiting.set(key, left)
      else waiting.delete(key)
    }
    for (const key of shown.keys()) {
      if (shown.size <= keptShown) break
      shown.delete(key)
    }
  }

  const failed = (reload: () => void) => (error: Error, failing: number): void => {
    reload()
    if (failing === 1 || failing % 100 === 0) o.log('following the journal failed', { why: plainError(error), failing })
  }
  const views = followLoop(showAll, failed(() => {
    o.views.reload()
    wasLeading = false
  }))
  const reactions = followLoop(hearAll, failed(() => o.reactions.reload()))

  return {
    start(): void {
      views.start()
      reactions.start()
    },
    /** Something was written here: look at once instead of at the next poll. */
    poke: views.poke,
    watch(authority: number, streams: readonly Uuid[], told: Told): () => void {
      const keys = streams.map(s => `${authority}/${s}`)
      for (const k of keys) (watchers.get(k) ?? watchers.set(k, new Set()).get(k)!).add(told)
      return () => {
        for (const k of keys) {
          const set = watchers.get(k)
          set?.delete(told)
          if (!set?.size) watchers.delete(k)
        }
      }
    },
    /** Resolves true once the views show a stream's version, false after `ms` or where another process keeps them. */
    settled(authority: number, stream: Uuid, version: number, ms: number): Promise<boolean> {
      // The views are another process's work: it does not tell us when they are done.
      if (!wasLeading) return Promise.resolve(false)
      return new Promise(resolve => {
        const key = `${authority}/${stream}`
        if ((shown.get(key) ?? 0) >= version) return resolve(true)
        const w = { version, done: () => { clearTimeout(t); resolve(true) } }
        const t = setTimeout(() => {
          const left = (waiting.get(key) ?? []).filter(x => x !== w)
          if (left.length) waiting.set(key, left)
          else waiting.delete(key)
          resolve(false)
        }, ms)
        waiting.set(key, [...(waiting.get(key) ?? []), w])
      })
    },
    health: () => ({ ...(reactions.health().ok ? views.health() : reactions.health()), leads: wasLeading }),
    async close(): Promise<void> {
      closed = true
      await Promise.all([views.close(), reactions.close()])
      // The next process leads from now on, not when this one ends.
      await o.leader.close()
    },
  }
}

export type Follower = ReturnType<typeof follower>
