import { keepReading } from '../../../base/language.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { newUuid } from '../../../base/ids.ts'
import { isRefusal } from '../../../base/result.ts'
import { page, type Posting } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { QueueMail } from '../../../vocabulary/mail.ts'
import { mailableAddress } from '../parts/address.ts'
import { DraftMailForm } from '../parts/draft-doors.tsx'
import { faultsOf } from '../parts/faults.ts'
import { PlainPage } from '../parts/plain-page.tsx'
import { isVisitor } from '../permits.ts'
import { findDraftsByAddress } from '../store.ts'
import { texts } from '../texts/texts.ts'

/** Another link to a form that was kept with an address. Known and unknown addresses get the same answer after the same time. */
export const draftMail = page<null>({
  name: 'draft-mail',
  path: '/drafts/link',
  load: async () => null,
  permit: isVisitor,
  async act(r) {
    const address = await mailableAddress(r)
    if (isRefusal(address)) return address
    // Writing the mailing takes a few milliseconds that only known addresses would need.
    await Promise.all([sendLink(r, address.key), pause(250)])
    return { to: r.url('/drafts/sent') }
  },
  view(_model, r, problem) {
    const t = texts(r.language)
    return (
      <PlainPage r={r} title={t.draftsByMail} back={{ href: r.url('/drafts'), label: t.draftsTitle }} faults={faultsOf(problem, r.language)}>
        <Card>
          <DraftMailForm r={r} problem={problem} main />
        </Card>
      </PlainPage>
    )
  },
})

/** To the address as it was left with the draft, never as it was typed just now: texts that differ may have one key. */
async function sendLink(r: Posting, key: string): Promise<void> {
  const [newest, ...older] = await findDraftsByAddress(r.db, key, r.now)
  if (!newest?.address) return
  const ends = Math.max(newest.expires, ...older.map(draft => draft.expires))
  await r.send(QueueMail, { mailing: newUuid(r.now), purpose: 'draft', case: null, to: newest.address, ...keepReading(r.reading), ends })
}

/** After asking for a link. It says "if": the page is the same for every address. */
export const draftMailSent = page<null>({
  name: 'draft-mail-sent',
  path: '/drafts/sent',
  load: async () => null,
  permit: isVisitor,
  view(_model, r) {
    const t = texts(r.language)
    return (
      <PlainPage r={r} title={t.draftMailSentTitle} back={{ href: r.url('/drafts'), label: t.draftsTitle }}>
        <Card>
          <p>{t.draftMailSentIf}</p>
          <p>{t.draftMailSentElse}</p>
        </Card>
      </PlainPage>
    )
  },
})
