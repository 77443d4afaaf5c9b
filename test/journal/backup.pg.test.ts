import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { adopt } from '../../src/journal/adopt.ts'
import { backup } from '../../src/journal/backup.ts'
import { reaction, type Reaction } from '../../src/journal/kernel.ts'
import { migrate } from '../../src/journal/migrate.ts'
import { restore } from '../../src/journal/restore.ts'
import { FindWork } from '../../src/vocabulary/case-lists.ts'
import { FileCase, GetCase } from '../../src/vocabulary/cases.ts'
import { filing, testJournal, visitor } from '../support/example.ts'
import { dump, exampleDatabase, holder, newDatabase, noFiles, now, pieces, saved, secret, without } from './copies.ts'
import { clerk, EntryMade, ledgerKind, ledgerTables, MakeEntry, SetReminder, type Ledger } from './ledger.ts'
import { accepted, expectWhole, leads, ledgerDatabase, until, type Observed } from './observe.ts'

describe('a backup', () => {
  test('restored into a new database answers the same, row by row, and numbers go on', async () => {
    const { o, stream } = await exampleDatabase()
    const file = await saved(o.url)
    const target = await newDatabase()
    const restored = await restore(target.url, pieces(file, 97), noFiles)
    expect(restored).toMatchObject({ made: '2026-11-21T00:00:00.000Z', secret })
    const [before, after] = [await dump(o), await dump(target)]
    expect(before.journal!.length).toBe(31)
    expect(without(after, 'epochs', 'throttles')).toEqual(without(before, 'epochs', 'throttles'))
    expect(restored.rows).toBe(Object.values(without(before, 'throttles')).flat().length)
    expect(await target.ask('select epoch, why from parvis.epochs order by 1')).toMatchObject([{ epoch: 1 }, { epoch: 2, why: 'restored from a backup made 2026-11-21T00:00:00.000Z' }])
    expect(await target.ask('select name, hash from parvis.migrations order by 1')).toEqual(await o.ask('select name, hash from parvis.migrations order by 1'))

    const journal = await testJournal(target.url)
    onTestFinished(journal.close)
    expect((await journal.ask(1)(GetCase, { case: stream }))!.subject).toBe('tab\t line\n back\\slash \\. é 💧')
    expect(await journal.ask(1)(FindWork, { teams: ['education'], waiting: false, limit: 50 })).toHaveLength(11)
    expect(await journal.db(1).nextNumber('CA-2026')).toBe(101)
    // Positions go on behind those that were restored.
    accepted(await journal.send(1, visitor(holder), FileCase, filing(holder)))
    expect(await target.ask('select max(position) = (select position from parvis.journal where epoch = 2) as last from parvis.journal')).toEqual([{ last: true }])
    // Row security stands as before.
    expect(await target.ask("select relname from pg_class where relnamespace = 'parvis'::regnamespace and relrowsecurity and not relforcerowsecurity")).toEqual([])
  })

  test('is also restored into a migrated database that is still empty, and made and restored by a login that is no superuser', async () => {
    const { o } = await exampleDatabase()
    const login = `migrator_${randomBytes(6).toString('hex')}`
    await o.ask(`create role ${login} login password 'p'; grant parvis_owner, parvis_app, parvis_tail, parvis_eraser to ${login}`)
    const mine = await newDatabase(login)
    await migrate(mine.url)
    const fromHere = new URL(o.url)
    ;[fromHere.username, fromHere.password] = [login, 'p']
    await restore(mine.url, pieces(await saved(fromHere.href)), noFiles)
    expect(without(await dump(mine), 'epochs', 'throttles')).toEqual(without(await dump(o), 'epochs', 'throttles'))
    // And from there again, all of it by that login.
    const next = await newDatabase(login)
    await restore(next.url, pieces(await saved(mine.url)), noFiles)
    expect(without(await dump(next), 'epochs', 'throttles')).toEqual(without(await dump(o), 'epochs', 'throttles'))
    expect((await next.ask('select max(epoch) as epoch from parvis.epochs'))).toEqual([{ epoch: 3 }])
    onTestFinished(async () => { await o.ask(`drop owned by ${login}; drop role ${login}`).catch(() => {}) })
  })

  test('by a login that does not see every row is refused', async () => {
    const { o } = await exampleDatabase()
    const login = `blind_${randomBytes(6).toString('hex')}`
    await o.ask(`create role ${login} login noinherit password 'p'; grant parvis_owner, parvis_tail to ${login}`)
    const url = new URL(o.url)
    ;[url.username, url.password] = [login, 'p']
    await expect(saved(url.href)).rejects.toThrow('does not see every row')
    await o.ask(`revoke parvis_owner, parvis_tail from ${login}; drop role ${login}`)
  })

  test('is of one moment although commands run, and everything in it fits together', async () => {
    const { o } = await exampleDatabase()
    const journal = await testJournal(o.url)
    onTestFinished(journal.close)
    let going = true
    const load = Promise.all(Array.from({ length: 4 }, async () => {
      while (going) accepted(await journal.send(1, visitor(holder), FileCase, filing(holder)))
    }))
    await until(async () => (await o.ask<{ n: number }>('select count(*)::int as n from parvis.journal'))[0]!.n > 60)
    const file = await saved(o.url)
    going = false
    await load
    const target = await newDatabase()
    await restore(target.url, pieces(file), noFiles)
    expect(await target.ask('select from parvis.streams h where not exists (select from parvis.journal j where j.authority = h.authority and j.stream = h.stream and j.version = h.version)')).toEqual([])
    const [{ n }] = await target.ask<{ n: number }>('select count(*)::int as n from parvis.journal') as [{ n: number }]
    expect(n).toBeGreaterThan(31)
    const after = await testJournal(target.url)
    onTestFinished(after.close)
    // The tail takes up where it stood in the backup: rows that its views did not show yet are read in the new epoch.
    await until(async () => (await target.ask<{ n: number }>('select count(*)::int as n from parvis.case_lines'))[0]!.n === n)
    expect(await after.replay()).toEqual({ streams: n, mended: 0 })
  })

  test('ends with an error, not with half a file, where it cannot be written', async () => {
    const { o } = await exampleDatabase()
    await o.ask('insert into parvis.packages select 1, n::text, repeat(md5(n::text), 3000) from generate_series(1, 300) n')
    let left = 20_000
    const disk = new Writable({ write: (chunk: Buffer, _e, done) => done((left -= chunk.length) < 0 ? new Error('no space left on device') : null) })
    await expect(backup(o.url, disk, { now, secret })).rejects.toThrow('no space left')
  })
})

