import type { MailAnswer, Mailer, OutgoingMail } from './mailer.ts'

/** A mailer for tests: answers what it is told to, one answer after the other, then accepts. `attempts` keeps what it was given, `sent` what it accepted. */
export function fakeMailer(answers: readonly MailAnswer[] = []): Mailer & { readonly attempts: OutgoingMail[]; readonly sent: OutgoingMail[] } {
  const left = [...answers]
  const attempts: OutgoingMail[] = []
  const sent: OutgoingMail[] = []
  return {
    name: 'smtp', from: 'no-reply@example.org', attempts, sent,
    async send(message) {
      attempts.push(message)
      const answer = left.shift() ?? { accepted: true }
      if (answer.accepted) sent.push(message)
      return answer
    },
  }
}
