import type { Authority } from '../../base/authority.ts'
import type { Uuid } from '../../base/ids.ts'
import { keepReading, plainOf, type Reading } from '../../base/language.ts'
import type { CompiledForm } from '../../engines/forms/compile-form.ts'
import { contactOf, subjectOf } from '../../engines/forms/contact.ts'
import type { Answers } from '../../engines/forms/form.ts'
import type { Instant, Secrets } from '../../journal/kernel.ts'
import { answerDay } from '../../vocabulary/answer-day.ts'
import type { Contact, FileCaseInput } from '../../vocabulary/cases.ts'
import { addressKey } from '../../vocabulary/mail-link.ts'
import type { PublishedService } from '../../vocabulary/services.ts'

/** A request that is ready to be filed: `answers` were checked. `path`: answers whose path is walked already, where others are at hand. */
export type Filing = {
  readonly authority: Authority
  readonly secrets: Secrets
  readonly now: Instant
  readonly reading: Reading
  readonly channel: FileCaseInput['channel']
  readonly service: PublishedService
  readonly form: CompiledForm
  readonly id: Uuid
  readonly holder: Uuid
  readonly number: string
  readonly codeHash: string
  readonly answers: Answers
  readonly path?: Answers
  /** Of an appeal: the refused case, and the appeal before it that ended without an answer. */
  readonly about?: Uuid
  readonly after?: Uuid
}

/** What `FileCase` is given, whatever door the request came by. Contact and subject are read from the path: what is off it is in neither. */
export function filingInput({ authority, secrets, now, reading, channel, service, form, id, holder, number, codeHash, answers, path = answers, about, after }: Filing): FileCaseInput {
  const { description, version } = service
  const contact = contactOf(form, path)
  return {
    draft: id, number, service: description.id, packageVersion: version, ...keepReading(reading), channel, holder, team: description.team,
    due: answerDay(authority, description, now), codeHash, answers,
    contact: contact.email ? ({ ...contact, addressKey: addressKey(secrets, contact.email) } satisfies Contact) : contact,
    subject: subjectOf(form, path, plainOf(reading)), ...(about !== undefined && { about }), ...(after !== undefined && { after }),
  }
}
