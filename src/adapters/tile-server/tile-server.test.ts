import { describe, expect, test } from 'vitest'
import { closeServers, mapTilesContract, serverThat } from '../../ports/map-tiles/map-tiles-contract.ts'
import { keptTiles } from './kept-tiles.ts'
import { knownServers } from './known-servers.ts'
import { takeTurns } from './take-turns.ts'
import { tileServer } from './tile-server.ts'

const at = { z: 14, x: 8175, y: 5605 }
const square = (length: number) => ({ type: 'image/png' as const, bytes: new Uint8Array(length) })

describe('a server of tiles', () => {
  mapTilesContract((url, milliseconds) => tileServer({ template: `${url}/{z}/{x}/{y}.png?again={z}`, attribution: '© Somebody', milliseconds }))

  test('is asked once for a square that many look at, and again after a day', async () => {
    let now = 0
    const server = await serverThat({})
    const tiles = tileServer({ template: `${server.url}/{z}/{x}/{y}.png`, attribution: '©', now: () => now })
    await Promise.all([tiles.tile(at), tiles.tile(at), tiles.tile(at)])
    await tiles.tile(at)
    expect(server.asked).toEqual(['/14/8175/5605.png'])
    now += 24 * 3600_000
    expect(await tiles.tile(at)).not.toBeNull()
    expect(server.asked).toHaveLength(2)
  })

  test('in trouble is left alone for half a minute', async () => {
    let now = 0
    let status = 500
    const server = await serverThat(() => ({ status }))
    const tiles = tileServer({ template: `${server.url}/{z}/{x}/{y}`, attribution: '©', now: () => now })
    expect(await tiles.tile(at)).toBeNull()
    status = 200
    expect(await tiles.tile(at)).toBeNull()
    expect(server.asked).toHaveLength(1)
    now += 30_000
    expect(await tiles.tile(at)).not.toBeNull()
  })

  test('is not asked for more than so many squares at a time', async () => {
    const server = await serverThat({ silent: true })
    const tiles = tileServer({ template: `${server.url}/{z}/{x}/{y}`, attribution: '©', milliseconds: 60_000 })
    const first = Array.from({ length: 72 }, (_, x) => tiles.tile({ z: 14, x, y: 1 }))
    await expect.poll(() => server.asked.length).toBe(8)
    // All turns and all places in line are taken.
    expect(await tiles.tile({ z: 14, x: 200, y: 1 })).toBeNull()
    expect(server.asked.length).toBe(8)
    closeServers()
    expect(await Promise.all(first)).toEqual(first.map(() => null))
  })

  test('of a country is asked with each number in its place', () => {
    for (const { template } of Object.values(knownServers)) {
      expect(new URL(template).protocol).toBe('https:')
      for (const part of ['{z}', '{x}', '{y}']) expect(template.split(part)).toHaveLength(2)
    }
    expect(knownServers.ign.template).toContain('TILEROW={y}&TILECOL={x}')
  })
})

describe('squares in memory', () => {
  test('stay within their bound: the least looked at go first', () => {
    const kept = keptTiles(() => 0, 3_000)
    kept.keep('a', square(500))
    kept.keep('b', square(500))
    kept.keep('c', square(500))
    kept.find('a')
    kept.keep('d', square(500))
    expect(['a', 'b', 'c', 'd'].map(one => kept.find(one) !== undefined)).toEqual([true, false, true, true])
    // One that replaces itself weighs once.
    for (let i = 0; i < 10; i++) kept.keep('d', square(500))
    expect(kept.find('a')).toBeDefined()
  })

  test('also where only missing ones are remembered', () => {
    const kept = keptTiles(() => 0, 5_000)
    for (let i = 0; i < 100; i++) kept.keep(String(i), null)
    expect([kept.find('0'), kept.find('99')]).toEqual([undefined, null])
  })
})

test('work that fails gives its turn to the next', async () => {
  const turn = takeTurns(1, 2)
  const fails = turn(() => Promise.reject(new Error('broken')))
  const next = turn(async () => 'done')
  await expect(fails).rejects.toThrow('broken')
  expect(await next).toBe('done')
  expect(await turn(async () => 'again')).toBe('again')
})
