import { newUuid, type Uuid } from '../../base/ids.ts'
import type { Language } from '../../base/language.ts'
import { dayOf, type Instant } from '../../base/time.ts'
import type { AcceptAt } from '../../engines/forms/accept.ts'
import type { CompiledForm } from '../../engines/forms/compile-form.ts'
import type { Answers } from '../../engines/forms/form.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import { filingInput } from '../../features/filing/feature.ts'
import { lastDayFor, NoteAppeal, refusedOn } from '../../vocabulary/appeals.ts'
import { codeHash, secretCode } from '../../vocabulary/case-code.ts'
import { GiveNumber } from '../../vocabulary/case-lists.ts'
import { FileCase, GetCase, type CaseFile } from '../../vocabulary/cases.ts'
import { GetService, type PublishedService } from '../../vocabulary/services.ts'
import { act, type Scene } from './walk-process.ts'

/** Whose request it was, and the language that it was written in. */
export type Lived = { readonly case: Uuid; readonly holder: Uuid; readonly language: Language }

/** Invented answers to a form, without documents. */
export type Answering = (form: CompiledForm, at: AcceptAt) => Answers | null

/** Contests the newest refusal that can be contested: one appeal for each authority that takes some. Reactions hear nothing of examples, so the refused request is told here. */
export async function liveAppeal(scene: Scene, lived: readonly Lived[], answering: Answering, now: Instant): Promise<void> {
  const { journal, authority } = scene
  const ask = journal.ask(authority.id)
  const at = now - 2 * day
  const found = (await Promise.all(lived.map(one => contestable(scene, one, at)))).flatMap(one => one ?? [])
  const [newest] = found.sort((a, b) => b.since - a.since)
  if (!newest) return
  const { file, taker, lived: { holder, language } } = newest
  const form = publishedForm(taker)
  const today = dayOf(at, authority.zone)
  const answers = answering(form, { today, language, country: authority.country })
  if (!answers) return
  const id = newUuid(at)
  const number = await ask(GiveNumber, { prefix: taker.description.numberPrefix, year: Number(today.slice(0, 4)) })
  await act(scene, at, { kind: 'visitor', account: holder }, FileCase, filingInput({
    authority, secrets: journal.secrets, now: at, reading: language, channel: 'web', service: taker, form, id, holder, number, answers, about: file.id,
    codeHash: codeHash(journal.secrets, id, secretCode(journal.secrets.sign('example code', id))),
  }))
  await act(scene, at, { kind: 'system', name: 'note-appeal' }, NoteAppeal, { case: file.id, appeal: id, number })
}

/** Refused before this instant, by a decision or by silence, with a service that takes the appeal and time left for it. */
async function contestable({ journal, authority }: Scene, lived: Lived, at: Instant): Promise<{ readonly lived: Lived; readonly file: CaseFile; readonly taker: PublishedService; readonly since: Instant } | null> {
  const ask = journal.ask(authority.id)
  const file = await ask(GetCase, { case: lived.case })
  const refused = file && refusedOn(file, authority)
  const since = file?.decision?.sent ?? file?.tacit?.at
  if (!refused || since === undefined || since >= at) return null
  const service = await ask(GetService, { service: file.service, version: file.packageVersion })
  const way = service?.description.appeals.find(one => one.service !== undefined)
  const taker = way && (await ask(GetService, { service: way.service! }))
  return taker?.description.takesAppeals && lastDayFor(way!, refused, authority) >= dayOf(at, authority.zone) ? { lived, file, taker, since } : null
}

const day = 86_400_000
