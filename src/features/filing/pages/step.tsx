import { easyLanguages } from '../../../base/find-words.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { accept, acceptFiles, type AcceptAt } from '../../../engines/forms/accept.ts'
import { describeStep, itemCaption, type StepDescription } from '../../../engines/forms/describe-step.ts'
import type { Answers } from '../../../engines/forms/form.ts'
import { back, findStep, mayVisit, missing } from '../../../engines/forms/path.ts'
import { say } from '../../../engines/forms/say.ts'
import type { StoredFile } from '../../../engines/forms/stored-file.ts'
import { page, type Posting, type Problem, type Request } from '../../../journal/kernel.ts'
import type { AddressBook } from '../../../ports/addresses/addresses.ts'
import { authorityMap, type MapBook } from '../../../ports/map-tiles/map-tiles.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { Progress } from '../../../ui/components/progress.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { drawControl } from '../../../ui/fields/draw-control.tsx'
import { stepErrors } from '../../../ui/fields/issue-message.ts'
import { changeAnswers, isFromCheck, isOpen, laterAddress, onwards, openAddress, cameFrom, openDraft, stepAddress, type OpenDraft } from '../open-draft.ts'
import { AboutDecision } from '../parts/about-decision.tsx'
import { ClosedNotice } from '../parts/closed-notice.tsx'
import { DraftFoot } from '../parts/draft-foot.tsx'
import { ItemName } from '../parts/item-name.tsx'
import { lostDraft } from '../parts/lost-draft.tsx'
import { isBlank, itemField, serviceField, thenField } from '../parts/posted-step.ts'
import { removalAddress } from './removal.tsx'
import { isWriter } from '../permits.ts'
import { fileControls, loadFiles, receiveFiles, takesFiles } from '../step-files.ts'
import { texts } from '../texts/texts.ts'

/** `files` are those that were kept for this draft, by their hash; what comes with a post is added. */
type Asking = OpenDraft & { readonly step: StepDescription; readonly files: Map<string, StoredFile> }

/** One question. A step off the path, or one whose turn has not come, leads to the first that is open. */
export const step = (book: AddressBook, maps: MapBook) => page<Asking>({
  name: 'step',
  path: '/apply/:draft/:step',
  async load(r) {
    const open = await openDraft(r)
    if (!isOpen(open)) return r.method === 'POST' && !isRefusal(open) ? refuse('Gone', { detail: { why: 'sent' } }) : open
    const id = r.params.step!
    // An answer is taken wherever it belongs: another window may have opened a question before it again.
    const described = r.method === 'POST' || mayVisit(open.form, open.draft.answers, id, open.at) ? describeStep(open.form, open.draft.answers, id, r.reading) : null
    if (described) return { ...open, step: described, files: await loadFiles(r, open.draft, described) }
    return r.method === 'POST' ? refuse('Gone', { detail: { why: 'offPath' } }) : { to: openAddress(r, open) }
  },
  permit: (actor, m) => isWriter(actor, m.draft),
  takes: m => takesFiles(m.step),
  locates: m => m.step.controls.some(control => control.kind === 'located' && control.place),
  async act(r, m) {
    const at = { ...m.at, files: m.files }
    const received = await receiveFiles(r, m.draft, m.step, m.files)
    if (isRefusal(received)) return received
    const { issues, stay } = received
    if (stay || issues.length > 0) {
      const kept = await changeAnswers(r, m.draft, answers => acceptFiles(m.form, answers, m.step.id, r.form, at))
      if (isRefusal(kept)) return kept
      if (issues.length > 0) return refuse('AnswerUnusable', { issues })
      // Beside other questions the page comes back as it was typed: only the files were posted on purpose.
      return m.step.controls.length === fileControls(m.step).length ? { to: stepAddress(r, m.draft.id, m.step.id, isFromCheck(r)) } : refuse('NotYet')
    }
    const leaves = r.form.get(thenField) === 'later'
    // Nothing was answered yet: leaving is no answer either.
    if (leaves && isBlank(r.form) && missing(m.form, m.draft.answers, m.at).some(one => one.id === m.step.id)) return { to: laterAddress(r, m.draft.id) }
    const taken = await changeAnswers(r, m.draft, answers => takeAnswer(r, m, answers, at))
    if (isRefusal(taken)) return taken
    if ('answers' in taken) return { to: leaves ? laterAddress(r, m.draft.id) : onwards(r, m, taken.answers, m.step.id, isFromCheck(r)) }
    // Another tab changed an answer that this step hangs on.
    if (taken.some(issue => issue.rule === 'offPath')) return refuse('Gone', { detail: { why: 'offPath' } })
    return taken.some(issue => issue.rule === 'moved') ? refuse('ItemMoved') : refuse('AnswerUnusable', { issues: taken })
  },
  lost: lostDraft,
  view(m, r, problem) {
    const { language } = r
    const t = texts(language)
    const { controls, title, intro, item, remove } = m.step
    const issues = problem?.refusal.issues ?? []
    const errors = stepErrors(controls, issues, language)
    const map = authorityMap(maps, r.authority)
    const suggestions = book(r.authority.country) ? r.url('/addresses') : undefined
    const faulty = problem !== undefined && problem.refusal.refused !== 'NotYet'
    const single = title === null && controls.length === 1
    return (
      <Document site={r.site} title={`${single ? controls[0]!.label.text : (title ?? m.step.group).text} – ${say(m.service.description.name, r.reading).text}`} faulty={faulty} noindex easy={easyLanguages(m.service.description, m.service.form)}>
        <div class="page measure stack">
          <BackLink href={backAddress(r, m)}>{isFromCheck(r) ? t.backToCheck : t.back}</BackLink>
          <Progress language={language} at={m.step.number} of={m.step.of} />
          <AboutDecision r={r} draft={m.draft} about={m.about} />
          {m.opening.closed && <ClosedNotice r={r} closed={m.opening.closed} />}
          {faulty && <StepFaults r={r} m={m} problem={problem} errors={errors} />}
          <div class="card stack">
            <p class="mute">
              <Told said={m.step.group} />
              {item && (
                <>
                  {' · '}
                  <ItemName item={item} />
                </>
              )}
            </p>
            <Form action={r.here} csrf={r.csrf} files={fileControls(m.step).length > 0}>
              <input type="hidden" name={serviceField} value={m.draft.service} />
              {item && <input type="hidden" name={itemField} value={item.name} />}
              {!single && (
                <h1>
                  <Told said={title ?? m.step.group} />
                </h1>
              )}
              {intro && (
                <p>
                  <Told said={intro} />
                </p>
              )}
              {controls.map(control => drawControl(control, {
                language, typed: problem?.typed, issues, heading: single, files: m.files, suggestions, map: map && { src: r.url('/map'), area: map.area, attribution: map.attribution },
                uploadTo: question => r.url('/apply/:draft/uploads/:question', { draft: m.draft.id, question }),
              }))}
              <p class="row">
                <Button kind="main">{t.next}</Button>
                <Button name={thenField} value="later">
                  {t.later}
                </Button>
              </p>
            </Form>
          </div>
          <p class="row">
            {remove && (
              <a class="btn quiet" href={removalAddress(r, m.draft.id, remove.group, remove.index)}>
                <Told said={remove.label} />
              </a>
            )}
          </p>
          <DraftFoot r={r} draft={m.draft} />
        </div>
      </Document>
    )
  },
})

