import { isRefusal, type Refusal } from '../../base/result.ts'
import { contactOf, subjectOf } from '../../engines/forms/contact.ts'
import type { Answers } from '../../engines/forms/form.ts'
import type { Posting } from '../../journal/kernel.ts'
import { answerDay } from '../../vocabulary/answer-day.ts'
import { codeHash, codeLabel, secretCode } from '../../vocabulary/case-code.ts'
import { FileCase, GiveNumber, type Contact } from '../../vocabulary/cases.ts'
import { dayOf } from '../../base/time.ts'
import { addressKey } from '../../vocabulary/mail-link.ts'
import type { OpenDraft } from './open-draft.ts'

/**
 * Sends checked answers: the draft's id becomes the case's, so that a repeated or a second send leads to the same case.
 * Besides the session, one draft read and one append: number and package come from memory. Contact and subject are read
 * from the draft, whose path is walked already; what is off the path is in neither.
 */
export async function sendDraft(r: Posting, { draft, service, form }: OpenDraft, answers: Answers): Promise<Refusal | null> {
  const { description, version } = service
  const derived = r.derive(codeLabel(draft.id))
  if (derived === null) throw new Error('Whoever posts a form has a session.')
  const sent = await r.send(FileCase, {
    draft: draft.id,
    number: await r.ask(GiveNumber, { prefix: description.numberPrefix, year: Number(dayOf(r.now, r.authority.zone).slice(0, 4)) }),
    service: description.id,
    packageVersion: version,
    language: r.language,
    channel: 'web',
    holder: draft.account,
    team: description.team,
    due: answerDay(r.authority, description, r.now),
    codeHash: codeHash(r.secrets, draft.id, secretCode(derived)),
    answers,
    contact: contactFrom(r, contactOf(form, draft.answers)),
    subject: subjectOf(form, draft.answers, r.language),
  })
  return isRefusal(sent) ? sent : null
}

const contactFrom = (r: Posting, contact: Contact): Contact => (contact.email ? { ...contact, addressKey: addressKey(r.secrets, contact.email) } : contact)
