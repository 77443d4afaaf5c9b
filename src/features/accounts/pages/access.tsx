import { keepReading } from '../../../base/language.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { newUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { page, type Posting } from '../../../journal/kernel.ts'
import { FindAccountByAddress, GetAccount } from '../../../vocabulary/accounts.ts'
import { FindCasesToConfirm } from '../../../vocabulary/case-lists.ts'
import { GetCase } from '../../../vocabulary/cases.ts'
import { addressKey } from '../../../vocabulary/mail-link.ts'
import { QueueMail } from '../../../vocabulary/mail.ts'
import { DoorFrame } from '../parts/door-frame.tsx'
import { EmailForm } from '../parts/doors.tsx'
import { isVisitor } from '../permits.ts'
import { texts } from '../texts/texts.ts'

const hour = 3_600

/**
 * Sends a link to an address that is known here. Known and unknown addresses get the same answer after the same time:
 * nobody learns from this page who has dealings with the authority.
 */
export const access = page<null>({
  name: 'access',
  path: '/access',
  load: async () => null,
  permit: isVisitor,
  async act(r) {
    const email = (r.form.get('email') ?? '').trim()
    // The length first: what does not match is looked at again from each of its dots.
    if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      return refuse('Incomplete', { issues: [{ field: 'email', rule: email ? 'unreadable' : 'required' }] })
    const key = addressKey(r.secrets, email)
    if (await r.throttled(`access/session/${r.derive('access') ?? ''}`, 10, hour)) return refuse('Throttled', { detail: { seconds: hour } })
    // Whether known or not: who fills somebody's mailbox with links is stopped, who tries addresses learns nothing.
    if (await r.throttled(`access/address/${key}`, 5, hour)) return refuse('Throttled', { detail: { seconds: hour } })
    // Writing the mailing takes a few milliseconds that only known addresses would need.
    await Promise.all([sendLink(r, key), pause(250)])
    return { to: r.url('/access/sent') }
  },
  view(_model, r, problem) {
    const t = texts(r.language)
    return (
      <DoorFrame r={r} title={t.accessTitle} problem={problem}>
        <EmailForm r={r} problem={problem} main />
      </DoorFrame>
    )
  },
})

/** An account confirmed this address, or a case waits for it to be confirmed. What the link opens, is decided when it is used. */
async function sendLink(r: Posting, key: string): Promise<void> {
  const to = await knownAddress(r, key)
  if (to !== null) await r.send(QueueMail, { mailing: newUuid(r.now), purpose: 'sign-in', case: null, to, ...keepReading(r.reading) })
}

/** The address as it is known here, never as it was typed just now: texts that differ may have one key (letters of other case or script). */
async function knownAddress(r: Posting, key: string): Promise<string | null> {
  const [account, [waiting]] = await Promise.all([r.ask(FindAccountByAddress, { key }), r.ask(FindCasesToConfirm, { addressKey: key })])
  const confirmed = account === null ? null : await r.ask(GetAccount, { account })
  if (confirmed && confirmed.email !== 'erased') return confirmed.email
  const file = waiting ? await r.ask(GetCase, { case: waiting.case }) : null
  return file && file.contact !== 'erased' ? (file.contact.email ?? null) : null
}
