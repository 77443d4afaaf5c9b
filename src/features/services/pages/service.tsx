import { easyLanguages } from '../../../base/find-words.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { isHandover } from '../../../vocabulary/services.ts'
import { loadService, type ServiceModel } from '../parts/load-service.ts'
import { ServiceView } from '../parts/service-view.tsx'
import { mayLook } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** What a service is, what it needs and costs, by when it answers, and the button that begins, or leads to who renders it. */
export const service = page<ServiceModel>({
  name: 'service',
  path: '/services/:service',
  load: loadService,
  permit: (actor, { entry: { description } }) => mayLook(actor, description),
  leadsOutside: ({ entry }) => (isHandover(entry) ? [entry.description.handover.url] : []),
  view({ entry, tables, path }, r) {
    const t = texts(r.language)
    const { id, name } = entry.description
    return (
      <Document site={r.site} title={say(name, r.reading).text} easy={easyLanguages(entry.description, isHandover(entry) ? null : entry.form)}>
        <div class="page stack gap-5">
          <BackLink href={r.site.home}>{t.allServices}</BackLink>
          <ServiceView r={r} entry={entry} tables={tables} path={path} action={r.url(isHandover(entry) ? '/services/:service/handover' : '/services/:service/start', { service: id })} hint={t.startHint} />
        </div>
      </Document>
    )
  },
})
