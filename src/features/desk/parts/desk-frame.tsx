import type { Children } from '../../../base/jsx/html.ts'
import type { Uuid } from '../../../base/ids.ts'
import { showDay, showTime } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import type { Request } from '../../../journal/kernel.ts'
import { say } from '../../../engines/forms/say.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Desk, Rail } from '../../../ui/components/desk.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Queue, QueueGroup, QueueRow } from '../../../ui/components/queue.tsx'
import { ToldWithin } from '../../../ui/components/told.tsx'
import type { CaseLine } from '../../../vocabulary/case-lists.ts'
import { texts } from '../texts/texts.ts'
import { byUrgency, deadlineOf, writePlace } from '../work.ts'
import { nameKey, type Work } from './load-work.ts'

export type DeskFrameProps = {
  r: Request
  work: Work
  title: string
  faulty?: boolean
  /** The case beside the queue. */
  current?: Uuid
  open?: Children
}

/** The desk around everything an agent does: lists, queue, open case. */
export function DeskFrame({ r, work, title, faulty, current, open }: DeskFrameProps) {
  const t = texts(r.language)
  return (
    <Document site={r.site} title={title} faulty={faulty} noindex desk skipTo={open ? 'case' : 'queue'}>
      <Desk
        rail={<Views r={r} work={work} />}
        queue={<WorkQueue r={r} work={work} current={current} />}
        open={open}
        empty={<EmptyState title={t.choose}><p>{t.chooseLead}</p></EmptyState>}
      />
    </Document>
  )
}

function Views({ r, work: { place, counts, agent } }: { r: Request; work: Work }) {
  const t = texts(r.language)
  const teams = r.authority.teams.filter(team => agent.teams.includes(team.id)).map(team => say(team.name, r.language).text)
  const desk = r.url('/desk')
  return (
    <Rail
      language={r.language}
      groups={[
        {
          title: teams.length === 1 ? teams[0]! : t.myTeams,
          links: [
            { href: desk, icon: 'inbox', label: t.toDo, count: counts.toDo, current: !place.waiting },
            { href: desk + writePlace({ waiting: true }), icon: 'hourglass', label: t.waiting, count: counts.waiting, current: place.waiting },
          ],
        },
        {
          title: t.tools,
          links: [
            { href: r.url('/desk/needs'), icon: 'message', label: t.needs },
            { href: r.url('/desk/services'), icon: 'document', label: t.internalServices },
            ...(agent.administrator ? [{ href: r.url('/desk/editions'), icon: 'list' as const, label: t.editions }, { href: r.url('/desk/outbox'), icon: 'mail' as const, label: t.outbox }] : []),
            { href: r.url('/desk/account'), icon: 'person', label: t.account },
          ],
        },
      ]}
    />
  )
}

function WorkQueue({ r, work, current }: { r: Request; work: Work; current?: Uuid }) {
  const t = texts(r.language)
  const { place, counts, lines, next, agent } = work
  const today = dayOf(r.now, r.authority.zone)
  const desk = r.url('/desk')
  return (
    <Queue title={place.waiting ? t.waitingTitle : t.toDo} count={place.waiting ? counts.waiting : counts.toDo} tools={place.after && <a href={desk + writePlace({ waiting: place.waiting })}>{t.first}</a>}>
      {byUrgency(lines, today).map(group => (
        <QueueGroup title={t.groups[group.urgency]} count={group.lines.length}>
          {group.lines.map(line => (
            <QueueRow
              language={r.language}
              href={r.url('/desk/cases/:case', { case: line.case }) + writePlace(place)}
              name={line.subject || line.applicant || line.number}
              service={<ToldWithin sentence={name => (line.subject ? `${line.applicant || t.nameless}, ${name}` : name)} said={work.names.get(nameKey(line)) ?? { text: line.service }} />}
              note={noteOf(r, line, agent.agent)}
              when={sinceOf(r, line)}
              deadline={deadlineOf(line, today, r.authority.zone)}
              unread={line.unread}
              current={line.case === current}
            />
          ))}
        </QueueGroup>
      ))}
      {lines.length === 0 && <NoWork r={r} work={work} />}
      {next && (
        <p class="queue-end">
          <ButtonLink href={desk + writePlace(next)} icon="arrow-right">
            {t.more}
          </ButtonLink>
        </p>
      )}
    </Queue>
  )
}

function NoWork({ r, work: { place, agent } }: { r: Request; work: Work }) {
  const t = texts(r.language)
  if (agent.teams.length === 0) return <EmptyState icon="people" title={t.noTeamTitle}><p>{t.noTeam}</p></EmptyState>
  return <EmptyState title={place.waiting ? t.noneWaitingTitle : t.noneTitle}><p>{place.waiting ? t.noneWaiting : t.none}</p></EmptyState>
}

/** What the case waits for, and with whom it is. */
function noteOf(r: Request, line: CaseLine, me: Uuid): string {
  const { notes } = texts(r.language)
  const whose = line.agent === null ? notes.free : line.agent === me ? notes.mine : notes.taken(line.agentName ?? '')
  if (line.status === 'waiting') return notes.waits
  if (line.status === 'deciding') return notes.leaving
  return line.unread ? `${notes.wrote}. ${whose}` : whose
}

/** When something last happened: the hour today, the day before. */
function sinceOf(r: Request, { touched }: CaseLine): string {
  const { zone } = r.authority
  const day = dayOf(touched, zone)
  return day === dayOf(r.now, zone) ? showTime(touched, zone, r.language) : showDay(day, r.language, { short: true })
}
