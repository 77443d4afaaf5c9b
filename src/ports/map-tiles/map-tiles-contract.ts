import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { greyPng } from './fake-tiles.ts'
import type { MapTiles } from './map-tiles.ts'

/** The other end: what it answers, and what it was asked. */
export type TileServer = { readonly url: string; readonly asked: string[] }
export type Answering = { readonly status?: number; readonly type?: string; readonly body?: Uint8Array | string; readonly location?: string; readonly silent?: boolean; readonly stalls?: boolean }

const open: Server[] = []

/** A server of tiles that answers in one way. Closed after the test. */
export async function serverThat(answering: Answering | (() => Answering)): Promise<TileServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    const { status = 200, type = 'image/png', body = greyPng, location, silent, stalls } = typeof answering === 'function' ? answering() : answering
    if (silent) return
    response.writeHead(status, { 'content-type': type, ...(location && { location }) })
    if (stalls) response.write(Buffer.from(body).subarray(0, 20))
    else response.end(body)
  }).listen(0, '127.0.0.1')
  await new Promise(listening => server.once('listening', listening))
  open.push(server)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** Cuts every line and closes. */
export function closeServers(): void {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
}

/** What every source of tiles holds to. Called inside of `describe`; `make` is given the server's address and how long to wait for it. */
export function mapTilesContract(make: (url: string, milliseconds: number) => MapTiles): void {
  afterEach(closeServers)
  const at = { z: 14, x: 8175, y: 5605 }
  const ask = async (answering: Answering, milliseconds = 5_000) => make((await serverThat(answering)).url, milliseconds).tile(at)
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])
  const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8 ')

  test('says whose the map is', () => expect(make('http://127.0.0.1:1', 50).attribution).toMatch(/\S/))

  test('fetches a square by its three numbers', async () => {
    const server = await serverThat({})
    expect(await make(server.url, 5_000).tile(at)).toEqual({ type: 'image/png', bytes: expect.objectContaining({ length: greyPng.length }) })
    expect(server.asked).toHaveLength(1)
    for (const number of Object.values(at)) expect(server.asked[0]).toContain(String(number))
  })

  test('goes by what a picture is, not by what it is called', async () => {
    expect(await ask({ type: 'text/html', body: jpeg })).toMatchObject({ type: 'image/jpeg' })
    expect(await ask({ type: 'image/svg+xml', body: webp })).toMatchObject({ type: 'image/webp' })
  })

  test.each<[string, Answering]>([
    ['fails', { status: 500 }],
    ['refuses', { status: 429 }],
    ['has no such square', { status: 404 }],
    ['sends elsewhere', { status: 302, location: '/other' }],
    ['sends to another host', { status: 301, location: 'http://localhost:1/' }],
    ['answers a page', { body: '<!doctype html><script>alert(1)</script>' }],
    ['answers a drawing that could act', { type: 'image/png', body: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>' }],
    ['answers nothing', { body: '' }],
    ['answers without end', { body: Buffer.concat([greyPng, Buffer.alloc(1_000_000)]) }],
  ])('has nothing where the server %s', async (_, answering) => expect(await ask(answering)).toBeNull())

  test('does not follow to another server', async () => {
    const other = await serverThat({})
    expect(await ask({ status: 302, location: other.url })).toBeNull()
    expect(other.asked).toEqual([])
  })

  test('gives up on a server that keeps silent, or stops in the middle', async () => {
    expect(await ask({ silent: true }, 50)).toBeNull()
    expect(await ask({ stalls: true }, 50)).toBeNull()
  })

  test('has nothing where the server is gone', async () => expect(await make('http://127.0.0.1:1', 5_000).tile(at)).toBeNull())
}
