import { isRefusal, refuse } from '../../../base/result.ts'
import { accept, acceptFiles } from '../../../engines/forms/accept.ts'
import { describeStep, type StepDescription } from '../../../engines/forms/describe-step.ts'
import { back, mayVisit } from '../../../engines/forms/path.ts'
import { say } from '../../../engines/forms/say.ts'
import type { StoredFile } from '../../../engines/forms/stored-file.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import type { AddressBook } from '../../../ports/addresses/addresses.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Progress } from '../../../ui/components/progress.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { drawControl } from '../../../ui/fields/draw-control.tsx'
import { stepErrors } from '../../../ui/fields/issue-message.ts'
import { changeAnswers, isFromCheck, isOpen, onwards, openAddress, openDraft, stepAddress, type OpenDraft } from '../open-draft.ts'
import { ItemName } from '../parts/item-name.tsx'
import { removalAddress } from './removal.tsx'
import { isWriter } from '../permits.ts'
import { fileControls, loadFiles, receiveFiles, takesFiles } from '../step-files.ts'
import { texts } from '../texts/texts.ts'

/** `files` are those that were kept for this draft, by their hash; what comes with a post is added. */
type Asking = OpenDraft & { readonly step: StepDescription; readonly files: Map<string, StoredFile> }

/** One question. A step off the path, or one whose turn has not come, leads to the first that is open. */
export const step = (book: AddressBook) => page<Asking>({
  name: 'step',
  path: '/apply/:draft/:step',
  async load(r) {
    const open = await openDraft(r)
    if (!isOpen(open)) return open
    const id = r.params.step!
    const described = mayVisit(open.form, open.draft.answers, id, open.at) ? describeStep(open.form, open.draft.answers, id, r.language) : null
    return described ? { ...open, step: described, files: await loadFiles(r, open.draft, described) } : { to: openAddress(r, open) }
  },
  permit: (actor, m) => isWriter(actor, m.draft),
  takes: m => takesFiles(m.step),
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
    const taken = await changeAnswers(r, m.draft, answers => accept(m.form, answers, m.step.id, r.form, at))
    if (isRefusal(taken)) return taken
    if ('answers' in taken) return { to: onwards(r, m, taken.answers, m.step.id, isFromCheck(r)) }
    // Another tab changed an answer that this step hangs on.
    if (taken.some(issue => issue.rule === 'offPath')) return { to: openAddress(r, m) }
    return refuse('AnswerUnusable', { issues: taken })
  },
  view(m, r, problem) {
    const { language } = r
    const t = texts(language)
    const { controls, title, intro, item, remove } = m.step
    const issues = problem?.refusal.issues ?? []
    const errors = stepErrors(controls, issues, language)
    const suggestions = book(r.authority.country) ? r.url('/addresses') : undefined
    const faulty = problem !== undefined && problem.refusal.refused !== 'NotYet'
    const single = title === null && controls.length === 1
    return (
      <Document site={r.site} title={`${single ? controls[0]!.label.text : (title ?? m.step.group).text} – ${say(m.service.description.name, language).text}`} faulty={faulty} noindex>
        <div class="page measure stack">
          <BackLink href={backAddress(r, m)}>{isFromCheck(r) ? t.backToCheck : t.back}</BackLink>
          <Progress language={language} at={m.step.number} of={m.step.of} />
          {faulty && <ErrorSummary language={language} errors={errors.length > 0 ? errors : [{ message: t.tryAgain }]} />}
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
            <Form csrf={r.csrf} files={fileControls(m.step).length > 0}>
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
                language, typed: problem?.typed, issues, heading: single, files: m.files, suggestions,
                uploadTo: question => r.url('/apply/:draft/uploads/:question', { draft: m.draft.id, question }),
              }))}
              <p>
                <Button kind="main">{t.next}</Button>
              </p>
            </Form>
          </div>
          <p class="row">
            {remove && (
              <a class="btn quiet" href={removalAddress(r, m.draft.id, remove.group, remove.index)}>
                <Told said={remove.label} />
              </a>
            )}
            <a class="btn quiet" href={r.url('/apply/:draft/discard', { draft: m.draft.id })}>
              {t.stop}
            </a>
          </p>
          <p class="mute s-1">{t.kept}</p>
        </div>
      </Document>
    )
  },
})

/** One step back; before the first one lies the service's page. */
function backAddress(r: Request, m: Asking): string {
  if (isFromCheck(r)) return r.url('/apply/:draft/check', { draft: m.draft.id })
  const before = back(m.form, m.draft.answers, m.step.id)
  return before ? stepAddress(r, m.draft.id, before.id) : r.url('/services/:service', { service: m.draft.service })
}
