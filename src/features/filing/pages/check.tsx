import { easyLanguages } from '../../../base/find-words.ts'
import { refuse } from '../../../base/result.ts'
import { showDay, showInstant, showTime } from '../../../base/show-time.ts'
import { firstOpen, path as formPath } from '../../../engines/forms/path.ts'
import { say } from '../../../engines/forms/say.ts'
import { summary, type SummaryRow } from '../../../engines/forms/summary.ts'
import { validateAll } from '../../../engines/forms/validate-all.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { FileLinks } from '../../../ui/components/file-links.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { SummaryList } from '../../../ui/components/summary-list.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { answerDay } from '../../../vocabulary/answer-day.ts'
import { AboutDecision } from '../parts/about-decision.tsx'
import { appealAddress } from './start-appeal.ts'
import { ClosedNotice } from '../parts/closed-notice.tsx'
import { DraftFoot } from '../parts/draft-foot.tsx'
import { faultsOf } from '../parts/faults.ts'
import { ItemName } from '../parts/item-name.tsx'
import { isOpen, openAddress, openDraft, receiptAddress, stepAddress, type OpenDraft } from '../open-draft.ts'
import { lostDraft } from '../parts/lost-draft.tsx'
import { serviceField } from '../parts/posted-step.ts'
import { isWriter } from '../permits.ts'
import { sendDraft } from '../send-draft.ts'
import { texts } from '../texts/texts.ts'
import { removalAddress } from './removal.tsx'

/**
 * Requests sent from one network: a school whose families sit in its own rooms must get through, a program that fills the
 * authority's queue must not. Programs that say so have a limit of their own (operations/file-case.ts).
 */
const sendings = { limit: 1_000, seconds: 60 * 60 }

type Checking = OpenDraft & { readonly tooMany: boolean }

/** All answers before they are sent, each with the way to change it; sending makes them a case. */
export const check = page<Checking>({
  name: 'check',
  path: '/apply/:draft/check',
  async load(r) {
    // Counted while the draft is read: one after the other, each would wait for the other's way to the database.
    const [open, tooMany] = await Promise.all([openDraft(r), r.method === 'POST' && r.throttled(`send/${r.network}`, sendings.limit, sendings.seconds)])
    if (!isOpen(open)) return open
    return firstOpen(open.form, open.draft.answers, open.at) ? { to: openAddress(r, open) } : { ...open, tooMany }
  },
  permit: (actor, m) => isWriter(actor, m.draft),
  async act(r, m) {
    if (m.opening.closed) return refuse('Closed')
    const checked = validateAll(m.form, m.draft.answers, m.at)
    if (!('answers' in checked)) return { to: stepAddress(r, m.draft.id, formPath(m.form, m.draft.answers)[0]!.id) }
    if (m.tooMany) return refuse('Throttled', { detail: { seconds: sendings.seconds } })
    const refused = await sendDraft(r, m, checked.answers)
    if (refused === null) return { to: receiptAddress(r, m.draft.id) }
    const { about } = m.draft
    return about !== null && ['AlreadyAppealed', 'AlreadyClaimed'].includes(refused.refused) ? { to: await appealAddress(r, about, m.draft.service) } : refused
  },
  lost: lostDraft,
  view(m, r, problem) {
    const t = texts(r.language)
    const { description } = m.service
    const { closed, until } = m.opening
    const steps = formPath(m.form, m.draft.answers)
    return (
      <Document site={r.site} title={`${t.checkTitle} – ${say(description.name, r.reading).text}`} faulty={!!problem} noindex easy={easyLanguages(m.service.description, m.service.form)}>
        <div class="page measure stack gap-5">
          <BackLink href={stepAddress(r, m.draft.id, steps.at(-1)!.id)}>{t.back}</BackLink>
          <AboutDecision r={r} draft={m.draft} about={m.about} />
          {closed && <ClosedNotice r={r} closed={closed} announce={!!problem} />}
          {problem && !closed && <ErrorSummary language={r.language} {...(problem.refusal.refused === 'Throttled' ? { title: t.tooManySentTitle, errors: [{ message: sayTooMany(r, m) }] } : { errors: faultsOf(problem, r.language) })} />}
          <div class="stack gap-2">
            <h1>{t.checkTitle}</h1>
            {!closed && <p>{t.checkLead}</p>}
          </div>
          {sections(summary(m.form, m.draft.answers, r.reading)).map(rows => (
            <Section rows={rows} m={m} r={r} />
          ))}
          {closed ? (
            <div>
              <PrintButton language={r.language} />
            </div>
          ) : (
            <Card id="then" title={t.thenTitle}>
              <Rows
                rows={[
                  { name: t.answeredBy, value: showDay(answerDay(r.authority, description, r.now), r.language, { weekday: true }) },
                  ...(until === null ? [] : [{ name: t.sendBefore, value: showInstant(until, r.authority.zone, r.language) }]),
                  { name: t.readBy, value: <Told said={say(description.recipients[0]!, r.reading)} /> },
                ]}
              />
              <p>{t.thenLead}</p>
              <Form action={r.here} csrf={r.csrf}>
                <input type="hidden" name={serviceField} value={description.id} />
                <p>
                  <Button kind="main" icon="send">
                    {t.send}
                  </Button>
                </p>
              </Form>
            </Card>
          )}
          <DraftFoot r={r} draft={m.draft} later />
        </div>
      </Document>
    )
  },
})

