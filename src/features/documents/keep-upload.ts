import { createReadStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Uuid } from '../../base/ids.ts'
import { refuse, type Refusal } from '../../base/result.ts'
import type { AuthorityDb, Instant } from '../../journal/kernel.ts'
import type { ObjectStores } from '../../ports/object-store/object-store.ts'
import type { DocumentFile, KeepUploadInput } from '../../vocabulary/documents.ts'
import { cleanName } from './clean-name.ts'
import { sniffType } from './sniff.ts'
import { addUpload, countUploads, touchDocument } from './store.ts'

/** More than any form asks for; it bounds what one draft can fill the store with. */
const mostOfDraft = 200

/** Keeps a posted file for a draft: looks what it is, stores the bytes, then notes them. Refusals name the rule that it breaks. */
export async function keepUpload(stores: ObjectStores, db: AuthorityDb, { draft, account, types, file, now }: KeepUploadInput): Promise<DocumentFile | Refusal> {
  const { path } = file
  if (path === null) return refuse('fileTooLarge', { detail: { name: cleanName(file.name, '') } })
  if (file.bytes === 0) return refuse('emptyFile', { detail: { name: cleanName(file.name, '') } })
  const type = await sniffType(path)
  if (type === null || !types.includes(type)) return refuse('wrongType', { detail: { name: cleanName(file.name, '') } })
  if ((await countUploads(db, draft)) >= mostOfDraft) return refuse('tooManyFiles', { detail: { max: mostOfDraft } })
  return storeFile(stores, db, { draft, account, name: cleanName(file.name, type), type, now, open: () => createReadStream(path, { highWaterMark: 256 * 1024 }) })
}

type Storing = { draft: Uuid; account: Uuid; name: string; type: string; now: Instant; open(): AsyncIterable<Uint8Array> }

/**
 * Bytes first, then the rows. Where the same content is being deleted at this moment (nothing named it any more), this waits
 * until it is gone and puts it anew: a file that a row names is always there.
 */
export async function storeFile(stores: ObjectStores, db: AuthorityDb, { draft, account, name, type, now, open }: Storing): Promise<DocumentFile | Refusal> {
  const store = stores.of(db.authority)
  const stored = await store.put(open())
  const file = { file: stored.hash, name, type, bytes: stored.bytes }
  for (let tries = 0; !(await touchDocument(db, file, now)); tries++) {
    if (tries === 50) return refuse('Busy')
    await sleep(100)
  }
  const called = await addUpload(db, draft, account, file, now)
  if (!(await store.has(stored.hash))) await store.put(open())
  return { ...file, name: called }
}
