import type pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import type { Kind } from './kernel.ts'
import { fold, readEvents, refuseNewer, type StoredEvent } from './heads.ts'
import { transaction } from './database.ts'

/**
 * Erases the personal part of a stream's events up to `version` (all by default): nulls it with its salt, folds the head
 * anew. The facts stay, so that figures do not change. The caller then refreshes the stream's view rows.
 * @param pool a pool that works as parvis_eraser.
 */
export async function erasePersonal(pool: pg.Pool, authority: number, kind: Kind<any, any>, stream: Uuid, version = 2_147_483_647): Promise<number> {
  return transaction(pool, async client => {
    await client.query("select set_config('app.authority', $1, true)", [String(authority)])
    const head = await client.query<{ shape: number }>('select shape from streams where authority = $1 and stream = $2 and kind = $3 for update', [authority, stream, kind.kind])
    if (!head.rows.length) return 0
    refuseNewer(kind, head.rows[0]!.shape)
    const erased = await client.query('update journal set personal = null, salt = null where authority = $1 and stream = $2 and version <= $3 and personal is not null', [authority, stream, version])
    const { rows } = await client.query<StoredEvent>({ ...readEvents, values: [authority, stream] })
    // `refolds` moves, so that a command decided on the state before cannot write what was erased back into the head.
    await client.query('update streams set state = $3, shape = $4, refolds = refolds + 1 where authority = $1 and stream = $2', [authority, stream, JSON.stringify(fold(kind, rows)), kind.shape])
    return erased.rowCount ?? 0
  })
}