/** What is safe, and when to come back: at the latest then, for the network's hour began with the first of its requests. */
function sayTooMany(r: Request, { draft }: OpenDraft): string {
  const { zone } = r.authority
  return texts(r.language).tooManySent(showTime(r.now + sendings.seconds * 1000, zone, r.language), showInstant(draft.expires, zone, r.language))
}

/** Answers that stand together: one group, or one item of a repeated group. */
function sections(rows: readonly SummaryRow[]): SummaryRow[][] {
  const found = new Map<string, SummaryRow[]>()
  for (const row of rows) {
    const key = row.item ? row.item.label.text : row.group.text
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found.values()]
}

function Section({ rows, m, r }: { rows: readonly SummaryRow[]; m: OpenDraft; r: Request }) {
  const { item, group } = rows[0]!
  const asked = rows.find(row => row.step !== null)?.step
  const about = asked ? itemOf(m, asked) : null
  return (
    <Card id={`part-${(asked ?? rows[0]!.question).replaceAll('.', '-')}`} title={item ? <ItemName item={item} /> : <Told said={group} />}>
      <SummaryList
        language={r.language}
        rows={rows.map(row => ({
          question: <Told said={row.label} />,
            answer: <Answer row={row} m={m} r={r} />,
            change: row.step === null ? undefined : stepAddress(r, m.draft.id, row.step, true),
          guarded: row.protected !== undefined,
        }))}
      />
      {about && (about.removable || about.more) && (
        <p class="row">
          {about.more && (
            <a class="btn quiet" href={stepAddress(r, m.draft.id, about.more, true)}>
              <Told said={say(about.repeat.another, r.reading)} />
            </a>
          )}
          {about.removable && (
            <a class="btn quiet" href={removalAddress(r, m.draft.id, about.group, about.index)}>
              <Told said={say(about.repeat.remove, r.reading)} />
            </a>
          )}
        </p>
      )}
    </Card>
  )
}

function Answer({ row, m, r }: { row: SummaryRow; m: OpenDraft; r: Request }) {
  if (row.files) return <FileLinks language={r.language} files={row.files} href={({ file }) => r.url('/apply/:draft/documents/:file', { draft: m.draft.id, file })} />
  return row.answer ? <Told said={row.answer} /> : <>{texts(r.language).leftEmpty}</>
}

/** What may be done with the item that a step belongs to: take it away; after the last one, add another. */
function itemOf(m: OpenDraft, stepId: string) {
  const steps = formPath(m.form, m.draft.answers)
  const step = steps.find(one => one.id === stepId)
  if (step?.kind !== 'page' || step.item === null) return null
  const { id, repeat } = step.group
  const count = new Set(steps.flatMap(one => (one.kind === 'page' && one.group.id === id ? [one.item] : []))).size
  const more = steps.find(one => one.kind === 'more' && one.group.id === id)
  return { group: id, index: step.item, repeat: repeat!, removable: count > repeat!.min, more: step.item === count - 1 ? more?.id : undefined }
}
