import type { Children } from '../../../base/jsx/html.ts'
import type { Language } from '../../../base/language.ts'
import type { Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import type { Fault } from './faults.ts'

type PlainPageProps = {
  r: Request
  title: string
  back?: { readonly href: string; readonly label: string }
  faults?: readonly Fault[]
  /** The languages in which the service in sight brings easy words. */
  easy?: readonly Language[]
  children: Children
}

/** A page around the form, with one thing on it: a way back, what went wrong, a heading. */
export function PlainPage({ r, title, back, faults = [], easy, children }: PlainPageProps) {
  return (
    <Document site={r.site} title={title} faulty={faults.length > 0} noindex easy={easy}>
      <div class="page measure stack gap-5">
        {back && <BackLink href={back.href}>{back.label}</BackLink>}
        {faults.length > 0 && <ErrorSummary language={r.language} errors={faults} />}
        <h1>{title}</h1>
        {children}
      </div>
    </Document>
  )
}
