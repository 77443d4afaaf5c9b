import type { Request } from '../../../journal/kernel.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { needService } from '../../../vocabulary/needs.ts'
import { texts } from '../texts/texts.ts'
import { HelpDoors } from './help-doors.tsx'

/** Beside every list of services: the need that is in none, the request that was made already, somebody to talk to. */
export function BesideCatalogue({ r, takesNeeds, hasTables = false }: { r: Request; takesNeeds: boolean; hasTables?: boolean }) {
  const t = texts(r.language)
  return (
    <div class="stack gap-5">
      {takesNeeds && (
        <Card id="need" title={t.needTitle} small>
          <p>{t.needLead}</p>
          <p>
            <ButtonLink href={r.url('/services/:service', { service: needService })} icon="message">
              {t.need}
            </ButtonLink>
          </p>
        </Card>
      )}
      <Card id="follow" title={t.followTitle} small>
        <p>{t.followLead}</p>
        <p>
          <ButtonLink href={r.site.requests} icon="list">
            {t.follow}
          </ButtonLink>
        </p>
      </Card>
      {hasTables && (
        <Card id="rules" title={t.algorithms.title} small flat>
          <p>{t.algorithms.allLead}</p>
          <p>
            <a href={r.url('/algorithms')}>{t.algorithms.all}</a>
          </p>
        </Card>
      )}
      <Card id="talk" title={t.helpTitle} small flat>
        <HelpDoors authority={r.authority} language={r.language} />
      </Card>
    </div>
  )
}
