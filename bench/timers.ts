import { realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { openHouse, type House } from '../src/app/house.ts'
import { seedExamples } from '../src/app/seed.ts'
import { readSettings } from '../src/app/settings.ts'
import { newUuid } from '../src/base/ids.ts'
import { isRefusal } from '../src/base/result.ts'
import { openJournal, type Journal } from '../src/journal/journal.ts'
import type { Actor } from '../src/journal/kernel.ts'
import { ConfirmComplete, FileCase } from '../src/vocabulary/cases.ts'
import { GetService } from '../src/vocabulary/services.ts'
import { temporaryFolder } from '../test/support/server.ts'
import { median, printTable, report } from './harness.ts'
import { until } from './harness-quiet.ts'

/*
 * Ten thousand requests whose process waits for a timer (Jena's tree felling, "after ten working days"). How long a node takes to
 * start over them: later, when their rows are there, and when nobody has followed the journal since they were filed, so that the rows
 * are still to be made. Then all of them are due at once, and a sweep rings them. Ceilings in the same run: a start without any timer, and the
 * queue doing as many jobs that do nothing, half of them before and half after.
 */
const count = Number(process.env['BENCH_TIMERS'] ?? 10_000)
const starts = 5
const day = 86_400_000

async function main(): Promise<void> {
  const dataDir = await temporaryFolder()
  const house = await openHouse(readSettings({ PARVIS_DATA: dataDir, PARVIS_LOG: 'error' }), {}, false)
  const admin = new pg.Client({ connectionString: house.url, options: '-c search_path=parvis' })
  await admin.connect()
  try {
    await seedExamples(house)
    const clock = { now: Date.now() }
    const number = async (text: string): Promise<number> => Number((await admin.query(text)).rows[0].n)
    const waiting = (): Promise<number> => number('select count(*) as n from timers')

    /** Seconds until a node is ready, leads, has read the whole journal and has the row of every timer. */
    const start = async (timers: number): Promise<[number, Journal]> => {
      const began = performance.now()
      const node = await openNode(house, clock)
      while (!node.health().ok || !node.health().leads || node.health().at === 0) await sleep(2)
      while ((await waiting()) < timers) await sleep(2)
      return [(performance.now() - began) / 1_000, node]
    }
    const restarts = async (timers: number): Promise<number[]> => {
      const took: number[] = []
      for (let n = 0; n < starts; n++) {
        const [seconds, node] = await start(timers)
        took.push(seconds)
        await node.close()
      }
      return took
    }

    // The first one makes the queue's tables and begins the cursors.
    await (await start(0))[1].close()
    const empty = await restarts(0)
    await seed(house, clock.now)
    const [made, first] = await start(count)
    await first.close()
    const later = await restarts(count)

    const bareBefore = await bare(house.url, count / 2)
    clock.now = await number('select max(due) as n from timers')
    const [, node] = await start(0)
    const began = performance.now()
    await node.sweep()
    const rang = (performance.now() - began) / 1_000
    await until(async () => (await waiting()) === 0)
    await node.sweep()
    await node.close()
    const bareAfter = await bare(house.url, count / 2)

    const rings = await number("select count(*) as n from journal where type = 'ProcessTimerRang'")
    const streams = await number("select count(distinct stream) as n from journal where type = 'ProcessTimerRang'")
    printTable([`a node over ${count.toLocaleString('en')} timers`, 'median', 'best', 'worst', 'runs'], [
      ['starts without any, s', median(empty), Math.min(...empty), Math.max(...empty), starts],
      ['starts, s', median(later), Math.min(...later), Math.max(...later), starts],
      ['starts and makes their rows first, s', made, made, made, 1],
      ['rings them when all are due, /s', count / rang, count / rang, count / rang, 1],
      ['the queue alone, /s', count / (bareBefore + bareAfter), count / 2 / Math.max(bareBefore, bareAfter), count / 2 / Math.min(bareBefore, bareAfter), 2],
    ])
    console.log(`\n${rings} rings in ${streams} of ${count} requests: ${count - streams} lost, ${rings - streams} twice.`)
    const version = (await admin.query('show server_version')).rows[0].server_version as string
    report('timers', { startS: median(later), emptyS: median(empty), madeS: made, ringsPerS: count / rang, queuePerS: count / (bareBefore + bareAfter), lost: count - streams, twice: rings - streams }, version)
  } finally {
    await admin.end()
    await house.close()
    const cluster = await realpath(join(dataDir, 'postgres')).catch(() => null)
    if (cluster !== null) await rm(cluster, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A further node over the house's database, with a clock of ours. */
const openNode = (house: House, clock: { readonly now: number }): Promise<Journal> => openJournal({
  url: house.url, features: house.journal.features, secret: house.secret, now: () => clock.now, authority: house.authorities.byId, authorities: house.authorities.all,
  log: (message, about) => console.error(message, JSON.stringify(about)),
})

/** The requests, by the real commands: filed, and found complete by an agent, whereupon the other team's time begins. */
async function seed(house: House, now: number): Promise<void> {
  const town = house.authorities.all().find(one => one.slug === 'jena')!
  const service = (await house.journal.ask(town.id)(GetService, { service: 'baumfaellung' }))!
  const clerk: Actor = { kind: 'agent', agent: newUuid(), name: 'K. Example', teams: [service.description.team], administrator: false }
  let next = 0
  const send = async (actor: Actor, call: typeof FileCase | typeof ConfirmComplete, input: object): Promise<void> => {
    const sent = await house.journal.send(town.id, actor, call as typeof ConfirmComplete, input, now)
    if (isRefusal(sent)) throw new Error(`Refused: ${sent.refused}`)
  }
  await Promise.all(Array.from({ length: 64 }, async () => {
    for (let n = next++; n < count; n = next++) {
      const [draft, holder] = [newUuid(), newUuid()]
      await send({ kind: 'visitor', account: holder }, FileCase, {
        draft, number: `BF-2026-T${n}`, service: 'baumfaellung', packageVersion: service.version, language: 'de', channel: 'web', holder, team: service.description.team,
        due: new Date(now + 30 * day).toISOString().slice(0, 10), codeHash: `hash-of-code-${n}`, answers: {}, contact: { name: 'A. Example' }, subject: 'B. Example',
      })
      await send(clerk, ConfirmComplete, { case: draft })
    }
  }))
}

/** Seconds that the queue takes for `jobs` jobs that do nothing, with as many hands as a node has. */
async function bare(url: string, jobs: number): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const left = async (): Promise<number> => Number((await client.query("select count(*) as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'bare'")).rows[0].n)
  try {
    await client.query(`select graphile_worker.add_job('bare', json_build_object('n', n), job_key := 'bare/' || n) from generate_series(1, ${jobs}) n`)
    const began = performance.now()
    const runner = await run({ connectionString: url, concurrency: 4, noHandleSignals: true, pollInterval: 1_000, taskList: { bare: async () => {} }, logger: new Logger(() => () => {}) })
    await until(async () => (await left()) === 0)
    const took = (performance.now() - began) / 1_000
    await runner.stop()
    return took
  } finally {
    await client.end()
  }
}

await main()
