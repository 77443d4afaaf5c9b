import { describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { reaction, type Reaction } from '../../src/journal/kernel.ts'
import type { Journal } from '../../src/journal/journal.ts'
import { clerk, EntryMade, ledgerKind, MakeEntry, type Ledger } from './ledger.ts'
import { accepted, expectWhole, leads, ledgerDatabase, until, type Observed } from './observe.ts'

const echoes = newUuid()
/** Each entry outside of the echo's own book is written there, too. */
const echo: Reaction = reaction('echo', EntryMade, h => (h.stream === echoes ? [] : [{ call: MakeEntry.name, input: { ledger: echoes, amount: h.event.facts.amount, note: `${h.stream}/${h.version}` } }]))
const sumOf = async (journal: Journal): Promise<number> => (await journal.db(1).head<Ledger>(ledgerKind(), echoes))?.state.sum ?? 0
const make = async (journal: Journal, amount: number, more: { ledger?: string; note?: string } = {}) =>
  accepted(await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount, ...more }))
const heardAll = (o: Observed) => until(async () => (await o.ask(`select from parvis.cursors c, parvis.journal j where c.reader = 'reactions' and (j.epoch, j.xid, j.position) > (c.epoch, c.xid, c.position)`)).length === 0)

/** Until all of it lies before the journal's end: other databases of the server have transactions, too, and who begins beside one hears rather too much. */
const past = (o: Observed) => until(async () => (await o.ask('select from parvis.journal where xid >= pg_snapshot_xmin(pg_current_snapshot())')).length === 0)

