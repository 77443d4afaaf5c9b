import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import type { Kind, Row, Timer, View } from './kernel.ts'
import { transaction } from './database.ts'
import { NewerShape, readEvents, stateOf, type StoredEvent, type StoredHead } from './heads.ts'
import { advance, loadCursors, readTail, saveCursors, type Cursor, type Tailed } from './tail.ts'
import { sql } from './sql.ts'

export type Touched = { readonly authority: number; readonly stream: Uuid }
type HeadRow = Omit<StoredHead, 'once' | 'refolds'> & { authority: number }

/** The timers of every kind are a view of the kernel's own. */
const timers: View<unknown> = { table: 'timers', of: { kind: '*' } as Kind<unknown, never>, rows: () => [] }

const lock = sql("select pg_advisory_xact_lock(hashtext('parvis views'))")
const readTouched = sql(`select s.authority, s.stream, s.kind, s.version, s.shape, s.state
  from unnest($1::int[], $2::uuid[]) as t(authority, stream) join streams s on s.authority = t.authority and s.stream = t.stream`)

/** How many events a pass deals with at most. */
export const sliceSize = 2_000

/**
 * Keeps the list views: rows are a pure function of one head and are replaced per touched stream. Whoever replaces rows
 * holds one lock and reads the heads after taking it, so an older head never overwrites a newer one.
 */
export function viewKeeper(pool: pg.Pool, kinds: readonly Kind<any, any>[], views: readonly View<any>[]) {
  const kindOf = new Map(kinds.map(k => [k.kind, k]))
  const viewsOf = new Map(kinds.map(k => [k.kind, views.filter(v => v.of.kind === k.kind)]))
  const all = [...views, timers]

  async function replace(client: pg.PoolClient, touched: readonly Touched[]): Promise<void> {
    await client.query(lock)
    const { rows: heads } = await client.query<HeadRow>({ ...readTouched, values: columns(touched) })
    const fresh = new Map<View<any>, Record<string, unknown>[]>(all.map(v => [v, []]))
    for (const head of heads) {
      const kind = kindOf.get(head.kind)
      if (!kind) throw new NewerShape(`kind ${head.kind} is unknown here`)
      // On this connection: whoever holds the lock must not wait for another one, which those who wait for the lock may have.
      const state = await stateOf(kind, head, async () => (await client.query<StoredEvent>({ ...readEvents, values: [head.authority, head.stream] })).rows)
      const key = { authority: head.authority, stream: head.stream, version: head.version }
      for (const v of viewsOf.get(head.kind)!) for (const row of v.rows(state, head.stream)) fresh.get(v)!.push({ ...row, ...key })
      for (const t of kind.timers?.(state, head.stream) ?? []) fresh.get(timers)!.push({ ...timerRow(t), ...key })
    }
    const touchedKinds = new Set(heads.map(head => head.kind))
    for (const v of all) {
      // A stream keeps its kind: tables of other kinds hold none of its rows.
      if (v === timers ? ![...touchedKinds].some(k => kindOf.get(k)!.timers) : !touchedKinds.has(v.of.kind)) continue
      const table = v.table
      await client.query({ ...sql(`delete from ${table} v using unnest($1::int[], $2::uuid[]) as t(authority, stream) where v.authority = t.authority and v.stream = t.stream`), values: columns(touched) })
      const rows = fresh.get(v)!
      if (rows.length) await client.query({ ...sql(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`), values: [JSON.stringify(rows)] })
    }
  }

  let cursors: Cursor[] | undefined

  return {
    tables: all.map(v => v.table),
    replace: (touched: readonly Touched[]): Promise<void> => transaction(pool, client => replace(client, touched)),
    /** Deals with the next slice of the journal; the rows and the cursor move in one transaction. Answers what it dealt with. */
    async pass(): Promise<readonly Tailed[]> {
      cursors ??= await loadCursors(pool, 'views', true)
      const slice = await readTail(pool, cursors, sliceSize)
      if (!slice.length) return slice
      const next = advance(cursors, slice)
      await transaction(pool, async client => {
        await replace(client, distinct(slice))
        await saveCursors(client, 'views', next)
      })
      cursors = next
      return slice
    },
    /** Forgets the cursors read before: another process may have moved them. */
    reload(): void {
      cursors = undefined
    },
  }
}

export type ViewKeeper = ReturnType<typeof viewKeeper>

const columns = (touched: readonly Touched[]) => [touched.map(t => t.authority), touched.map(t => t.stream)]

const timerRow = (t: Timer): Row & { input: unknown } => ({ id: t.id, due: t.due, call: t.send.call, input: t.send.input } as Row & { input: unknown })

function distinct(slice: readonly Touched[]): Touched[] {
  const seen = new Map<string, Touched>()
  for (const { authority, stream } of slice) seen.set(`${authority}/${stream}`, { authority, stream })
  return [...seen.values()]
}
