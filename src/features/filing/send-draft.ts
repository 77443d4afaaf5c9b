import type { Uuid } from '../../base/ids.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import type { Answers } from '../../engines/forms/form.ts'
import type { Posting } from '../../journal/kernel.ts'
import { FindAppeals } from '../../vocabulary/appeals.ts'
import { codeHash, codeLabel, secretCode } from '../../vocabulary/case-code.ts'
import { GiveNumber } from '../../vocabulary/case-lists.ts'
import { FileCase } from '../../vocabulary/cases.ts'
import { dayOf } from '../../base/time.ts'
import { filingInput } from './filing-input.ts'
import { sentElsewhere, type OpenDraft } from './open-draft.ts'

/**
 * Sends checked answers: the draft's id becomes the case's, so that a repeated or a second send leads to the same case.
 * Whoever sends it holds it. Besides the session, one draft read and one append: number and package come from memory. Contact and subject are read
 * from the draft, whose path is walked already; what is off the path is in neither.
 */
export async function sendDraft(r: Posting, { draft, service, form }: OpenDraft, answers: Answers): Promise<Refusal | null> {
  const { description } = service
  const holder = r.actor.kind === 'visitor' ? r.actor.account : null
  const derived = r.derive(codeLabel(draft.id))
  if (derived === null || holder === null) throw new Error('Whoever posts a form has a session.')
  const sent = await r.send(FileCase, filingInput({
    authority: r.authority, secrets: r.secrets, now: r.now, reading: r.reading, channel: 'web', service, form,
    id: draft.id, holder,
    number: await r.ask(GiveNumber, { prefix: description.numberPrefix, year: Number(dayOf(r.now, r.authority.zone).slice(0, 4)) }),
    codeHash: codeHash(r.secrets, draft.id, secretCode(derived)),
    answers, path: draft.answers, ...(draft.about !== null && (await aboutOf(r, draft.about, description.id))),
  }))
  if (!isRefusal(sent)) return null
  // Another device of the same person was faster: its case is not this one's to open.
  return sent.refused === 'NotFound' ? sentElsewhere : sent
}

/** Of an appeal: what it is about, and after which one it comes. */
async function aboutOf(r: Posting, about: Uuid, service: string): Promise<{ readonly about: Uuid; readonly after?: Uuid }> {
  const { last } = await r.ask(FindAppeals, { case: about, service })
  return { about, ...(last !== about && { after: last }) }
}
