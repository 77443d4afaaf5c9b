import type { Children } from '../../../base/jsx/html.ts'
import type { Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import type { CatalogueEntry } from '../../../vocabulary/services.ts'
import { easyInList } from '../catalogue.ts'
import { texts } from '../texts/texts.ts'
import { BesideCatalogue } from './beside-catalogue.tsx'

export type CatalogueFrameProps = { r: Request; title: string; lead: string; takesNeeds: boolean; entries: readonly CatalogueEntry[]; children: Children }

/** A page that lists some of the services: back to the search, one heading, the list, the ways beside it. */
export function CatalogueFrame({ r, title, lead, takesNeeds, entries, children }: CatalogueFrameProps) {
  const t = texts(r.language)
  return (
    <Document site={r.site} title={title} easy={easyInList(entries)}>
      <div class="page stack gap-5">
        <BackLink href={r.site.home}>{t.home}</BackLink>
        <div class="stack gap-2">
          <h1>{title}</h1>
          <p>{lead}</p>
        </div>
        <div class="split">
          <div class="stack">{children}</div>
          <BesideCatalogue r={r} takesNeeds={takesNeeds} />
        </div>
      </div>
    </Document>
  )
}
