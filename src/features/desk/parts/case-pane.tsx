import type { Children } from '../../../base/jsx/html.ts'
import { showDay } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import type { Said } from '../../../engines/forms/control.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { deadlineWords, tone } from '../../../ui/components/deadline-ring.tsx'
import { CasePane } from '../../../ui/components/desk.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { Told, ToldWithin } from '../../../ui/components/told.tsx'
import { isClosed } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'
import { deadlineOf, writePlace } from '../work.ts'
import { applicantOf } from './conversation.tsx'
import type { OpenCase } from './load-case.ts'

export type ThisCaseProps = {
  r: Request
  open: OpenCase
  /** What is done here, where it is not the case itself: a link leads back to it. */
  doing?: string
  /** The second column, and its name for those who listen. */
  side?: Children
  sideLabel?: string
  acts?: Children
  /** What is looked up while one decides. */
  below?: Children
  children: Children
}

/** What a case is about, in a few words; where nobody said, its service, which every case has. */
export function headOf(r: Request, { file, service }: Pick<OpenCase, 'file' | 'service'>): Said {
  if (file.subject === 'erased') return { text: texts(r.language).erased }
  if (file.subject) return { text: file.subject }
  return service ? say(service.description.name, r.language) : { text: file.number }
}

/** The frame of an open case: deadline first, who, what. */
export function ThisCase({ r, open: { file, service, work }, doing, side, sideLabel, acts, below, children }: ThisCaseProps) {
  const t = texts(r.language)
  const { zone } = r.authority
  const deadline = deadlineOf(file, dayOf(r.now, zone), zone)
  const closed = isClosed(file.status)
  const subject = headOf(r, { file, service })
  const filed = showDay(dayOf(file.filed, zone), r.language)
  const back = doing
    ? { href: r.url('/desk/cases/:case', { case: file.id }) + writePlace(work.place), label: t.backToCase }
    : { href: r.url('/desk') + writePlace(work.place), label: t.back }
  return (
    <CasePane
      language={r.language}
      back={back}
      title={<ToldWithin sentence={name => (doing ? t.doing(doing, name) : name)} said={subject} />}
      above={
        <>
          {!closed && <Tag tone={tone(deadline)}>{`${t.due(showDay(file.due, r.language, { weekday: true }))}, ${deadlineWords(r.language, deadline)}`}</Tag>}
          <span class="mute">
            <span class="code">{file.number}</span>, {service ? <Told said={say(service.description.name, r.language)} /> : file.service}
          </span>
        </>
      }
      lead={doing ? undefined : file.agent ? t.askedAndTaken(applicantOf(file), filed, file.agent.name) : t.askedBy(applicantOf(file), filed)}
      letter={side}
      letterLabel={sideLabel}
      acts={acts}
      below={below}
    >
      {children}
    </CasePane>
  )
}
