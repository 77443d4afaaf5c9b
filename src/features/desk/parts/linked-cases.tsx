import type { Children } from '../../../base/jsx/html.ts'
import { showDay } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Fold } from '../../../ui/components/fold.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { answeredAt, cameOf, lastDayFor, refusedOn, type LinkedCase } from '../../../vocabulary/appeals.ts'
import type { CaseFile } from '../../../vocabulary/cases.ts'
import { mayOpen } from '../permits.ts'
import { texts } from '../texts/texts.ts'
import type { OpenCase } from './load-case.ts'

/** Whether this agent made the decision that the open case appeals against: somebody else then decides. */
export const decidedFirst = ({ linked: { about }, work }: OpenCase): boolean => about?.file.decision?.agent === work.agent.agent

/**
 * What an appeal is about, and the appeals against a decision. The other case opens for whoever may open it; of what is contested,
 * whoever decides the appeal reads the decision, never the answers.
 */
export function LinkedCases({ r, open }: { r: Request; open: OpenCase }) {
  const { about, appeals } = open.linked
  if (about === null && appeals.length === 0) return null
  const t = texts(r.language).linked
  return (
    <Card title={t.title} id="linked" small>
      {about && <Linked name={t.about} line={<Line r={r} open={open} linked={about} />} says={`${sayDecision(r, about.file)}. ${sayLastDay(r, open.file, about)}`} />}
      {appeals.map(one => <Linked name={t.filed} line={<Line r={r} open={open} linked={one} />} says={sayState(r, one.file)} />)}
      {about?.file.decision?.sent && about.file.decision.reasons !== 'erased' && (
        <Fold id="first-reasons" title={t.reasons}>
          {[about.file.decision.reasons, about.file.decision.legalBasis].flatMap(text => text.split('\n')).map(line => (
            <p>{line}</p>
          ))}
        </Fold>
      )}
    </Card>
  )
}

/** Below each other: beside each other, whole sentences would stand in half a column. */
function Linked({ name, line, says }: { name: string; line: Children; says: string }) {
  return (
    <p>
      {name}
      <br />
      <strong>{line}</strong>
      <br />
      <small class="mute">{says}</small>
    </p>
  )
}

function Line({ r, open: { work }, linked: { file, service } }: { r: Request; open: OpenCase; linked: LinkedCase }) {
  const number = <span class="code">{file.number}</span>
  return (
    <>
      {mayOpen(work.agent, { file }) ? <a href={r.url('/desk/cases/:case', { case: file.id })}>{number}</a> : number}, <Told said={say(service.description.name, r.language)} />
    </>
  )
}

/** What was decided, when, and by whom. */
function sayDecision(r: Request, file: CaseFile): string {
  const t = texts(r.language).linked
  const refused = refusedOn(file, r.authority)
  if (refused === null) return sayState(r, file)
  const team = r.authority.teams.find(one => one.id === file.team)
  const by = file.decision?.sent ? t.by(file.decision.by, team ? say(team.name, r.language).text : file.team) : t.tacit
  return `${t.refused(showDay(refused, r.language, { year: true }))} ${by}`
}

/** Whether it came in time, is the decider's to judge: they are told the day. */
function sayLastDay(r: Request, appeal: CaseFile, { file, service }: LinkedCase): string {
  const t = texts(r.language).linked
  const way = service.description.appeals.find(one => one.service === appeal.service)
  const refused = refusedOn(file, r.authority)
  if (!way || refused === null) return ''
  const last = lastDayFor(way, refused, r.authority)
  return dayOf(appeal.filed, r.authority.zone) > last ? t.late(showDay(last, r.language, { year: true })) : t.last(showDay(last, r.language, { year: true }))
}

function sayState(r: Request, file: CaseFile): string {
  const { state } = texts(r.language).linked
  const came = cameOf(file)
  if (came === 'open') return state.open(showDay(file.due, r.language))
  if (came === 'withdrawn' || came === 'lapsed') return state[came]
  return state[came](showDay(dayOf(answeredAt(file)!, r.authority.zone), r.language, { year: true }))
}
