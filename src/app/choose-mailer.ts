import { join } from 'node:path'
import { outboxMailer } from '../adapters/outbox/outbox-mailer.ts'
import { smtpMailer } from '../adapters/smtp/smtp-mailer.ts'
import type { Mailer } from '../ports/mail/mailer.ts'
import type { Settings } from './settings.ts'

/** By SMTP where PARVIS_SMTP_URL is set; otherwise every mail is kept in `data/outbox` and shown on the outbox page. */
export function chooseMailer({ smtpUrl, mailFrom, dataDir }: Settings): Mailer {
  if (!smtpUrl) return outboxMailer({ folder: join(dataDir, 'outbox'), from: mailFrom ?? 'no-reply@parvis.example' })
  if (!mailFrom) throw new Error('PARVIS_MAIL_FROM is missing. With PARVIS_SMTP_URL, set it to the address that mails come from.')
  return smtpMailer({ url: smtpUrl, from: mailFrom })
}