describe('after a restore', () => {
  const echoes = newUuid()
  const echo: Reaction = reaction('echo', EntryMade, h => (h.stream === echoes ? [] : [{ call: MakeEntry.name, input: { ledger: echoes, amount: h.event.facts.amount } }]))

  test('views, reactions, open pages and timers go on, with transaction ids below the restored ones', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({ reactions: [echo] })
    await leads(journal)
    const sum = async (of: typeof journal): Promise<number> => (await of.db(1).head<Ledger>(ledgerKind(), echoes))?.state.sum ?? 0
    for (let i = 0; i < 5; i++) accepted(await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 }))
    await until(async () => (await sum(journal)) === 5)
    const reminded = newUuid()
    accepted(await journal.send(1, clerk, SetReminder, { ledger: reminded, timer: 'r1', due: Date.now() + 3_600_000 }))
    await until(async () => (await o.ask('select from parvis.timers')).length === 1)
    await journal.close()
    // Heard by nobody yet when the backup is made.
    const off = await o.open({}, { follow: false })
    accepted(await off.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 10 }))
    // As on a cluster that has run for years: its ids are far above those of the one that the backup is restored into.
    await o.ask("update parvis.journal set xid = (xid::text::bigint + 5000000000)::text::xid8; update parvis.cursors set xid = (xid::text::bigint + 5000000000)::text::xid8")

    const target = await copyOf(o)
    const later = Date.now() + 7_200_000
    const after = await target.open({ reactions: [echo] }, { now: () => later })
    await leads(after)
    await until(async () => (await sum(after)) === 15)
    const ledger = newUuid()
    const told: number[] = []
    after.watch(1, [ledger], change => told.push(change.version))
    accepted(await after.send(1, clerk, MakeEntry, { ledger, amount: 100 }))
    await until(async () => (await sum(after)) === 115 && told.length === 1)
    await until(async () => (await target.ask('select from parvis.ledger_lines where stream = $1', [ledger])).length === 1)
    // The old cluster's alarm is not in the backup: the sweep rings it.
    await after.sweep()
    await until(async () => (await after.db(1).head<Ledger>(ledgerKind(), reminded))!.state.reminded === 1)
    await after.sweep()
    expect((await after.db(1).head<Ledger>(ledgerKind(), reminded))!.state.reminded).toBe(1)
    await expectWhole(target)
    const [ids] = await target.ask<{ lower: boolean }>('select max(xid) filter (where epoch = 2) < min(xid) filter (where epoch = 1) as lower from parvis.journal')
    expect(ids).toEqual({ lower: true })
  })

  test('without a new epoch new rows would stay hidden; adopt brings them out', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({ reactions: [echo] })
    await leads(journal)
    accepted(await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 }))
    await until(async () => (await journal.db(1).head<Ledger>(ledgerKind(), echoes))?.state.sum === 1)
    await journal.close()
    // Moved by other means: the ids of the old cluster, no new epoch.
    await o.ask("update parvis.journal set xid = (xid::text::bigint + 5000000000)::text::xid8; update parvis.cursors set xid = (xid::text::bigint + 5000000000)::text::xid8")
    const moved = await o.open({ reactions: [echo] })
    await leads(moved)
    const hidden = accepted(await moved.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 10 }))
    expect(await o.ask("select from parvis.cursors c, parvis.journal j where c.reader = 'views' and j.stream = $1 and (j.epoch, j.xid, j.position) > (c.epoch, c.xid, c.position)", [hidden.stream])).toEqual([])
    expect(await adopt(o.url, 'moved to another server')).toBe(2)
    accepted(await moved.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 100 }))
    await until(async () => (await moved.db(1).head<Ledger>(ledgerKind(), echoes))?.state.sum === 101)
  })

  test('a new epoch waits for appends under way, and they are read before it', async () => {
    const o = await ledgerDatabase()
    const client = new pg.Client({ connectionString: o.url })
    await client.connect()
    await client.query('begin')
    await client.query('select * from parvis.append_batch(1, $1)', [JSON.stringify([{ o: 0, s: newUuid(), k: 'ledger', e: 0, r: 0, sh: 1, st: { sum: 1, notes: [''] }, on: [], a: 'system:test', c: [], ev: [{ t: 'EntryMade', f: { amount: 1 }, p: {}, h: 1 }] }])])
    const adopting = adopt(o.url, 'moved')
    await until(async () => (await o.ask("select from pg_stat_activity where application_name = 'parvis adopt' and wait_event_type = 'Lock' and datname = current_database()")).length === 1)
    await client.query('commit')
    await client.end()
    expect(await adopting).toBe(2)
    expect(await o.ask('select epoch from parvis.journal')).toEqual([{ epoch: 1 }])
  })

  /** An account book, restored elsewhere. Its lists belong to no migration: the target gets new ones. */
  async function copyOf(o: Observed): Promise<Observed> {
    const target = await ledgerDatabase()
    await o.ask('drop table parvis.ledger_lines, parvis.ledger_notes')
    await restore(target.url, pieces(await saved(o.url)), noFiles)
    await target.ask(ledgerTables)
    return target
  }
})
