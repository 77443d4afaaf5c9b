import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Bytes, ObjectStores } from './object-store.ts'

/** What every object store holds to; called inside of `describe`. `make` gives new, empty stores. */
export function objectStoreContract(make: () => Promise<ObjectStores>): void {
  test.each([['nothing at all', 0], ['a few bytes', 11], ['more than one piece', 3_000_017]])('gives back %s as it was put, under its hash', async (_, length) => {
    const store = (await make()).of(1)
    const content = pseudoRandom(length)
    const hash = sha256(content)
    expect(await store.has(hash)).toBe(false)
    expect(await store.put(inPieces(content))).toEqual({ hash, bytes: length })
    expect(await store.has(hash)).toBe(true)
    expect((await whole(await store.get(hash))).equals(content)).toBe(true)
  })

  test('keeps the same content once, from two at the same time, too', async () => {
    const store = (await make()).of(1)
    const put = () => store.put(inPieces(Buffer.from('the same letter')))
    const [first, second] = await Promise.all([put(), put()])
    expect(second).toEqual(first)
    expect(await put()).toEqual(first)
    expect(await listed(store.list())).toEqual([first.hash])
  })

  test('lists what is there; what was deleted is gone, and deleting it again does nothing', async () => {
    const store = (await make()).of(1)
    expect(await listed(store.list())).toEqual([])
    const hashes = await Promise.all(['a', 'b', 'c'].map(async text => (await store.put(inPieces(Buffer.from(text)))).hash))
    expect(await listed(store.list())).toEqual([...hashes].sort())
    await store.delete(hashes[0]!)
    await store.delete(hashes[0]!)
    expect(await store.get(hashes[0]!)).toBeNull()
    expect(await listed(store.list())).toEqual(hashes.slice(1).sort())
  })

  test('has a store of its own for each authority', async () => {
    const stores = await make()
    const { hash } = await stores.of(1).put(inPieces(Buffer.from('of town 1')))
    for (const other of [2, 11]) {
      expect(await stores.of(other).has(hash)).toBe(false)
      expect(await stores.of(other).get(hash)).toBeNull()
      expect(await listed(stores.of(other).list())).toEqual([])
      await stores.of(other).delete(hash)
    }
    expect(await stores.of(1).has(hash)).toBe(true)
  })

  test('keeps nothing of what broke off', async () => {
    const store = (await make()).of(1)
    await expect(store.put(broken())).rejects.toThrow('cut')
    expect(await listed(store.list())).toEqual([])
  })

  test('finds nothing under what is no hash, wherever that would lead', async () => {
    const store = (await make()).of(1)
    const { hash } = await store.put(inPieces(Buffer.from('x')))
    for (const wrong of ['', '..', '../../secret', hash.toUpperCase(), `${hash}/`, `../1/${hash}`, `${hash.slice(0, 2)}/${hash}`, '%2e%2e', `${hash}\0`]) {
      expect(await store.has(wrong), wrong).toBe(false)
      expect(await store.get(wrong), wrong).toBeNull()
      await store.delete(wrong)
    }
    expect(await store.has(hash)).toBe(true)
  })
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that no packing shortens, the same each time. */
export function pseudoRandom(length: number): Buffer {
  const out = Buffer.alloc(length)
  let state = 0x9e3779b9
  for (let i = 0; i < length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    out[i] = state
  }
  return out
}

export async function* inPieces(content: Uint8Array, size = 65_536): Bytes {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

export async function whole(bytes: Bytes | null): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes ?? []) parts.push(part)
  return Buffer.concat(parts)
}

async function listed(hashes: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const hash of hashes) found.push(hash)
  return found.sort()
}

async function* broken(): Bytes {
  yield Buffer.from('half of')
  throw new Error('cut')
}
