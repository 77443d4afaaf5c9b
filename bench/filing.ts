import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { newUuid } from '../src/base/ids.ts'
import { openPool } from '../src/journal/database.ts'
import { migrate } from '../src/journal/migrate.ts'
import { openWriter } from '../src/journal/writer.ts'
import { startServer } from '../test/support/server.ts'
import { interleave, median, printTable, report } from './harness.ts'
import { addDrafts, addResidents, connectAdmin, databaseOf, filingRequest } from './harness-filing.ts'
import { isClients, runLoad, serveClients, startClients, type Load } from './harness-load.ts'
import { ceilingName, runTransactions } from './harness-pgbench.ts'
import { until, untilQuiet } from './harness-quiet.ts'

/*
 * A resident's last click: POST /apply/:draft/check on the real server over its own PostgreSQL, each commit on the disk.
 * The ceiling reads the same session and draft and writes the same rows, one transaction each, on copies of the tables in
 * the same PostgreSQL and without row security. Every second resident leaves an e-mail address: the server composes these
 * mails while it takes filings (each is a stream of its own, a job, and two more events of the case), the ceiling does not.
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const clientCounts = [32, 64]
const filings = Number(process.env['BENCH_FILINGS'] ?? 4_000)
const appends = 8_000

async function main(): Promise<void> {
  const server = await startServer({ env: { PARVIS_LOG: 'info', PARVIS_TRUST_PROXY: '1' } })
  const clients = startClients()
  try {
    const url = await databaseOf(server.dataDir)
    const admin = await connectAdmin(url)
    const residents = await addResidents(admin, 256)
    const port = Number(new URL(server.url).port)
    const acknowledged: string[] = []
    const lags: number[] = []
    const settled: number[] = []
    const mailed: number[] = []

    const file = async (connections: number, count: number): Promise<number> => {
      const senders = Array.from({ length: count }, (_, i) => residents[i % residents.length]!)
      const drafts = await addDrafts(admin, senders)
      const watching = watchLag(admin)
      const loaded = await clients.load({ port, connections, requests: drafts.map((draft, i) => filingRequest(senders[i]!, draft)) })
      const ended = performance.now()
      const done = drafts.filter((draft, i) => loaded.answers[i]!.status === 303 && loaded.answers[i]!.location.endsWith(`/requests/${draft}/receipt`))
      if (done.length < count) console.log(`${count - done.length} of ${count} filings were not acknowledged: ${JSON.stringify(loaded.answers.find(a => !a.location.endsWith('/receipt')))}`)
      acknowledged.push(...done)
      await until(async () => Number((await admin.query('select count(*) from case_lines where stream = any($1)', [done])).rows[0].count) === done.length)
      settled.push((performance.now() - ended) / 1000)
      lags.push(await watching())
      await untilQuiet(admin)
      mailed.push((performance.now() - ended) / 1000)
      return loaded.perSecond
    }

    await file(1, 1)
    const rows = await copyTables(admin, acknowledged[0]!)
    const whole = [...readStatements, ...writeStatements(rows)]
    const figures: Record<number, Record<string, number>> = {}
    for (const n of clientCounts) {
      figures[n] = await interleave([
        { name: 'route', run: () => file(n, filings) },
        { name: 'ceiling', run: () => runTransactions(url, whole, n, filings) },
      ], rounds)
    }
    const stored = Number((await admin.query("select count(*) from journal where type = 'CaseFiled'")).rows[0].count)
    const { rows: [version] } = await admin.query('show server_version')

    await admin.query('create database bench_writer')
    const ownUrl = url.replace(/\/postgres$/, '/bench_writer')
    await migrate(ownUrl)
    const own = await connectAdmin(ownUrl)
    await makeTables(own)
    const pool = openPool(ownUrl, 'parvis_app', 10)
    const alone: Record<number, Record<string, number>> = {}
    for (const n of clientCounts) {
      alone[n] = await interleave([
        { name: 'writer', run: () => append(pool, rows, n, appends) },
        { name: 'ceiling', run: () => runTransactions(ownUrl, writeStatements(rows), n, appends) },
      ], rounds)
    }
    await pool.end()
    await own.end()
    await admin.end()

    printTable(['clients', 'route /s', `${ceilingName} /s`, 'ratio', 'writer /s', 'ceiling /s', 'ratio'], clientCounts.map(n => [
      String(n), figures[n]!['route']!, figures[n]!['ceiling']!, figures[n]!['route']! / figures[n]!['ceiling']!,
      alone[n]!['writer']!, alone[n]!['ceiling']!, alone[n]!['writer']! / alone[n]!['ceiling']!,
    ]))
    console.log(`\nViews behind at most ${Math.max(...lags).toFixed(2)} s during the load (median of the rounds ${median(lags).toFixed(2)}), ${median(settled).toFixed(2)} s after the last answer; all mails composed after ${median(mailed).toFixed(1)} s.`)
    console.log(`${acknowledged.length} filings acknowledged, ${new Set(acknowledged).size} different, ${stored} stored${stored === acknowledged.length ? '.' : ': NOT THE SAME.'}`)
    report('filing', {
      ratio: Math.min(...clientCounts.map(n => figures[n]!['route']! / figures[n]!['ceiling']!)),
      writerRatio: Math.min(...clientCounts.map(n => alone[n]!['writer']! / alone[n]!['ceiling']!)),
      viewLagS: Math.max(...lags, ...settled),
    }, version.server_version)
  } finally {
    clients.stop()
    await server.stop()
  }
}

/** The rows of one real filing, as text. */
type Rows = { readonly facts: string; readonly personal: string; readonly state: string; readonly kind: string; readonly shape: number; readonly actor: string }

