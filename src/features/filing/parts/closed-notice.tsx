import { showInstant } from '../../../base/show-time.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Notice } from '../../../ui/components/notice.tsx'
import type { Closed } from '../opening.ts'
import { texts } from '../texts/texts.ts'

/** Nothing can be sent now: since or until when, and that the answers are still there. */
export function ClosedNotice({ r, closed, announce }: { r: Request; closed: Closed; announce?: boolean }) {
  const t = texts(r.language)
  const when = showInstant(closed.at, r.authority.zone, r.language, { weekday: true, year: true })
  return (
    <Notice tone="warn" title={closed.why === 'after' ? t.closedAfter(when) : t.closedBefore(when)} announce={announce}>
      <p>{closed.why === 'after' ? t.closedAfterLead : t.closedBeforeLead}</p>
    </Notice>
  )
}
