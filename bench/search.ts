import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastify from 'fastify'
import type { Words } from '../src/base/language.ts'
import { isRefusal } from '../src/base/result.ts'
import { publishContent } from '../src/features/services/feature.ts'
import { root } from '../src/journal/root.ts'
import { ListEntries, type ServiceDescription } from '../src/vocabulary/services.ts'
import { median, printTable, report } from './harness.ts'
import { connectAdmin, service, town } from './harness-filing.ts'
import { openTown, portOf, type OpenHouse } from './harness-house.ts'
import { isClients, runLoad, serveClients, startClients, type Load } from './harness-load.ts'
import { untilQuiet } from './harness-quiet.ts'

/*
 * A search in a catalogue of 2,000 services through the real route, as people type: whole words, beginnings, slips, words
 * that nobody uses, whole sentences. The ceiling is a bare Fastify in the same process that asks for the same list, writes
 * the same line into the log and sends twenty services as JSON, without searching or drawing.
 */
const count = Number(process.env['BENCH_SERVICES'] ?? 2_000)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const connections = 8
const searches = 1_000

async function main(): Promise<void> {
  const open = await openTown()
  const bare = bareServer(open)
  await bare.listen({ port: 0, host: '127.0.0.1' })
  const clients = startClients()
  const admin = await connectAdmin(open.house.url)
  try {
    await publishMany(open)
    await untilQuiet(admin)
    const get = (path: string): string => [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Accept-Encoding: gzip, deflate, br', '', ''].join('\r\n')
    const typed = Array.from({ length: searches }, (_, i) => phrase(i))
    const first = await clients.load({ port: open.port, connections: 1, requests: [get(`/${town}/fr?q=cantine`)] })
    const kinds = [
      { name: 'JSON, no search', port: portOf(bare), requests: [get('/list')], times: searches },
      { name: 'home', port: open.port, requests: [get(`/${town}/fr`)], times: searches },
      { name: 'search', port: open.port, requests: typed.map(words => get(`/${town}/fr?q=${encodeURIComponent(words)}`)), times: 1 },
    ]
    const figures = new Map(kinds.map(kind => [kind.name, { p50: [] as number[], p99: [] as number[], perSecond: [] as number[], kB: 0 }]))
    for (let round = 0; round <= rounds; round++)
      for (const { name, ...load } of kinds) {
        const loaded = await clients.load({ connections, ...load })
        const wrong = loaded.answers.find(answer => answer && answer.status !== 200)
        if (wrong) throw new Error(`${name} answered ${wrong.status}.`)
        const figure = figures.get(name)!
        figure.kB = loaded.bytes / 1000
        if (round === 0) continue
        figure.p50.push(loaded.p50)
        figure.p99.push(loaded.p99)
        figure.perSecond.push(loaded.perSecond)
      }
    printTable(['what', 'p50 ms', 'p99 ms', 'per second', 'kB each'], [...figures].map(([name, f]) => [name, median(f.p50), median(f.p99), median(f.perSecond), f.kB]))
    console.log(`\n${count} services; the first search, which makes list and index, took ${Math.round(first.p50)} ms.`)
    const { rows: [version] } = await admin.query('show server_version')
    report('search', { p99Ms: median(figures.get('search')!.p99), ceilingP99Ms: median(figures.get('JSON, no search')!.p99), firstMs: first.p50 }, version.server_version)
  } finally {
    clients.stop()
    await admin.end()
    await bare.close()
    await open.close()
  }
}

/** The ceiling: the same list and the same log, nothing searched, nothing drawn. */
function bareServer({ runtime, log, house }: OpenHouse) {
  const server = fastify()
  server.addHook('onResponse', (request, reply, done) => {
    log.info({ id: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 })
    done()
  })
  server.get('/list', async () => (await runtime.ask(house.authorities.byId(1))(ListEntries, {})).slice(0, 20).map(({ description }) => ({ id: description.id, name: description.name.fr, summary: description.summary.fr })))
  return server
}

/** Publishes the canteen again and again under other words: a large authority's catalogue. */
async function publishMany({ house }: OpenHouse): Promise<void> {
  const folder = join(root, 'authorities', town, 'services', service)
  const [base, form] = await Promise.all(['service.json', 'form.json'].map(async name => JSON.parse(await readFile(join(folder, name), 'utf8'))))
  const some = (n: number, i: number): Words => ({ fr: Array.from({ length: n }, (_, j) => word(rank(i * 97 + j * 31 + n))).join(' ') })
  let next = 0
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (next < count - 2) {
      const i = next++
      const description: ServiceDescription = {
        ...(base as ServiceDescription), id: `service-${i}`, name: some(5, i), summary: some(14, i + 7), description: some(45, i + 13), keywords: [some(4, i + 3), some(3, i + 5)],
        evidence: (base as ServiceDescription).evidence.map((one, j) => ({ ...one, name: some(6, i * 5 + j) })),
      }
      const done = await publishContent(house.journal, 1, { service: description, form })
      if (isRefusal(done)) throw new Error(JSON.stringify(done))
    }
  }))
}

const syllables = ['ca', 'ti', 'men', 'dro', 'pel', 'sta', 'vo', 'rin', 'gue', 'lo', 'bri', 'nou', 'fa', 'che', 'tur', 'mi', 'sol', 'dan', 'per', 'quo', 'ly', 'zan', 'jar', 'hu']

/** The n-th of 12,000 words: two to four syllables, so that many differ by a letter or two, as in a language. */
function word(n: number): string {
  let text = ''
  for (let left = n + syllables.length; left > 0; left = Math.floor(left / syllables.length)) text += syllables[left % syllables.length]
  return text
}

/** Common words come often and rare ones seldom, the same in each run. */
const rank = (seed: number): number => Math.floor(12_000 * (hashed(seed) / 2 ** 32) ** 3)
const hashed = (n: number): number => Math.imul(Math.imul(n ^ (n >>> 16), 0x45d9f3b) ^ 0x9e3779b9, 0x45d9f3b) >>> 0

/** What somebody types: of five, one word, two words, the beginning of one, a slip in one, a whole sentence with a word that nobody uses. */
function phrase(i: number): string {
  const [one, two] = [word(rank(i * 7 + 1)), word(rank(i * 11 + 2))]
  if (i % 5 === 0) return one
  if (i % 5 === 1) return `${one} ${two}`
  if (i % 5 === 2) return one.slice(0, 3)
  if (i % 5 === 3) return `${one.slice(0, 2)}${one.slice(3)} ${two}`
  return `comment faire pour avoir ${one} avec ${two} zorglubique au plus vite`
}

if (isClients) serveClients<Load>(runLoad)
else await main()
