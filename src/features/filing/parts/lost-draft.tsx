import { isUuid } from '../../../base/ids.ts'
import type { Html } from '../../../base/jsx/html.ts'
import type { Refusal } from '../../../base/result.ts'
import { dayOf } from '../../../base/time.ts'
import { accept } from '../../../engines/forms/accept.ts'
import { describeApart } from '../../../engines/forms/describe-apart.ts'
import type { Answers } from '../../../engines/forms/form.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import type { Redirect, Request } from '../../../journal/kernel.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { GetCase } from '../../../vocabulary/cases.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { receiptAddress } from '../open-draft.ts'
import { isHolder } from '../permits.ts'
import { findDraft } from '../store.ts'
import { texts } from '../texts/texts.ts'
import { AnswerAgain } from './answer-again.tsx'
import { isBlank, serviceField } from './posted-step.ts'
import { PlainPage } from './plain-page.tsx'
import { TypedAnswer } from './typed-answer.tsx'

/**
 * What a page of a draft shows where the draft cannot be reached: its time is over, it was sent, this session did not begin it.
 * What was typed is shown in each case; nothing is written. It tells nobody more than the common error page does: whether there
 * is a draft (404) or none (410).
 */
export async function lostDraft(r: Request, refusal: Refusal, typed: URLSearchParams): Promise<Html | Redirect | null> {
  const id = r.params.draft
  const stepId = r.params.step ?? ''
  if (!isUuid(id)) return null
  const why = String(refusal.detail?.why ?? '')
  if (why === 'sent') return sentMeanwhile(r, id, stepId, typed)
  if (why === 'sentElsewhere') return <SentElsewhere r={r} />
  if (why === 'offPath') return isBlank(typed) ? { to: r.url('/apply/:draft/check', { draft: id }) } : offPath(r, id, stepId, typed)
  if (refusal.refused === 'Gone') return gone(r, stepId, typed)
  return refusal.refused === 'NotFound' && r.method === 'POST' ? unknown(r, stepId, typed) : null
}

/** The same answer sent once more leads on; another one is shown, for it is not in the request. */
async function sentMeanwhile(r: Request, id: string, stepId: string, typed: URLSearchParams): Promise<Html | Redirect> {
  const [draft, file] = await Promise.all([findDraft(r.db, id, r.now), r.ask(GetCase, { case: id })])
  const answers = (draft?.answers ?? (file && file.answers !== 'erased' ? file.answers : {})) as Answers
  const service = file && (await r.ask(GetService, { service: file.service, version: file.packageVersion }))
  const to = { to: receiptAddress(r, id) }
  if (!service || isBlank(typed) || (file && !isHolder(r.actor, file)) || isSame(r, service, answers, stepId, typed)) return to
  const t = texts(r.language)
  return (
    <PlainPage r={r} title={t.sentMeanwhileTitle}>
      <p>{t.sentMeanwhile}</p>
      <TypedAnswer r={r} asked={describeApart(publishedForm(service), stepId, r.reading)} typed={typed} />
      <p class="row">
        <ButtonLink kind="main" icon="message" href={r.url('/requests/:case/messages', { case: id })}>
          {t.sentMeanwhileWrite}
        </ButtonLink>
        <ButtonLink href={to.to}>{t.sentMeanwhileReceipt}</ButtonLink>
      </p>
    </PlainPage>
  )
}

function isSame(r: Request, service: PublishedService, answers: Answers, stepId: string, typed: URLSearchParams): boolean {
  const taken = accept(publishedForm(service), answers, stepId, typed, { today: dayOf(r.now, r.authority.zone), country: r.authority.country, language: r.language })
  return 'answers' in taken && JSON.stringify(taken.answers) === JSON.stringify(answers)
}

function SentElsewhere({ r }: { r: Request }) {
  const t = texts(r.language)
  return (
    <PlainPage r={r} title={t.sentElsewhereTitle}>
      <Card>
        <p>{t.sentElsewhere}</p>
        <p>
          <ButtonLink kind="main" icon="key" href={r.url('/requests/find')}>
            {t.sentElsewhereFind}
          </ButtonLink>
        </p>
      </Card>
    </PlainPage>
  )
}

/** An earlier answer was changed in another window, and this question is not asked any more. */
async function offPath(r: Request, id: string, stepId: string, typed: URLSearchParams): Promise<Html> {
  const t = texts(r.language)
  const service = await serviceOf(r, typed)
  return (
    <PlainPage r={r} title={t.offPathTitle}>
      <p>{t.offPath}</p>
      <TypedAnswer r={r} asked={service && describeApart(publishedForm(service), stepId, r.reading)} typed={typed} />
      <p>
        <ButtonLink kind="main" href={r.url('/apply/:draft/check', { draft: id })}>
          {t.goOnForm}
        </ButtonLink>
      </p>
    </PlainPage>
  )
}

async function gone(r: Request, stepId: string, typed: URLSearchParams): Promise<Html> {
  const t = texts(r.language)
  const service = await serviceOf(r, typed)
  const asked = service && !isBlank(typed) ? describeApart(publishedForm(service), stepId, r.reading) : null
  if (service && asked) return <AnswerAgain r={r} service={service} stepId={stepId} asked={asked} typed={typed} why="expired" />
  return (
    <PlainPage r={r} title={t.expiredTitle}>
      <Card>
        <p>{t.expired}</p>
        <p>{t.expiredSent}</p>
        <p class="row">
          <ButtonLink kind="main" href={service ? r.url('/services/:service', { service: service.description.id }) : r.site.home}>
            {service ? t.beginAgain : t.home}
          </ButtonLink>
          <ButtonLink href={r.site.requests}>{t.myRequests}</ButtonLink>
        </p>
      </Card>
    </PlainPage>
  )
}

async function unknown(r: Request, stepId: string, typed: URLSearchParams): Promise<Html> {
  const t = texts(r.language)
  const service = await serviceOf(r, typed)
  const asked = service && !isBlank(typed) ? describeApart(publishedForm(service), stepId, r.reading) : null
  if (service && asked) return <AnswerAgain r={r} service={service} stepId={stepId} asked={asked} typed={typed} why="unknown" />
  return (
    <PlainPage r={r} title={t.unknownTitle}>
      <Card>
        <p>{t.unknown}</p>
        <p class="row">
          <ButtonLink kind="main" icon="key" href={r.url('/drafts')}>
            {t.draftsTitle}
          </ButtonLink>
          {service && <ButtonLink href={r.url('/services/:service', { service: service.description.id })}>{t.beginAgain}</ButtonLink>}
        </p>
      </Card>
      <TypedAnswer r={r} asked={null} typed={typed} />
    </PlainPage>
  )
}

/** The service that the lost form was of, by its own word: it decides which questions are drawn, nothing else. */
async function serviceOf(r: Request, typed: URLSearchParams): Promise<PublishedService | null> {
  const service = typed.get(serviceField)
  return service ? r.ask(GetService, { service }) : null
}
