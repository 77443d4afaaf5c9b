import { describe, expect, test, vi } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { openPool } from '../../src/journal/database.ts'
import { viewKeeper } from '../../src/journal/views.ts'
import { clerk, ledgerKind, ledgerRoom, MakeEntry, type Ledger } from './ledger.ts'
import { accepted, leads, ledgerDatabase, linesOf, type Observed, until } from './observe.ts'

/** Every row of the lists is what its head says, and no head is without its row. */
async function expectShown(o: Observed): Promise<void> {
  const heads = await o.ask<{ authority: number; stream: string; version: number; state: Ledger }>('select authority, stream, version, state from parvis.streams')
  const lines = await o.ask<{ authority: number; stream: string; version: number; sum: string; entries: number; last: string; reminded: number }>('select * from parvis.ledger_lines')
  const byStream = (a: { stream: string }, b: { stream: string }): number => a.stream.localeCompare(b.stream)
  expect(lines.map(l => ({ ...l, sum: Number(l.sum) })).sort(byStream)).toEqual(heads.map(({ state, ...h }) => ({
    ...h, sum: state.sum, entries: state.notes.length, last: state.notes.at(-1) ?? '', reminded: state.reminded,
  })).sort(byStream))
  const notes = await o.ask<{ stream: string; n: number; note: string }>('select stream, n, note from parvis.ledger_notes order by stream, n')
  expect(notes.sort((a, b) => byStream(a, b) || a.n - b.n)).toEqual(heads.sort(byStream).flatMap(h => h.state.notes.map((note, n) => ({ stream: h.stream, n, note }))))
}

const caughtUp = (o: Observed) => until(async () =>
  (await o.ask('select from parvis.streams h left join parvis.ledger_lines l using (authority, stream) where l.version is distinct from h.version')).length === 0)

describe('list views', () => {
  test('are what the heads say, after a load with refreshes racing the tail', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open()
    await leads(journal)
    const streams = Array.from({ length: 20 }, () => newUuid())
    await Promise.all(Array.from({ length: 200 }, async (_, i) => {
      const authority = 1 + (i % 20 % 3)
      const at = accepted(await journal.send(authority, clerk, MakeEntry, { ledger: streams[i % 20]!, amount: i, note: `n${i}` }))
      // Every second one refreshes its rows itself, as a request does that has waited long enough.
      if (i % 2) await journal.settled(authority, { ...at, version: at.version + 1 })
      else await journal.settled(authority, at)
      const [line] = await o.ask<{ version: number }>('select version from parvis.ledger_lines where authority = $1 and stream = $2', [authority, at.stream])
      expect(line!.version).toBeGreaterThanOrEqual(at.version)
    }))
    await caughtUp(o)
    await expectShown(o)
  })

  test('move with their cursor or not at all: a pass cut in the middle is done again', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    for (let i = 0; i < 5; i++) accepted(await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: i }))
    const pool = openPool(o.url, 'parvis_tail', 2)
    const room = ledgerRoom()
    const views = viewKeeper(pool, room.kinds!, room.views!)
    await o.ask(`create function parvis.cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger cut before insert on parvis.ledger_notes for each row when (new.n = 0) execute function parvis.cut()`).catch(() => {})
    await o.ask('select 1 from pg_trigger where tgname = $1', ['cut']).then(found => expect(found).toHaveLength(1))
    await o.ask('alter function parvis.cut() security definer')
    await expect(until(async () => (await views.pass()).length > 0)).rejects.toThrow(/terminat/)
    expect(await linesOf(o, 'ledger_lines')).toEqual([])
    expect(await o.ask("select xid::text from parvis.cursors where reader = 'views'")).toEqual([{ xid: '0' }])
    await o.ask('drop trigger cut on parvis.ledger_notes')
    views.reload()
    await until(async () => (await views.pass()).length > 0)
    await expectShown(o)
    await pool.end()
  })

  test('of an older shape are refreshed by many requests at once', async () => {
    const o = await ledgerDatabase()
    const before = await o.open({}, { follow: false })
    const made = await Promise.all(Array.from({ length: 12 }, () => before.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 })))
    const after = await o.open({ shape: 2 }, { follow: false })
    // Each holds a connection of the tail's four while it waits for the lock; folding anew must not need a fifth.
    await Promise.all(made.map(at => after.settled(1, accepted(at))))
    await expectShown(o)
  })

  test('stop at a head that is newer than this node, and say so', async () => {
    const o = await ledgerDatabase()
    const newer = await o.open({ shape: 2 }, { follow: false })
    accepted(await newer.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 }))
    const log = vi.fn()
    const older = await o.open({}, { log })
    await until(() => !older.health().ok && older.health().why !== '')
    expect(older.health().why).toMatch('shape 2')
    expect(await linesOf(o, 'ledger_lines')).toEqual([])
    expect(log).toHaveBeenCalledWith('following the journal failed', expect.anything())
  })
})

describe('of two processes', () => {
  test('one leads; when it closes, the other takes over where it stopped', async () => {
    const o = await ledgerDatabase()
    const first = await o.open()
    await leads(first)
    const second = await o.open()
    await until(() => second.health().at > 0)
    expect(second.health()).toMatchObject({ ok: true, leads: false })
    const entry = (amount: number) => ({ ledger: newUuid(), amount })
    for (let i = 0; i < 10; i++) accepted(await second.send(1, clerk, MakeEntry, entry(i)))
    await caughtUp(o)
    await first.close()
    for (let i = 0; i < 10; i++) accepted(await second.send(1, clerk, MakeEntry, entry(i)))
    await leads(second)
    await caughtUp(o)
    await expectShown(o)
  })

  test('the one that loses its lock with its connection leads no longer; one of them does', async () => {
    const o = await ledgerDatabase()
    const nodes = [await o.open(), await o.open()]
    await until(() => nodes.some(n => n.health().leads))
    await o.ask("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parvis leader' and datname = current_database()")
    for (let i = 0; i < 10; i++) accepted(await nodes[i % 2]!.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: i }))
    await caughtUp(o)
    await until(() => nodes.filter(n => n.health().leads).length === 1)
    await expectShown(o)
  })

  test('both tell their own open pages of what either writes', async () => {
    const o = await ledgerDatabase()
    const nodes = [await o.open(), await o.open()]
    await until(() => nodes.every(n => n.health().at > 0))
    const ledger = newUuid()
    const told: number[][] = [[], []]
    nodes.forEach((n, i) => n.watch(1, [ledger], change => told[i]!.push(change.version)))
    nodes[0]!.watch(2, [ledger], () => told[0]!.push(-1))
    for (let i = 0; i < 6; i++) accepted(await nodes[i % 2]!.send(1, clerk, MakeEntry, { ledger, amount: i }))
    await until(() => told.every(list => list.length >= 6))
    expect(told).toEqual([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]])
  })
})

test('the wait for a view ends by itself where this process does not keep them', async () => {
  const o = await ledgerDatabase()
  const [one, other] = [await o.open(), await o.open()]
  await until(() => one.health().at > 0 && other.health().at > 0)
  const idle = one.health().leads ? other : one
  const at = accepted(await idle.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 7 }))
  await idle.settled(1, at)
  expect(await o.ask('select sum::int from parvis.ledger_lines where stream = $1', [at.stream])).toEqual([{ sum: 7 }])
  expect((await idle.db(1).head(ledgerKind(), at.stream))!.version).toBe(1)
})
