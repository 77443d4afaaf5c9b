import { afterAll, beforeAll, expect, test } from 'vitest'
import { newUuid } from '../../base/ids.ts'
import { openPool, rowsOf } from '../../journal/database.ts'
import { sql } from '../../journal/sql.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { StoredRuntime } from '../../../test/support/stored-runtime.ts'
import { lifetimes, Sessions, sweepRoof } from './sessions.ts'
import { throttled } from './throttle.ts'
import { newToken } from './tokens.ts'

let database: FreshDatabase
let runtime: StoredRuntime
let sessions: Sessions
const failures: unknown[] = []
const [fleury, gera] = [1, 2]

beforeAll(async () => {
  database = await freshDatabase()
  runtime = new StoredRuntime(openPool(database.url, 'parvis_app', 4))
  sessions = new Sessions(runtime, error => failures.push(error))
})
afterAll(async () => {
  await runtime.pool.end()
  await database.drop()
})

const stored = <R>(authority: number, text: string) => rowsOf<R>(runtime.pool, authority, sql(text))

test('an account is opened once, found again, and kept under the token’s hash only', async () => {
  const [token, now] = [newToken(), runtime.clock]
  expect(await sessions.find(fleury, token, now)).toBeNull()
  const [one, two] = await Promise.all([sessions.open(fleury, token, newUuid(), now), sessions.open(fleury, token, newUuid(), now)])
  expect(one).toBe(two)
  expect(await sessions.find(fleury, token, now)).toEqual({ kind: 'account', id: one, renewed: false })
  expect(await sessions.find(gera, token, now)).toBeNull()
  const rows = await stored<{ row: string }>(fleury, "select encode(hash, 'escape') || sessions::text as row from sessions")
  expect(rows).toHaveLength(1)
  expect(rows[0]!.row).not.toContain(token)
})

test('an unused session ends, a used one moves on until its whole life is over', async () => {
  const [token, begun] = [newToken(), runtime.clock]
  const account = await sessions.open(fleury, token, newUuid(), begun)
  const { idle, whole } = lifetimes.account
  let now = begun
  while (now + idle / 2 < begun + whole) {
    now += idle / 2
    expect((await sessions.find(fleury, token, now))?.id).toBe(account)
    // The time is written beside the request: wait for it as the next request would find it.
    await expect.poll(() => stored<{ seen: number }>(fleury, `select max(seen) as seen from sessions where account = '${account}'`)).toEqual([{ seen: now }])
  }
  expect(await sessions.find(fleury, token, begun + whole)).toBeNull()
  expect(await sessions.open(fleury, token, newUuid(), begun + whole)).not.toBe(account)
  expect(failures).toEqual([])
})

test('signing in changes the token; signing out everywhere ends all of one agent and no other', async () => {
  const now = runtime.clock
  const [anna, bela] = [newUuid(), newUuid()]
  const visitor = newToken()
  await sessions.open(fleury, visitor, newUuid(), now)
  const first = (await sessions.change(fleury, visitor, { become: 'agent', agent: anna }, now))!
  const second = (await sessions.change(fleury, null, { become: 'agent', agent: anna }, now))!
  const elsewhere = (await sessions.change(gera, null, { become: 'agent', agent: anna }, now))!
  const other = (await sessions.change(fleury, null, { become: 'agent', agent: bela }, now))!
  expect(new Set([visitor, first, second, other]).size).toBe(4)
  expect(await sessions.find(fleury, visitor, now)).toBeNull()
  expect(await sessions.find(fleury, first, now)).toEqual({ kind: 'agent', id: anna, renewed: false })
  expect(await sessions.change(fleury, first, { become: 'nobody', everywhere: true }, now)).toBeNull()
  expect(await Promise.all([first, second, other].map(async token => (await sessions.find(fleury, token, now))?.id))).toEqual([undefined, undefined, bela])
  expect((await sessions.find(gera, elsewhere, now))?.id).toBe(anna)
  await sessions.change(fleury, other, { become: 'nobody' }, now)
  expect(await sessions.find(fleury, other, now)).toBeNull()
})

test('lookups of one moment are answered each with its own', async () => {
  const now = runtime.clock
  const made = await Promise.all(Array.from({ length: 50 }, async () => {
    const token = newToken()
    return { token, account: await sessions.open(fleury, token, newUuid(), now) }
  }))
  const found = await Promise.all(made.map(({ token }) => sessions.find(fleury, token, now)))
  expect(found.map(session => session?.id)).toEqual(made.map(({ account }) => account))
})

test('attempts are counted for each authority apart, and their key is not readable', async () => {
  const now = runtime.clock
  const attempts = await Promise.all(Array.from({ length: 6 }, () => throttled(runtime, fleury, 'someone@mail.example', 4, 60, now)))
  expect(attempts.filter(Boolean)).toHaveLength(2)
  expect(await throttled(runtime, gera, 'someone@mail.example', 4, 60, now)).toBe(false)
  expect(await throttled(runtime, fleury, 'another@mail.example', 4, 60, now)).toBe(false)
  expect(await throttled(runtime, fleury, 'someone@mail.example', 4, 60, now + 59_999)).toBe(true)
  expect(await throttled(runtime, fleury, 'someone@mail.example', 4, 60, now + 60_000)).toBe(false)
  expect(JSON.stringify(await stored(fleury, 'select * from throttles'))).not.toContain('mail.example')
})

test('sweeping deletes what has expired and nothing else', async () => {
  const [old, live] = [newToken(), newToken()]
  await sessions.open(gera, old, newUuid(), runtime.clock - lifetimes.account.idle)
  await sessions.open(gera, live, newUuid(), runtime.clock)
  await throttled(runtime, gera, 'long ago', 4, 60, runtime.clock - 60_000)
  const before = (await stored(gera, 'select 1 from sessions')).length
  await sweepRoof(runtime)
  expect((await stored(gera, 'select 1 from sessions')).length).toBe(before - 1)
  expect(await sessions.find(gera, live, runtime.clock)).not.toBeNull()
  expect(await stored(gera, `select 1 from throttles where ends <= ${runtime.clock}`)).toEqual([])
})