/**
 * Takes what was posted. An item is known by its name: where the one at this place is called otherwise than when the page was drawn,
 * another window removed or renamed one, and the answer might be another child's. The same answer once more changes nothing.
 */
function takeAnswer(r: Posting, m: Asking, answers: Answers, at: AcceptAt): ReturnType<typeof accept> {
  const taken = accept(m.form, answers, m.step.id, r.form, at)
  const drawn = r.form.get(itemField)
  const step = findStep(m.form, answers, m.step.id)
  if (drawn === null || !('answers' in taken) || step?.kind !== 'page' || step.item === null) return taken
  const moved = itemCaption(step.group, answers, step.item, r.reading).name !== drawn.replace(/\r\n?/g, '\n')
  return moved && JSON.stringify(taken.answers) !== JSON.stringify(answers) ? [{ field: m.step.id, rule: 'moved' }] : taken
}

/** What is wrong with the answer; or that it came too late, or for another item, and is to be sent once more. */
function StepFaults({ r, m, problem, errors }: { r: Request; m: Asking; problem: Problem; errors: readonly { field: string; message: string }[] }) {
  const t = texts(r.language)
  const { refused } = problem.refusal
  if (refused === 'StaleForm') return <ErrorSummary language={r.language} title={t.staleTitle} errors={[{ message: t.stale }]} />
  if (refused === 'ItemMoved') return <ErrorSummary language={r.language} title={t.staleTitle} errors={[{ message: t.itemMoved(itemText(m)) }]} />
  return (
    <>
      <ErrorSummary language={r.language} errors={errors.length > 0 ? errors : [{ message: t.tryAgain }]} />
      {problem.typed.get(thenField) === 'later' && (
        <Notice tone="warn" title={t.leaveTitle}>
          <p>{t.leaveLead}</p>
          <p>
            <a href={laterAddress(r, m.draft.id)}>{t.leaveAnyway}</a>
          </p>
        </Notice>
      )}
    </>
  )
}

const itemText = ({ step: { item } }: Asking): string => (item ? [item.label.text, item.name].filter(text => text !== '').join(', ') : '')

/** One step back; before the first one lies the service's page, or the refused request that is contested. */
function backAddress(r: Request, m: Asking): string {
  if (isFromCheck(r)) return r.url('/apply/:draft/check', { draft: m.draft.id })
  const before = back(m.form, m.draft.answers, m.step.id)
  return before ? stepAddress(r, m.draft.id, before.id) : cameFrom(r, m.draft)
}
