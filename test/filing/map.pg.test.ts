import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spotOf } from '../../src/base/map-area.ts'
import { tileServer } from '../../src/adapters/tile-server/tile-server.ts'
import { fakeTiles, greyPng } from '../../src/ports/map-tiles/fake-tiles.ts'
import { closeServers, serverThat, type Answering } from '../../src/ports/map-tiles/map-tiles-contract.ts'
import type { MapTiles } from '../../src/ports/map-tiles/map-tiles.ts'
import { Visitor } from '../support/visitor.ts'
import { openCounter, type Counter } from './counter.ts'

/* Squares of a map by way of the house: only those of the authority's own map, and only for who has begun a request. */

let tiles: MapTiles & { asked?: unknown[] } = fakeTiles()
let counter: Counter
let visitor: Visitor
const { x, y } = spotOf({ latitude: 49.1486, longitude: -0.3747 })
const at = (z: number, dx = 0, dy = 0) => `/town-1/fr/map/${z}/${Math.floor(x * 2 ** z) + dx}/${Math.floor(y * 2 ** z) + dy}`
beforeAll(async () => {
  counter = await openCounter(undefined, () => ({ attribution: '© Example', tile: asked => tiles.tile(asked) }))
  visitor = new Visitor(counter.server)
  await counter.begin(visitor)
})
afterAll(async () => {
  closeServers()
  await counter?.close()
})

test('a square is a picture that this browser may keep, and nothing of it can act', async () => {
  const answer = await visitor.get(at(14))
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload.equals(greyPng)).toBe(true)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png', 'cache-control': 'private, max-age=604800', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  })
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect((await visitor.ask('HEAD', at(14), {})).statusCode).toBe(200)
  expect((await visitor.post(at(14), {})).statusCode).toBe(405)
})

test('is for those who have begun a request with this authority, which must have a place', async () => {
  expect((await new Visitor(counter.server).get(at(14))).statusCode).toBe(404)
  expect((await visitor.get(at(14).replace('town-1', 'town-2'))).statusCode).toBe(404)
  const other = new Visitor(counter.server)
  const page = await other.get('/town-2/fr/services/cantine-periscolaire')
  await other.post('/town-2/fr/services/cantine-periscolaire/start', { csrf: /name="csrf" value="([^"]+)"/.exec(page.body)![1]! })
  expect((await other.get(at(14).replace('town-1', 'town-2'))).statusCode).toBe(404)
  expect((await other.get(at(14))).statusCode).toBe(404)
})

describe('what is no square of the map', () => {
  test.each([
    at(10), at(19), at(14, 14), at(14, 0, -14), '/town-1/fr/map/14/8175', '/town-1/fr/map/14/-1/5600', '/town-1/fr/map/14/08175/5605', '/town-1/fr/map/14/8175.0/5605', '/town-1/fr/map/14/8175e0/5605',
    '/town-1/fr/map/1e1/8175/5605', '/town-1/fr/map/14/+8175/5605', '/town-1/fr/map/14/8175/5605.png', '/town-1/fr/map/14/8175/99999999999999999999', '/town-1/fr/map/14/8175/%252e%252e', '/town-1/fr/map/14/8175/..%2f..%2fadmin',
    '/town-1/fr/map/14/8175/5605%3Fkey=1', '/town-1/fr/map/14/8175/{y}', '/town-1/fr/map/14/8175/5605%00', '/town-1/fr/map/0x0e/8175/5605', '/town-1/fr/map/%31%34/８１７５/5605', '/town-1/fr/map//8175/5605',
  ])('is not there, and is asked of nobody: %s', async address => {
    tiles = fakeTiles()
    expect((await visitor.get(address)).statusCode).toBe(404)
    expect(tiles.asked).toEqual([])
  })

  test('as the plain form of these numbers is', async () => expect((await visitor.get('/town-1/fr/map/14/8175/5605')).statusCode).toBe(200))

  test('a query changes nothing', async () => {
    tiles = fakeTiles()
    expect((await visitor.get(`${at(14)}?z=1&x=1&url=https://example.org`)).statusCode).toBe(200)
    expect(tiles.asked).toEqual([{ z: 14, x: Math.floor(x * 2 ** 14), y: Math.floor(y * 2 ** 14) }])
  })
})

describe('a map server', () => {
  test.each<[string, Answering]>([
    ['that sends elsewhere', { status: 302, location: 'http://localhost:1/' }], ['that answers too much', { body: Buffer.concat([greyPng, Buffer.alloc(1_000_000)]) }],
    ['that is silent', { silent: true }], ['that answers a page', { body: '<script>alert(1)</script>' }], ['that fails', { status: 500 }],
  ])('%s leaves the square grey', async (_, answering) => {
    tiles = tileServer({ template: `${(await serverThat(answering)).url}/{z}/{x}/{y}`, attribution: '©', milliseconds: 300 })
    const answer = await visitor.get(at(15))
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).not.toContain('alert')
  })
})

test('without a map there are no squares', async () => {
  const bare = await openCounter()
  const who = new Visitor(bare.server)
  await bare.begin(who)
  expect((await who.get(at(14))).statusCode).toBe(404)
  await bare.close()
})
