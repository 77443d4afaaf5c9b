import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import type { Kind } from './kernel.ts'
import { fold, readEvents, refuseNewer, type StoredEvent } from './heads.ts'
import { transaction } from './database.ts'
import type { ViewKeeper } from './views.ts'

const batch = 200

type Head = { authority: number; stream: Uuid; kind: string; version: number; state: string }

/**
 * Rebuilds every head from the journal and every view from the heads, batch by batch while the server runs. Replay runs
 * views only: it sends no command, rings no timer and puts no job into the queue.
 * @returns how many streams were read and how many heads differed from what their events say.
 */
export async function replay(pool: pg.Pool, kinds: readonly Kind<any, any>[], views: ViewKeeper): Promise<{ streams: number; mended: number }> {
  const kindOf = new Map(kinds.map(k => [k.kind, k]))
  let after: Head = { authority: 0, stream: '00000000-0000-0000-0000-000000000000', kind: '', version: 0, state: '' }
  let streams = 0
  let mended = 0
  for (;;) {
    const { rows: heads } = await pool.query<Head>('select authority, stream, kind from streams where (authority, stream) > ($1, $2) order by authority, stream limit $3', [after.authority, after.stream, batch])
    if (!heads.length) break
    for (const h of heads) if (await refold(pool, kindOf.get(h.kind), h)) mended++
    await views.replace(heads)
    streams += heads.length
    after = heads.at(-1)!
  }
  await dropOrphans(pool, views)
  return { streams, mended }
}

/** Writes the head that the events lead to, unless a command has moved it on meanwhile. */
async function refold(pool: pg.Pool, kind: Kind<any, any> | undefined, h: Head): Promise<boolean> {
  if (!kind) throw new Error(`Kind ${h.kind} is unknown to this version of Parvis. Nothing of it was changed.`)
  return transaction(pool, async client => {
    const head = await client.query<{ version: number; shape: number }>('select version, shape from streams where authority = $1 and stream = $2 for update', [h.authority, h.stream])
    refuseNewer(kind, head.rows[0]!.shape)
    const { rows } = await client.query<StoredEvent>({ ...readEvents, values: [h.authority, h.stream] })
    const { rowCount } = await client.query('update streams set state = $3::jsonb, shape = $4, refolds = refolds + 1 where authority = $1 and stream = $2 and (state <> $3::jsonb or shape <> $4)',
      [h.authority, h.stream, JSON.stringify(fold(kind, rows.filter(e => e.version <= head.rows[0]!.version))), kind.shape])
    return rowCount === 1
  })
}

async function dropOrphans(pool: pg.Pool, views: ViewKeeper): Promise<void> {
  for (const table of views.tables)
    await pool.query(`delete from ${table} v where not exists (select from streams s where s.authority = v.authority and s.stream = v.stream)`)
}
