import { readingOf } from '../../base/language.ts'
import { isRefusal } from '../../base/result.ts'
import type { Effect, World } from '../../journal/kernel.ts'
import { FindCasesToConfirm } from '../../vocabulary/case-lists.ts'
import { GetCase, type CaseFile } from '../../vocabulary/cases.ts'
import { addressKey, linkToken } from '../../vocabulary/mail-link.ts'
import { NoteMailFailed, NoteMailSent, type MailFailure, type MailPurpose } from '../../vocabulary/mail.ts'
import { GetService } from '../../vocabulary/services.ts'
import type { PressingWork } from '../../vocabulary/work-reminders.ts'
import type { Mailer, OutgoingMail } from '../../ports/mail/mailer.ts'
import { composeMail } from './compose.ts'
import type { PressingLine } from './remind.ts'
import { sendMailName } from './reactions.ts'
import { isWaiting, mailKind, type MailState } from './state.ts'

/**
 * How often a mail is tried before it is given up. The queue waits e^n seconds after the nth attempt: six take four minutes,
 * within which a link for 30 minutes still serves; ten take four hours, longer than servers put unknown senders off
 * (greylisting, RFC 6647) or take to come back.
 */
const triesOf = (purpose: MailPurpose): number => (purpose === 'sign-in' ? 6 : 10)

/**
 * Sends a mailing that is still waiting. A temporary failure throws, so that the queue comes back; a crash between the
 * server's yes and the note leads to the same message under the same Message-ID once more.
 */
export const sendMail = (mailer: Mailer): Effect => ({
  name: sendMailName,
  async run(world, { mailing }) {
    const head = await world.db.head(mailKind, mailing!)
    if (!head || !isWaiting(head.state)) return
    const s = head.state
    const attempt = s.attempts + 1
    const note = (why: MailFailure, final: boolean) => noted(world.send(NoteMailFailed, { mailing: mailing!, attempt, why, final }))
    if (!s.confirmed && world.now >= s.linkEnds) return note('too-late', true)
    if (s.to === 'erased') return note('other', true)
    if (s.purpose === 'received' && (await isFlooded(world, s))) return note('too-many', true)
    const answer = await mailer.send(await messageOf(world, mailer.from, mailing!, s, s.to))
    if (answer.accepted) return noted(world.send(NoteMailSent, { mailing: mailing!, attempt }))
    const final = answer.final || s.tries + 1 >= triesOf(s.purpose)
    await note(answer.why, final)
    if (!final) throw new Error(`The mail was not taken yet: ${answer.why}.`)
  },
})

/**
 * Anybody can type anybody's address into a form: an address that nobody confirmed gets the mail of its first ten requests,
 * not of a thousand. Whoever owns it asks for a link on the page of requests, which has limits of its own.
 */
async function isFlooded({ ask, secrets }: World, { confirmed, to }: MailState): Promise<boolean> {
  return !confirmed && (await ask(FindCasesToConfirm, { addressKey: addressKey(secrets, to) })).length > mailsUnconfirmed
}
const mailsUnconfirmed = 10

async function messageOf(world: World, from: string, mailing: string, s: MailState, to: string): Promise<OutgoingMail> {
  const { authority } = world
  const file = s.confirmed && s.case !== null ? await fileOf(world, s.case) : null
  const service = file && (await world.ask(GetService, { service: file.service, version: file.packageVersion }))
  const mail = composeMail(s, {
    authority, base: `${world.origin}/${authority.slug}/${readingOf(s)}`, token: linkToken(world.secrets, mailing), file, service: service?.description.name ?? null,
    ...(s.work && { pressing: await linesOf(world, s.work) }),
  })
  return {
    ...mail, to, from: { name: authority.name, address: from }, messageId: `<${mailing}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    // RFC 3834: no out-of-office note answers a message that nobody wrote.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': s.language },
  }
}

/** The cases that an agent is reminded of, as they are now. */
async function linesOf({ ask }: World, { cases }: PressingWork): Promise<readonly PressingLine[]> {
  const files = await Promise.all(cases.map(id => ask(GetCase, { case: id })))
  return Promise.all(files.flatMap(file => file === null ? [] : [ask(GetService, { service: file.service, version: file.packageVersion })
    .then((service): PressingLine => ({ case: file.id, number: file.number, service: service?.description.name ?? null, due: file.due }))]))
}

async function fileOf({ ask }: World, id: string): Promise<CaseFile> {
  const file = await ask(GetCase, { case: id })
  // A mail about a case is queued by the case's own event: it is there, or something is broken.
  if (!file) throw new Error('The case of a mailing is missing.')
  return file
}

/** A note that was refused (too much at once) makes the queue come back. */
async function noted(answer: ReturnType<World['send']>): Promise<void> {
  const got = await answer
  if (isRefusal(got)) throw new Error(`What became of a mail was not noted: ${got.refused}.`)
}
