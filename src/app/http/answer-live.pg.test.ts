import pg from 'pg'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { testSettings } from '../../../test/support/fake-runtime.ts'
import { StoredRuntime } from '../../../test/support/stored-runtime.ts'
import { newUuid } from '../../base/ids.ts'
import { openPool } from '../../journal/database.ts'
import { page } from '../../journal/kernel.ts'
import { createServer } from './server.ts'

test('a page that is older than its streams is told at once; one that is not, waits', async () => {
  const database = await freshDatabase()
  const streams = [newUuid(), newUuid()]
  const admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
  for (const [i, stream] of streams.entries())
    await admin.query("insert into parvis.streams (authority, stream, kind, version, expected, shape, state) values ($1, $2, 'test', $3, 0, 1, '{}')", [1, stream, i + 2])
  // The same stream of another authority counts for nothing here.
  await admin.query("insert into parvis.streams (authority, stream, kind, version, expected, shape, state) values (2, $1, 'test', 90, 0, 1, '{}')", [streams[0]])
  await admin.end()
  const watched = page<null>({
    name: 'watched', path: '/watched', load: async () => null, permit: () => true, view: () => ({}) as never,
    watches: () => streams.map(stream => ({ stream, version: 0 })),
  })
  const runtime = new StoredRuntime(openPool(database.url, 'parvis_app', 2), [watched])
  const server = await createServer(runtime, testSettings())
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/fleury/fr/watched/live`
  const read = async (shown: number, until: string, opened = () => {}): Promise<string> => {
    let text = ''
    for await (const chunk of (await fetch(`${address}?v=${shown}`)).body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes(until)) break
      if (text.includes('retry')) opened()
    }
    return text
  }
  expect(await read(4, 'data: new')).toBe('retry: 2000\n\ndata: new\n\n')
  // The event comes well after the comparison has been answered, so that one told by mistake would be seen.
  expect(await read(5, 'data: 3', () => setTimeout(() => runtime.change(streams[0]!, 3), 200))).not.toContain('new')
  await server.close()
  await runtime.pool.end()
  await database.drop()
})
