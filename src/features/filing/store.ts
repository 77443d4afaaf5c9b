import type { Uuid } from '../../base/ids.ts'
import type { Answers } from '../../engines/forms/form.ts'
import { question, type AuthorityDb, type Instant } from '../../journal/kernel.ts'
import { readTogether } from '../../journal/read-together.ts'
import { sql } from '../../journal/sql.ts'
import { GetDraft } from '../../vocabulary/drafts.ts'

/** What somebody has begun to write. `sent`: a case stands under this id, and the draft is only not swept yet. */
export type Draft = {
  readonly id: Uuid
  readonly account: Uuid
  readonly service: string
  readonly packageVersion: number
  readonly answers: Answers
  readonly touched: Instant
  readonly sent: boolean
}

/** How long an unsent draft is kept after its last answer: as long as an unused session, which alone could open it. */
export const draftLife = 24 * 3_600_000

const find = sql(`select d.draft as id, d.account, d.service, d.package_version as "packageVersion", d.answers, d.touched,
  exists (select from streams s where s.authority = d.authority and s.stream = d.draft) as sent
  from drafts d where d.authority = $1 and d.draft = any($2) and d.expires > $3`)
const findBegun = sql(`select d.draft as id from drafts d
  where d.authority = $1 and d.account = $2 and d.service = $3 and d.expires > $4 and d.answers <> '{}'
    and not exists (select from streams s where s.authority = d.authority and s.stream = d.draft)
  order by d.touched desc limit 1`)
const begin = sql(`insert into drafts (authority, draft, account, service, package_version, answers, started, touched, expires)
  values ($1, $2, $3, $4, $5, '{}', $6, $6, $7)`)
const save = sql(`update drafts set answers = $3, touched = $4, expires = $5 where authority = $1 and draft = $2 and touched = $6 returning 1`)
const erase = sql('delete from drafts where authority = $1 and draft = $2')
const sweep = sql(`delete from drafts d where d.authority = $1
  and (d.expires <= $2 or exists (select from streams s where s.authority = d.authority and s.stream = d.draft))`)

/** The draft of this id. Drafts that are asked for in the same turn of the event loop share one statement. */
export const findDraft = (db: AuthorityDb, id: Uuid, now: Instant): Promise<Draft | null> => together(db.authority, id, { db, now })

const together = readTogether<{ db: AuthorityDb; now: Instant }, Draft>(async (ids, { db, now }) =>
  new Map((await db.rows<Draft>(find, [db.authority, ids, now])).map(draft => [draft.id, draft])))

/** The last draft that this account began for a service, answered in part and did not send. */
export const findBegunDraft = async (db: AuthorityDb, account: Uuid, service: string, now: Instant): Promise<Uuid | null> =>
  (await db.rows<{ id: Uuid }>(findBegun, [db.authority, account, service, now]))[0]?.id ?? null

export const beginDraft = (db: AuthorityDb, d: Pick<Draft, 'id' | 'account' | 'service' | 'packageVersion'>, now: Instant): Promise<unknown> =>
  db.rows(begin, [db.authority, d.id, d.account, d.service, d.packageVersion, now, now + draftLife])

/** Stores new answers if nobody stored others since the draft was read; false where somebody did (a second tab). */
export async function saveDraft(db: AuthorityDb, draft: Draft, answers: Answers, now: Instant): Promise<boolean> {
  const touched = Math.max(now, draft.touched + 1)
  return (await db.rows(save, [db.authority, draft.id, JSON.stringify(answers), touched, now + draftLife, draft.touched])).length > 0
}

export const eraseDraft = (db: AuthorityDb, id: Uuid): Promise<unknown> => db.rows(erase, [db.authority, id])

/** Deletes what expired and what was sent. Run it each minute; nothing depends on when. */
export const sweepDrafts = (db: AuthorityDb, now: Instant): Promise<unknown> => db.rows(sweep, [db.authority, now])

export const questions = [
  question({
    call: GetDraft,
    async answer(db, { draft: id, now }) {
      const draft = await findDraft(db, id, now)
      return draft && !draft.sent ? { id, writers: [draft.account], service: draft.service, packageVersion: draft.packageVersion, answers: draft.answers } : null
    },
  }),
]
