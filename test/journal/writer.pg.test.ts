import { describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { openPool } from '../../src/journal/database.ts'
import { NewerShape } from '../../src/journal/heads.ts'
import { openWriter, type Append } from '../../src/journal/writer.ts'
import { clerk, EntryMade, ledgerKind, MakeEntry, type EntryInput } from './ledger.ts'
import { accepted, expectWhole, headsAndSums, ledgerDatabase } from './observe.ts'

const entry = (ledger: string, more: Partial<EntryInput> = {}): EntryInput => ({ ledger, amount: 1, ...more })

describe('commands on hot streams', () => {
  test('are all taken, each one version further, and the heads are what the events say', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    const hot = Array.from({ length: 4 }, () => newUuid())
    const answers = await Promise.all(Array.from({ length: 400 }, (_, i) => journal.send(1, clerk, MakeEntry, entry(hot[i % 4]!, { amount: i, times: 1 + (i % 3) }))))
    const versions = new Map(hot.map(h => [h, [] as number[]]))
    for (const a of answers.map(accepted)) versions.get(a.stream)!.push(a.version)
    // Each was told another version: none was decided on the same state as its neighbour.
    for (const list of versions.values()) expect(new Set(list).size).toBe(100)
    await expectWhole(o)
    expect((await headsAndSums(o)).reduce((n, h) => n + h.events, 0)).toBe(Array.from({ length: 400 }, (_, i) => 1 + (i % 3)).reduce((a, b) => a + b))
  })

  test('from two nodes meet each other’s conflicts, and no acknowledged one is lost', async () => {
    const o = await ledgerDatabase()
    const nodes = [await o.open({}, { follow: false }), await o.open({}, { follow: false })]
    const hot = newUuid()
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => nodes[i % 2]!.send(1, clerk, MakeEntry, entry(hot))))
    const taken = answers.filter(a => !isRefusal(a)).length
    // One node may be faster eight times running: then the other's command says so, and stores nothing.
    for (const a of answers) if (isRefusal(a)) expect(a.refused).toBe('Busy')
    expect(await headsAndSums(o)).toMatchObject([{ version: taken, sum: taken }])
    await expectWhole(o)
  })
})

describe('a batch', () => {
  test('is halved until a poison command fails alone', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    // PostgreSQL takes no NUL in a text; a BigInt does not even become JSON.
    const bad = (i: number): Partial<EntryInput> => (i === 17 ? { note: 'a\u0000b' } : i === 40 ? { amount: 1n as unknown as number } : {})
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => journal.send(1, clerk, MakeEntry, entry(newUuid(), bad(i)))))
    expect(answers.flatMap((a, i) => (a.status === 'rejected' ? [i] : []))).toEqual([17, 40])
    expect(await headsAndSums(o)).toHaveLength(58)
  })

  test('gives each claim to one command, also across batches and nodes', async () => {
    const o = await ledgerDatabase()
    const nodes = [await o.open({}, { follow: false }), await o.open({}, { follow: false })]
    const answers = await Promise.all(Array.from({ length: 48 }, (_, i) => nodes[i % 2]!.send(1, clerk, MakeEntry, entry(newUuid(), { key: `slot/${i % 10}` }))))
    expect(answers.filter(a => !isRefusal(a))).toHaveLength(10)
    expect(new Set(answers.flatMap(a => (isRefusal(a) ? [a.refused] : [])))).toEqual(new Set(['AlreadyClaimed']))
    expect(await headsAndSums(o)).toHaveLength(10)
    const claims = await o.ask('select key, stream from parvis.claims c where exists (select from parvis.streams s where s.stream = c.stream)')
    expect(claims).toHaveLength(10)
  })

  test('of a busy authority does not keep a small one waiting until it is done', async () => {
    const o = await ledgerDatabase()
    const pool = openPool(o.url, 'parvis_app', 2)
    const writer = openWriter(pool, () => {})
    const order: number[] = []
    const write = (authority: number): Promise<unknown> => writer.append(appendOf({ authority })).then(w => {
      expect(w.is).toBe('accepted')
      order.push(authority)
    })
    const busy = Array.from({ length: 3_000 }, () => write(1))
    await Promise.all([...busy, write(2)])
    await pool.end()
    // The small one is in the second round of batches, not behind all 24.
    expect(order.indexOf(2)).toBeLessThan(3 * 128)
    expect(order.filter(a => a === 1)).toHaveLength(3_000)
  })

  test('answers the append whose head another one has moved on with a conflict, and stores the rest', async () => {
    const o = await ledgerDatabase()
    const pool = openPool(o.url, 'parvis_app', 2)
    const writer = openWriter(pool, () => {})
    const stream = newUuid()
    const written = await Promise.all([
      writer.append(appendOf({ stream })), writer.append(appendOf({ stream })), writer.append(appendOf({ stream: newUuid() })),
      writer.append(appendOf({ stream: newUuid(), expected: 3 })), writer.append(appendOf({ stream: newUuid(), kind: 'other' })),
    ])
    expect(written.map(w => w.is)).toEqual(['accepted', 'conflict', 'accepted', 'conflict', 'accepted'])
    expect((await writer.append(appendOf({ stream, kind: 'other', expected: 1 }))).is).toBe('conflict')
    await pool.end()
    expect(await o.ask('select count(*)::int as n from parvis.journal')).toEqual([{ n: 3 }])
  })
})

