import { refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { ListEntries, type Audience } from '../../../vocabulary/services.ts'
import { publicCatalogue, sortedByName, type Grouped } from '../catalogue.ts'
import { CatalogueFrame } from '../parts/catalogue-frame.tsx'
import { ServiceCards } from '../parts/service-cards.tsx'
import { texts } from '../texts/texts.ts'

/** The services for one audience. */
export const audience = page<Grouped<Audience> & { readonly takesNeeds: boolean }>({
  name: 'audience',
  path: '/for/:audience',
  async load(r) {
    const { audiences, takesNeeds } = publicCatalogue(await r.ask(ListEntries, {}))
    const group = audiences.find(one => one.key === r.params.audience)
    return group ? { ...group, takesNeeds } : refuse('NotFound')
  },
  permit: () => true, // The catalogue is public.
  view({ key, entries, takesNeeds }, r) {
    const t = texts(r.language)
    return (
      <CatalogueFrame r={r} title={t.audiences[key]} lead={t.listLead} takesNeeds={takesNeeds} entries={entries}>
        <ServiceCards r={r} entries={sortedByName(entries, r.reading)} audience={key} />
      </CatalogueFrame>
    )
  },
})
