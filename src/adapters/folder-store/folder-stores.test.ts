import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { inPieces, objectStoreContract, sha256 } from '../../ports/object-store/object-store-contract.ts'
import { folderStores } from './folder-stores.ts'

const made: string[] = []
async function make() {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-folder-'))
  made.push(folder)
  return { folder, stores: folderStores(join(folder, 'documents')) }
}
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true })
})

describe('stores in a folder', () => {
  objectStoreContract(async () => (await make()).stores)

  test('a file stands under its hash, for its owner only, and nothing stands beside it', async () => {
    const { folder, stores } = await make()
    const content = Buffer.from('a letter')
    const hash = sha256(content)
    await stores.of(3).put(inPieces(content))
    const file = join(folder, 'documents', '3', hash.slice(0, 2), hash.slice(2, 4), hash)
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect(await readdir(join(folder, 'documents', '3', 'incoming'))).toEqual([])
  })

  test('what is being read is read to its end, though it was deleted meanwhile', async () => {
    const { stores } = await make()
    const { hash } = await stores.of(1).put(inPieces(Buffer.alloc(2_000_000, 7)))
    const reading = (await stores.of(1).get(hash))!
    await stores.of(1).delete(hash)
    let read = 0
    for await (const part of reading) read += part.length
    expect(read).toBe(2_000_000)
  })
})
