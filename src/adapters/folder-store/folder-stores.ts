import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isHash, type ObjectStores, type Stored } from '../../ports/object-store/object-store.ts'

/**
 * Keeps files in a folder: `AUTHORITY/ab/cd/HASH`, readable to their owner only. A file is written under a name of its own,
 * synced, then renamed, and the folder is synced: what stands under a hash is whole, after a power cut, too.
 */
export function folderStores(folder: string): ObjectStores {
  return {
    name: 'folder',
    of(authority) {
      if (!Number.isSafeInteger(authority) || authority < 0) throw new Error('An authority is a number.')
      const home = join(folder, String(authority))
      const incoming = join(home, 'incoming')
      const shelf = (hash: string): string => join(home, hash.slice(0, 2), hash.slice(2, 4))
      const place = (hash: string): string => join(shelf(hash), hash)
      return {
        async put(bytes) {
          await mkdir(incoming, { recursive: true, mode: 0o700 })
          const draft = join(incoming, randomUUID())
          try {
            const stored = await write(draft, bytes)
            const made = await mkdir(shelf(stored.hash), { recursive: true, mode: 0o700 })
            await rename(draft, place(stored.hash))
            await syncFolder(shelf(stored.hash))
            // A folder that was just made must survive as well, and so must those above it.
            if (made) for (const above of [join(home, stored.hash.slice(0, 2)), home, folder]) await syncFolder(above)
            return stored
          } catch (error) {
            await rm(draft, { force: true })
            throw error
          }
        },
        async get(hash) {
          if (!isHash(hash)) return null
          try {
            // Opened before it is handed out: a file that is deleted meanwhile is read to its end all the same.
            const file = await open(place(hash))
            return createReadStream('', { fd: file, highWaterMark: 256 * 1024 })
          } catch (error) {
            return missing(error, null)
          }
        },
        has: async hash => isHash(hash) && (await stat(place(hash)).then(() => true, error => missing(error, false))),
        async delete(hash) {
          if (!isHash(hash)) return
          await rm(place(hash), { force: true })
        },
        async *list() {
          for (const first of await names(home))
            for (const second of await names(join(home, first)))
              for (const hash of await names(join(home, first, second))) if (isHash(hash)) yield hash
        },
      }
    },
  }
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Stored> {
  const sum = createHash('sha256')
  let length = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of bytes) {
      sum.update(part)
      length += part.length
      for (let at = 0; at < part.length; ) at += (await file.write(part, at)).bytesWritten
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: sum.digest('hex'), bytes: length }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const names = (path: string): Promise<string[]> => readdir(path).catch(error => missing(error, []))

function missing<T>(error: unknown, instead: T): T {
  if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return instead
  throw error
}
