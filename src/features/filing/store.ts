import type { Uuid } from '../../base/ids.ts'
import type { Reading } from '../../base/language.ts'
import type { Answers } from '../../engines/forms/form.ts'
import { question, type AuthorityDb, type Instant } from '../../journal/kernel.ts'
import { readTogether } from '../../journal/read-together.ts'
import { sql } from '../../journal/sql.ts'
import { GetDraft } from '../../vocabulary/drafts.ts'

/** What somebody has begun to write. `sent`: a case stands under this id, and the draft is only not swept yet. */
export type Draft = {
  readonly id: Uuid
  /** Who began it, and who was let in on other devices by its code or link. */
  readonly account: Uuid
  readonly others: readonly Uuid[]
  readonly service: string
  readonly packageVersion: number
  /** Of an appeal: the refused case that it was begun from. Whether it may be filed about it, the filing checks. */
  readonly about: Uuid | null
  readonly answers: Answers
  readonly touched: Instant
  readonly expires: Instant
  /** Its writer chose to go on later: it is kept for longer. */
  readonly kept: boolean
  readonly number: string | null
  readonly codeHash: string | null
  readonly address: string | null
  readonly sent: boolean
}

const day = 24 * 3_600_000
/** How long an unsent draft is kept after its last answer: as long as an unused session, or as long as its writer was told who chose to go on later. */
export const draftLife = { plain: day, kept: 14 * day } as const
/** How long before its end whoever left an address is reminded. */
export const reminderBefore = 2 * day

const isSent = 'exists (select from streams s where s.authority = d.authority and s.stream = d.draft)'
const columns = `d.draft as id, d.account, d.others, d.service, d.package_version as "packageVersion", d.about, d.answers, d.touched, d.expires,
  d.kept, d.number, d.code_hash as "codeHash", d.address`
const find = sql(`select ${columns}, ${isSent} as sent from drafts d where d.authority = $1 and d.draft = any($2) and d.expires > $3`)
const findNumber = sql(`select ${columns}, false as sent from drafts d where d.authority = $1 and d.number = $2 and d.expires > $3 and not ${isSent}`)
const findAddress = sql(`select ${columns}, false as sent from drafts d where d.authority = $1 and d.address_key = $2 and d.expires > $3 and not ${isSent}
  order by d.touched desc limit 20`)
const findOf = sql(`select ${columns}, false as sent from drafts d
  where d.authority = $1 and (d.account = $2 or (d.others @> array[$2::uuid] and d.others <> '{}')) and d.expires > $3 and not ${isSent}
    and (d.answers <> '{}' or d.kept)
  order by d.touched desc limit 20`)
const begin = sql(`insert into drafts (authority, draft, account, service, package_version, answers, started, touched, expires, about)
  values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)`)
const save = sql(`update drafts set answers = $3, touched = $4, expires = $4::bigint + case when kept then $5::bigint else $6::bigint end,
    remind = case when kept and address is not null then $4::bigint + $5::bigint - $7::bigint end
  where authority = $1 and draft = $2 and touched = $8 returning 1`)
const keep = sql(`update drafts set kept = true, expires = greatest(expires, $3), number = coalesce(number, $4), code_hash = coalesce($5, code_hash),
    address = coalesce($6, address), address_key = coalesce($7, address_key), language = coalesce($8, language),
    remind = case when coalesce($6, address) is not null then greatest(expires, $3) - $9::bigint end
  where authority = $1 and draft = $2 returning expires`)
const letIn = sql(`update drafts set others = array_append(others, $3::uuid)
  where authority = $1 and draft = $2 and account <> $3::uuid and not others @> array[$3::uuid] and cardinality(others) < 50`)
const erase = sql('delete from drafts where authority = $1 and draft = $2')
const eraseOf = sql(`delete from drafts d where d.authority = $1 and d.account = $2 and not d.kept and d.others = '{}' and not ${isSent} returning d.draft as id`)
const sweep = sql(`delete from drafts d where d.authority = $1 and (d.expires <= $2 or ${isSent})`)
const findDue = sql(`select d.draft as id, d.address, d.language as reading, d.expires from drafts d
  where d.authority = $1 and d.remind <= $2 and d.address is not null and d.expires > $2 and not ${isSent} limit 200`)
const reminded = sql('update drafts set remind = null where authority = $1 and draft = $2 and expires = $3')

/** The draft of this id. Drafts that are asked for in the same turn of the event loop share one statement. */
export const findDraft = (db: AuthorityDb, id: Uuid, now: Instant): Promise<Draft | null> => together(db.authority, id, { db, now })

