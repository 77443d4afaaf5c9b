import { describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { reaction } from '../../src/journal/kernel.ts'
import { clerk, EntryMade, ledgerKind, MakeEntry, SetReminder, type Ledger } from './ledger.ts'
import { accepted, expectWhole, leads, ledgerDatabase, linesOf, until, type Observed } from './observe.ts'

const tables = ['streams', 'ledger_lines', 'ledger_notes', 'timers'] as const
/** Heads and lists, besides the count of foldings, which replay moves on. */
const content = async (o: Observed) => Object.fromEntries(await Promise.all(tables.map(async t => [t, (await linesOf(o, t)).map(({ refolds: _refolds, ...row }) => row)] as const)))

describe('replay', () => {
  test('rebuilds every head and list to the same content, and does nothing else', async () => {
    const o = await ledgerDatabase()
    let ran = 0
    let entries = 0
    const heard = reaction('heard', EntryMade, () => (ran++, []))
    const journal = await o.open({ reactions: [heard] })
    await leads(journal)
    for (let i = 0; i < 30; i++) {
      entries += 1 + (i % 4)
      const at = accepted(await journal.send(1 + (i % 3), clerk, MakeEntry, { ledger: newUuid(), amount: i, note: `n${i}`, times: 1 + (i % 4) }))
      if (i % 5 === 0) accepted(await journal.send(1 + (i % 3), clerk, SetReminder, { ledger: at.stream, timer: 'r', due: 4_000_000_000_000 }))
    }
    await until(async () => ran === entries)
    await until(async () => (await o.ask('select from parvis.streams h left join parvis.ledger_lines l using (authority, stream) where l.version is distinct from h.version')).length === 0)
    await journal.close()
    const before = await content(o)
    expect(before.ledger_lines).toHaveLength(30)
    const journaled = await linesOf(o, 'journal')

    // Whatever may have happened to them.
    await o.ask("update parvis.streams set state = '{\"sum\": 999, \"notes\": [], \"reminded\": 0, \"waits\": null}' where stream in (select stream from parvis.streams order by stream limit 10)")
    await o.ask("update parvis.ledger_lines set sum = 1 where entries > 2; delete from parvis.ledger_notes where n = 0; delete from parvis.timers; insert into parvis.ledger_lines values (1, gen_random_uuid(), 1, 1, 1, 'nobody’s', 0)")
    const tool = await o.open({ reactions: [heard] }, { follow: false })
    expect(await tool.replay()).toEqual({ streams: 30, mended: 10 })
    expect(await content(o)).toEqual(before)
    expect(await tool.replay()).toEqual({ streams: 30, mended: 0 })
    expect(await linesOf(o, 'journal')).toEqual(journaled)
    expect(ran).toBe(entries)
  })

  test('runs while commands are written, and neither loses anything of the other', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open()
    await leads(journal)
    const ledgers = Array.from({ length: 10 }, () => newUuid())
    for (const ledger of ledgers) accepted(await journal.send(1, clerk, MakeEntry, { ledger, amount: 1 }))
    await o.ask(`update parvis.streams set state = jsonb_set(state, '{sum}', '1000')`)
    let going = true
    let sent = 0
    const load = Promise.all(Array.from({ length: 4 }, async (_, n) => {
      for (let i = n; going; i++) {
        accepted(await journal.send(1, clerk, MakeEntry, { ledger: ledgers[i % 10]!, amount: 1 }))
        sent++
      }
    }))
    const tool = await o.open({}, { follow: false })
    await tool.replay()
    await until(() => sent > 50)
    going = false
    await load
    // A command that was decided on the damaged head, and stored after replay had mended it, would bring the damage back.
    await expectWhole(o)
    await until(async () => (await o.ask("select from parvis.streams h left join parvis.ledger_lines l using (authority, stream) where l.version is distinct from h.version or l.sum <> (h.state ->> 'sum')::bigint")).length === 0)
  })
})

describe('erasing', () => {
  test('leaves the facts, and nothing personal: not in the journal, the head or a list', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    const ledger = newUuid()
    for (const note of ['private one', 'private two', 'kept']) accepted(await journal.send(1, clerk, MakeEntry, { ledger, amount: 5, note }))
    const other = accepted(await journal.send(2, clerk, MakeEntry, { ledger: newUuid(), amount: 5, note: 'of another authority' }))
    await journal.settled(1, { stream: ledger, version: 3 })
    expect(await journal.erase(2, ledgerKind(), ledger)).toBe(0)
    expect(await journal.erase(1, ledgerKind(), ledger, 2)).toBe(2)
    expect(await o.ask("select version, facts, personal, salt is null as unsalted from parvis.journal where stream = $1 order by version", [ledger])).toEqual([
      { version: 1, facts: { amount: 5 }, personal: null, unsalted: true }, { version: 2, facts: { amount: 5 }, personal: null, unsalted: true },
      { version: 3, facts: { amount: 5 }, personal: { note: 'kept' }, unsalted: false },
    ])
    expect((await journal.db(1).head<Ledger>(ledgerKind(), ledger))!.state).toMatchObject({ sum: 15, notes: ['erased', 'erased', 'kept'] })
    expect(await o.ask('select note from parvis.ledger_notes where stream = $1 order by n', [ledger])).toEqual([{ note: 'erased' }, { note: 'erased' }, { note: 'kept' }])
    expect(await journal.erase(1, ledgerKind(), ledger)).toBe(1)
    for (const table of ['journal', 'streams', 'ledger_lines', 'ledger_notes']) expect(JSON.stringify(await o.ask(`select * from parvis.${table} where stream = $1`, [ledger]))).not.toMatch(/private|kept/)
    // It goes on, folds and replays.
    accepted(await journal.send(1, clerk, MakeEntry, { ledger, amount: 1, note: 'new' }))
    expect(await journal.replay()).toEqual({ streams: 2, mended: 0 })
    expect((await journal.db(2).head<Ledger>(ledgerKind(), other.stream))!.state.notes).toEqual(['of another authority'])
  })

  test('holds against a command that was decided on the state before', async () => {
    const o = await ledgerDatabase()
    const ledger = newUuid()
    let release = (): void => {}
    let reached = (): void => {}
    const arrived = new Promise<void>(resolve => { reached = resolve })
    const held = new Promise<void>(resolve => { release = resolve })
    const journal = await o.open({ before: async () => { reached(); await held } }, { follow: false })
    accepted(await journal.send(1, clerk, MakeEntry, { ledger, amount: 1, note: 'private' }))
    const slow = journal.send(1, clerk, MakeEntry, { ledger, amount: 1, note: 'later', slow: true })
    await arrived
    expect(await journal.erase(1, ledgerKind(), ledger)).toBe(1)
    release()
    expect(isRefusal(await slow)).toBe(false)
    expect(await o.ask('select state from parvis.streams')).toMatchObject([{ state: { sum: 2, notes: ['erased', 'later'] } }])
  })
})
