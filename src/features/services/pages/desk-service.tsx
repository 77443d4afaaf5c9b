import { refuse } from '../../../base/result.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { isHandover } from '../../../vocabulary/services.ts'
import { loadService, type ServiceModel } from '../parts/load-service.ts'
import { ServiceView } from '../parts/service-view.tsx'
import { mayLook } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** An internal service, as the agents who may ask for it see it. */
export const deskService = page<ServiceModel>({
  name: 'desk-service',
  path: '/desk/services/:service',
  door: 'desk',
  permit: (actor, { entry: { description } }) => mayLook(actor, description, 'desk'),
  leadsOutside: ({ entry }) => (isHandover(entry) ? [entry.description.handover.url] : []),
  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    return loadService(r)
  },
  view({ entry, tables, path }, r) {
    const t = texts(r.language)
    return (
      <Document site={r.site} title={say(entry.description.name, r.reading).text} noindex desk>
        <div class="wrap page stack gap-5">
          <BackLink href={r.url('/desk/services')}>{t.desk.all}</BackLink>
          <ServiceView r={r} entry={entry} tables={tables} path={path} action={r.url(isHandover(entry) ? '/desk/services/:service/handover' : '/desk/services/:service/start', { service: entry.description.id })} hint={t.desk.startHint} />
        </div>
      </Document>
    )
  },
})
