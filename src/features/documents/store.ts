import type { Uuid } from '../../base/ids.ts'
import type { AuthorityDb, Instant } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import type { DocumentFile } from '../../vocabulary/documents.ts'

const touch = sql(`insert into documents as d (authority, file, type, bytes, touched) values ($1, $2, $3, $4, $5)
  on conflict (authority, file) do update set touched = greatest(d.touched, excluded.touched) where not d.going returning 1`)
const add = sql(`insert into uploads as u (authority, draft, file, account, name, kept, checked) values ($1, $2, $3, $4, $5, $6, $6)
  on conflict (authority, draft, file) do update set kept = excluded.kept, checked = excluded.checked returning name`)
const ofDraft = sql(`select u.file, u.name, d.type, d.bytes from uploads u join documents d using (authority, file)
  where u.authority = $1 and u.draft = $2 order by u.kept, u.file`)
const hold = sql('update uploads set kept = $3 where authority = $1 and draft = $2 and not filed')
const countOf = sql('select count(*)::int as count from uploads where authority = $1 and draft = $2')
const toCheck = sql('select distinct draft from uploads where authority = $1 and not filed and checked < $2 limit 500')
const noteFiled = sql('update uploads set filed = true where authority = $1 and draft = $2 and file = any($3)')
const noteChecked = sql('update uploads set checked = $3 where authority = $1 and draft = $2 and not filed')
const dropOld = sql('delete from uploads where authority = $1 and draft = $2 and not filed and kept < $4 and not file = any($3)')
const drop = sql('delete from uploads where authority = $1 and draft = $2 returning 1')
const markGoing = sql(`update documents d set going = true where d.authority = $1 and (d.going or d.touched < $2)
  and not exists (select from uploads u where u.authority = d.authority and u.file = d.file) returning d.file`)
const remove = sql('delete from documents where authority = $1 and file = $2 and going')

/** Notes that a file's bytes are here; false while the same file is just being deleted. */
export const touchDocument = async (db: AuthorityDb, { file, type, bytes }: Omit<DocumentFile, 'name'>, now: Instant): Promise<boolean> =>
  (await db.rows(touch, [db.authority, file, type, bytes, now])).length > 0

/** Notes that a file belongs to a draft. The same file again keeps the name that it has there: answers may name it already. */
export const addUpload = async (db: AuthorityDb, draft: Uuid, account: Uuid, { file, name }: Pick<DocumentFile, 'file' | 'name'>, now: Instant): Promise<string> =>
  (await db.rows<{ name: string }>(add, [db.authority, draft, file, account, name, now]))[0]!.name

/** The files of a draft, or of the case that it became. */
export const uploadsOf = (db: AuthorityDb, draft: Uuid): Promise<DocumentFile[]> => db.rows<DocumentFile>(ofDraft, [db.authority, draft])

/** Counts the day after which loose files go from now on, for all of a draft. */
export const holdUploads = (db: AuthorityDb, draft: Uuid, now: Instant): Promise<unknown> => db.rows(hold, [db.authority, draft, now])

export const countUploads = async (db: AuthorityDb, draft: Uuid): Promise<number> => (await db.rows<{ count: number }>(countOf, [db.authority, draft]))[0]!.count

/** Drafts whose files nobody has looked at since then. */
export const draftsToCheck = async (db: AuthorityDb, before: Instant): Promise<Uuid[]> => (await db.rows<{ draft: Uuid }>(toCheck, [db.authority, before])).map(row => row.draft)

export const noteFiledUploads = (db: AuthorityDb, draft: Uuid, files: readonly string[]): Promise<unknown> => db.rows(noteFiled, [db.authority, draft, files])
export const noteCheckedUploads = (db: AuthorityDb, draft: Uuid, now: Instant): Promise<unknown> => db.rows(noteChecked, [db.authority, draft, now])

/** Lets go of a draft's files that its answers do not name and that came before then. */
export const dropOldUploads = (db: AuthorityDb, draft: Uuid, named: readonly string[], before: Instant): Promise<unknown> => db.rows(dropOld, [db.authority, draft, named, before])

/** Lets go of all files of a draft or case; answers how many. */
export const dropUploads = async (db: AuthorityDb, draft: Uuid): Promise<number> => (await db.rows(drop, [db.authority, draft])).length

/** Marks the files that nothing names any more and that did not come since then: from now on their bytes may be deleted. */
export const markGoingDocuments = async (db: AuthorityDb, before: Instant): Promise<string[]> => (await db.rows<{ file: string }>(markGoing, [db.authority, before])).map(row => row.file)

export const removeDocument = (db: AuthorityDb, file: string): Promise<unknown> => db.rows(remove, [db.authority, file])
