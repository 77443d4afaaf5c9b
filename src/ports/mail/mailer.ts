import type { Uuid } from '../../base/ids.ts'
import type { MailFailure } from '../../vocabulary/mail.ts'

/** Sends e-mails. It never throws for what the outside does, and never logs an address. */
export type Mailer = {
  readonly name: 'smtp' | 'outbox'
  /** The address that messages come from; its host names the Message-IDs. */
  readonly from: string
  send(message: OutgoingMail): Promise<MailAnswer>
  /** What was mailed, where it is kept instead of being handed to a server; `null` for a message that is not there. */
  kept?(mailing: Uuid): Promise<KeptMail | null>
}

/** `final`: the same message will be refused again. Otherwise a later attempt may succeed. */
export type MailAnswer = { readonly accepted: true } | { readonly accepted: false; readonly why: MailFailure; readonly final: boolean }

/** One message to one address. `messageId` is the same for every attempt: `<mailing@host>`, so that a server can tell a repeated one. */
export type OutgoingMail = {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

/** A message as it would have left: what it says, and its source as a mail server gets it (RFC 5322). */
export type KeptMail = { readonly message: OutgoingMail; readonly source: string }

/** The mailing that a Message-ID names. */
export const mailingOf = (messageId: string): string => messageId.replace(/^<|@.*$/g, '')