const together = readTogether<{ db: AuthorityDb; now: Instant }, Draft>(async (ids, { db, now }) =>
  new Map((await db.rows<Draft>(find, [db.authority, ids, now])).map(draft => [draft.id, draft])))

/** The draft of this number, where it was not sent. */
export const findDraftByNumber = async (db: AuthorityDb, number: string, now: Instant): Promise<Draft | null> =>
  (await db.rows<Draft>(findNumber, [db.authority, number, now]))[0] ?? null

/** The drafts whose writer left this address for going on later, the newest first. */
export const findDraftsByAddress = (db: AuthorityDb, addressKey: string, now: Instant): Promise<Draft[]> =>
  db.rows<Draft>(findAddress, [db.authority, addressKey, now])

/** What an account has begun and not sent, the newest first. */
export const findDraftsOf = (db: AuthorityDb, account: Uuid, now: Instant): Promise<Draft[]> => db.rows<Draft>(findOf, [db.authority, account, now])

/** Begins a draft, with answers where some were saved from one that is gone. */
export const beginDraft = (db: AuthorityDb, d: Pick<Draft, 'id' | 'account' | 'service' | 'packageVersion'> & Partial<Pick<Draft, 'about'>>, now: Instant, answers: Answers = {}): Promise<unknown> =>
  db.rows(begin, [db.authority, d.id, d.account, d.service, d.packageVersion, JSON.stringify(answers), now, now + draftLife.plain, d.about ?? null])

/** Stores new answers if nobody stored others since the draft was read; false where somebody did (a second tab). */
export async function saveDraft(db: AuthorityDb, draft: Draft, answers: Answers, now: Instant): Promise<boolean> {
  const touched = Math.max(now, draft.touched + 1)
  const values = [db.authority, draft.id, JSON.stringify(answers), touched, draftLife.kept, draftLife.plain, reminderBefore, draft.touched]
  return (await db.rows(save, values)).length > 0
}

/** How a draft is to be opened again: by a number and a code, of which the hash is kept, or by an address. */
export type Keeping = { readonly number?: string; readonly codeHash?: string; readonly address?: string; readonly addressKey?: string; readonly reading?: Reading }

/** Keeps a draft for the longer time. What is not named stays as it was; returns until when, `null` where the draft is no more. */
export async function keepDraft(db: AuthorityDb, id: Uuid, by: Keeping, now: Instant): Promise<Instant | null> {
  const values = [db.authority, id, now + draftLife.kept, by.number, by.codeHash, by.address, by.addressKey, by.reading, reminderBefore]
  const rows = await db.rows<{ expires: Instant }>(keep, values.map(value => value ?? null))
  return rows[0]?.expires ?? null
}

/** Lets an account of another device go on with a draft; whoever wrote in it so far still may. */
export const letInto = (db: AuthorityDb, id: Uuid, account: Uuid): Promise<unknown> => db.rows(letIn, [db.authority, id, account])

export const eraseDraft = (db: AuthorityDb, id: Uuid): Promise<unknown> => db.rows(erase, [db.authority, id])

/** Erases what an account has begun and nobody could open any more once its session is gone: not what is kept, not what was sent. */
export const eraseDraftsOf = (db: AuthorityDb, account: Uuid): Promise<{ id: Uuid }[]> => db.rows<{ id: Uuid }>(eraseOf, [db.authority, account])

/** Deletes what expired and what was sent. Run it each minute; nothing depends on when. */
export const sweepDrafts = (db: AuthorityDb, now: Instant): Promise<unknown> => db.rows(sweep, [db.authority, now])

export const questions = [
  question({
    call: GetDraft,
    async answer(db, { draft: id, now }) {
      const draft = await findDraft(db, id, now)
      return draft && !draft.sent ? { id, writers: [draft.account, ...draft.others], service: draft.service, packageVersion: draft.packageVersion, answers: draft.answers } : null
    },
  }),
]

/** A draft whose writer is to be told that it ends soon. */
export type DueDraft = { readonly id: Uuid; readonly address: string; readonly reading: Reading; readonly expires: Instant }
export const findDueDrafts = (db: AuthorityDb, now: Instant): Promise<DueDraft[]> => db.rows<DueDraft>(findDue, [db.authority, now])
/** Not again, unless another answer moves the end. */
export const noteReminded = (db: AuthorityDb, draft: DueDraft): Promise<unknown> => db.rows(reminded, [db.authority, draft.id, draft.expires])
