import type { Words } from '../../../base/language.ts'
import { showDay } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Tag, type Tone } from '../../../ui/components/tag.tsx'
import type { IconName } from '../../../ui/components/icons.ts'
import type { CaseLine } from '../../../vocabulary/case-lists.ts'
import type { CaseStatus } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'

/** A request in the list: what it is, where it stands, by when the answer comes. */
export function CaseItem({ r, line, name }: { r: Request; line: CaseLine; name: Words }) {
  const t = texts(r.language)
  const status = shown(line.status)
  const { zone } = r.authority
  const today = dayOf(r.now, zone)
  const open = status === 'received' || status === 'examined' || status === 'waiting'
  const day = (of: string) => showDay(of, r.language, { weekday: true, year: of.slice(0, 4) !== today.slice(0, 4) })
  const { text, lang } = say(name, r.reading)
  return (
    <li class="stack gap-1">
      <h2 class="small">
        <a href={r.url('/requests/:case', { case: line.case })} lang={lang}>
          {text}
        </a>
      </h2>
      {line.subject && <p>{line.subject}</p>}
      <p class="row gap-2">
        <Tag tone={looks[status].tone} icon={looks[status].icon}>
          {t.status[status]}
        </Tag>
        {open && <span>{line.due < today ? t.late(day(line.due)) : t.latest(day(line.due))}</span>}
      </p>
      <p class="mute s-1">
        <span class="code">{line.number}</span>, {t.sentOn(day(dayOf(line.filed, zone)))}
      </p>
    </li>
  )
}

type ShownStatus = Exclude<CaseStatus, 'deciding'>

/** A decision that has not left yet has not happened for whoever waits for it. */
const shown = (status: CaseStatus): ShownStatus => (status === 'deciding' ? 'examined' : status)

const looks: Record<ShownStatus, { tone: Tone; icon: IconName }> = {
  received: { tone: 'info', icon: 'inbox' },
  examined: { tone: 'info', icon: 'hourglass' },
  waiting: { tone: 'warn', icon: 'hand' },
  accepted: { tone: 'ok', icon: 'circle-check' },
  refused: { tone: 'bad', icon: 'circle-close' },
  withdrawn: { tone: 'mute', icon: 'undo' },
  lapsed: { tone: 'mute', icon: 'clock' },
}
