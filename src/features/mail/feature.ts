import type { Feature } from '../../journal/kernel.ts'
import type { Mailer } from '../../ports/mail/mailer.ts'
import * as commands from './decide.ts'
import { mailing } from './pages/mailing.tsx'
import { outbox } from './pages/outbox.tsx'
import { retry } from './pages/retry.ts'
import { reactions, sendMailName } from './reactions.ts'
import { sendMail } from './send-mail.ts'
import { mailKind } from './state.ts'
import { findStuck, mailings, questions } from './store.ts'

/** Mail: tells people by e-mail what happened in their case, and leads them back to it. */
export const mail = (mailer: Mailer): Feature => ({
  name: 'mail',
  kinds: [mailKind],
  commands: Object.values(commands),
  questions,
  views: [mailings],
  reactions,
  effects: [sendMail(mailer)],
  sweeps: [{
    name: 'mail',
    async run({ db, now, enqueue }) {
      // One key a mailing: while the first is under way, a second job replaces it instead of standing beside it.
      for (const { mailing: id } of await findStuck(db, now)) await enqueue({ effect: sendMailName, payload: { mailing: id } }, `mail/${id}`)
    },
  }],
  pages: [outbox(mailer), mailing(mailer), retry],
})
