import type { Feature } from '../../journal/kernel.ts'
import type { Mailer } from '../../ports/mail/mailer.ts'
import * as commands from './decide.ts'
import { mailing } from './pages/mailing.tsx'
import { outbox } from './pages/outbox.tsx'
import { retry } from './pages/retry.ts'
import { reactions } from './reactions.ts'
import { sendMail } from './send-mail.ts'
import { mailKind } from './state.ts'
import { mailings, questions } from './store.ts'

/** Mail: tells people by e-mail what happened in their case, and leads them back to it. */
export const mail = (mailer: Mailer): Feature => ({
  name: 'mail',
  kinds: [mailKind],
  commands: Object.values(commands),
  questions,
  views: [mailings],
  reactions,
  effects: [sendMail(mailer)],
  pages: [outbox(mailer), mailing(mailer), retry],
})
