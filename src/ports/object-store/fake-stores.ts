import { createHash } from 'node:crypto'
import type { ObjectStores } from './object-store.ts'

/** Stores in memory, for tests. `objects` holds everything, by `authority/hash`. */
export function fakeStores(): ObjectStores & { readonly objects: Map<string, Buffer> } {
  const objects = new Map<string, Buffer>()
  return {
    name: 'folder',
    objects,
    of: authority => ({
      async put(bytes) {
        const parts: Uint8Array[] = []
        for await (const part of bytes) parts.push(part)
        const whole = Buffer.concat(parts)
        const hash = createHash('sha256').update(whole).digest('hex')
        objects.set(`${authority}/${hash}`, whole)
        return { hash, bytes: whole.length }
      },
      async get(hash) {
        const found = objects.get(`${authority}/${hash}`)
        return found ? (async function* () { yield found })() : null
      },
      has: async hash => objects.has(`${authority}/${hash}`),
      delete: async hash => void objects.delete(`${authority}/${hash}`),
      async *list() {
        for (const key of [...objects.keys()]) if (key.startsWith(`${authority}/`)) yield key.slice(key.indexOf('/') + 1)
      },
    }),
  }
}