describe('a form that is sent twice', () => {
  test('is stored once: at the same time, later, and after other commands', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    const ledger = newUuid()
    const once = newUuid()
    await Promise.all([1, 2, 3].map(() => journal.send(1, clerk, MakeEntry, entry(ledger, { once }))))
    for (let i = 0; i < 5; i++) accepted(await journal.send(1, clerk, MakeEntry, entry(ledger, { once: newUuid() })))
    const again = accepted(await journal.send(1, clerk, MakeEntry, entry(ledger, { once })))
    expect(again).toEqual({ stream: ledger, version: 6 })
    expect(await headsAndSums(o)).toMatchObject([{ sum: 6 }])
  })
})

describe('shapes', () => {
  test('an older head is folded again before deciding', async () => {
    const o = await ledgerDatabase()
    const ledger = newUuid()
    const before = await o.open({}, { follow: false })
    for (const amount of [2, 3]) accepted(await before.send(1, clerk, MakeEntry, entry(ledger, { amount })))
    const after = await o.open({ shape: 2 }, { follow: false })
    expect((await after.db(1).head(ledgerKind(2), ledger))!.state).toMatchObject({ sum: 5, doubled: 10 })
    accepted(await after.send(1, clerk, MakeEntry, entry(ledger, { amount: 4 })))
    expect(await o.ask('select shape, state from parvis.streams')).toMatchObject([{ shape: 2, state: { sum: 9, doubled: 18, notes: ['', '', ''] } }])
  })

  test('a newer head stops an older node: it reads, decides, erases and replays nothing', async () => {
    const o = await ledgerDatabase()
    const newer = await o.open({ shape: 2 }, { follow: false })
    const ledger = newUuid()
    accepted(await newer.send(1, clerk, MakeEntry, entry(ledger, { note: 'kept' })))
    const before = await o.ask('select * from parvis.streams, parvis.journal')
    const older = await o.open({}, { follow: false })
    await expect(older.send(1, clerk, MakeEntry, entry(ledger))).rejects.toThrow(NewerShape)
    await expect(older.db(1).head(ledgerKind(), ledger)).rejects.toThrow(NewerShape)
    await expect(older.erase(1, ledgerKind(), ledger)).rejects.toThrow(NewerShape)
    await expect(older.replay()).rejects.toThrow(NewerShape)
    expect(await o.ask('select * from parvis.streams, parvis.journal')).toEqual(before)
  })

  test('an unknown event stops whoever folds it', async () => {
    const o = await ledgerDatabase()
    const ledger = newUuid()
    const pool = openPool(o.url, 'parvis_app', 1)
    await openWriter(pool, () => {}).append({ ...appendOf({ stream: ledger, kind: 'ledger', shape: 0 }), events: [{ type: 'FromTheFuture', facts: {}, personal: {} }] })
    await pool.end()
    const journal = await o.open({}, { follow: false })
    await expect(journal.send(1, clerk, MakeEntry, entry(ledger))).rejects.toThrow('unknown event FromTheFuture')
    await expect(journal.replay()).rejects.toThrow('unknown event FromTheFuture')
    expect(await o.ask('select version, shape from parvis.streams')).toEqual([{ version: 1, shape: 0 }])
  })
})

function appendOf(more: Partial<Append>): Append {
  return {
    authority: 1, stream: newUuid(), kind: 'ledger', expected: 0, refolds: 0, shape: 1, state: { sum: 1, notes: [''], waits: null, reminded: 0 }, once: [], actor: 'system:test',
    happened: 1_790_000_000_000, claims: [], events: [EntryMade({ amount: 1 }, { note: '' })], ...more,
  }
}
