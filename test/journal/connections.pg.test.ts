import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { isAway } from '../../src/journal/away.ts'
import { LenientPool } from '../../src/journal/jobs.ts'
import { reaction } from '../../src/journal/kernel.ts'
import { clerk, EntryMade, MakeEntry } from './ledger.ts'
import { accepted, expectWhole, leads, ledgerDatabase, until, type Observed } from './observe.ts'

const unhandled: unknown[] = []
const note = (error: unknown): void => void unhandled.push(error)
beforeEach(() => {
  unhandled.length = 0
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

/** Ends every other connection to the test's database, whatever it is doing. */
const cut = (o: Observed): Promise<unknown> => o.ask("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> ''")

describe('connections that are cut', () => {
  test('in the middle of batches lose no acknowledged command, store none twice, and nobody’s process dies', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({ reactions: [reaction('listening', EntryMade, () => [])] })
    await leads(journal)
    const acknowledged: string[] = []
    const failed: { stream: string; error: unknown }[] = []
    let going = true
    const load = Promise.all(Array.from({ length: 24 }, async () => {
      while (going) {
        const ledger = newUuid()
        try {
          const answer = await journal.send(1, clerk, MakeEntry, { ledger, amount: 1, times: 2 })
          if (!isRefusal(answer)) acknowledged.push(ledger)
        } catch (error) {
          failed.push({ stream: ledger, error })
        }
      }
    }))
    for (let i = 0; i < 6; i++) {
      const before = acknowledged.length
      await until(() => acknowledged.length >= before + 40)
      await cut(o)
    }
    const before = acknowledged.length
    await until(() => acknowledged.length >= before + 40)
    going = false
    await load

    expect(failed.length).toBeGreaterThan(0)
    // Whoever was cut off is told to try again (503), not that something is broken (500).
    for (const { error } of failed) expect(isAway(error), String(error)).toBe(true)
    const stored = new Map((await o.ask<{ stream: string; n: number }>('select stream, count(*)::int as n from parvis.journal group by stream')).map(r => [r.stream, r.n]))
    expect(acknowledged.filter(stream => stored.get(stream) !== 2)).toEqual([])
    expect([...stored.values()].every(n => n === 2)).toBe(true)
    await expectWhole(o)
    // The follower, its lock and the lists recover by themselves.
    await until(async () => journal.health().ok && journal.health().leads
      && (await o.ask('select from parvis.streams h left join parvis.ledger_lines l using (authority, stream) where l.version is distinct from h.version')).length === 0)
  })

  test('a form whose answer was lost is sent again and stored once', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    const ledger = newUuid()
    let sent = 0
    let lost = 0
    for (let i = 0; i < 15; i++) {
      const once = newUuid()
      for (let done = false; !done; ) {
        const sending = journal.send(1, clerk, MakeEntry, { ledger, amount: 1, once }).then(a => (accepted(a), true), (error: unknown) => (expect(isAway(error), String(error)).toBe(true), lost++, false))
        if (i % 3 === 0 && lost <= i) await cut(o)
        done = await sending
      }
      sent++
    }
    expect(await o.ask("select version, (state ->> 'sum')::int as sum from parvis.streams")).toEqual([{ version: sent, sum: sent }])
  })

  test('rooms’ reads fail for that moment and go on', async () => {
    const o = await ledgerDatabase()
    const journal = await o.open({}, { follow: false })
    const { stream } = accepted(await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 }))
    const slow = journal.db(1).rows({ name: 'slow', text: 'select pg_sleep(20)' }).then(() => null, (e: unknown) => e)
    await until(async () => (await o.ask("select from pg_stat_activity where query like '%pg_sleep(20)%' and state = 'active' and pid <> pg_backend_pid()")).length > 0)
    await cut(o)
    expect(isAway(await slow)).toBe(true)
    expect(await journal.db(1).rows({ name: 'again', text: 'select stream from streams' })).toEqual([{ stream }])
  })

  test('leave the job queue working', async () => {
    const o = await ledgerDatabase()
    const ran: string[] = []
    const journal = await o.open({
      reactions: [reaction('work', EntryMade, h => [{ effect: 'work', payload: { ledger: h.stream } }])],
      effects: [{ name: 'work', run: async (_w, p) => { ran.push(p.ledger!) } }],
    })
    await leads(journal)
    for (let i = 0; i < 3; i++) {
      const before = ran.length
      await cut(o)
      // A job that was being handed out at that moment stays with its lost worker, until the room's sweep puts it in again: others go on.
      await until(async () => {
        await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 }).catch(() => {})
        await sleep(100)
        return ran.length > before
      })
    }
  })

  test('while a finished job is being noted end neither the process nor the queue', async () => {
    const o = await ledgerDatabase()
    const ran: string[] = []
    let away: 'never' | 'once' | 'was' = 'never'
    const journal = await o.open({
      reactions: [reaction('work', EntryMade, h => [{ effect: 'work', payload: { ledger: h.stream } }])],
      effects: [{ name: 'work', async run(_w, p) {
        ran.push(p.ledger!)
        if (away !== 'once') return
        away = 'was'
        // What the queue's tables look like to a worker whose database is gone just now.
        await o.ask('alter table graphile_worker._private_jobs rename to elsewhere')
      } }],
    })
    await leads(journal)
    const enter = async (): Promise<string> => accepted(await journal.send(1, clerk, MakeEntry, { ledger: newUuid(), amount: 1 })).stream
    const first = await enter()
    await until(() => ran.includes(first))
    away = 'once'
    const second = await enter()
    await until(async () => (await o.ask<{ gone: boolean }>("select to_regclass('graphile_worker.elsewhere') is not null as gone"))[0]!.gone)
    // Long enough for the worker to fail; what follows holds however long it takes.
    await sleep(1_500)
    await o.ask('alter table graphile_worker.elsewhere rename to _private_jobs')
    const third = await enter()
    await until(() => ran.includes(third))
    expect(ran.slice(0, 2)).toEqual([first, second])
  })
})

test('a connection of the job queue that is given back twice is given back once', async () => {
  const o = await ledgerDatabase()
  const pool = new LenientPool({ connectionString: o.url, max: 1 })
  await new Promise<void>((resolve, reject) => pool.connect((error, client, release) => {
    if (!client) return reject(error!)
    release()
    release(new Error('again'))
    resolve()
  }))
  // Whoever has it next keeps it.
  const client = await pool.connect()
  expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
  expect(pool.totalCount).toBe(1)
  client.release()
  await pool.end()
})
