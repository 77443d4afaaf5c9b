import { request, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { newUuid } from '../../base/ids.ts'
import { page, type Actor } from '../../journal/kernel.ts'
import { FakeRuntime, testSettings } from '../../../test/support/fake-runtime.ts'
import type { LiveLimits } from './live.ts'
import { createServer } from './server.ts'

const [stream, other] = [newUuid(), newUuid()]
let permitted = (_actor: Actor): boolean => true
const watched = page<null>({
  name: 'watched', path: '/watched', load: async () => null, permit: actor => permitted(actor), view: () => ({}) as never,
  watches: () => [{ stream, version: 3 }, { stream: other, version: 1 }],
})
const quiet = page<null>({ name: 'quiet', path: '/quiet', load: async () => null, permit: () => true, view: () => ({}) as never, watches: () => [] })

const open: { close(): Promise<unknown> }[] = []
const readers: Reader[] = []
afterEach(async () => {
  permitted = () => true
  for (const reader of readers.splice(0)) reader.response.destroy()
  for (const server of open.splice(0)) await server.close()
})

async function serve(live: Partial<LiveLimits> = {}) {
  const runtime = new FakeRuntime([watched, quiet])
  runtime.versions.set(stream, 3)
  runtime.versions.set(other, 1)
  const server = await createServer(runtime, testSettings({ live }))
  open.push(server)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  return { runtime, server, read: (path: string, headers?: Record<string, string>) => Reader.open(port, path, headers) }
}

/** An open page: collects what the server sends. */
class Reader {
  text = ''
  ended = false
  private changed = () => {}
  readonly response: IncomingMessage
  constructor(response: IncomingMessage) {
    this.response = response
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      this.text += chunk
      this.changed()
    })
    response.on('close', () => {
      this.ended = true
      this.changed()
    })
    response.on('error', () => {})
  }
  static open(port: number, path: string, headers: Record<string, string> = {}): Promise<Reader> {
    return new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path, headers, agent: false }, response => {
        const reader = new Reader(response)
        readers.push(reader)
        resolve(reader)
      }).on('error', reject).end()
    })
  }
  async until(holds: (reader: Reader) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>(resolve => (this.changed = resolve))
  }
}

test('a watcher hears of its streams, with the place as id', async () => {
  const { runtime, read } = await serve()
  const reader = await read('/fleury/fr/watched/live?v=4')
  expect(reader.response.statusCode).toBe(200)
  expect(reader.response.headers['content-type']).toContain('text/event-stream')
  expect(reader.response.headers['cache-control']).toBe('no-store')
  await reader.until(r => r.text.includes('retry: 2000'))
  runtime.change(stream, 4)
  await reader.until(r => r.text.includes('id: 1-4\ndata: 4\n\n'))
  expect(reader.text).toBe('retry: 2000\n\nid: 1-4\ndata: 4\n\n')
})

test('what happened since the page was drawn is told at once; nothing new is not', async () => {
  const { runtime, read } = await serve()
  runtime.versions.set(stream, 5)
  const late = await read('/fleury/fr/watched/live?v=4')
  await late.until(r => r.text.includes('data: new'))
  const fresh = await read('/fleury/fr/watched/live?v=6')
  const unknown = await read('/fleury/fr/watched/live?v=x')
  runtime.change(other, 2)
  await fresh.until(r => r.text.includes('data: 2'))
  await unknown.until(r => r.text.includes('data: 2'))
  expect(fresh.text + unknown.text).not.toContain('new')
})

test('many watchers of a stream share one subscription, given back when the last has gone', async () => {
  const { runtime, read } = await serve()
  const all = await Promise.all(Array.from({ length: 5 }, () => read('/fleury/fr/watched/live')))
  expect(runtime.watching(stream)).toBe(1)
  for (const reader of all) reader.response.destroy()
  while (runtime.watching(stream) > 0) await new Promise(resolve => setImmediate(resolve))
  expect(runtime.watching(other)).toBe(0)
  const again = await read('/fleury/fr/watched/live')
  runtime.change(stream, 9)
  await again.until(r => r.text.includes('data: 9'))
})

test('whoever may not see the page hears nothing; a page without streams is told not to come back', async () => {
  const { read } = await serve()
  expect((await read('/fleury/fr/quiet/live')).response.statusCode).toBe(204)
  permitted = () => false
  expect((await read('/fleury/fr/watched/live')).response.statusCode).toBe(404)
  expect((await read('/nobody/fr/watched/live')).response.statusCode).toBe(404)
})

test('above the limit a watcher is told to come later; a place that is free again is given', async () => {
  const { read, runtime } = await serve({ connections: 1 })
  const first = await read('/fleury/fr/watched/live')
  const second = await read('/fleury/fr/watched/live')
  expect([second.response.statusCode, second.response.headers['retry-after']]).toEqual([503, '60'])
  first.response.destroy()
  while (runtime.watching(stream) > 0) await new Promise(resolve => setImmediate(resolve))
  expect((await read('/fleury/fr/watched/live')).response.statusCode).toBe(200)
})

test('one session does not take the places of all others', async () => {
  const { read } = await serve({ ofOne: 2 })
  const [one, another] = ['a', 'b'].map(letter => ({ cookie: `parvis-fleury=${letter.repeat(43)}` }))
  const open = async (headers?: Record<string, string>) => (await read('/fleury/fr/watched/live', headers)).response.statusCode
  const first = await read('/fleury/fr/watched/live', one)
  expect([await open(one), await open(one), await open(another)]).toEqual([200, 503, 200])
  first.response.destroy()
  // The place is given back: once it is taken again, there is none.
  while ((await open(one)) === 503) await new Promise(resolve => setImmediate(resolve))
  expect(await open(one)).toBe(503)
})

test('a reader that does not read is let go', async () => {
  const { runtime, read } = await serve({ waiting: 1000 })
  const slow = await read('/fleury/fr/watched/live')
  slow.response.pause()
  // The system's own buffers take some megabytes before the server's begin to fill.
  for (let version = 4; runtime.watching(stream) > 0; version++) {
    for (let i = 0; i < 5000; i++) runtime.change(stream, version)
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(runtime.watching(stream)).toBe(0)
})

test('closing the server ends the streams', async () => {
  const { server, read } = await serve()
  const reader = await read('/fleury/fr/watched/live')
  await server.close()
  await reader.until(r => r.ended)
  expect(reader.ended).toBe(true)
})

test('a connection that never asked anything does not hold up the end', async () => {
  const { server } = await serve()
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
  const arrived = new Promise(resolve => server.server.once('connection', resolve))
  await arrived
  const gone = new Promise<string>(resolve => socket.on('error', () => {}).on('close', () => resolve('cut')))
  await server.close()
  expect(await gone).toBe('cut')
})

test('silent connections get a comment now and then', async () => {
  const { read } = await serve({ heartbeat: 1 })
  const reader = await read('/fleury/fr/watched/live')
  await reader.until(r => r.text.includes(':\n\n'))
  expect(reader.text).toContain('\n\n:\n\n')
})
