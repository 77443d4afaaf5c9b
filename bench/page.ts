import fastify from 'fastify'
import { readCookie } from '../src/app/http/cookies.ts'
import { Sessions } from '../src/app/http/sessions.ts'
import { readToken } from '../src/app/http/tokens.ts'
import { caseKind } from '../src/features/cases/state.ts'
import { interleave, printTable, report } from './harness.ts'
import { addDrafts, addResidents, connectAdmin, filingRequest, town } from './harness-filing.ts'
import { openTown, portOf, type OpenHouse } from './harness-house.ts'
import { isClients, runLoad, serveClients, startClients, type Load } from './harness-load.ts'
import { untilQuiet } from './harness-quiet.ts'

/*
 * The tracking page of a request through HTTP, against a bare Fastify in the same process that finds the same session, reads
 * the same head, asks the same permit, writes the same line into the log and sends the head as JSON. Both uncompressed make
 * the ratio; beside it the page as a browser gets it (brotli).
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const connections = 32
const cases = 256
const times = 8

async function main(): Promise<void> {
  const open = await openTown()
  const bare = bareServer(open)
  await bare.listen({ port: 0, host: '127.0.0.1' })
  const clients = startClients()
  const admin = await connectAdmin(open.house.url)
  try {
    const residents = await addResidents(admin, cases)
    const ids = await addDrafts(admin, residents)
    await clients.load({ port: open.port, connections, requests: ids.map((id, i) => filingRequest(residents[i]!, id)) })
    await untilQuiet(admin)
    const get = (path: (id: string) => string, encoding: string): string[] =>
      ids.map((id, i) => [`GET ${path(id)} HTTP/1.1`, 'Host: 127.0.0.1', `Cookie: ${residents[i]!.cookie}`, ...(encoding ? [`Accept-Encoding: ${encoding}`] : []), '', ''].join('\r\n'))
    const page = (id: string): string => `/${town}/fr/requests/${id}`
    const kinds = [
      { name: 'JSON', port: portOf(bare), requests: get(id => `/cases/${id}`, 'gzip, deflate, br') },
      { name: 'page, brotli', port: open.port, requests: get(page, 'gzip, deflate, br') },
      { name: 'page, plain', port: open.port, requests: get(page, '') },
    ]
    const sizes = new Map<string, number>()
    const figures = await interleave(kinds.map(({ name, port, requests }) => ({
      name,
      async run() {
        const loaded = await clients.load({ port, connections, requests, times })
        const wrong = loaded.answers.find(answer => answer.status !== 200)
        if (wrong) throw new Error(`${name} answered ${wrong.status}.`)
        sizes.set(name, loaded.bytes)
        return loaded.perSecond
      },
    })), rounds)
    printTable(['what', 'pages /s', 'ratio', 'kB each'], kinds.map(({ name }) => [name, figures[name]!, figures[name]! / figures['JSON']!, sizes.get(name)! / 1000]))
    const { rows: [version] } = await admin.query('show server_version')
    report('page', { ratio: figures['page, plain']! / figures['JSON']!, compressedRatio: figures['page, brotli']! / figures['JSON']! }, version.server_version)
  } finally {
    clients.stop()
    await admin.end()
    await bare.close()
    await open.close()
  }
}

/** The ceiling: the same reads and the same log, nothing drawn. */
function bareServer({ runtime, log }: OpenHouse) {
  const sessions = new Sessions(runtime, () => {})
  const server = fastify()
  server.addHook('onResponse', (request, reply, done) => {
    log.info({ id: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 })
    done()
  })
  server.get<{ Params: { case: string } }>('/cases/:case', async (request, reply) => {
    const token = readToken(readCookie(request.headers.cookie, `parvis-${town}`))
    const session = token === null ? null : await sessions.find(1, token, runtime.now())
    const head = session && (await runtime.db(1).head(caseKind, request.params.case))
    if (!head || !head.state.holders.includes(session.id)) return reply.code(404).send()
    return reply.send(head)
  })
  return server
}

if (isClients) serveClients<Load>(runLoad)
else await main()
