import type { Children } from '../../../base/jsx/html.ts'
import type { Problem, Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { texts } from '../texts/texts.ts'
import { faultsOf } from './problem.ts'

/** A page of one thing at the door: what went wrong, a heading, a form. */
export function DoorFrame({ r, title, problem, children }: { r: Request; title: string; problem?: Problem; children: Children }) {
  const faults = faultsOf(problem, r.language)
  return (
    <Document site={r.site} title={title} faulty={faults.length > 0} noindex>
      <BackLink href={r.url('/requests')}>{texts(r.language).myRequests}</BackLink>
      <div class="measure stack gap-5">
        {faults.length > 0 && <ErrorSummary language={r.language} errors={faults} />}
        <h1>{title}</h1>
        <Card>{children}</Card>
      </div>
    </Document>
  )
}