describe('a reaction', () => {
  test('begins at the journal’s end, and hears each event once, not those of imports', async () => {
    const o = await ledgerDatabase()
    const before = await o.open({}, { follow: false })
    await make(before, 1_000)
    await past(o)
    const journal = await o.open({ reactions: [echo] })
    await leads(journal)
    for (let i = 1; i <= 20; i++) await make(journal, i)
    accepted(await journal.send(1, { kind: 'system', name: 'import' }, MakeEntry, { ledger: newUuid(), amount: 500 }, 1_600_000_000_000))
    await make(journal, 1)
    await until(async () => (await sumOf(journal)) >= 211)
    await heardAll(o)
    expect(await sumOf(journal)).toBe(211)
  })

  test('that is added later begins at its own end, while the others go on', async () => {
    const o = await ledgerDatabase()
    const before = await o.open({ reactions: [echo] })
    await leads(before)
    await make(before, 3)
    await until(async () => (await sumOf(before)) === 3)
    await before.close()
    const off = await o.open({}, { follow: false })
    await make(off, 4)
    await past(o)
    const late = newUuid()
    const second = reaction('second', EntryMade, h => (h.stream === echoes || h.stream === late ? [] : [{ call: MakeEntry.name, input: { ledger: late, amount: h.event.facts.amount } }]))
    const journal = await o.open({ reactions: [{ ...echo, then: h => (h.stream === late ? [] : echo.then(h)) }, second] })
    await leads(journal)
    await make(journal, 5)
    await until(async () => (await journal.db(1).head<Ledger>(ledgerKind(), late))?.state.sum === 5)
    // What was written while nobody followed is heard by the one that was there before.
    await until(async () => (await sumOf(journal)) === 12)
  })

  test('is heard once although a crash came between its command and the cursor, or two processes lead in turn', async () => {
    const o = await ledgerDatabase()
    const first = await o.open({ reactions: [echo] })
    await leads(first)
    await make(first, 1)
    await until(async () => (await sumOf(first)) === 1)
    const [cursor] = await o.ask("select * from parvis.cursors where reader = 'reactions'")
    for (let i = 0; i < 10; i++) await make(first, 1)
    await until(async () => (await sumOf(first)) === 11)
    await heardAll(o)
    await first.close()
    // As a crash leaves it: the commands are stored, the cursor is not.
    await o.ask("update parvis.cursors set xid = $1, position = $2 where reader = 'reactions'", [cursor!.xid, cursor!.position])
    const nodes = [await o.open({ reactions: [echo] }), await o.open({ reactions: [echo] })]
    await until(() => nodes.some(n => n.health().leads))
    await Promise.all(Array.from({ length: 20 }, (_, i) => make(nodes[i % 2]!, 1)))
    await (nodes[0]!.health().leads ? nodes[0]! : nodes[1]!).close()
    const left = await o.open({}, { follow: false })
    await make(left, 1)
    await heardAll(o)
    expect(await sumOf(left)).toBe(32)
    await expectWhole(o)
  })

  test('that fails three times parks its stream and shows it; the others go on; release takes it up in order', async () => {
    const o = await ledgerDatabase()
    let broken = true
    let calls = 0
    const fragile: Reaction = {
      ...echo, then(h) {
        if (h.event.personal !== 'erased' && (h.event.personal as { note: string }).note === 'bad') {
          calls++
          if (broken) throw new Error('the far side says no')
        }
        return echo.then(h)
      },
    }
    const journal = await o.open({ reactions: [fragile] })
    await leads(journal)
    const ledger = newUuid()
    await make(journal, 1, { ledger })
    await make(journal, 10, { ledger, note: 'bad' })
    await make(journal, 100, { ledger })
    await make(journal, 1_000)
    await until(async () => (await sumOf(journal)) === 1_001)
    await heardAll(o)
    expect(calls).toBe(3)
    expect(await o.ask('select authority, reaction, stream, version, error from parvis.parked')).toEqual([{ authority: 1, reaction: 'echo', stream: ledger, version: 2, error: 'the far side says no' }])

    // Still broken: it stays where it is. From another process, because an operator's tool is one.
    const tool = await o.open({ reactions: [fragile] }, { follow: false })
    await tool.release(1, 'echo', ledger)
    expect(await o.ask('select version from parvis.parked')).toEqual([{ version: 2 }])
    expect(await sumOf(journal)).toBe(1_001)

    broken = false
    await tool.release(1, 'echo', ledger)
    expect(await o.ask('select from parvis.parked')).toEqual([])
    expect(await sumOf(journal)).toBe(1_111)
    // The leading process hears the stream again without being told.
    await make(journal, 10_000, { ledger })
    await until(async () => (await sumOf(journal)) === 11_111)
    const notes = (await journal.db(1).head<Ledger>(ledgerKind(), echoes))!.state.notes.filter(n => n.startsWith(ledger))
    expect(notes).toEqual([1, 2, 3, 4].map(v => `${ledger}/${v}`))
  })

  test('whose command fails at first leaves one job, not one for each try', async () => {
    const o = await ledgerDatabase()
    let failures = 2
    const ran: string[] = []
    const both: Reaction = reaction('both', EntryMade, h => {
      if (h.stream === echoes) return []
      const input = { ledger: echoes, amount: h.event.facts.amount }
      return [{ effect: 'note', payload: { ledger: h.stream } }, failures-- > 0 ? { call: MakeEntry.name, input: null } : { call: MakeEntry.name, input }]
    })
    const journal = await o.open({ reactions: [both], effects: [{ name: 'note', run: async (_w, p) => { ran.push(p.ledger!) } }] })
    await leads(journal)
    const { stream } = await make(journal, 5)
    await until(async () => (await sumOf(journal)) === 5 && ran.length > 0)
    expect(ran).toEqual([stream])
    expect(await o.ask('select from parvis.parked')).toEqual([])
  })

  test('parks nothing while the database is away', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({ reactions: [echo] })
    await leads(journal)
    await Promise.all(Array.from({ length: 60 }, async (_, i) => {
      if (i % 20 === 10) await o.ask('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()').catch(() => {})
      await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 }).catch(() => {})
    }))
    await until(async () => journal.health().ok && (await heardAll(o), true))
    const [stored] = await o.ask<{ n: number }>('select count(*)::int as n from parvis.journal where stream <> $1', [echoes])
    await until(async () => (await sumOf(journal)) === stored!.n)
    expect(await o.ask('select from parvis.parked')).toEqual([])
  })
})
