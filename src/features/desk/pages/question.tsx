import { newUuid } from '../../../base/ids.ts'
import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { authorityMap, type MapBook } from '../../../ports/map-tiles/map-tiles.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { TextArea } from '../../../ui/components/text-area.tsx'
import { TextInput } from '../../../ui/components/text-input.tsx'
import { AskApplicant } from '../../../vocabulary/cases.ts'
import { Answers } from '../parts/answers.tsx'
import { ThisCase } from '../parts/case-pane.tsx'
import { Standing } from '../parts/case-view.tsx'
import { Conversation } from '../parts/conversation.tsx'
import { DeskFrame } from '../parts/desk-frame.tsx'
import { caseAddress, loadCase, type OpenCase } from '../parts/load-case.ts'
import { sayRefusal, titleOfRefusal } from '../parts/say-refusal.ts'
import { mayOpen } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Asking the applicant for something: the case then waits for them. */
export const question = (maps: MapBook) => page<OpenCase>({
  name: 'desk-question',
  path: '/desk/cases/:case/question',
  door: 'desk',
  carries: ['text', 'by', 'once'],
  permit: mayOpen,
  load: loadCase,

  async act(r, open) {
    const input = AskApplicant.parse({ case: open.file.id, text: r.form.get('text'), by: r.form.get('by') ?? undefined, once: r.form.get('once') })
    if (isRefusal(input)) return input
    const answer = await r.send(AskApplicant, input)
    return isRefusal(answer) ? answer : { to: caseAddress(r, open) }
  },

  view(open, r, problem) {
    const t = texts(r.language)
    const { file, work } = open
    const faults = problem ? sayRefusal(r.language, problem.refusal) : []
    const asked = file.status === 'received' || file.status === 'examined' || file.status === 'waiting'
    return (
      <DeskFrame
        r={r}
        work={work}
        title={t.question.title}
        faulty={problem !== undefined}
        current={file.id}
        open={
          <ThisCase
            r={r}
            open={open}
            doing={t.question.title}
            sideLabel={t.question.evidence}
            side={
              <>
                <Answers r={r} open={open} map={authorityMap(maps, r.authority)} />
                <Card title={t.conversation.title} id="conversation" small>
                  <Conversation r={r} file={file} />
                </Card>
              </>
            }
            acts={
              <>
                {asked && <Button kind="main" icon="send" form="ask">{t.question.send}</Button>}
                <ButtonLink href={caseAddress(r, open)}>{t.question.cancel}</ButtonLink>
              </>
            }
          >
            {problem && <ErrorSummary language={r.language} errors={faults} title={titleOfRefusal(r.language, problem.refusal)} />}
            <Standing r={r} open={open} />
            <Form action={r.here} csrf={r.csrf} once={problem?.typed.get('once') ?? newUuid(r.now)} id="ask">
              <p>{t.question.lead}</p>
              <TextArea
                language={r.language}
                name="text"
                rows={6}
                label={t.question.text}
                hint={file.language === r.language ? t.question.hint : `${t.question.hint} ${t.conversation.otherLanguage(t.person.languages[file.language])}`}
                error={faults.find(fault => fault.field === 'text')?.message}
                value={problem?.typed.get('text') ?? ''}
              />
              <TextInput
                language={r.language}
                name="by"
                type="date"
                size="medium"
                optional
                label={t.question.by}
                hint={t.question.byHint}
                error={faults.find(fault => fault.field === 'by')?.message}
                value={problem?.typed.get('by') ?? ''}
              />
            </Form>
          </ThisCase>
        }
      />
    )
  },
})
