import type { Request } from '../../../journal/kernel.ts'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import type { Results as Found } from '../catalogue.ts'
import { texts } from '../texts/texts.ts'
import { ServiceCards } from './service-cards.tsx'

/** As many as somebody reads. */
export const mostShown = 20

/** What a search brought, and what was understood where that is not what was typed. */
export function Results({ r, found }: { r: Request; found: Found }) {
  const t = texts(r.language)
  const { hits, near } = found
  return (
    <section class="stack" aria-labelledby="results">
      <h2 id="results">{resultsTitle(r, found)}</h2>
      <Understood r={r} found={found} />
      {hits.length > 0 ? (
        <ServiceCards r={r} entries={hits.slice(0, mostShown)} />
      ) : near.length > 0 ? (
        <>
          <h3>{t.near}</h3>
          <ServiceCards r={r} entries={near} />
        </>
      ) : (
        <EmptyState icon="search" title={t.otherWords} level={3} />
      )}
      <p class="row">
        <a href={r.site.home}>{t.clearSearch}</a>
        <a href={r.url('/services')}>{t.everyTitle}</a>
      </p>
    </section>
  )
}

/** Also said aloud while results change. */
export function resultsTitle(r: Request, { hits }: Found): string {
  const t = texts(r.language)
  return hits.length > 0 ? t.found(hits.length) : t.foundNone
}

function Understood({ r, found: { understood } }: { r: Request; found: Found }) {
  const t = texts(r.language)
  const corrected = understood.filter(one => one.how === 'slip' || one.how === 'together')
  const unknown = understood.filter(one => one.as === null)
  if (corrected.length + unknown.length === 0) return null
  return (
    <ul class="stack gap-1">
      {[...new Set(corrected.map(one => t.soughtFor(one.typed, one.as!)))].map(sentence => (
        <li>{sentence}</li>
      ))}
      {unknown.map(one => (
        <li>{t.notKnown(one.typed)}</li>
      ))}
    </ul>
  )
}
