import { filesIn } from '../../engines/forms/stored-file.ts'
import type { AuthorityDb, Ask, Instant } from '../../journal/kernel.ts'
import type { ObjectStores } from '../../ports/object-store/object-store.ts'
import { GetCase } from '../../vocabulary/cases.ts'
import { GetDraft } from '../../vocabulary/drafts.ts'
import { draftsToCheck, dropOldUploads, markGoingDocuments, noteCheckedUploads, noteFiledUploads, removeDocument } from './store.ts'

const hour = 3_600_000
/** How long a file stays that no draft and no case names. */
export const looseMs = 24 * hour
/** Between a file's arrival and the row that names it lie milliseconds; this is more than any of them takes. */
const graceMs = 10 * 60_000

/**
 * Notes the files that cases name, lets go of those that nothing has named for a day, deletes what nobody holds. Run it each
 * minute; nothing depends on when, and two at a time do no harm.
 */
export async function sweepDocuments(stores: ObjectStores, { db, ask, now }: { db: AuthorityDb; ask: Ask; now: Instant }): Promise<void> {
  for (const draft of await draftsToCheck(db, now - hour)) {
    // A case has its draft's id. What came and is not named by the answers was taken out again, or never posted with them.
    const file = await ask(GetCase, { case: draft })
    const named = filesIn((file ?? (await ask(GetDraft, { draft, now })))?.answers).map(one => one.file)
    if (file) await noteFiledUploads(db, draft, named)
    await dropOldUploads(db, draft, named, now - looseMs)
    await noteCheckedUploads(db, draft, now)
  }
  await deleteLoose(stores, db, now)
}

/** Deletes the bytes that no row names. Marked first: whoever brings the same file meanwhile waits until it is gone. */
export async function deleteLoose(stores: ObjectStores, db: AuthorityDb, now: Instant): Promise<void> {
  for (const file of await markGoingDocuments(db, now - graceMs)) {
    await stores.of(db.authority).delete(file)
    await removeDocument(db, file)
  }
}
