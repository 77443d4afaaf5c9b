import { sql } from '../../journal/sql.ts'
import type { Instant } from '../../journal/kernel.ts'
import type { Runtime } from './runtime.ts'

const count = sql(`
  insert into throttles as t (authority, key, began, ends, count) values ($1, $2, $3, $3::bigint + $4::bigint, 1)
  on conflict (authority, key) do update set
    began = case when t.ends <= $3 then excluded.began else t.began end,
    ends = case when t.ends <= $3 then excluded.ends else t.ends end,
    count = case when t.ends <= $3 then 1 else least(t.count + 1, 1000000) end
  returning count`)

/**
 * Counts an attempt; true once `limit` attempts were already made in the window of `seconds` that began with the first.
 * The key is stored as a keyed hash: it may be made of an e-mail address.
 */
export async function throttled(runtime: Runtime, authority: number, key: string, limit: number, seconds: number, now: Instant): Promise<boolean> {
  const values = [authority, runtime.secrets.sign('throttle', key), now, seconds * 1000]
  const rows = await runtime.write(authority).rows<{ count: number }>(count, values)
  return rows[0]!.count > limit
}
