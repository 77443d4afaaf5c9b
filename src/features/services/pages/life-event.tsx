import { refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { ListEntries, type LifeEvent } from '../../../vocabulary/services.ts'
import { publicCatalogue, sortedByName, type Grouped } from '../catalogue.ts'
import { CatalogueFrame } from '../parts/catalogue-frame.tsx'
import { ServiceCards } from '../parts/service-cards.tsx'
import { texts } from '../texts/texts.ts'

/** The services of one moment of life. */
export const lifeEvent = page<Grouped<LifeEvent> & { readonly takesNeeds: boolean }>({
  name: 'life-event',
  path: '/life-events/:event',
  async load(r) {
    const { lifeEvents, takesNeeds } = publicCatalogue(await r.ask(ListEntries, {}))
    const group = lifeEvents.find(one => one.key === r.params.event)
    return group ? { ...group, takesNeeds } : refuse('NotFound')
  },
  permit: () => true, // The catalogue is public.
  view({ key, entries, takesNeeds }, r) {
    const t = texts(r.language)
    return (
      <CatalogueFrame r={r} title={t.lifeEvents[key]} lead={t.listLead} takesNeeds={takesNeeds} entries={entries}>
        <ServiceCards r={r} entries={sortedByName(entries, r.reading)} />
      </CatalogueFrame>
    )
  },
})
