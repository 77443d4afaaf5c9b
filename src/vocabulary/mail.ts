import type { Uuid } from '../base/ids.ts'
import { isUuid } from '../base/ids.ts'
import { isKeptReading, type KeptReading, type Language } from '../base/language.ts'
import { refuse } from '../base/result.ts'
import { call, event, type Instant } from '../journal/kernel.ts'
import type { Notice } from './cases.ts'
import { fields } from './input.ts'
import { isPressingWork, samplePressingWork, type PressingWork } from './work-reminders.ts'

/*
 * Mailings: one stream for each e-mail, from the queue to what became of it. The stream's id is also the id of the link
 * that the mail carries, and names the Message-ID under which every attempt is sent.
 */

/**
 * Why somebody is written to: an occasion in a case, or a link they asked for: to come back to their requests, to go on with a form
 * that was begun (`draft`), and before it ends (`draft-ends`). `work-reminder` goes to an agent, of what presses in their work.
 */
export type MailPurpose = Notice | LinkPurpose | 'work-reminder'
export type LinkPurpose = 'sign-in' | 'draft' | 'draft-ends'

/** Whether the mail is about a case, and to its applicant. */
export const isNotice = (purpose: MailPurpose): purpose is Notice => purpose !== 'sign-in' && purpose !== 'work-reminder' && !opensDraft(purpose)
/** Whether the mail's link opens a form that was begun, and nothing else. */
export const opensDraft = (purpose: MailPurpose): boolean => purpose === 'draft' || purpose === 'draft-ends'

const a = '019a0000-0000-7000-8000-00000000000a'
const b = '019a0000-0000-7000-8000-00000000000b'

/**
 * `confirmed` says whether the address was shown to be the person's own: if not, the mail says nothing personal and carries
 * a link, which opens until `linkEnds`. A mail without a link ends at once. Its own words are the plain ones; `easy` is for its links.
 * `work`: what an agent is reminded of.
 */
export const MailQueued = event<'MailQueued', { purpose: MailPurpose; case: Uuid | null; language: Language; confirmed: boolean; linkEnds: Instant; work?: PressingWork }, { to: string; easy?: true }>('MailQueued', {
  facts: { purpose: 'received', case: a, language: 'fr', confirmed: false, linkEnds: 1_790_000_000_000, work: samplePressingWork }, personal: { to: 'a@example.org' },
})
/** The server took the message. `case` and `purpose` are the mailing's own: whoever hears this sees no other event. */
export const MailSent = event<'MailSent', { attempt: number; purpose: MailPurpose; case: Uuid | null }, Record<string, never>>('MailSent', {
  facts: { attempt: 1, purpose: 'received', case: a }, personal: {},
})
/**
 * An attempt failed; `why` is the kind of failure in our own words, never the server's text with the address in it.
 * `final`: nothing more is tried by itself.
 */
export const MailFailed = event<'MailFailed', { attempt: number; why: MailFailure; final: boolean; purpose: MailPurpose; case: Uuid | null }, Record<string, never>>('MailFailed', {
  facts: { attempt: 1, why: 'unreachable', final: false, purpose: 'received', case: a }, personal: {},
})
/** `too-late`: the mail's link had ended before the mail could leave. `too-many`: the address is in too many requests that nobody confirmed. */
export type MailFailure = 'unreachable' | 'refused-address' | 'refused-sender' | 'too-late' | 'too-many' | 'other'
/** An administrator had a mail that was given up tried again, under the same Message-ID; its link, if it has one, runs anew. */
export const MailRetried = event<'MailRetried', { agent: Uuid; purpose: MailPurpose; case: Uuid | null; linkEnds: Instant }, Record<string, never>>('MailRetried', {
  facts: { agent: b, purpose: 'received', case: a, linkEnds: 1_790_000_000_000 }, personal: {},
})
export const MailLinkUsed = event<'MailLinkUsed', Record<string, never>, Record<string, never>>('MailLinkUsed', { facts: {}, personal: {} })

/** Queues a mail: for a case to its contact's address, one with a link to the address that was typed, or to an agent of the `work` that presses. No address, no mail. `ends`: when its link does, where that follows from what it opens. */
export type QueueMailInput = { mailing: Uuid; purpose: MailPurpose; case: Uuid | null; to?: string; ends?: Instant; work?: PressingWork } & Partial<KeptReading>
export const QueueMail = call<QueueMailInput>('QueueMail', raw => {
  const r = raw as QueueMailInput
  return isUuid(r.mailing) && (r.purpose === 'work-reminder') === isPressingWork(r.work) && (isUuid(r.case) || (r.case === null && typeof r.to === 'string' && isKeptReading(r))) ? r : refuse('BadInput')
})
export const NoteMailSent = call<{ mailing: Uuid; attempt: number }>('NoteMailSent', fields({ mailing: isUuid, attempt: (v: unknown): v is number => typeof v === 'number' }))
export type NoteMailFailedInput = { mailing: Uuid; attempt: number; why: MailFailure; final: boolean }
export const NoteMailFailed = call<NoteMailFailedInput>('NoteMailFailed', raw => (isUuid((raw as NoteMailFailedInput).mailing) ? (raw as NoteMailFailedInput) : refuse('BadInput')))
/** Tries a mail again that was given up. */
export const RetryMail = call<{ mailing: Uuid }>('RetryMail', fields({ mailing: isUuid }))
/** Uses a mail's link up. Refused `LinkUsed` or `LinkExpired`: a link opens once. */
export const UseMailLink = call<{ mailing: Uuid }>('UseMailLink', fields({ mailing: isUuid }))

/** What a link is for; `null` for an id that never was one. */
export type MailLink = { readonly purpose: MailPurpose; readonly case: Uuid | null; readonly to: string | 'erased'; readonly ends: Instant; readonly used: boolean } & KeptReading
export const GetMailLink = call<{ mailing: Uuid }, MailLink | null>('GetMailLink', fields({ mailing: isUuid }))
