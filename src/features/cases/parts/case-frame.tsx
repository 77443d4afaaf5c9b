import type { Children } from '../../../base/jsx/html.ts'
import type { Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { texts } from '../texts/texts.ts'
import type { CaseModel } from './load-case.ts'
import type { Fault } from './problem.ts'

export type CaseFrameProps = { r: Request; model: CaseModel; title: string; faults?: readonly Fault[]; children: Children }

/** A page about one thing of a case: one step back to it, what went wrong, one heading. */
export function CaseFrame({ r, model: { file }, title, faults = [], children }: CaseFrameProps) {
  const t = texts(r.language)
  return (
    <Document site={r.site} title={`${title} ${file.number}`} faulty={faults.length > 0} noindex>
      <div class="page measure stack gap-5">
        <BackLink href={r.url('/requests/:case', { case: file.id })}>{t.backToRequest}</BackLink>
        {faults.length > 0 && <ErrorSummary language={r.language} errors={faults} />}
        <h1>{title}</h1>
        <p class="mute">
          {t.numberLabel} <span class="code">{file.number}</span>
        </p>
        {children}
      </div>
    </Document>
  )
}
