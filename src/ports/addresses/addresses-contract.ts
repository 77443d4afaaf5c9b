import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Addresses } from './addresses.ts'

/** A register's other end: what it answers, and what it was asked. */
export type Register = { readonly url: string; readonly asked: URL[] }
export type Answering = { readonly status?: number; readonly body?: string; readonly silent?: boolean }

const open: Server[] = []

/** A register that answers in one way. Closed after the test. */
export async function registerThat(answering: Answering): Promise<Register> {
  const asked: URL[] = []
  const server = createServer((request, response) => {
    asked.push(new URL(request.url!, 'http://register'))
    if (answering.silent) return
    response.writeHead(answering.status ?? 200, { 'content-type': 'application/json', ...(answering.status === 302 && { location: '/elsewhere' }) }).end(answering.body ?? '')
  }).listen(0, '127.0.0.1')
  await new Promise(listening => server.once('listening', listening))
  open.push(server)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}

/** What every register of addresses holds to; `sample` is an answer of the real one, cut to two places or more. Called inside of `describe`. */
export function addressesContract(make: (url: string, patience: number) => Addresses, sample: unknown): void {
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  const suggest = async (answering: Answering, text = '3 rue de l’Exemple', limit = 5, patience = 5_000) => {
    const register = await registerThat(answering)
    return { found: await make(register.url, patience).suggest(text, null, limit), asked: register.asked }
  }
  const good = { body: JSON.stringify(sample) }

  test('suggests addresses over their lines, with a point', async () => {
    const { found } = await suggest(good)
    expect(found.length).toBeGreaterThan(1)
    for (const { text, point, source } of found) {
      expect(text.split('\n').length).toBe(2)
      expect(text).not.toMatch(/[<>&]/)
      expect(point).toMatch(/^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?$/)
      expect(source).toMatch(/^[a-z0-9-]{1,40}$/)
    }
  })

  test('never suggests more than was asked for', async () => expect((await suggest(good, '3 rue', 1)).found).toHaveLength(1))

  test('asks for what was typed, whatever stands in it', async () => {
    const typed = '3 rue l’Été & fils?limit=99#x'
    expect([...(await suggest(good, typed)).asked[0]!.searchParams.values()]).toContain(typed)
  })

  test.each(['', 'abc', '?', '- 3 rue', 'x'.repeat(201)])('asks nothing for %j', async text => expect(await suggest(good, text)).toEqual({ found: [], asked: [] }))

  test.each<[string, Answering]>([
    ['fails', { status: 500, body: '{}' }],
    ['refuses', { status: 429, body: '{}' }],
    ['sends elsewhere', { status: 302 }],
    ['answers no JSON', { body: '<html>' }],
    ['answers something else', { body: '[1, null, {"features": 3, "results": {"a": 1}}]' }],
    ['answers half of it', { body: JSON.stringify(sample).replaceAll(/"(lat|lon|coordinates|name|label)":/g, '"gone":') }],
    ['answers without end', { body: `["${'x'.repeat(1_000_000)}"]` }],
  ])('has nothing where the register %s', async (_, answering) => expect((await suggest(answering)).found).toEqual([]))

  test('gives up on a register that keeps silent', async () => expect((await suggest({ silent: true }, '3 rue', 5, 50)).found).toEqual([]))

  test('has nothing where the register is gone', async () => expect(await make('http://127.0.0.1:1/', 5_000).suggest('3 rue de l’Exemple', null, 5)).toEqual([]))
}
