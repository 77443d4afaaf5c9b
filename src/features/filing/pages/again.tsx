import { newUuid } from '../../../base/ids.ts'
import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import { dayOf } from '../../../base/time.ts'
import { accept } from '../../../engines/forms/accept.ts'
import type { Control, Said } from '../../../engines/forms/control.ts'
import { describeApart } from '../../../engines/forms/describe-apart.ts'
import { path } from '../../../engines/forms/path.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import { page, type Posting, type Redirect } from '../../../journal/kernel.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { changeAnswers, resumeAddress, stepAddress } from '../open-draft.ts'
import { openingNow } from '../opening.ts'
import { AnswerAgain } from '../parts/answer-again.tsx'
import { draftByCode } from '../parts/draft-code.ts'
import { codeFields, thenField } from '../parts/posted-step.ts'
import { isVisitor } from '../permits.ts'
import { beginDraft, letInto } from '../store.ts'

type Asked = { readonly service: PublishedService; readonly step: string; readonly asked: { readonly title: Said; readonly controls: readonly Control[] } }

/** Takes an answer whose draft was out of reach: into that draft, by its number and code, or into a new one. */
export const again = page<Asked>({
  name: 'again',
  path: '/services/:service/again/:step',
  async load(r) {
    const service = await r.ask(GetService, { service: r.params.service! })
    const asked = service && describeApart(publishedForm(service), r.params.step!, r.reading)
    return asked ? { service, step: r.params.step!, asked } : refuse('NotFound')
  },
  permit: isVisitor,
  act: (r, m) => (r.form.get(thenField) === 'code' ? intoDraft(r, m) : intoNew(r, m)),
  view: (m, r, problem) => <AnswerAgain r={r} service={m.service} stepId={m.step} asked={m.asked} problem={problem} />,
})

async function intoDraft(r: Posting, { service, step }: Asked): Promise<Redirect | Refusal> {
  const draft = await draftByCode(r, codeFields)
  if (isRefusal(draft)) return draft
  if (draft.service !== service.description.id) return refuse('WrongCode', { issues: [{ field: codeFields.number, rule: 'wrongCode' }] })
  const edition = await r.ask(GetService, { service: draft.service, version: draft.packageVersion })
  if (!edition) throw new Error(`The version ${draft.packageVersion} of ${draft.service} is missing.`)
  // The answer first: where it is at fault, the person is still on this page, with the code typed.
  const taken = await changeAnswers(r, draft, answers => accept(publishedForm(edition), answers, step, r.form, at(r)))
  if (isRefusal(taken)) return taken
  if (!('answers' in taken) && !taken.some(issue => issue.rule === 'offPath')) return refuse('AnswerUnusable', { issues: taken })
  await letInto(r.db, draft.id, await r.account())
  return { to: resumeAddress(r, draft.id) }
}

async function intoNew(r: Posting, { service, step }: Asked): Promise<Redirect | Refusal> {
  if ((await openingNow(r, service)).closed) return refuse('Closed')
  // What it was about is not known here: it is begun from the refused request.
  if (service.description.takesAppeals) return refuse('AppealOfNothing')
  const form = publishedForm(service)
  const taken = accept(form, {}, step, r.form, at(r))
  if (!('answers' in taken)) return refuse('AnswerUnusable', { issues: taken })
  const id = newUuid(r.now)
  await beginDraft(r.db, { id, account: await r.account(), service: service.description.id, packageVersion: service.version }, r.now, taken.answers)
  return { to: stepAddress(r, id, path(form, taken.answers)[0]!.id) }
}

const at = (r: Posting) => ({ today: dayOf(r.now, r.authority.zone), country: r.authority.country, language: r.language })
