import { isUuid } from '../../base/ids.ts'
import { isRefusal, refuse, type Issue, type Refusal } from '../../base/result.ts'
import { dayOf } from '../../base/time.ts'
import type { AcceptAt } from '../../engines/forms/accept.ts'
import type { CompiledForm } from '../../engines/forms/compile-form.ts'
import type { Answers } from '../../engines/forms/form.ts'
import { firstOpen, mayVisit, next } from '../../engines/forms/path.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import type { Posting, Redirect, Request } from '../../journal/kernel.ts'
import { linkedCases, type LinkedCase } from '../../vocabulary/appeals.ts'
import { GetCase } from '../../vocabulary/cases.ts'
import { GetService, type PublishedService } from '../../vocabulary/services.ts'
import { openingNow, type OpeningNow } from './opening.ts'
import { isHolder, isWriter } from './permits.ts'
import { findDraft, saveDraft, type Draft } from './store.ts'

/** A draft with the version of the service that it was begun under. */
export type OpenDraft = {
  readonly draft: Draft
  readonly service: PublishedService
  readonly form: CompiledForm
  readonly at: AcceptAt
  /** Where its service is closed, answers can still be read, changed and printed. */
  readonly opening: OpeningNow
  /** Of an appeal: the refused request, where this visitor may open it. */
  readonly about: LinkedCase | null
}

/**
 * The draft that the address names. One that was sent leads to its receipt, one that is no more is `Gone`;
 * to others than its writer it does not exist.
 */
export async function openDraft(r: Request): Promise<OpenDraft | Redirect | Refusal> {
  const id = r.params.draft
  if (!isUuid(id)) return refuse('NotFound')
  const draft = await findDraft(r.db, id, r.now)
  if (!draft) return wasSent(r, id)
  if (!isWriter(r.actor, draft)) return refuse('NotFound')
  if (draft.sent) return wasSent(r, id, true)
  const service = await r.ask(GetService, { service: draft.service, version: draft.packageVersion })
  if (!service) throw new Error(`The version ${draft.packageVersion} of ${draft.service} is missing.`)
  const { about } = await linkedCases(r.ask, { about: draft.about, appeals: [] })
  return { draft, service, form: publishedForm(service), opening: await openingNow(r, service), about: about && isHolder(r.actor, about.file) ? about : null, at: { today: dayOf(r.now, r.authority.zone), country: r.authority.country, language: r.language } }
}

/**
 * A draft's row is swept once it was sent: its case stands under the same id. The case is held by the device that sent it; on
 * the draft's other devices it takes the case's code, like anywhere.
 */
async function wasSent(r: Request, id: string, writer = false): Promise<Redirect | Refusal> {
  const file = await r.ask(GetCase, { case: id })
  if (!file) return refuse('Gone')
  if (isHolder(r.actor, file)) return { to: receiptAddress(r, id) }
  return writer ? sentElsewhere : refuse('NotFound')
}

/** Said to a writer of the draft only. */
export const sentElsewhere = refuse('Gone', { detail: { why: 'sentElsewhere' } })

/** Changes a draft's answers. Where another tab stored some meanwhile, the change is made again on those. */
export async function changeAnswers(
  r: Posting, first: Draft, change: (answers: Answers) => { readonly answers: Answers } | readonly Issue[],
): Promise<{ readonly answers: Answers } | readonly Issue[] | Refusal> {
  let draft = first
  for (let tries = 0; tries < 5; tries++) {
    const changed = change(draft.answers)
    if (!('answers' in changed) || (await saveDraft(r.db, draft, changed.answers, r.now))) return changed
    const again = await findDraft(r.db, draft.id, r.now)
    if (!again || again.sent) return refuse('Gone')
    draft = again
  }
  return refuse('Busy')
}

/** Where to go on after a step: the next one, the first that is open, or the check. From the check, back to it. */
export function onwards(r: Request, { draft, form, at }: OpenDraft, answers: Answers, step: string, fromCheck: boolean): string {
  const open = firstOpen(form, answers, at)
  const following = fromCheck ? null : next(form, answers, step)
  const to = following && mayVisit(form, answers, following.id, at) ? following : open
  return to ? stepAddress(r, draft.id, to.id, fromCheck) : r.url('/apply/:draft/check', { draft: draft.id })
}

/** The first step that still needs an answer, or the check. */
export const openAddress = (r: Request, open: OpenDraft): string => onwards(r, open, open.draft.answers, '', isFromCheck(r))

/** A step's address; `fromCheck`: it was opened there to change one answer. */
export const stepAddress = (r: Request, draft: string, step: string, fromCheck = false): string =>
  r.url('/apply/:draft/:step', { draft, step }) + (fromCheck ? '?from=check' : '')

/** Where a form was begun: on its service's page, or on the refused request that it contests. */
export const cameFrom = (r: Request, { about, service }: Draft): string => (about === null ? r.url('/services/:service', { service }) : r.url('/requests/:case', { case: about }))

export const isFromCheck = (r: Request): boolean => r.query.get('from') === 'check'

/** The page on which a draft is taken up again. */
export const resumeAddress = (r: Request, draft: string): string => r.url('/apply/:draft/resume', { draft })

/** The page on which a draft is kept for later. */
export const laterAddress = (r: Request, draft: string): string => r.url('/apply/:draft/go-on-later', { draft })

export const receiptAddress = (r: Request, id: string): string => r.url('/requests/:case/receipt', { case: id })

/** Tells an open draft from where else to go. */
export const isOpen = (loaded: OpenDraft | Redirect | Refusal): loaded is OpenDraft => !isRefusal(loaded) && 'draft' in loaded