/** Copies of the tables with all their indexes, and the rows that the ceiling reads. */
async function copyTables(admin: pg.Client, sample: string): Promise<Rows> {
  await makeTables(admin)
  await admin.query(`insert into bench_sessions select authority, sha256(int8send((row_number() over () - 1)::bigint)), kind, account, agent, created, seen, expires from sessions where kind = 'account' limit 256`)
  await admin.query(`insert into bench_drafts select d.authority, ${idOf('g')}, d.account, d.service, d.package_version, d.answers, d.started, d.touched, d.expires from drafts d, generate_series(0, ${filings - 1}) g where d.draft = $1`, [sample])
  await admin.query('vacuum analyze bench_sessions, bench_drafts')
  const { rows } = await admin.query(`select j.facts::text, j.personal::text, s.state::text, s.kind, s.shape, j.actor from journal j join streams s using (authority, stream) where j.stream = $1 and j.version = 1`, [sample])
  return rows[0] as Rows
}

async function makeTables(admin: pg.Client): Promise<void> {
  for (const table of ['sessions', 'drafts', 'streams', 'claims', 'journal']) await admin.query(`create table bench_${table} (like ${table} including all)`)
}

const idOf = (n: string): string => `('019c0000-0000-7000-8000-' || lpad(to_hex(${n}::bigint), 12, '0'))::uuid`

const readStatements = [
  `select encode(hash, 'hex'), kind, coalesce(account, agent), created, seen from bench_sessions where authority = 1 and hash = sha256(int8send(:n::bigint % 256)) and expires > 1`,
  `select d.draft, d.account, d.service, d.package_version, d.answers, d.touched, exists (select from bench_streams s where s.authority = d.authority and s.stream = d.draft)
    from bench_drafts d where d.authority = 1 and d.draft = ${idOf(`(:n::bigint % ${filings})`)} and d.expires > 1`,
].map(inSchema)

const writeStatements = (r: Rows): string[] => [
  `insert into bench_streams (authority, stream, kind, version, expected, shape, state) values (1, ${idOf('(:n::bigint + 1000000)')}, '${r.kind}', 1, 0, ${r.shape}, ${json(r.state)})`,
  `insert into bench_claims (authority, key, stream) values (1, 'number/CA-2026-' || lpad(:n::text, 8, '0'), ${idOf('(:n::bigint + 1000000)')})`,
  `insert into bench_journal (authority, stream, version, type, facts, personal, salt, actor, happened, epoch)
    values (1, ${idOf('(:n::bigint + 1000000)')}, 1, 'CaseFiled', ${json(r.facts)}, ${json(r.personal)}, uuid_send(gen_random_uuid()), '${r.actor}', now(), 1)`,
].map(inSchema)

function inSchema(statement: string): string {
  return statement.replaceAll(/\bbench_/g, 'parvis.bench_')
}

/** A literal in which pgbench sees no variable of its own. */
const json = (text: string): string => `'${text.replaceAll("'", "''").replaceAll(/:(?=\w)/g, '\\u003a')}'`

/** Appends a second of `count` commands by `producers` that each wait for their own; the same events as the route's. */
async function append(pool: pg.Pool, r: Rows, producers: number, count: number): Promise<number> {
  const writer = openWriter(pool, () => {})
  const [facts, personal, state] = [JSON.parse(r.facts), JSON.parse(r.personal), JSON.parse(r.state)]
  const began = performance.now()
  let left = count
  await Promise.all(Array.from({ length: producers }, async () => {
    while (left-- > 0) {
      const stream = newUuid()
      const written = await writer.append({
        authority: 1, stream, kind: r.kind, expected: 0, refolds: 0, shape: r.shape, state, once: [], actor: r.actor, happened: Date.now(),
        claims: [`number/${stream}`], events: [{ type: 'CaseFiled', facts, personal }],
      })
      if (written.is !== 'accepted') throw new Error(`An append was not accepted: ${written.is}`)
    }
  }))
  return count / ((performance.now() - began) / 1000)
}

/** Looks every 50 ms how old the oldest event is that the views don't show; the returned function ends it and answers the most, in seconds. */
function watchLag(admin: pg.Client): () => Promise<number> {
  let most = 0
  let watching = true
  const running = (async () => {
    while (watching) {
      const { rows } = await admin.query({ name: 'lag', text: `select extract(epoch from clock_timestamp() - j.recorded)::float as lag from cursors c cross join lateral (
        select recorded from journal j where (j.epoch, j.xid, j.position) > (c.epoch, c.xid, c.position) order by j.epoch, j.xid, j.position limit 1) j where c.reader = 'views'` })
      most = Math.max(most, rows[0]?.lag ?? 0)
      await sleep(50)
    }
  })()
  return async () => {
    watching = false
    await running
    return most
  }
}

if (isClients) serveClients<Load>(runLoad)
else await main()
