import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { restore, type FileTarget } from '../../src/journal/restore.ts'
import { exampleDatabase, newDatabase, pieces, saved } from './copies.ts'
import type { Observed } from './observe.ts'

/* Documents in a backup: as they were, or the backup is refused and nothing of it stays. */

const contents = [Buffer.from(''), Buffer.from('\\.\n{"end":true}\n'), Buffer.alloc(300_000, '\n\\.\n\u00ff')]
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
let from: Observed
let there: Map<string, Buffer>
beforeEach(async () => {
  from = (await exampleDatabase()).o
  there = new Map()
  for (const [i, content] of contents.entries()) {
    const authority = 1 + (i % 2)
    there.set(`${authority}/${hashOf(content)}`, content)
    await from.ask(`insert into parvis.documents (authority, file, type, bytes, touched) values (${authority}, '${hashOf(content)}', 'text/plain', ${content.length}, 1)`)
  }
})

const source = async (authority: number, file: string) => {
  const content = there.get(`${authority}/${file}`)
  return content ? (async function* () { for (let at = 0; at < content.length; at += 1000) yield content.subarray(at, at + 1000) })() : null
}

function target(): FileTarget & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>()
  return {
    files,
    has: async (authority, file) => files.has(`${authority}/${file}`),
    async put(authority, bytes) {
      const parts: Uint8Array[] = []
      for await (const part of bytes) parts.push(part)
      const content = Buffer.concat(parts)
      files.set(`${authority}/${hashOf(content)}`, content)
      return hashOf(content)
    },
    async delete(authority, file) {
      files.delete(`${authority}/${file}`)
    },
  }
}

describe('a backup with documents', () => {
  test('brings each back to its authority, byte by byte, and does it again where some are there already', async () => {
    const file = await saved(from.url, source)
    const kept = target()
    expect(await restore((await newDatabase()).url, pieces(file, 313), kept)).toMatchObject({ files: 3 })
    expect(kept.files).toEqual(there)
    kept.files.delete(kept.files.keys().next().value!)
    expect(await restore((await newDatabase()).url, pieces(file), kept)).toMatchObject({ files: 3 })
    expect(kept.files).toEqual(there)
  })

  test('goes on past one whose bytes were deleted meanwhile', async () => {
    there.delete(`1/${hashOf(contents[0]!)}`)
    const kept = target()
    expect(await restore((await newDatabase()).url, pieces(await saved(from.url, source)), kept)).toMatchObject({ files: 2 })
    expect(kept.files).toEqual(there)
  })

  test('is not made of a store that holds something else', async () => {
    there.set(`1/${hashOf(contents[2]!)}`, Buffer.from('short'))
    await expect(saved(from.url, source)).rejects.toThrow('5 bytes in the store instead of')
  })

  test('that was cut off or altered leaves no document behind', async () => {
    const plain = gunzipSync(await saved(from.url, source))
    const kept = target()
    const { url } = await newDatabase()
    const inFile = plain.indexOf(contents[2]!.subarray(0, 100)) + 1000
    const altered = Buffer.from(plain)
    altered[inFile]! ^= 1
    for (const bad of [plain.subarray(0, inFile), plain.subarray(0, plain.length - 200), altered, Buffer.from(plain.toString('latin1').replace('"files":3', '"files":4'), 'latin1')]) {
      await expect(restore(url, pieces(gzipSync(bad)), kept)).rejects.toThrow('Nothing was restored')
      expect(kept.files.size).toBe(0)
    }
  })

  test('of format 1, which knew none, is still read', async () => {
    const text = gunzipSync(await saved((await exampleDatabase()).o.url)).toString()
    const end = text.lastIndexOf('\n', text.length - 2) + 1
    const before = text.slice(0, end).replace('"format":2', '"format":1').replace(/\\\.\n$/, '')
    const trailer = { ...JSON.parse(text.slice(end)), files: undefined, sha256: createHash('sha256').update(before).digest('hex') }
    const kept = target()
    expect(await restore((await newDatabase()).url, pieces(gzipSync(`${before}${JSON.stringify(trailer)}\n`)), kept)).toMatchObject({ files: 0 })
    expect(kept.files.size).toBe(0)
  })
})
