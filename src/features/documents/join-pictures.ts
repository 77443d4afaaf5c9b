import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import { isRefusal } from '../../base/result.ts'
import type { AuthorityDb } from '../../journal/kernel.ts'
import { root } from '../../journal/root.ts'
import type { ObjectStore, ObjectStores } from '../../ports/object-store/object-store.ts'
import type { DocumentFile, JoinPicturesInput } from '../../vocabulary/documents.ts'
import { storeFile } from './keep-upload.ts'

/** HEIC pictures stay as they are: no browser and few programs read a PDF with one in it. */
const joined = new Set(['image/jpeg', 'image/png'])
/** More would need too much memory at once; such pictures stay as they are. */
const mostBytes = 100_000_000
const mostMs = 60_000

/** Makes one PDF of a draft's pictures. Where that cannot be done (a damaged one, too much at once), the files stay as they are. */
export async function joinPictures(stores: ObjectStores, incoming: string, db: AuthorityDb, { draft, account, files, now }: JoinPicturesInput): Promise<readonly DocumentFile[]> {
  const pictures = files.filter(file => joined.has(file.type))
  if (pictures.length < 2 || pictures.reduce((sum, file) => sum + file.bytes, 0) > mostBytes) return files
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const made = join(incoming, `pdf-${randomUUID()}`)
  const paths = pictures.map((_, i) => `${made}-${i}`)
  try {
    for (const [i, { file }] of pictures.entries()) await copy(stores.of(db.authority), file, paths[i]!)
    await inTurn(() => write(pictures.map(({ type }, i) => ({ path: paths[i]!, type })), made))
    const name = `${pictures[0]!.name.replace(/\.[^.]*$/, '')}.pdf`
    const pdf = await storeFile(stores, db, { draft, account, name, type: 'application/pdf', now, open: () => createReadStream(made) })
    if (isRefusal(pdf)) return files
    return files.flatMap(file => (file === pictures[0] ? [pdf] : pictures.includes(file) ? [] : [file]))
  } catch {
    return files
  } finally {
    for (const path of [made, ...paths]) await rm(path, { force: true })
  }
}

async function copy(store: ObjectStore, file: string, path: string): Promise<void> {
  const bytes = await store.get(file)
  if (bytes === null) throw new Error('A picture is missing in the store.')
  await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path, { mode: 0o600 }))
}

/** One at a time: each may need some hundred megabytes. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work)
  last = done.catch(() => undefined)
  return done
}

/** In the built server the thread's program lies beside it; from the sources, beside this file. */
const program = import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, 'pdf-worker.mjs') : join(root, 'dist', 'server', 'pdf-worker.js')

async function write(pictures: readonly { path: string; type: string }[], out: string): Promise<void> {
  const worker = new Worker(program, { workerData: { pictures, out }, resourceLimits: { maxOldGenerationSizeMb: 512 } })
  const timer = setTimeout(() => void worker.terminate(), mostMs)
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve()).once('error', reject).once('exit', () => reject(new Error('The pictures could not be joined.')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
