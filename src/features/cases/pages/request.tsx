import { easyLanguages } from '../../../base/find-words.ts'
import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Live } from '../../../ui/components/live.tsx'
import { endedWithout } from '../../../vocabulary/cases.ts'
import { say } from '../../../engines/forms/say.ts'
import { Answers } from '../parts/answers.tsx'
import { Contest, LinkedRequests } from '../parts/appeal.tsx'
import { loadAppealing, type Appealing } from '../parts/load-appealing.ts'
import { Beside } from '../parts/beside.tsx'
import { CaseLetter } from '../parts/case-letter.tsx'
import { AnswerForm, Conversation, WriteForm } from '../parts/conversation.tsx'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { newsOf } from '../parts/news.ts'
import { Path } from '../parts/path.tsx'
import { shownCase } from '../parts/shown-case.ts'
import { CaseSign } from '../parts/sign.tsx'
import { Worked } from '../parts/worked.tsx'
import { whenIn } from '../parts/when.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type RequestModel = CaseModel & { readonly appealing: Appealing }

/** Where a request stands: the page that its applicant leaves open. It follows what happens at the counter. */
export const request = page<RequestModel>({
  name: 'request',
  path: '/requests/:case',
  async load(r) {
    const model = await loadCase(r)
    return isRefusal(model) ? model : { ...model, appealing: await loadAppealing(r, model) }
  },
  permit: (actor, { file }) => isHolder(actor, file),
  watches: ({ file, appealing: { about, appeals } }) => [file, ...(about ? [about.file] : []), ...appeals.map(one => one.file)].map(one => ({ stream: one.id, version: one.version })),
  view(model, r) {
    const t = texts(r.language)
    const { file } = model
    const shown = shownCase(file, whenIn(r).today)
    // What is asked stands above, with its answer.
    const said = file.messages.filter(message => !shown.asked.includes(message))
    return (
      <Document site={r.site} title={`${say(model.service.name, r.reading).text}, ${file.number}`} noindex easy={easyLanguages(model.service, model.form)}>
        <div class="page">
          <BackLink href={r.url('/requests')}>{t.myRequests}</BackLink>
        </div>
        <Live src={r.live} id="request" say={newsOf(r, shown)}>
          <CaseSign r={r} model={model} shown={shown} />
          <div class="split">
            <div class="stack gap-6">
              {shown.asked.length > 0 && (
                <Card title={t.asked} id="asked">
                  <Conversation r={r} file={file} messages={shown.asked} />
                  <AnswerForm r={r} file={file} />
                </Card>
              )}
              {shown.decision && (
                <div class="stack" id="letter">
                  <CaseLetter r={r} model={model} decision={shown.decision} />
                  <ButtonLink href={r.url('/requests/:case/letter', { case: file.id })} icon="print">
                    {t.printLetter}
                  </ButtonLink>
                </div>
              )}
              <Contest r={r} model={model} appealing={model.appealing} />
              <LinkedRequests r={r} appealing={model.appealing} />
              <Path r={r} model={model} shown={shown} />
              <Worked r={r} model={model} shown={shown} />
              {(said.length > 0 || shown.asked.length === 0) && (
                <Card title={t.messages} id="messages">
                  {said.length > 0 ? <Conversation r={r} file={file} messages={said} /> : <p class="mute">{t.noMessages}</p>}
                  {endedWithout(shown.status) ? <p>{t.noWriting}</p> : shown.asked.length === 0 && <WriteForm r={r} file={file} />}
                </Card>
              )}
              <Card>
                <Answers r={r} model={model} />
              </Card>
            </div>
            <aside class="stack gap-5" aria-label={t.essentials}>
              <Beside r={r} model={model} shown={shown} />
            </aside>
          </div>
        </Live>
      </Document>
    )
  },
})
