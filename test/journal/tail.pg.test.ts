import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { openPool } from '../../src/journal/database.ts'
import { advance, isAfter, loadCursors, readTail, readTailEnd, saveCursors, type Cursor, type Tailed } from '../../src/journal/tail.ts'
import { clerk, MakeEntry } from './ledger.ts'
import { ledgerDatabase, type Observed, until } from './observe.ts'

const start: Cursor[] = [{ node: 0, epoch: 0, xid: '0', position: 0 }]

function tailPool(o: Observed): pg.Pool {
  const pool = openPool(o.url, 'parvis_tail', 3)
  onTestFinished(() => pool.end())
  return pool
}

/** An append on a connection of its own whose transaction stays open until `end`. */
async function openAppend(o: Observed, stream = newUuid()): Promise<{ stream: string; end(how: 'commit' | 'rollback'): Promise<void> }> {
  const client = new pg.Client({ connectionString: o.url })
  await client.connect()
  await client.query('begin')
  await client.query('select * from parvis.append_batch(1, $1)', [JSON.stringify([
    { o: 0, s: stream, k: 'ledger', e: 0, r: 0, sh: 1, st: {}, on: [], a: 'system:test', c: [], ev: [{ t: 'EntryMade', f: { amount: 1 }, p: {}, h: 1 }] },
  ])])
  return {
    stream,
    async end(how) {
      await client.query(how)
      await client.end()
    },
  }
}

const storedStreams = async (o: Observed): Promise<string[]> => (await o.ask<{ stream: string }>('select stream from parvis.journal order by epoch, xid, position')).map(r => r.stream)

describe('the tail', () => {
  test('loses no row and reads none twice while many write and transactions end in another order than they began', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    const pool = tailPool(o)
    const seen: Tailed[] = []
    const byPosition: string[] = []
    let cursors = start
    let place = 0
    let writing = true

    const writers = Promise.all([
      ...Array.from({ length: 6 }, async () => {
        for (let i = 0; i < 40; i++) await journal.send(1 + (i % 3), clerk, MakeEntry, { ledger: newUuid(), amount: 1, times: 1 + (i % 2) })
      }),
      ...Array.from({ length: 4 }, async (_, n) => {
        for (let i = 0; i < 12; i++) {
          const held = await openAppend(o)
          await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 })
          await held.end((i + n) % 4 === 0 ? 'rollback' : 'commit')
        }
      }),
    ]).then(() => { writing = false })
    const read = async (): Promise<number> => {
      const rows = await readTail(pool, cursors, 37)
      seen.push(...rows)
      cursors = advance(cursors, rows)
      // What a reader by position alone would have: the mistake that the order (xid, position) avoids.
      const { rows: plain } = await pool.query<{ stream: string; version: number; position: number }>('select stream, version, position from journal where position > $1 order by position limit 37', [place])
      for (const r of plain) byPosition.push(`${r.stream}/${r.version}`)
      place = plain.at(-1)?.position ?? place
      return rows.length
    }
    while (writing) await read()
    await writers
    await until(async () => (await read()) === 0 && seen.length >= (await storedStreams(o)).length)

    expect(seen.map(r => r.stream)).toEqual(await storedStreams(o))
    expect(new Set(seen.map(r => `${r.stream}/${r.version}`)).size).toBe(seen.length)
    for (let i = 1; i < seen.length; i++) expect(isAfter(seen[i]!, seen[i - 1]!)).toBe(true)
    expect(byPosition.length).toBeLessThan(seen.length)
  })

  test('keeps back what was committed after a transaction that is still open', async () => {
    const o = await ledgerDatabase()
    const pool = tailPool(o)
    const slow = await openAppend(o)
    const fast = await openAppend(o)
    await fast.end('commit')
    expect(await readTail(pool, start, 10)).toEqual([])
    await slow.end('commit')
    await until(async () => (await readTail(pool, start, 10)).length === 2)
    expect((await readTail(pool, start, 10)).map(r => r.stream)).toEqual([slow.stream, fast.stream])
  })

  test('reads rows of older epochs whatever their transaction id, and those of the running epoch after them', async () => {
    const o = await ledgerDatabase()
    const pool = tailPool(o)
    for (let i = 0; i < 3; i++) await (await openAppend(o)).end('commit')
    // As a restored database holds them: transaction ids far above those that the new cluster gives.
    await o.ask("update parvis.journal set xid = (xid::text::bigint + 1000000000)::text::xid8")
    expect(await readTail(pool, start, 10)).toEqual([])
    await o.ask("insert into parvis.epochs (epoch, why) values (2, 'restored')")
    const older = await readTail(pool, start, 10)
    expect(older).toHaveLength(3)
    const now = await openAppend(o)
    await now.end('commit')
    await until(async () => (await readTail(pool, advance(start, older), 10)).length === 1)
    const [newer] = await readTail(pool, advance(start, older), 10)
    expect(newer).toMatchObject({ stream: now.stream, epoch: 2 })
    expect(BigInt(newer!.xid)).toBeLessThan(BigInt(older[0]!.xid))
  })

  test('has one cursor a node, whose slices do not disturb each other', async () => {
    const o = await ledgerDatabase()
    const pool = tailPool(o)
    for (let i = 0; i < 4; i++) await (await openAppend(o)).end('commit')
    await o.ask('insert into parvis.nodes values (1)')
    // Half of the rows as another node would have written them, with transaction ids of its own.
    await o.ask('alter table parvis.journal alter position drop identity')
    await o.ask('update parvis.journal set position = position + (1::bigint << 48), xid = (xid::text::bigint / 2)::text::xid8 where position % 2 = 0')
    const cursors: Cursor[] = [...start, { node: 1, epoch: 0, xid: '0', position: 0 }]
    await until(async () => (await readTail(pool, cursors, 10)).length === 4)
    const first = await readTail(pool, cursors, 1)
    expect(first.map(r => r.node)).toEqual([0, 1])
    const rest = await readTail(pool, advance(cursors, first), 10)
    expect(new Set([...first, ...rest].map(r => r.stream))).toEqual(new Set(await storedStreams(o)))
    expect([...first, ...rest]).toHaveLength(4)
  })

  test('hands out content of the wanted types only', async () => {
    const o = await ledgerDatabase()
    const pool = tailPool(o)
    const journal = await o.open({}, { follow: false })
    await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 5, note: 'private' }, 1_700_000_000_123)
    await until(async () => (await readTail(pool, start, 10)).length === 1)
    expect(await readTail(pool, start, 10)).toMatchObject([{ facts: null, personal: null, happened: 1_700_000_000_123 }])
    expect(await readTail(pool, start, 10, ['EntryMade'])).toMatchObject([{ facts: { amount: 5 }, personal: { note: 'private' } }])
  })
})

describe('a reader’s cursor', () => {
  test('begins at the end or the beginning, and never goes back', async () => {
    const o = await ledgerDatabase()
    const pool = tailPool(o)
    await (await openAppend(o)).end('commit')
    await until(async () => (await readTail(pool, start, 10)).length === 1)
    const all = await loadCursors(pool, 'from the start', true)
    const none = await loadCursors(pool, 'from the end', false)
    expect(await readTail(pool, all, 10)).toHaveLength(1)
    expect(await readTail(pool, none, 10)).toHaveLength(0)
    const end = await readTailEnd(pool)
    await saveCursors(pool, 'from the start', end)
    await saveCursors(pool, 'from the start', all)
    expect(await loadCursors(pool, 'from the start', true)).toEqual(end)
  })
})
