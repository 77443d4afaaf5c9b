import type { Uuid } from '../../base/ids.ts'
import type { KeptReading } from '../../base/language.ts'
import { kind, type Instant, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { MailFailed, MailFailure, MailLinkUsed, MailPurpose, MailQueued, MailRetried, MailSent } from '../../vocabulary/mail.ts'
import type { PressingWork } from '../../vocabulary/work-reminders.ts'

export type MailEvent = Of<typeof MailQueued | typeof MailSent | typeof MailFailed | typeof MailRetried | typeof MailLinkUsed>

/** `failed` is tried again by itself, `given-up` is not. */
export type MailStatus = 'queued' | 'sent' | 'failed' | 'given-up'

export type MailState = KeptReading & {
  readonly queued: Instant | null
  readonly purpose: MailPurpose
  readonly case: Uuid | null
  readonly confirmed: boolean
  readonly linkEnds: Instant
  readonly to: string | 'erased'
  readonly status: MailStatus
  /** All attempts that were made. */
  readonly attempts: number
  /** Attempts since it was queued, or queued again. */
  readonly tries: number
  readonly why: MailFailure | null
  readonly touched: Instant
  readonly linkUsed: boolean
  /** What an agent is reminded of. */
  readonly work?: PressingWork
}

const initial: MailState = {
  queued: null, purpose: 'received', case: null, language: 'fr', confirmed: false, linkEnds: 0, to: 'erased', status: 'queued', attempts: 0, tries: 0, why: null,
  touched: 0, linkUsed: false,
}

/** A mailing: one e-mail, folded from its events. */
export const mailKind = kind<MailState, MailEvent>({
  kind: 'mailing',
  shape: 1,
  initial,
  evolve: (state, event, at) => ({ ...apply(state, event, at.happened), touched: event.type === 'MailLinkUsed' ? state.touched : at.happened }),
})

function apply(s: MailState, e: MailEvent, happened: Instant): MailState {
  switch (e.type) {
    case 'MailQueued':
      return { ...s, ...e.facts, ...(e.personal === 'erased' ? { to: 'erased' } : e.personal), queued: happened }
    case 'MailSent':
      return { ...s, status: 'sent', attempts: e.facts.attempt, tries: s.tries + 1, why: null }
    case 'MailFailed':
      return { ...s, status: e.facts.final ? 'given-up' : 'failed', attempts: e.facts.attempt, tries: s.tries + 1, why: e.facts.why }
    case 'MailRetried':
      return { ...s, status: 'queued', tries: 0, why: null, linkEnds: e.facts.linkEnds }
    case 'MailLinkUsed':
      return { ...s, linkUsed: true }
    default:
      return unknownEvent(e)
  }
}

/** Whether it still has to be sent. */
export const isWaiting = (s: MailState): boolean => s.queued !== null && (s.status === 'queued' || s.status === 'failed')
