import type { Children } from '../../../base/jsx/html.ts'
import { showDay, showDayList, showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { NextPlate, Plate, Sign } from '../../../ui/components/plate.tsx'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { answerDay, closedMeanwhile } from '../../../vocabulary/answer-day.ts'
import { audiences, isHandover, openingAt, openingInstant, type CatalogueEntry, type HandoverDescription, type ServiceDescription } from '../../../vocabulary/services.ts'
import { texts } from '../texts/texts.ts'
import type { ServiceModel } from './load-service.ts'
import { ServiceFacts } from './service-facts.tsx'
import { ServiceSide } from './service-side.tsx'

export type ServiceViewProps = ServiceModel & { r: Request; action: string; hint: string }

/** A service whole: what it is and by when it answers, the button that begins, then what it needs, costs and promises. */
export function ServiceView({ r, entry, tables, path, action, hint }: ServiceViewProps) {
  const t = texts(r.language)
  const { description } = entry
  return (
    <>
      <Sign>
        <Plate>
          <h1>
            <Told said={say(description.name, r.reading)} />
          </h1>
          <p>
            <Told said={say(description.summary, r.reading)} />
          </p>
        </Plate>
        {isHandover(entry) ? <Whose r={r} description={entry.description} /> : <When r={r} description={entry.description} />}
      </Sign>
      {(description.example || mayBegin(r, description)) && (
        <div class="row gap-5">
          {mayBegin(r, description) && <Begin r={r} entry={entry} action={action} hint={hint} />}
          {description.example && <Tag>{t.example}</Tag>}
        </div>
      )}
      <div class="split">
        <div class="stack gap-5">
          <ServiceFacts r={r} entry={entry} tables={tables} path={path} />
          <PrintButton language={r.language} />
        </div>
        <div class="stack gap-5">
          <ServiceSide r={r} description={description} />
        </div>
      </div>
    </>
  )
}

/** An appeal is begun from the request that was refused. */
const mayBegin = (r: Request, description: CatalogueEntry['description']): boolean => !description.takesAppeals && openingAt(description, r.authority.zone, r.now) === 'open'

function Begin({ r, entry, action, hint }: Omit<ServiceViewProps, 'path' | 'tables'>) {
  const t = texts(r.language)
  if (!isHandover(entry)) return <Beginning r={r} action={action} label={t.start} hint={hint} />
  const from = audiences.find(one => one === r.query.get('for'))
  return (
    <Beginning r={r} action={action} label={t.leave} leaves hint={t.leaveHint(r.authority.name, new URL(entry.description.handover.url).host)}>
      {from && <input type="hidden" name="for" value={from} />}
    </Beginning>
  )
}

function Beginning({ r, action, label, leaves, hint, children }: { r: Request; action: string; label: string; leaves?: boolean; hint: string; children?: Children }) {
  return (
    <Form action={action} csrf={r.csrf}>
      {children}
      <div class="begin row gap-5">
        <Button kind="main" icon={leaves ? 'external-link' : 'arrow-right'}>
          {label}
        </Button>
        <p class="mute">{hint}</p>
      </div>
    </Form>
  )
}

/** By when it answers; of a service with an opening, when that is. */
function When({ r, description }: { r: Request; description: ServiceDescription }) {
  const t = texts(r.language)
  const { zone } = r.authority
  const { opening } = description
  const show = (end: string): string => showInstant(openingInstant(end, zone), zone, r.language)
  const state = openingAt(description, zone, r.now)
  if (description.takesAppeals)
    return (
      <NextPlate icon="arrow-left" state={t.appealBegins} lead={t.appealBeginsLead}>
        <p>{t.appealBeginsHow}</p>
        <p>
          <ButtonLink kind="main" href={r.site.requests}>
            {t.appealOpen}
          </ButtonLink>
        </p>
      </NextPlate>
    )
  if (state === 'before')
    return (
      <NextPlate icon="calendar" state={t.opens} lead={t.opensOn(show(opening!.from!))}>
        <p>{t.cannotStart}</p>
        {opening!.until && <p>{t.closes(show(opening!.until))}</p>}
      </NextPlate>
    )
  if (state === 'after')
    return (
      <NextPlate icon="ban" state={t.closed} lead={t.closedSince(show(opening!.until!))}>
        <p>{t.isOver}</p>
      </NextPlate>
    )
  const closed = closedMeanwhile(r.authority, description, r.now)
  return (
    <NextPlate icon="clock" state={t.answer} lead={t.answerBy(showDay(answerDay(r.authority, description, r.now), r.language, { weekday: true }))}>
      <p>{t.ifToday}</p>
      {closed.length > 0 && <p>{t.notCounted(showDayList(closed, r.language))}</p>}
      {opening?.until && (
        <p>
          <b>{t.closes(show(opening.until))}</b>
        </p>
      )}
    </NextPlate>
  )
}

/** Somebody else's service says whose it is before anything else. */
function Whose({ r, description: { handover } }: { r: Request; description: HandoverDescription }) {
  const t = texts(r.language)
  return (
    <NextPlate icon="external-link" state={t.whose} lead={<Told said={say(handover.to, r.reading)} />}>
      <p>
        <Told said={say(handover.words, r.reading)} />
      </p>
    </NextPlate>
  )
}
