import { showDay } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Icon } from '../../../ui/components/icon.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { Told, ToldWithin } from '../../../ui/components/told.tsx'
import { openingAt, type Audience, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { texts } from '../texts/texts.ts'

export type ServiceCardsProps = {
  r: Request
  entries: readonly CatalogueEntry[]
  /** The audience whose page this is: a hand-over counts where people came from. */
  audience?: Audience
  /** Where an entry is shown, where that is not the public page. */
  path?: '/services/:service' | '/desk/services/:service'
}

/** Services as a list: each whole card is the link. What others render, and what is closed, says so. */
export function ServiceCards({ r, entries, audience, path = '/services/:service' }: ServiceCardsProps) {
  return (
    <ul class="doors stack gap-3">
      {entries.map(({ description }) => (
        <li class="card">
          <a href={r.url(path, { service: description.id }) + (audience ? `?for=${audience}` : '')}>
            <span>
              <Told said={say(description.name, r.reading)} />
            </span>
            <Icon name={description.handover ? 'external-link' : 'chevron-right'} />
          </a>
          <p>
            <Told said={say(description.summary, r.reading)} />
          </p>
          <State r={r} description={description} />
        </li>
      ))}
    </ul>
  )
}

function State({ r, description }: { r: Request; description: CatalogueEntry['description'] }) {
  const t = texts(r.language)
  const { handover, opening } = description
  const state = openingAt(description, r.authority.zone, r.now)
  if (!handover && state === 'open' && !opening?.until) return null
  return (
    <p class="row gap-2">
      {handover && (
        <Tag icon="external-link" tone="info">
          <ToldWithin sentence={t.handedTo} said={say(handover.to, r.reading)} />
        </Tag>
      )}
      {state === 'before' && <Tag tone="mute" icon="calendar">{t.opensOn(showDay(opening!.from!.slice(0, 10), r.language))}</Tag>}
      {state === 'after' && <Tag tone="mute">{t.closed}</Tag>}
      {state === 'open' && opening?.until && <Tag tone="warn">{t.untilTag(showDay(opening.until.slice(0, 10), r.language))}</Tag>}
    </p>
  )
}
