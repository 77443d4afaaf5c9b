import { showDay, showInstant, showTime } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import type { Problem, Request } from '../../../journal/kernel.ts'
import type { AuthorityMap } from '../../../ports/map-tiles/map-tiles.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Live } from '../../../ui/components/live.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { UndoCountdown } from '../../../ui/components/undo-countdown.tsx'
import { endedWithout } from '../../../vocabulary/cases.ts'
import { isOurs, mayDoStep } from '../permits.ts'
import { texts } from '../texts/texts.ts'
import { nextAfter, writePlace } from '../work.ts'
import { Answers } from './answers.tsx'
import { CaseLetter } from './case-letter.tsx'
import { headOf, ThisCase } from './case-pane.tsx'
import { applicantOf, Correspondence } from './conversation.tsx'
import { DeskFrame } from './desk-frame.tsx'
import { History } from './history.tsx'
import { decidedFirst, LinkedCases } from './linked-cases.tsx'
import type { OpenCase } from './load-case.ts'
import { Person } from './person.tsx'
import { Steps } from './steps.tsx'
import { Worked } from './worked.tsx'
import { sayRefusal, titleOfRefusal } from './say-refusal.ts'

/** The open case with everything that can be done in it; each act's own address draws it again when the act was refused. */
export function viewCase(open: OpenCase, r: Request, problem?: Problem, map: AuthorityMap | null = null) {
  const t = texts(r.language)
  const { file, work } = open
  const { decision } = file
  return (
    <DeskFrame
      r={r}
      work={work}
      title={headOf(r, open).text}
      faulty={problem !== undefined}
      current={file.id}
      open={
        <Live src={r.live} id="open-case" say={newsOf(r, open)}>
          <ThisCase
            r={r}
            open={open}
            acts={<Acts r={r} open={open} />}
            sideLabel={t.conversation.side}
            side={
              <>
                {decision && (
                  <Card title={decision.sent ? t.letterSent : t.letterSoon} id="letter" small flat>
                    <CaseLetter r={r} open={open} decided={{ ...decision, on: decision.made }} />
                  </Card>
                )}
                <Correspondence r={r} file={file} place={work.place} problem={problem} />
                <History r={r} open={open} />
              </>
            }
          >
            {problem && <ErrorSummary language={r.language} errors={sayRefusal(r.language, problem.refusal)} title={titleOfRefusal(r.language, problem.refusal)} />}
            <Standing r={r} open={open} />
            <LinkedCases r={r} open={open} />
            <Answers r={r} open={open} map={map} />
            <Steps r={r} open={open} problem={problem} />
            <Worked r={r} open={open} />
            <Person r={r} file={file} />
          </ThisCase>
        </Live>
      }
    />
  )
}

/** Where the case stands, when that is not simply "to be decided". */
export function Standing({ r, open }: { r: Request; open: OpenCase }) {
  const { file, work } = open
  const t = texts(r.language)
  const { zone } = r.authority
  const { decision } = file
  if (endedWithout(file.status)) return <Notice tone="warn">{file.lapsed === null ? t.closed.withdrawn : t.closed.lapsed(showInstant(file.lapsed, zone, r.language))}</Notice>
  if (file.tacit && !decision) return <Notice tone={file.tacit.outcome === 'accepted' ? 'ok' : 'warn'}>{t.closed.silence[file.tacit.outcome](showDay(file.tacit.last, r.language))}</Notice>
  if (file.status === 'waiting') {
    const asked = file.messages.findLast(message => message.asks)
    return <Notice tone="warn">{t.waits(showDay(dayOf(asked?.at ?? file.filed, zone), r.language))} {file.askedUntil !== null && t.until(showDay(file.askedUntil, r.language))}</Notice>
  }
  if (!decision) return (
    <>
      {decidedFirst(open) && <Notice tone="warn">{t.linked.decidedFirst}</Notice>}
      {file.rests !== null && <Notice tone="info">{t.rests(showDay(dayOf(file.rests, zone), r.language))}</Notice>}
      {file.silence && !file.asked && <p class="mute">{t.silence[file.silence.means](showDay(file.silence.last, r.language))}</p>}
    </>
  )
  if (decision.sent) return <Notice tone={decision.outcome === 'accepted' ? 'ok' : 'info'}>{t.closed[decision.outcome](decision.by, showInstant(decision.sent, zone, r.language))}</Notice>
  return (
    <Notice tone="warn" title={t.deciding[decision.outcome](decision.by)} announce>
      <Form csrf={r.csrf} action={r.url('/desk/cases/:case/decision-undo', { case: file.id }) + writePlace(work.place)}>
        <UndoCountdown language={r.language} now={r.now} until={decision.leaves}>
          {t.deciding.leaves(showTime(decision.leaves, zone, r.language))}
        </UndoCountdown>
        <Button icon="undo">{t.deciding.takeBack}</Button>
      </Form>
    </Notice>
  )
}

function Acts({ r, open }: { r: Request; open: OpenCase }) {
  const { file, work } = open
  const { acts, nextCase } = texts(r.language)
  const at = (path: string) => r.url(`/desk/cases/:case/${path}`, { case: file.id })
  const place = writePlace(work.place)
  if (file.decision || endedWithout(file.status) || file.status === 'accepted') {
    const next = nextAfter(work.lines, file.id)
    return next ? <ButtonLink kind="main" icon="arrow-right" href={r.url('/desk/cases/:case', { case: next.case }) + place}>{nextCase}</ButtonLink> : null
  }
  const decide = (outcome: string) => `${at('decision')}${place ? `${place}&` : '?'}outcome=${outcome}`
  const mine = file.agent?.id === work.agent.agent
  const complete = !file.open.some(step => step.act === 'check')
  const own = file.open.some(step => (step.act === 'work' || step.act === 'ask') && mayDoStep(work.agent, { file }, step))
  const step = own && <ButtonLink kind={file.decidable ? undefined : 'main'} icon="chevron-down" href="#steps">{acts.step}</ButtonLink>
  if (!isOurs(work.agent, { file })) return step || null
  const decidable = file.decidable && !decidedFirst(open)
  return (
    <>
      {step}
      {decidable && <ButtonLink kind="main" icon="check" href={decide('accepted')}>{acts.accept}</ButtonLink>}
      {decidable && <ButtonLink icon="close" href={decide('refused')}>{acts.refuse}</ButtonLink>}
      <ButtonLink icon="message" href={at('question') + place}>{acts.ask}</ButtonLink>
      {!complete && <Form csrf={r.csrf} action={at('completeness') + place}><Button kind="quiet" icon="circle-check">{acts.complete}</Button></Form>}
      {!mine && <Form csrf={r.csrf} action={at('taking') + place}><Button kind="quiet" icon="hand">{file.agent ? acts.takeOver : acts.take}</Button></Form>}
    </>
  )
}

/** Long enough to know what it is about, short enough to be listened to. */
const spoken = 160

/** One sentence that changes when something new is there to be read: it is said aloud on the open page. */
export function newsOf(r: Request, { file }: OpenCase): string {
  const { said } = texts(r.language)
  if (endedWithout(file.status)) return said.closed
  if (file.decision) return said.decided(file.decision.by)
  const last = file.messages.at(-1)
  return last?.from === 'applicant' ? said.wrote(applicantOf(file), last.text === 'erased' ? '' : last.text.slice(0, spoken)) : said.stands
}
