import { refuse } from '../../../base/result.ts'
import { addDays, dayOf } from '../../../base/time.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { CountHandovers, ListEntries, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { nameOf, sortedByName } from '../catalogue.ts'
import { ServiceCards } from '../parts/service-cards.tsx'
import { isAgent } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type Model = { readonly internal: readonly CatalogueEntry[]; readonly leads: readonly { readonly name: string; readonly count: number }[] }

const lookedBack = 30

/** What agents ask for themselves, and how often the catalogue led to the services of others. */
export const deskServices = page<Model>({
  name: 'desk-services',
  path: '/desk/services',
  door: 'desk',
  permit: isAgent,
  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    const [entries, counts] = await Promise.all([r.ask(ListEntries, {}), r.ask(CountHandovers, { since: addDays(dayOf(r.now, r.authority.zone), -lookedBack) })])
    const names = new Map(entries.map(entry => [entry.description.id, nameOf(entry, r.language)]))
    return {
      internal: sortedByName(entries, r.language).filter(entry => entry.description.internal),
      leads: counts.map(({ service, count }) => ({ name: names.get(service) ?? service, count })),
    }
  },
  view({ internal, leads }, r) {
    const t = texts(r.language).desk
    return (
      <Document site={r.site} title={t.title} noindex desk>
        <div class="wrap page stack gap-5">
          <BackLink href={r.url('/desk')}>{t.back}</BackLink>
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          {internal.length === 0 ? (
            <EmptyState title={t.none}>
              <p>{t.noneLead}</p>
            </EmptyState>
          ) : (
            <ServiceCards r={r} entries={internal} path="/desk/services/:service" />
          )}
          {leads.length > 0 && (
            <Card id="leads" title={t.leadsTitle} flat>
              <Table id="leads-list" caption={t.leadsLead} columns={[{ label: t.service }, { label: t.times, numeric: true }]} rows={leads.map(({ name, count }) => [name, count])} />
            </Card>
          )}
        </div>
      </Document>
    )
  },
})
