import { fold } from '../../../engines/search/words.ts'
import { page } from '../../../journal/kernel.ts'
import { ListEntries, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { nameOf, publicCatalogue, sortedByName } from '../catalogue.ts'
import { CatalogueFrame } from '../parts/catalogue-frame.tsx'
import { ServiceCards } from '../parts/service-cards.tsx'
import { texts } from '../texts/texts.ts'

type Model = { readonly letters: readonly string[]; readonly letter: string | null; readonly entries: readonly CatalogueEntry[]; readonly takesNeeds: boolean }

/** So many stand on one page; of more, one letter at a time. */
const mostOnPage = 100

/** All services from A to Z. */
export const allServices = page<Model>({
  name: 'all-services',
  path: '/services',
  async load(r) {
    const catalogue = publicCatalogue(await r.ask(ListEntries, {}))
    const { takesNeeds } = catalogue
    const entries = sortedByName(catalogue.entries, r.reading)
    if (entries.length <= mostOnPage) return { letters: [], letter: null, entries, takesNeeds }
    const letters = [...new Set(entries.map(entry => letterOf(nameOf(entry, r.reading))))]
    const asked = r.query.get('letter')
    const letter = letters.find(one => one === asked) ?? letters[0]!
    return { letters, letter, entries: entries.filter(entry => letterOf(nameOf(entry, r.reading)) === letter), takesNeeds }
  },
  permit: () => true, // The catalogue is public.
  view({ letters, letter, entries, takesNeeds }, r) {
    const t = texts(r.language)
    return (
      <CatalogueFrame r={r} title={t.everyTitle} lead={t.everyLead} takesNeeds={takesNeeds} entries={entries}>
        {letters.length > 0 && (
          <nav class="letters" aria-label={t.letters}>
            {letters.map(one => (
              <a href={`${r.url('/services')}?letter=${encodeURIComponent(one)}`} aria-current={one === letter ? 'page' : undefined}>
                {one}
              </a>
            ))}
          </nav>
        )}
        {letter !== null && <h2>{letter}</h2>}
        <ServiceCards r={r} entries={entries} />
      </CatalogueFrame>
    )
  },
})

/** The letter under which a name stands: É is E; what begins with no letter stands under #. */
function letterOf(name: string): string {
  const first = fold(name.trimStart().charAt(0)).charAt(0).toUpperCase()
  return /\p{L}/u.test(first) ? first : '#'
}
