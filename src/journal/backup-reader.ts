import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { damaged, endOfRows, tally } from './backup-format.ts'

export type Lines = ReturnType<typeof readLines>

/** The unpacked text, as whole lines and as rows up to the line that ends them; all of it is hashed on the way. */
export function readLines(from: Readable) {
  const source = unpack(from)
  const sum = tally()
  let held: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { value, done } = await source.next()
    if (done) throw damaged('it ends too early')
    held = held.length ? Buffer.concat([held, value]) : value
  }

  function take(length: number): Buffer {
    const bytes = held.subarray(0, length)
    held = held.subarray(length)
    sum.take(bytes)
    return bytes
  }

  return {
    async line(): Promise<Buffer> {
      while (!held.includes(10)) await more()
      return take(held.indexOf(10) + 1)
    },
    /** Chunks of whole rows, up to the line that ends them. */
    async *rows(): AsyncGenerator<Buffer> {
      for (;;) {
        while (!held.includes(10)) await more()
        if (held.subarray(0, endOfRows.length).equals(endOfRows)) return void take(endOfRows.length)
        const end = held.indexOf('\n\\.\n')
        yield take((end >= 0 ? end : held.lastIndexOf(10)) + 1)
      }
    },
    /** So many bytes as they are, in pieces. */
    async *bytes(length: number): AsyncGenerator<Buffer> {
      for (let left = length; left > 0; ) {
        if (held.length === 0) await more()
        const piece = take(Math.min(left, held.length))
        left -= piece.length
        yield piece
      }
    },
    digest: sum.digest,
    /** Nothing may come after the trailer; the packed stream's own checksum is checked here, too. */
    async end(): Promise<void> {
      if (held.length || !(await source.next()).done) throw damaged('something stands after its end')
    },
  }
}

async function* unpack(from: Readable): AsyncGenerator<Buffer> {
  const unzip = createGunzip()
  from.on('error', error => unzip.destroy(error))
  from.pipe(unzip)
  try {
    for await (const chunk of unzip) yield chunk as Buffer
  } catch (error) {
    const code = String((error as { code?: string }).code)
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') throw damaged((error as Error).message, error)
    throw error
  }
}
