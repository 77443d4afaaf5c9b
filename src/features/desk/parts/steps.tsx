import { newUuid } from '../../../base/ids.ts'
import type { Words } from '../../../base/language.ts'
import { showInstant } from '../../../base/show-time.ts'
import { itemCaption, type ItemCaption } from '../../../engines/forms/describe-step.ts'
import type { Answers as FormAnswers } from '../../../engines/forms/form.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Problem, Request } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { RadioGroup } from '../../../ui/components/radio-group.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { TextArea } from '../../../ui/components/text-area.tsx'
import { Told } from '../../../ui/components/told.tsx'
import type { OpenStep } from '../../../vocabulary/case-process.ts'
import { mayDoStep } from '../permits.ts'
import { texts } from '../texts/texts.ts'
import { writePlace } from '../work.ts'
import type { OpenCase } from './load-case.ts'

type StepsProps = { r: Request; open: OpenCase; problem?: Problem }

/** What was done in the case's process and by whom, and the steps that wait: one's own with what has to be said. */
export function Steps({ r, open, problem }: StepsProps) {
  const t = texts(r.language)
  const { file, service } = open
  const waiting = file.open.filter(step => step.act === 'work' || step.act === 'ask')
  const see = <p><a href={r.url('/desk/cases/:case/process', { case: file.id }) + writePlace(open.work.place)}>{t.steps.see}</a></p>
  if (waiting.length === 0 && file.done.length === 0) return see
  const outcome = (step: string, id: string) => service?.description.steps?.find(one => one.id === step)?.outcomes?.find(one => one.id === id)?.name
  return (
    <Card title={t.steps.title} id="steps" small>
      {file.done.length > 0 && (
        <Rows rows={file.done.map(done => ({
          name: <StepName r={r} open={open} at={done} />,
          value: <>{done.outcome !== null && <strong><Said r={r} words={outcome(done.step, done.outcome)} id={done.outcome} /></strong>}{done.note === 'erased' ? t.erased : done.note && <p>{done.note}</p>}</>,
          source: t.steps.by(done.name, showInstant(done.at, r.authority.zone, r.language, { short: true })),
        }))} />
      )}
      {waiting.map(step => (mayDoStep(r.actor, { file }, step) ? <OwnStep r={r} open={open} step={step} problem={problem} /> : (
        <p><StepName r={r} open={open} at={step} />: {t.steps.waits(teamOf(r, step.team ?? file.team))}</p>
      )))}
      {see}
    </Card>
  )
}

function OwnStep({ r, open, step, problem }: StepsProps & { step: OpenStep }) {
  const t = texts(r.language)
  const { file, service, work } = open
  const mine = problem?.typed.get('token') === String(step.token)
  if (step.act === 'ask') return <p><ButtonLink icon="message" href={r.url('/desk/cases/:case/question', { case: file.id }) + writePlace(work.place)}><StepName r={r} open={open} at={step} /></ButtonLink></p>
  const missing = mine && problem?.refusal.issues?.some(issue => issue.field === 'outcome')
  const outcomes = service?.description.steps?.find(one => one.id === step.step)?.outcomes ?? []
  return (
    <Form csrf={r.csrf} once={(mine && problem?.typed.get('once')) || newUuid(r.now)} action={r.url('/desk/cases/:case/steps', { case: file.id }) + writePlace(work.place)}>
      <input type="hidden" name="token" value={String(step.token)} />
      <h3><StepName r={r} open={open} at={step} /></h3>
      {step.outcomes.length > 0 && (
        <RadioGroup language={r.language} name="outcome" label={t.steps.outcome} error={missing ? t.steps.choose : undefined} value={mine ? (problem?.typed.get('outcome') ?? '') : ''}
          options={step.outcomes.map(id => ({ value: id, label: <Said r={r} words={outcomes.find(one => one.id === id)?.name} id={id} /> }))} />
      )}
      <TextArea language={r.language} name="note" rows={3} optional label={t.steps.note} value={mine ? (problem?.typed.get('note') ?? '') : ''} />
      <Button icon="check">{t.steps.done}</Button>
    </Form>
  )
}

const nameOf = ({ service }: OpenCase, step: string): Words | undefined => service?.description.steps?.find(one => one.id === step)?.name

/** What a step is called, and for which child or tree it is done. */
function StepName({ r, open, at: { step, item, group } }: { r: Request; open: OpenCase; at: Pick<OpenStep, 'step' | 'item' | 'group'> }) {
  const about = item === undefined || group === undefined ? null : captionOf(r, open, group, item)
  return <><Said r={r} words={nameOf(open, step)} id={step} />{about && <> ({about.name || <Told said={about.label} />})</>}</>
}

function captionOf(r: Request, { file, service }: OpenCase, id: string, item: number): ItemCaption | null {
  const group = service && publishedForm(service).groups.find(one => one.id === id && one.repeat)
  return group && file.answers !== 'erased' ? itemCaption(group, file.answers as FormAnswers, item, r.language) : null
}

const Said = ({ r, words, id }: { r: Request; words: Words | undefined; id: string }) => <Told said={words ? say(words, r.language) : { text: id }} />

const teamOf = (r: Request, team: string): string => {
  const found = r.authority.teams.find(one => one.id === team)
  return found ? say(found.name, r.language).text : team
}
