import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { Arms } from '../../../ui/components/arms.tsx'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Icon } from '../../../ui/components/icon.tsx'
import { Plate } from '../../../ui/components/plate.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { ListServices, type PublishedService } from '../../../vocabulary/services.ts'
import { HelpDoors } from '../parts/help-doors.tsx'
import { texts } from '../texts/texts.ts'

/** The authority's front door: its services, the way back to a request, and somebody to talk to. */
export const home = page<readonly PublishedService[]>({
  name: 'home',
  path: '/',
  load: r => r.ask(ListServices, {}),
  permit: () => true, // The catalogue is public.
  view(services, r) {
    const t = texts(r.language)
    return (
      <Document site={r.site} title={t.homeTitle}>
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
          <div class="split">
            <section class="stack" aria-labelledby="services">
              <h2 id="services">{t.servicesTitle}</h2>
              {services.length === 0 ? (
                <EmptyState title={t.none} level={3}>
                  <p>{t.noneLead}</p>
                </EmptyState>
              ) : (
                <ul class="doors stack gap-3">
                  {services.map(({ description }) => (
                    <li class="card">
                      <a href={r.url('/services/:service', { service: description.id })}>
                        <span>
                          <Told said={say(description.name, r.language)} />
                        </span>
                        <Icon name="chevron-right" />
                      </a>
                      <p>
                        <Told said={say(description.summary, r.language)} />
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </section>
            <div class="stack gap-5">
              <Card id="follow" title={t.followTitle} small>
                <p>{t.followLead}</p>
                <p>
                  <ButtonLink href={r.site.requests} icon="list">
                    {t.follow}
                  </ButtonLink>
                </p>
              </Card>
              <Card id="talk" title={t.helpTitle} small flat>
                <HelpDoors authority={r.authority} language={r.language} />
              </Card>
            </div>
          </div>
        </div>
      </Document>
    )
  },
})
