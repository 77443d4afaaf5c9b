import type { Uuid } from '../../base/ids.ts'
import { question, view, type AuthorityDb, type Instant } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { GetMailLink, type MailFailure, type MailPurpose } from '../../vocabulary/mail.ts'
import { maskAddress } from './mask-address.ts'
import { mailKind, type MailState, type MailStatus } from './state.ts'

/** One row a mailing. */
export const mailings = view<MailState>({
  table: 'mailings', of: mailKind,
  rows: s => s.queued === null ? [] : [{
    masked: s.to === 'erased' ? '' : maskAddress(s.to), purpose: s.purpose, status: s.status, attempts: s.attempts, why: s.why, queued: s.queued, touched: s.touched,
  }],
})

/** A line of the list of e-mails; `masked` is empty where the address was erased. */
export type MailLine = {
  readonly mailing: Uuid; readonly masked: string; readonly purpose: MailPurpose; readonly status: MailStatus; readonly attempts: number; readonly why: MailFailure | null
  readonly queued: Instant; readonly touched: Instant
}

/** The place of a line in the list: it pages on from there. */
export type MailPlace = { readonly queued: Instant; readonly mailing: Uuid }

const newest = sql(`select stream as mailing, masked, purpose, status, attempts, why, queued, touched from mailings
  where authority = $1 and (queued, stream) < ($2::bigint, $3::uuid) order by queued desc, stream desc limit $4`)
const top: MailPlace = { queued: Number.MAX_SAFE_INTEGER, mailing: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** The authority's e-mails, newest first, from `after` on. */
export const findMailings = (db: AuthorityDb, after: MailPlace | null, limit: number): Promise<MailLine[]> =>
  db.rows<MailLine>(newest, [db.authority, (after ?? top).queued, (after ?? top).mailing, limit])

const stuck = sql(`select stream as mailing from mailings where authority = $1
  and ((status = 'queued' and touched < $2::bigint - 120000) or (status = 'failed' and touched < $2::bigint - 25200000)) limit 500`)

/**
 * Mailings whose job was lost: the node died while sending, or the database was restored (a backup holds no jobs).
 * Two minutes for one that was never tried; seven hours for one that failed, longer than the queue's longest wait between attempts.
 */
export const findStuck = (db: AuthorityDb, now: Instant): Promise<{ mailing: Uuid }[]> => db.rows<{ mailing: Uuid }>(stuck, [db.authority, now])

export const questions = [
  question({
    call: GetMailLink,
    async answer(db, { mailing }) {
      const head = await db.head(mailKind, mailing)
      if (!head || head.state.queued === null) return null
      const { purpose, case: about, to, language, linkEnds, linkUsed } = head.state
      return { purpose, case: about, to, language, ends: linkEnds, used: linkUsed }
    },
  }),
]
