import { derivedUuid } from '../../base/ids.ts'
import { keepReading } from '../../base/language.ts'
import { isRefusal } from '../../base/result.ts'
import type { Sweeping } from '../../journal/kernel.ts'
import { QueueMail } from '../../vocabulary/mail.ts'
import { findDueDrafts, noteReminded } from './store.ts'

/**
 * Tells whoever left an address that a form ends soon. The same draft and end give the same mailing, so that two nodes, or a
 * sweep that was cut off, write once.
 */
export async function remindWriters({ db, now, send }: Pick<Sweeping, 'db' | 'now' | 'send'>): Promise<void> {
  for (const draft of await findDueDrafts(db, now)) {
    const mailing = derivedUuid(`draft-ends/${draft.id}/${draft.expires}`)
    const queued = await send(QueueMail, { mailing, purpose: 'draft-ends', case: null, to: draft.address, ...keepReading(draft.reading), ends: draft.expires })
    if (!isRefusal(queued)) await noteReminded(db, draft)
  }
}
