import type { Instant } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import type { Runtime } from './runtime.ts'

// In the order of the keys: two statements at once never wait for each other in a circle.
const count = sql(`
  insert into throttles as t (authority, key, began, ends, count)
    select $1, a.key, $3, $3::bigint + a.ms, a.times from unnest($2::text[], $4::bigint[], $5::int[]) as a(key, ms, times) order by a.key
  on conflict (authority, key) do update set
    began = case when t.ends <= $3 then excluded.began else t.began end,
    ends = case when t.ends <= $3 then excluded.ends else t.ends end,
    count = case when t.ends <= $3 then excluded.count else least(t.count + excluded.count, 1000000) end
  returning key, count`)

/**
 * Counts an attempt; true once `limit` attempts were already made in the window of `seconds` that began with the first.
 * The key is stored as a keyed hash: it may be made of an e-mail address.
 */
export async function throttled(runtime: Runtime, authority: number, key: string, limit: number, seconds: number, now: Instant): Promise<boolean> {
  return (await attempt(runtime, authority, runtime.secrets.sign('throttle', key), seconds * 1000, now)) > limit
}

type Attempt = { readonly key: string; readonly ms: number; resolve(count: number): void; reject(error: unknown): void }

const waiting = new WeakMap<Runtime, Map<number, Attempt[]>>()

/**
 * Attempts of one authority in the same turn of the event loop share one statement: each sending counts one, and with a statement
 * of its own for each, the filing of requests took a third longer.
 */
function attempt(runtime: Runtime, authority: number, key: string, ms: number, now: Instant): Promise<number> {
  return new Promise((resolve, reject) => {
    const own = waiting.get(runtime) ?? new Map<number, Attempt[]>()
    waiting.set(runtime, own)
    const one = { key, ms, resolve, reject }
    const others = own.get(authority)
    if (others) return void others.push(one)
    own.set(authority, [one])
    setImmediate(() => {
      const attempts = own.get(authority)!
      own.delete(authority)
      countAll(runtime, authority, attempts, now).catch(error => attempts.forEach(({ reject }) => reject(error)))
    })
  })
}

/** Each of several attempts under one key is told its own count, as if one had come after the other. */
async function countAll(runtime: Runtime, authority: number, attempts: readonly Attempt[], now: Instant): Promise<void> {
  const byKey = new Map<string, Attempt[]>()
  for (const one of attempts) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one])
  const keys = [...byKey.keys()]
  const rows = await runtime.write(authority).rows<{ key: string; count: number }>(count, [authority, keys, now, keys.map(key => byKey.get(key)![0]!.ms), keys.map(key => byKey.get(key)!.length)])
  for (const row of rows) {
    const own = byKey.get(row.key)!
    own.forEach(({ resolve }, i) => resolve(row.count - own.length + i + 1))
  }
}
