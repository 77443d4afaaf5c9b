import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { openPool, type Role } from '../../src/journal/database.ts'
import { sql } from '../../src/journal/sql.ts'
import { clerk, ledgerKind, MakeEntry } from './ledger.ts'
import { accepted, ledgerDatabase, type Observed } from './observe.ts'

/** Two authorities with an entry each, and connections under a role. */
async function twoTowns(role: Role): Promise<{ o: Observed; streams: string[]; as: pg.Pool; journal: Awaited<ReturnType<Observed['open']>> }> {
  const o = await ledgerDatabase()
  const journal = await o.open({}, { follow: false })
  const streams: string[] = []
  for (const authority of [1, 2]) {
    const at = accepted(await journal.send(authority, clerk, MakeEntry, { ledger: newUuid(), amount: authority, note: 'n', key: 'k' }))
    await journal.settled(authority, at)
    streams.push(at.stream)
  }
  const as = openPool(o.url, role, 1)
  onTestFinished(() => as.end())
  return { o, streams, as, journal }
}

const bound = ['journal', 'streams', 'claims', 'ledger_lines', 'ledger_notes'] as const
const refusedRight = { code: '42501' }

describe('the role that rooms work under', () => {
  test('sees nothing without an authority, and its own alone with one', async () => {
    const { as, streams } = await twoTowns('parvis_app')
    for (const table of bound) expect((await as.query(`select from ${table}`)).rowCount).toBe(0)
    const client = await as.connect()
    await client.query("begin; select set_config('app.authority', '1', true)")
    for (const table of bound) expect((await client.query<{ authority: number; stream: string }>(`select authority, stream from ${table}`)).rows).toEqual([{ authority: 1, stream: streams[0] }])
    await client.query('commit')
    // The setting ends with the transaction, and what it leaves behind ('') is no authority.
    for (const table of bound) expect((await client.query(`select from ${table}`)).rowCount).toBe(0)
    client.release()
  })

  test('writes the journal through append_batch alone, and changes nothing that was written', async () => {
    const { as, o } = await twoTowns('parvis_app')
    const before = await o.ask('select * from parvis.journal, parvis.streams')
    for (const statement of [
      "insert into journal (authority, stream, version, type, facts, actor, happened, epoch) values (1, gen_random_uuid(), 1, 't', '{}', 'a', now(), 1)",
      "insert into streams (authority, stream, kind, version, expected, shape, state) values (1, gen_random_uuid(), 'k', 1, 0, 1, '{}')",
      "insert into claims values (1, 'x', gen_random_uuid())", 'update journal set personal = null', "update journal set facts = '{}'", "update streams set state = '{}'", 'delete from journal', 'delete from streams',
      'truncate journal', 'delete from claims', 'update timers set due = 0', 'update number_blocks set next = 1', "insert into epochs values (9, now(), 'x')", 'update cursors set epoch = 9', 'delete from ledger_lines',
      'alter table journal disable row level security', 'set role parvis_owner; select 1 from migrations', 'update authorities set slug = slug',
    ]) {
      const client = new pg.Client({ connectionString: o.url })
      await client.connect()
      // As a login that may be parvis_app and nobody else: the test's superuser may become anybody.
      await client.query("set session authorization parvis_app; set search_path = parvis")
      await expect(client.query(`begin; select set_config('app.authority', '1', true); ${statement}`), statement).rejects.toMatchObject(refusedRight)
      await client.end()
    }
    expect(as.totalCount).toBe(0)
    expect(await o.ask('select * from parvis.journal, parvis.streams')).toEqual(before)
  })
})

describe('a room’s own statements', () => {
  test('reach the bound authority only, whatever they ask for', async () => {
    const { journal, streams } = await twoTowns('parvis_app')
    for (const table of bound) expect(await journal.db(2).rows(sql(`select stream from ${table} where authority = any($1)`), [[1, 2]])).toEqual([{ stream: streams[1] }])
    expect(await journal.db(2).head(ledgerKind(), streams[0]!)).toBeNull()
    expect(await journal.db(2).claimed('k')).toBe(streams[1])
  })

  test('are one statement each, bound anew each time: what one sets is gone for the next', async () => {
    const { journal, streams } = await twoTowns('parvis_app')
    await expect(journal.db(2).rows(sql("select set_config('app.authority', '1', true); select * from streams"), [])).rejects.toMatchObject({ code: '42601' })
    await journal.db(2).rows(sql("select set_config('app.authority', '1', false)"))
    await journal.db(2).rows(sql("select set_config('app.authority', '1', true)"))
    for (let i = 0; i < 20; i++) expect(await journal.db(2).rows(sql('select stream from streams'))).toEqual([{ stream: streams[1] }])
  })

  /*
   * Row security binds a statement that forgets its authority; it does not bind one that sets another authority within
   * itself (below), for the setting is the room's own. Values from outside never become SQL, so only Parvis's own code could
   * write such a statement; that none does is checked here.
   */
  test('could set another authority within themselves: so no room’s code may name the setting or the kernel’s functions', async () => {
    const { journal, streams } = await twoTowns('parvis_app')
    const trick = sql("with other as materialized (select set_config('app.authority', '1', true) as a) select s.stream from other cross join lateral (select stream from streams where other.a is not null offset 0) s")
    expect(await journal.db(2).rows(trick)).toEqual([{ stream: streams[0] }])

    const rooms = join(import.meta.dirname, '../../src/features')
    const guilty = readdirSync(rooms, { recursive: true, encoding: 'utf8' }).filter(f => /\.tsx?$/.test(f) && kernelOnly.test(readFileSync(join(rooms, f), 'utf8')))
    expect(guilty).toEqual([])
    for (const planted of ["sql('select set_config($1, $2, true)')", 'select * from append_batch(1, $1)', 'set local app.authority = 2', 'SET ROLE parvis_tail']) expect(kernelOnly.test(planted)).toBe(true)
  })
})

const kernelOnly = /set_config\s*\(|app\.authority|append_batch|read_heads|take_numbers|\bset\s+(local\s+)?role\b/i

describe('the other roles', () => {
  test('the eraser changes personal, salt and heads of one authority, and nothing else', async () => {
    const { as } = await twoTowns('parvis_eraser')
    expect((await as.query('update journal set personal = null')).rowCount).toBe(0)
    const client = await as.connect()
    await client.query("begin; select set_config('app.authority', '1', true)")
    expect((await client.query('update journal set personal = null, salt = null')).rowCount).toBe(1)
    await client.query('rollback')
    client.release()
    for (const statement of ["update journal set facts = '{}'", 'delete from journal', 'update streams set version = 9', 'select from claims']) await expect(as.query(statement), statement).rejects.toMatchObject(refusedRight)
  })

  test('the tail reads the whole node and keeps lists, but cannot write the journal', async () => {
    const { as } = await twoTowns('parvis_tail')
    for (const table of bound) expect((await as.query(`select from ${table}`)).rowCount).toBe(2)
    for (const statement of ['update journal set personal = null', 'delete from journal', 'update streams set version = 9', 'delete from streams', 'delete from claims', 'select from sessions']) await expect(as.query(statement), statement).rejects.toMatchObject(refusedRight)
    await expect(as.query("select append_batch(1, '[]')")).rejects.toMatchObject(refusedRight)
  })
})
