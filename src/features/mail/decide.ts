import type { KeptReading } from '../../base/language.ts'
import { isRefusal, refuse } from '../../base/result.ts'
import { command, type Instant } from '../../journal/kernel.ts'
import { GetCase, type CaseFile } from '../../vocabulary/cases.ts'
import {
  MailFailed, MailLinkUsed, MailQueued, MailRetried, MailSent, NoteMailFailed, NoteMailSent, QueueMail, RetryMail, UseMailLink,
  type MailPurpose, type QueueMailInput,
} from '../../vocabulary/mail.ts'
import { isAdministrator, isResident, isSystem } from './permits.ts'
import { isWaiting, mailKind, type MailState } from './state.ts'

const minute = 60_000
const signInMinutes = 30
const confirmDays = 14

/** A repeated send finds the mailing and changes nothing. Where nobody left an address, nothing happens. */
export const queueMail = command({
  call: QueueMail, of: mailKind, stream: i => i.mailing, opens: true, permit: isResident,
  async given(ask, input): Promise<CaseFile | null> {
    const file = input.case === null ? null : await ask(GetCase, { case: input.case })
    return isRefusal(file) ? null : file
  },
  decide(s, { input, given, actor, now }) {
    // A person may have a link mailed to an address; mails about a case, and to agents, are the platform's own.
    if ((input.case !== null || input.work) && !isSystem(actor)) return refuse('NotPermitted')
    if (s.queued !== null) return []
    const recipient = recipientOf(input, given)
    if (!recipient) return []
    const { to, language, easy, confirmed } = recipient
    const { purpose, work } = input
    return [MailQueued({ purpose, case: input.case, language, confirmed, linkEnds: input.ends ?? linkEnd(purpose, confirmed, now), ...(work && { work }) }, { to, ...(easy && { easy }) })]
  },
})

export const noteMailSent = command({
  call: NoteMailSent, of: mailKind, stream: i => i.mailing, permit: isSystem,
  decide(s, { input }) {
    if (s.queued === null) return refuse('NotFound')
    return isWaiting(s) ? [MailSent({ attempt: input.attempt, ...about(s) }, {})] : []
  },
})

export const noteMailFailed = command({
  call: NoteMailFailed, of: mailKind, stream: i => i.mailing, permit: isSystem,
  decide(s, { input: { attempt, why, final } }) {
    if (s.queued === null) return refuse('NotFound')
    return isWaiting(s) ? [MailFailed({ attempt, why, final, ...about(s) }, {})] : []
  },
})

/** Pressed twice, or by two people, it is tried once: after the first it is no longer given up. */
export const retryMail = command({
  call: RetryMail, of: mailKind, stream: i => i.mailing, permit: isAdministrator,
  decide(s, { actor, now }) {
    if (s.queued === null || actor.kind !== 'agent') return refuse('NotFound')
    if (s.status !== 'given-up') return []
    return [MailRetried({ agent: actor.agent, linkEnds: linkEnd(s.purpose, s.confirmed, now), ...about(s) }, {})]
  },
})

export const useMailLink = command({
  call: UseMailLink, of: mailKind, stream: i => i.mailing, permit: isResident,
  decide(s, { now }) {
    if (s.queued === null) return refuse('NotFound')
    if (s.linkUsed) return refuse('LinkUsed')
    return now >= s.linkEnds ? refuse('LinkExpired') : [MailLinkUsed({}, {})]
  },
})

type Recipient = KeptReading & { readonly to: string; readonly confirmed: boolean }

function recipientOf({ case: about, to, language, easy, work }: QueueMailInput, file: CaseFile | null): Recipient | null {
  // An agent's address was given by whoever enrolled them.
  if (about === null) return to !== undefined && language !== undefined ? { to, language, easy, confirmed: work !== undefined } : null
  if (!file || file.contact === 'erased' || !file.contact.email) return null
  return { to: file.contact.email, language: file.language, easy: file.easy, confirmed: file.contactConfirmed }
}

/** A mail to a confirmed address has no link of its own: what it does not carry must not open anything. */
function linkEnd(purpose: MailPurpose, confirmed: boolean, now: Instant): Instant {
  if (confirmed) return now
  return now + (purpose === 'sign-in' ? signInMinutes * minute : confirmDays * 24 * 60 * minute)
}

const about = (s: MailState): { purpose: MailPurpose; case: string | null } => ({ purpose: s.purpose, case: s.case })
