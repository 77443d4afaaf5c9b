import { readTogether } from '../../journal/read-together.ts'
import { sql } from '../../journal/sql.ts'
import type { Instant, SessionChange } from '../../journal/kernel.ts'
import type { Uuid } from '../../base/ids.ts'
import type { Runtime } from './runtime.ts'
import { newToken, tokenHash } from './tokens.ts'

/** Who a session's token stands for; `renewed` when its time was just moved on, so that the cookie's should be too. */
export type Session = { readonly kind: 'account' | 'agent'; readonly id: Uuid; readonly renewed: boolean }

const hour = 3_600_000
/** How long a session lives unused, and in all (milliseconds). */
export const lifetimes = {
  account: { idle: 24 * hour, whole: 30 * 24 * hour },
  agent: { idle: 10 * hour, whole: 7 * 24 * hour },
} as const
const seenEvery = 5 * 60_000

const find = sql(`
  select encode(hash, 'hex') as hash, kind, coalesce(account, agent) as id, created, seen from sessions
  where authority = $1 and hash = any($2::bytea[]) and expires > $3`)
const touch = sql('update sessions set seen = $3, expires = $4 where authority = $1 and hash = $2')
/** Two first posts at once get the same account; an expired session gives its place to the new one. */
const openAccount = sql(`
  insert into sessions as s (authority, hash, kind, account, created, seen, expires) values ($1, $2, 'account', $3, $4, $4, $5)
  on conflict (authority, hash) do update set
    kind = 'account', agent = null,
    account = case when s.kind = 'account' and s.expires > $4 then s.account else excluded.account end,
    created = case when s.kind = 'account' and s.expires > $4 then s.created else excluded.created end,
    seen = excluded.seen, expires = excluded.expires
  returning account`)
const replace = sql(`
  with gone as (delete from sessions where authority = $1 and hash = $2)
  insert into sessions (authority, hash, kind, account, agent, created, seen, expires) values ($1, $3, $4, $5, $6, $7, $7, $8)`)
const end = sql('delete from sessions where authority = $1 and hash = $2')
const endAll = sql(`
  delete from sessions s using sessions mine
  where mine.authority = $1 and mine.hash = $2 and s.authority = $1
    and (s.hash = mine.hash or s.account = mine.account or s.agent = mine.agent)`)
const sweepSessions = sql('delete from sessions where authority = $1 and expires <= $2')
const sweepThrottles = sql('delete from throttles where authority = $1 and ends <= $2')

type Row = { hash: string; kind: 'account' | 'agent'; id: Uuid; created: Instant; seen: Instant }

/** The sessions of every authority. No session is cached: who signed out everywhere is out on every node at once. */
export class Sessions {
  private readonly runtime: Runtime
  private readonly failed: (error: unknown) => void
  private readonly look: (authority: number, hash: string, now: Instant) => Promise<Row | null>

  /** `failed` hears of a session's time that could not be written; the request itself goes on. */
  constructor(runtime: Runtime, failed: (error: unknown) => void) {
    this.runtime = runtime
    this.failed = failed
    this.look = readTogether(async (hashes, now, authority) => {
      const rows = await runtime.db(authority).rows<Row>(find, [authority, hashes.map(hash => Buffer.from(hash, 'hex')), now])
      return new Map(rows.map(row => [row.hash, row]))
    })
  }

  /** The live session of a token. Its time is moved on every five minutes, beside the request. */
  async find(authority: number, token: string, now: Instant): Promise<Session | null> {
    const hash = tokenHash(token)
    const row = await this.look(authority, hash.toString('hex'), now)
    if (row === null) return null
    const renewed = now - Number(row.seen) >= seenEvery
    if (renewed)
      this.runtime.write(authority).rows(touch, [authority, hash, now, expiry(row.kind, Number(row.created), now)]).catch(this.failed)
    return { kind: row.kind, id: row.id, renewed }
  }

  /** The account of a resident's token; `account` is used where it has none yet. */
  async open(authority: number, token: string, account: Uuid, now: Instant): Promise<Uuid> {
    const values = [authority, tokenHash(token), account, now, expiry('account', now, now)]
    const rows = await this.runtime.write(authority).rows<{ account: Uuid }>(openAccount, values)
    return rows[0]!.account
  }

  /** Makes a change of session; returns the token that replaces the old one, or `null` when there is none any more. */
  async change(authority: number, token: string | null, change: SessionChange, now: Instant): Promise<string | null> {
    const db = this.runtime.write(authority)
    const old = token === null ? null : tokenHash(token)
    if (change.become === 'nobody') {
      if (old) await db.rows(change.everywhere ? endAll : end, [authority, old])
      return null
    }
    const fresh = newToken()
    const account = change.become === 'account' ? change.account : null
    const agent = change.become === 'agent' ? change.agent : null
    await db.rows(replace, [authority, old, tokenHash(fresh), change.become, account, agent, now, expiry(change.become, now, now)])
    return fresh
  }
}

/** Deletes what has expired, in every authority. Run it now and then; nothing depends on when. */
export async function sweepRoof(runtime: Runtime): Promise<void> {
  for (const { id } of runtime.authorities()) {
    await runtime.write(id).rows(sweepSessions, [id, runtime.now()])
    await runtime.write(id).rows(sweepThrottles, [id, runtime.now()])
  }
}

const expiry = (kind: 'account' | 'agent', created: Instant, now: Instant): Instant =>
  Math.min(now + lifetimes[kind].idle, created + lifetimes[kind].whole)
