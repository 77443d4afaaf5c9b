import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import { sql } from './sql.ts'

/** A place in the journal. Order is (epoch, xid, position): by position alone a third of the rows was lost (lab). */
export type Cursor = { readonly node: number; readonly epoch: number; readonly xid: string; readonly position: number }

/** A journal row as the tail sees it; facts and personal only where they were asked for. */
export type Tailed = Cursor & {
  readonly authority: number
  readonly stream: Uuid
  readonly version: number
  readonly type: string
  readonly actor: string
  readonly happened: number
  readonly facts: unknown
  readonly personal: unknown
}

/*
 * Rows of the running epoch are read once every transaction below theirs has ended (xid < xmin): a row that becomes
 * visible later can then only stand further on. Rows of older epochs are complete, whatever their xid.
 * One cursor a database node: xid and position are the node's own; the node is in the position's high bits.
 */
const readSlice = sql(`
  select j.* from unnest($1::int[], $2::int[], $3::xid8[], $4::bigint[]) as c(node, epoch, xid, position)
  cross join lateral (
    select (j.position >> 48)::int as node, j.epoch, j.xid::text as xid, j.position, j.authority, j.stream, j.version, j.type, j.actor,
      (extract(epoch from j.happened) * 1000)::bigint as happened,
      case when j.type = any($6) then j.facts end as facts, case when j.type = any($6) then j.personal end as personal
    from journal j
    where (j.epoch, j.xid, j.position) > (c.epoch, c.xid, c.position) and (j.position >> 48)::int = c.node
      and (j.epoch < (select max(e.epoch) from epochs e) or j.xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by j.epoch, j.xid, j.position limit $5
  ) j
  order by j.node, j.epoch, j.xid::text::xid8, j.position`)

const readEnd = sql(`select n.node, (select max(epoch) from epochs) as epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xid from nodes n order by node`)

/** Up to `limit` rows of each node after the cursors; `heard` names the event types whose content is wanted. */
export async function readTail(pool: pg.Pool | pg.PoolClient, cursors: readonly Cursor[], limit: number, heard: readonly string[] = []): Promise<Tailed[]> {
  const { rows } = await pool.query<Tailed>({
    ...readSlice,
    values: [cursors.map(c => c.node), cursors.map(c => c.epoch), cursors.map(c => c.xid), cursors.map(c => c.position), limit, heard],
  })
  return rows
}

/**
 * The place below which nothing can come any more. What is still under way comes after it; so does what was committed beside a
 * transaction of the server that is open still, in whichever database: a new reader rather hears a little too much than misses something.
 */
export async function readTailEnd(pool: pg.Pool | pg.PoolClient): Promise<Cursor[]> {
  const { rows } = await pool.query<{ node: number; epoch: number; xid: string }>(readEnd)
  return rows.map(r => ({ ...r, position: -1 }))
}

/** The cursors after a slice was dealt with. */
export function advance(cursors: readonly Cursor[], rows: readonly Tailed[]): Cursor[] {
  const last = new Map(cursors.map(c => [c.node, c]))
  for (const r of rows) last.set(r.node, { node: r.node, epoch: r.epoch, xid: r.xid, position: r.position })
  return [...last.values()]
}

/** Whether a row stands after a place. */
export function isAfter(row: Cursor, place: Cursor): boolean {
  if (row.epoch !== place.epoch) return row.epoch > place.epoch
  const [a, b] = [BigInt(row.xid), BigInt(place.xid)]
  return a === b ? row.position > place.position : a > b
}

const load = sql('select node, epoch, xid::text as xid, position from cursors where reader = $1 order by node')
const begin = sql(`insert into cursors (reader, node, epoch, xid, position) select $1, * from unnest($2::int[], $3::int[], $4::xid8[], $5::bigint[])
  on conflict do nothing`)
const save = sql(`insert into cursors as c (reader, node, epoch, xid, position) select $1, * from unnest($2::int[], $3::int[], $4::xid8[], $5::bigint[])
  on conflict (reader, node) do update set epoch = excluded.epoch, xid = excluded.xid, position = excluded.position
  where (c.epoch, c.xid, c.position) < (excluded.epoch, excluded.xid, excluded.position)`)

const columns = (reader: string, at: readonly Cursor[]) => [reader, at.map(c => c.node), at.map(c => c.epoch), at.map(c => c.xid), at.map(c => c.position)]

/** A reader's durable cursors; a reader that is new begins at the journal's end or, with `fromStart`, at its beginning. */
export async function loadCursors(pool: pg.Pool | pg.PoolClient, reader: string, fromStart: boolean): Promise<Cursor[]> {
  const end = await readTailEnd(pool)
  const known = (await pool.query<Cursor>({ ...load, values: [reader] })).rows
  const missing = end.filter(e => !known.some(k => k.node === e.node))
  if (!missing.length) return known
  const first = missing.map(e => (fromStart ? { node: e.node, epoch: 0, xid: '0', position: 0 } : e))
  await pool.query({ ...begin, values: columns(reader, first) })
  return (await pool.query<Cursor>({ ...load, values: [reader] })).rows
}

/** Keeps a reader's cursors; they never go back. */
export async function saveCursors(pool: pg.Pool | pg.PoolClient, reader: string, at: readonly Cursor[]): Promise<void> {
  await pool.query({ ...save, values: columns(reader, at) })
}
