import { describe, expect, test, vi } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import type { Journal } from '../../src/journal/journal.ts'
import { clerk, ledgerKind, SetReminder, type Ledger } from './ledger.ts'
import { accepted, leads, ledgerDatabase, until, type Observed } from './observe.ts'

const stateOf = async (journal: Journal, ledger: string): Promise<Ledger> => (await journal.db(1).head<Ledger>(ledgerKind(), ledger))!.state
const remind = async (journal: Journal, due: number, timer = 'r1', ledger = newUuid()): Promise<string> =>
  accepted(await journal.send(1, clerk, SetReminder, { ledger, timer, due })).stream
const alarms = (o: Observed) => o.ask<{ key: string }>("select key from graphile_worker.jobs where task_identifier = 'alarm'")

describe('a timer', () => {
  test('rings once, on either of two nodes', async () => {
    const o = await ledgerDatabase()
    const nodes = [await o.open(), await o.open()]
    await until(() => nodes.some(n => n.health().leads && n.health().at > 0))
    const ledgers = await Promise.all(Array.from({ length: 12 }, (_, i) => remind(nodes[i % 2]!, Date.now() + 50 * i)))
    await until(async () => (await Promise.all(ledgers.map(l => stateOf(nodes[0]!, l)))).every(s => s.reminded > 0))
    await Promise.all(nodes.map(n => n.sweep()))
    for (const l of ledgers) expect(await stateOf(nodes[0]!, l)).toMatchObject({ reminded: 1, waits: null })
    await until(async () => (await o.ask('select from parvis.timers')).length === 0 && (await alarms(o)).length === 0)
  })

  test('whose alarm was lost is rung by the sweep, once, and not before it is due', async () => {
    const o = await ledgerDatabase()
    let now = Date.now()
    const journal = await o.open({}, { now: () => now })
    await leads(journal)
    const ledger = await remind(journal, now + 3_600_000)
    await until(async () => (await alarms(o)).length === 1)
    await o.ask("delete from graphile_worker._private_jobs")
    await journal.sweep()
    expect((await stateOf(journal, ledger)).reminded).toBe(0)
    now += 3_600_000
    await Promise.all([journal.sweep(), journal.sweep()])
    expect((await stateOf(journal, ledger)).reminded).toBe(1)
  })

  test('that is gone from the state is refused, although its alarm still rings', async () => {
    const o = await ledgerDatabase()
    const log = vi.fn()
    const journal = await o.open({}, { log })
    await leads(journal)
    const ledger = await remind(journal, Date.now() + 3_600_000, 'first')
    await until(async () => (await alarms(o)).length === 1)
    await remind(journal, Date.now() + 7_200_000, 'second', ledger)
    await until(async () => (await o.ask<{ id: string }>('select id from parvis.timers')).map(t => t.id).join() === 'second')
    // The row as an older refresh might have left it: the command itself refuses.
    await o.ask("insert into parvis.timers select authority, stream, version, 'first', 1, call, jsonb_set(input, '{timer}', '\"first\"') from parvis.timers")
    await journal.sweep()
    expect(await stateOf(journal, ledger)).toMatchObject({ reminded: 0, waits: { timer: 'second' } })
    expect(log).toHaveBeenCalledWith('timer refused', { timer: 'first', stream: ledger, refused: 'TimerGone' })
  })

  test('survives a restart: its alarm waits in the database', async () => {
    const o = await ledgerDatabase()
    const before = await o.open()
    await leads(before)
    const ledger = await remind(before, Date.now() + 1_500)
    await until(async () => (await alarms(o)).length === 1)
    await before.close()
    const after = await o.open()
    await until(async () => (await stateOf(after, ledger)).reminded === 1)
  })

  test('that is due behind more than one page of others that cannot ring is rung all the same', async () => {
    const o = await ledgerDatabase()
    const log = vi.fn()
    const journal = await o.open({}, { follow: false, log })
    const ledger = await remind(journal, Date.now() - 1)
    await journal.settled(1, { stream: ledger, version: 1 })
    await o.ask("insert into parvis.timers select authority, stream, version, 'gone ' || n, n, call, jsonb_set(input, '{timer}', to_jsonb('gone ' || n)) from parvis.timers, generate_series(1, 1001) n")
    await journal.sweep()
    expect((await stateOf(journal, ledger)).reminded).toBe(1)
    expect(log).toHaveBeenCalledTimes(1001)
  })

  test('that fails keeps neither the others nor the rooms’ sweeps from their minute', async () => {
    const o = await ledgerDatabase()
    const swept: number[] = []
    const journal = await o.open({ sweeps: [
      { name: 'broken', run: async () => { throw new Error('not today') } },
      { name: 'sound', run: async w => { swept.push(w.authority.id) } },
    ] }, { follow: false, authorities: () => [{ id: 1 }, { id: 2 }] as never })
    const ledger = await remind(journal, Date.now() - 1)
    await journal.settled(1, { stream: ledger, version: 1 })
    // Due before it, and of a shape that this node does not know.
    await o.ask("insert into parvis.streams values (1, $1, 'ledger', 1, 0, 9, '{}')", [unreadable])
    await o.ask("insert into parvis.timers select authority, $1::uuid, version, id, 1, call, jsonb_set(input, '{ledger}', to_jsonb($1::uuid)) from parvis.timers", [unreadable])
    await journal.sweep()
    expect((await stateOf(journal, ledger)).reminded).toBe(1)
    expect(swept).toEqual([1, 2])
  })
})

const unreadable = '019a0000-0000-7000-8000-00000000000e'
