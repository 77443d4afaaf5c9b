import { page, type Request } from '../../../journal/kernel.ts'
import { Arms } from '../../../ui/components/arms.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Plate } from '../../../ui/components/plate.tsx'
import { ListEntries, openingAt, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { easyInList, publicCatalogue, searchCatalogue, sortedByName, type Catalogue, type Grouped, type Results as Found } from '../catalogue.ts'
import { BesideCatalogue } from '../parts/beside-catalogue.tsx'
import { Results, resultsTitle } from '../parts/results.tsx'
import { SearchForm } from '../parts/search-form.tsx'
import { ServiceCards } from '../parts/service-cards.tsx'
import { texts } from '../texts/texts.ts'
import { mostUsed } from '../usage.ts'

type Model = { readonly catalogue: Catalogue; readonly found: Found | null; readonly used: readonly CatalogueEntry[] }

/** So many are shown at once; of more, the ones asked for most. */
const mostAtOnce = 12
const mostOfUsed = 6
const mostTyped = 200

/** The authority's front door: what are you looking for, then what there is, and somebody to talk to. */
export const home = page<Model>({
  name: 'home',
  path: '/',
  async load(r) {
    const catalogue = publicCatalogue(await r.ask(ListEntries, {}))
    const typed = (r.query.get('q') ?? '').trim().slice(0, mostTyped)
    if (typed !== '') return { catalogue, found: searchCatalogue(catalogue, r.reading, typed), used: [] }
    return { catalogue, found: null, used: catalogue.entries.length > mostAtOnce ? await usedOf(r, catalogue) : [] }
  },
  permit: () => true, // The catalogue is public.
  view({ catalogue, found, used }, r) {
    const t = texts(r.language)
    return (
      <Document site={r.site} title={found ? t.searchTitle(found.typed) : t.homeTitle} noindex={found !== null} easy={easyInList(catalogue.entries)}>
        <div class="page stack gap-6">
          <Plate>
            <div class="town">
              <Arms svg={r.authority.theme.arms} />
              <div class="stack gap-2">
                <p>{r.authority.name}</p>
                <h1>{t.homeTitle}</h1>
                <p>{t.homeLead}</p>
              </div>
            </div>
          </Plate>
          <SearchForm r={r} typed={found?.typed} />
          <div class="split">
            <div id="found" class="stack gap-6" data-say={found ? resultsTitle(r, found) : ''}>
              {found ? <Results r={r} found={found} /> : <Everything r={r} catalogue={catalogue} used={used} />}
            </div>
            <BesideCatalogue r={r} takesNeeds={catalogue.takesNeeds} hasTables={catalogue.hasTables} />
          </div>
        </div>
      </Document>
    )
  },
})

/** What was asked for most and can be asked for now; filled up in the order of the list where nobody has asked for much yet. */
async function usedOf(r: Request, { entries }: Catalogue): Promise<readonly CatalogueEntry[]> {
  const byId = new Map(entries.map(entry => [entry.description.id, entry]))
  const used = (await mostUsed(r)).flatMap(id => byId.get(id) ?? [])
  return [...new Set([...used, ...entries])].filter(entry => openingAt(entry.description, r.authority.zone, r.now) === 'open').slice(0, mostOfUsed)
}

function Everything({ r, catalogue, used }: { r: Request; catalogue: Catalogue; used: readonly CatalogueEntry[] }) {
  const t = texts(r.language)
  const { entries, lifeEvents, audiences } = catalogue
  if (entries.length === 0)
    return (
      <section class="stack" aria-labelledby="services">
        <h2 id="services">{t.servicesTitle}</h2>
        <EmptyState title={t.none} level={3}>
          <p>{t.noneLead}</p>
        </EmptyState>
      </section>
    )
  return (
    <>
      <section class="stack" aria-labelledby="services">
        <h2 id="services">{used.length > 0 ? t.used : t.servicesTitle}</h2>
        <ServiceCards r={r} entries={used.length > 0 ? used : sortedByName(entries, r.reading)} />
        {used.length > 0 && (
          <p>
            <a href={r.url('/services')}>{t.every(entries.length)}</a>
          </p>
        )}
      </section>
      <Ways id="events" title={t.byEvent} r={r} groups={lifeEvents} to={event => r.url('/life-events/:event', { event })} say={event => t.lifeEvents[event]} />
      <Ways id="audiences" title={t.byAudience} r={r} groups={audiences} to={audience => r.url('/for/:audience', { audience })} say={audience => t.audiences[audience]} />
    </>
  )
}

type WaysProps<K> = { id: string; title: string; r: Request; groups: readonly Grouped<K>[]; to(key: K): string; say(key: K): string }

function Ways<K>({ id, title, r, groups, to, say }: WaysProps<K>) {
  const t = texts(r.language)
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="ways-in">
        {groups.map(({ key, entries }) => (
          <li>
            <a href={to(key)}>
              {say(key)}
              <small>{t.count(entries.length)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
