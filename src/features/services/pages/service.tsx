import type { Children } from '../../../base/jsx/html.ts'
import type { Language } from '../../../base/language.ts'
import { refuse } from '../../../base/result.ts'
import { showDay } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { Fold } from '../../../ui/components/fold.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { NextPlate, Plate, Sign } from '../../../ui/components/plate.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { answerDay } from '../../../vocabulary/answer-day.ts'
import { GetService, type Evidence, type PublishedService, type ServiceDescription } from '../../../vocabulary/services.ts'
import { Fees } from '../parts/fees.tsx'
import { texts } from '../texts/texts.ts'

/** What a service is, what it needs and costs, by when it answers, and the button that begins. */
export const service = page<PublishedService>({
  name: 'service',
  path: '/services/:service',
  load: async r => (await r.ask(GetService, { service: r.params.service! })) ?? refuse('NotFound'),
  permit: () => true, // The catalogue is public.
  view({ description }, r) {
    const { language } = r
    const t = texts(language)
    return (
      <Document site={r.site} title={say(description.name, language).text}>
        <div class="page stack gap-5">
          <BackLink href={r.site.home}>{t.allServices}</BackLink>
          <Head description={description} r={r} />
          <Form action={r.url('/services/:service/start', { service: description.id })} csrf={r.csrf}>
            <div class="begin row gap-5">
              <Button kind="main" icon="arrow-right">
                {t.start}
              </Button>
              <p class="mute">{t.startHint}</p>
            </div>
          </Form>
          <div class="split">
            <div class="stack gap-5">
              <Main description={description} language={language} />
            </div>
            <div class="stack gap-5">
              <Side description={description} r={r} />
            </div>
          </div>
        </div>
      </Document>
    )
  },
})

function Head({ description, r }: { description: ServiceDescription; r: Request }) {
  const t = texts(r.language)
  const day = showDay(answerDay(r.authority, description, r.now), r.language, { weekday: true })
  return (
    <Sign>
      <Plate>
        <h1>
          <Told said={say(description.name, r.language)} />
        </h1>
        <p>
          <Told said={say(description.summary, r.language)} />
        </p>
      </Plate>
      <NextPlate icon="clock" state={t.answer} lead={t.answerBy(day)}>
        <p>{t.ifToday}</p>
      </NextPlate>
    </Sign>
  )
}

/** What decides whether to begin: what it is, what it needs, what it costs, when the answer comes. */
function Main({ description, language }: { description: ServiceDescription; language: Language }) {
  const t = texts(language)
  const { cost, answer, silence, milestones } = description
  return (
    <>
      <Card id="about" title={t.about}>
        <p>
          <Told said={say(description.description, language)} />
        </p>
        {description.example && (
          <p>
            <Tag>{t.example}</Tag>
          </p>
        )}
      </Card>
      <Card id="needs" title={t.needsTitle}>
        {description.evidence.length === 0 && <p>{t.needsNothing}</p>}
        {(['atHand', 'fetched', 'later'] as const).map(need => (
          <Needs title={t.needs[need]} evidence={description.evidence.filter(e => e.need === need)} language={language} />
        ))}
      </Card>
      <Card id="cost" title={t.costTitle}>
        <p>
          <Told said={say(cost.words, language)} />
        </p>
        {cost.table && <Fees table={cost.table} language={language} />}
      </Card>
      <Card id="delay" title={t.delayTitle}>
        <p>
          <Told said={say(answer.words, language)} />
        </p>
        <h3>{t.noAnswer}</h3>
        <p>
          <Told said={say(silence.words, language)} />
        </p>
        <h3>{t.pathTitle}</h3>
        <ol class="numbered">
          {milestones.map(m => (
            <li>
              <Told said={say(m.ahead, language)} />
            </li>
          ))}
        </ol>
      </Card>
    </>
  )
}

function Needs({ title, evidence, language }: { title: string; evidence: readonly Evidence[]; language: Language }) {
  if (evidence.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul class="list">
        {evidence.map(({ name, note }) => (
          <li>
            <Told said={say(name, language)} />
            {note && (
              <small class="source">
                <Told said={say(note, language)} />
              </small>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What one may want to know: other doors, who reads the answers, the law, appeals. */
function Side({ description, r }: { description: ServiceDescription; r: Request }) {
  const { language } = r
  const { phone, address, hours } = r.authority.contact
  const t = texts(language)
  return (
    <>
      <Card id="doors" title={t.doorsTitle} small>
        <ul class="list">
          {description.channels.filter(c => c.kind !== 'online').map(c => (
            <li>
              <Told said={say(c.words, language)} />
              {c.kind === 'phone' && (
                <p class="ways">
                  <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
                </p>
              )}
              {c.kind === 'counter' && (
                <small class="source">
                  {address}. <Told said={say(hours, language)} />
                </small>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Card id="privacy" title={t.privacyTitle} small>
        <h3>{t.whoReads}</h3>
        <ul class="list">
          {description.recipients.map(words => (
            <li>
              <Told said={say(words, language)} />
            </li>
          ))}
        </ul>
        <h3>{t.howLong}</h3>
        <p>
          <Told said={say(description.retention.words, language)} />
        </p>
      </Card>
      <div>
        <Fold id="legal" title={t.legalTitle}>
          {description.legalBasis.map(({ article, words }) => (
            <Reference article={article}>
              <Told said={say(words, language)} />
            </Reference>
          ))}
        </Fold>
        <Fold id="appeal" title={t.appealTitle}>
          {description.appeals.map(({ name, article, words }) => (
            <Reference article={article}>
              <strong>
                <Told said={say(name, language)} />
              </strong>
              {' – '}
              <Told said={say(words, language)} />
            </Reference>
          ))}
        </Fold>
      </div>
    </>
  )
}

function Reference({ article, children }: { article: string; children: Children }) {
  return (
    <p>
      {children}
      <small class="source">{article}</small>
    </p>
  )
}
