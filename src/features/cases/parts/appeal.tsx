import { dayOf } from '../../../base/time.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { answeredAt, cameOf, refusedOn, type LinkedCase } from '../../../vocabulary/appeals.ts'
import type { CaseFile } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'
import type { Appealing, AppealWay } from './load-appealing.ts'
import type { CaseModel } from './load-case.ts'
import { whenIn } from './when.ts'

/** How a refusal is contested here: the button with its last day; after that day, what is left. */
export function Contest({ r, model, appealing: { ways } }: { r: Request; model: CaseModel; appealing: Appealing }) {
  if (ways.length === 0) return null
  const t = texts(r.language).appeal
  const when = whenIn(r)
  return (
    <Card title={t.title} id="contest">
      {ways.map(way => (
        <div class="stack gap-2">
          <p>
            <strong>
              <Told said={say(way.appeal.name, r.reading)} />
            </strong>
          </p>
          {way.stands !== null ? (
            <p>{way.stands === 'here' ? t.standsHere : t.standsElsewhere}</p>
          ) : way.last < when.today ? (
            <Passed r={r} model={model} way={way} />
          ) : (
            <Form action={r.url('/requests/:case/appeals/:service', { case: model.file.id, service: way.taker.description.id })} csrf={r.csrf}>
              <p>
                <Told said={say(way.appeal.words, r.reading)} />
              </p>
              <p class="row">
                <Button icon="edit">{t.contest}</Button> <strong>{t.until(when.day(way.last))}</strong>
              </p>
            </Form>
          )}
        </div>
      ))}
    </Card>
  )
}

/** The day has passed: which, and what else there is. */
function Passed({ r, model: { service }, way }: { r: Request; model: CaseModel; way: AppealWay }) {
  const t = texts(r.language).appeal
  const others = service.appeals.filter(one => one.service === undefined)
  return (
    <>
      <p>{t.passed(whenIn(r).day(way.last))}</p>
      <p>{t.left}</p>
      <ul class="list">
        {others.map(one => (
          <li>
            <strong>
              <Told said={say(one.name, r.reading)} />
            </strong>
            {' – '}
            <Told said={say(one.words, r.reading)} />
            <small class="source">{one.article}</small>
          </li>
        ))}
        <li>{t.leftAsk}</li>
      </ul>
    </>
  )
}

/** The decision that an appeal is about; the appeals against a decision, and what came of them. */
export function LinkedRequests({ r, appealing: { about, appeals } }: { r: Request; appealing: Appealing }) {
  if (about === null && appeals.length === 0) return null
  const t = texts(r.language).appeal
  return (
    <Card title={t.linked} id="linked" small>
      <Rows
        rows={[
          ...(about ? [{ name: t.about, value: <Line r={r} linked={about} />, source: sayRefused(r, about.file) }] : []),
          ...appeals.map(one => ({ name: t.filed, value: <Line r={r} linked={one} />, source: sayAppeal(r, one.file) })),
        ]}
      />
    </Card>
  )
}

function Line({ r, linked: { file, service } }: { r: Request; linked: LinkedCase }) {
  return (
    <>
      <a class="code" href={r.url('/requests/:case', { case: file.id })}>
        {file.number}
      </a>
      , <Told said={say(service.description.name, r.reading)} />
    </>
  )
}

function sayRefused(r: Request, file: CaseFile): string | undefined {
  const refused = refusedOn(file, r.authority)
  return refused === null ? undefined : texts(r.language).appeal.aboutLine(whenIn(r).day(refused))
}

function sayAppeal(r: Request, file: CaseFile): string {
  const { state } = texts(r.language).appeal
  const came = cameOf(file)
  const { day } = whenIn(r)
  if (came === 'open') return state.open(day(file.due))
  return came === 'withdrawn' || came === 'lapsed' ? state[came] : state[came](day(dayOf(answeredAt(file)!, r.authority.zone)))
}
