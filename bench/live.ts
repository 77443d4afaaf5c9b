import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../src/journal/kernel.ts'
import { isRefusal } from '../src/base/result.ts'
import { WriteMessage } from '../src/vocabulary/cases.ts'
import { median, printTable, quantile, report } from './harness.ts'
import { addDrafts, addResidents, connectAdmin, filingRequest, town } from './harness-filing.ts'
import { openTown } from './harness-house.ts'
import { isClients, open, runLoad, serveClients, startClients, type Load } from './harness-load.ts'
import { until, untilQuiet } from './harness-quiet.ts'

/*
 * Ten thousand open tracking pages on one node, five on each of 2,000 requests, while 500 messages a second are written
 * into these requests. Counted is from the row's `recorded` (the clock just before its commit) to the bytes' arrival in the
 * watchers' process, for every watcher: the commit's own time on the disk is in it.
 */
const watchers = 10_000
const cases = 2_000
const perSecond = 500
const seconds = 10
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)

/** One watcher's news: which request, which version, when (milliseconds since 1970). */
type Arrival = readonly [watched: number, version: number, at: number]
type Task = { readonly load: Load } | { readonly watch: { port: number; requests: readonly string[] } } | { readonly take: true }

async function main(): Promise<void> {
  const town = await openTown()
  const clients = startClients()
  const admin = await connectAdmin(town.house.url)
  try {
    const residents = await addResidents(admin, cases)
    const ids = await addDrafts(admin, residents)
    await clients.send({ load: { port: town.port, connections: 32, requests: ids.map((id, i) => filingRequest(residents[i]!, id)) } })
    await untilQuiet(admin)
    const began = performance.now()
    await clients.send({ watch: { port: town.port, requests: Array.from({ length: watchers }, (_, i) => watchRequest(ids[i % cases]!, residents[i % cases]!.cookie)) } })
    const opened = (performance.now() - began) / 1000
    const memory = process.memoryUsage().rss / 1e6

    const write = async (n: number): Promise<void> => {
      const actor: Actor = { kind: 'visitor', account: residents[n % cases]!.account }
      const sent = await town.house.journal.send(1, actor, WriteMessage, { case: ids[n % cases]!, text: `Message ${n}` })
      if (isRefusal(sent)) throw new Error(`A message was refused: ${sent.refused}`)
    }
    let written = 0
    const rows: [string, number, number, number, number, number, number][] = []
    for (let round = 0; round <= rounds; round++) {
      const { rows: [from] } = await admin.query('select clock_timestamp() as at')
      const sending: Promise<void>[] = []
      const start = performance.now()
      for (const end = written + perSecond * seconds; written < end; written++) {
        const due = start + ((written % (perSecond * seconds)) * 1000) / perSecond
        if (due > performance.now()) await sleep(due - performance.now())
        sending.push(write(written))
      }
      await Promise.all(sending)
      const rate = sending.length / ((performance.now() - start) / 1000)
      await sleep(1_000)
      const arrivals = await clients.send<Arrival[]>({ take: true })
      const { rows: events } = await admin.query<{ stream: string; version: number; at: number }>(
        "select stream, version, extract(epoch from recorded)::float * 1000 as at from journal where type = 'MessageWritten' and recorded > $1", [from.at])
      const recorded = new Map(events.map(e => [`${e.stream}/${e.version}`, e.at]))
      const took = arrivals.flatMap(([watched, version, at]) => {
        const since = recorded.get(`${ids[watched % cases]}/${version}`)
        return since === undefined ? [] : [at - since]
      })
      if (round > 0) rows.push([String(round), rate, (100 * took.length) / (events.length * (watchers / cases)), quantile(took, 0.5), quantile(took, 0.9), quantile(took, 0.99), Math.max(...took)])
    }
    printTable(['round', 'events /s', 'arrived %', 'p50 ms', 'p90 ms', 'p99 ms', 'most ms'], rows)
    console.log(`\n${watchers} watchers of ${cases} requests joined in ${opened.toFixed(1)} s; the node then held ${Math.round(memory)} MB.`)
    const { rows: [version] } = await admin.query('show server_version')
    report('live', { p99Ms: median(rows.map(row => row[5])), p50Ms: median(rows.map(row => row[3])) }, version.server_version)
  } finally {
    clients.stop()
    await admin.end()
    await town.close()
  }
}

const watchRequest = (id: string, cookie: string): string =>
  [`GET /${town}/fr/requests/${id}/live HTTP/1.1`, 'Host: 127.0.0.1', 'Accept: text/event-stream', `Cookie: ${cookie}`, '', ''].join('\r\n')

/* The watchers' process. */

let arrivals: Arrival[] = []

async function work(task: Task): Promise<unknown> {
  if ('load' in task) return runLoad(task.load)
  if ('watch' in task) return watch(task.watch.port, task.watch.requests)
  const taken = arrivals
  arrivals = []
  return taken
}

/** Opens every stream, a hundred at a time. */
async function watch(port: number, requests: readonly string[]): Promise<number> {
  let joined = 0
  for (let from = 0; from < requests.length; from += 100) {
    const some = requests.slice(from, from + 100)
    await Promise.all(some.map((request, i) => watchOne(port, from + i, request, () => joined++)))
    await until(async () => joined === from + some.length)
  }
  return joined
}

async function watchOne(port: number, watched: number, request: string, joined: () => void): Promise<void> {
  const socket = await open(port)
  let begun = false
  socket.on('data', chunk => {
    const at = performance.timeOrigin + performance.now()
    const text = chunk.toString('latin1')
    if (!begun) {
      if (!text.startsWith('HTTP/1.1 200')) throw new Error(`A watcher was answered: ${text.slice(0, 200)}`)
      begun = true
      joined()
    }
    for (const [, version] of text.matchAll(/\ndata: (\d+)\n/g)) arrivals.push([watched, Number(version), at])
  })
  socket.on('error', error => { throw error })
  socket.write(request)
}

if (isClients) serveClients<Task>(work)
else await main()
