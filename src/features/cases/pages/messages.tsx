import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { endedWithout, WriteMessage } from '../../../vocabulary/cases.ts'
import { CaseFrame } from '../parts/case-frame.tsx'
import { Conversation, WriteForm } from '../parts/conversation.tsx'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { faultAt, faultsOf } from '../parts/problem.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Writing to the service. A text that was refused stands here again, with what was said before. */
export const messages = page<CaseModel>({
  name: 'messages',
  path: '/requests/:case/messages',
  load: loadCase,
  permit: (actor, { file }) => isHolder(actor, file),
  async act(r, { file }) {
    const sent = await r.send(WriteMessage, { case: file.id, text: r.form.get('message') ?? '', once: r.form.get('once') ?? undefined })
    return isRefusal(sent) ? sent : { to: `${r.url('/requests/:case', { case: file.id })}#messages` }
  },
  view(model, r, problem) {
    const t = texts(r.language)
    const { file } = model
    const faults = problem ? faultsOf(problem, 'message', r.language) : []
    const typed = problem?.typed.get('message') ?? ''
    return (
      <CaseFrame r={r} model={model} title={t.conversation} faults={faults}>
        <Card>
          {file.messages.length > 0 && <Conversation r={r} file={file} messages={file.messages} />}
          {endedWithout(file.status) && <p>{t.noWriting}</p>}
          {(!endedWithout(file.status) || typed) && <WriteForm r={r} file={file} typed={typed} error={faultAt(faults, 'message')} />}
        </Card>
      </CaseFrame>
    )
  },
})
