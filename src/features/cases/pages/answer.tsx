import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { AnswerAsked, endedWithout } from '../../../vocabulary/cases.ts'
import { CaseFrame } from '../parts/case-frame.tsx'
import { AnswerForm, Conversation, WriteForm } from '../parts/conversation.tsx'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { faultAt, faultsOf } from '../parts/problem.ts'
import { shownCase } from '../parts/shown-case.ts'
import { whenIn } from '../parts/when.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Answering what the service asked. Where it no longer waits, what was typed can go as a message instead. */
export const answer = page<CaseModel>({
  name: 'answer',
  path: '/requests/:case/answer',
  load: loadCase,
  permit: (actor, { file }) => isHolder(actor, file),
  async act(r, { file }) {
    const sent = await r.send(AnswerAsked, { case: file.id, text: r.form.get('answer') ?? '', once: r.form.get('once') ?? undefined })
    return isRefusal(sent) ? sent : { to: r.url('/requests/:case', { case: file.id }) }
  },
  view(model, r, problem) {
    const t = texts(r.language)
    const { file } = model
    const { asked } = shownCase(file, whenIn(r).today)
    const faults = problem ? faultsOf(problem, 'answer', r.language) : []
    const typed = problem?.typed.get('answer') ?? ''
    return (
      <CaseFrame r={r} model={model} title={asked.length > 0 ? t.asked : t.nothingAsked} faults={faults}>
        <Card>
          {asked.length > 0 ? (
            <>
              <Conversation r={r} file={file} messages={asked} />
              <AnswerForm r={r} file={file} typed={typed} error={faultAt(faults, 'answer')} />
            </>
          ) : (
            <>
              {typed && <Notice tone="warn">{t.nothingAskedWhat}</Notice>}
              {endedWithout(file.status) && <p>{t.noWriting}</p>}
              {(!endedWithout(file.status) || typed) && <WriteForm r={r} file={file} typed={typed} />}
            </>
          )}
        </Card>
      </CaseFrame>
    )
  },
})
