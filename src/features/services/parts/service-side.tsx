import type { Children } from '../../../base/jsx/html.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Fold } from '../../../ui/components/fold.tsx'
import { Told } from '../../../ui/components/told.tsx'
import type { CatalogueEntry } from '../../../vocabulary/services.ts'
import { texts } from '../texts/texts.ts'

/** What one may want to know: other doors, who reads the answers, the law, appeals. */
export function ServiceSide({ r, description }: { r: Request; description: CatalogueEntry['description'] }) {
  const { reading } = r
  const { phone, address, hours, email } = r.authority.contact
  const { channels, recipients, retention, appeals } = description
  const t = texts(reading)
  return (
    <>
      <Card id="doors" title={t.doorsTitle} small>
        <ul class="list">
          {channels.filter(c => c.kind !== 'online').map(c => (
            <li>
              <Told said={say(c.words, reading)} />
              {c.kind === 'phone' && (
                <p class="ways">
                  <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
                </p>
              )}
              {c.kind === 'counter' && (
                <small class="source">
                  {address}. <Told said={say(hours, reading)} />
                </small>
              )}
            </li>
          ))}
          <li>
            {t.writeUs}
            <p class="ways">
              <a href={`mailto:${email}`}>{email}</a>
            </p>
          </li>
        </ul>
      </Card>
      {recipients && retention && (
        <Card id="privacy" title={t.privacyTitle} small>
          <h3>{t.whoReads}</h3>
          <ul class="list">
            {recipients.map(words => (
              <li>
                <Told said={say(words, reading)} />
              </li>
            ))}
          </ul>
          <h3>{t.howLong}</h3>
          <p>
            <Told said={say(retention.words, reading)} />
          </p>
        </Card>
      )}
      {description.decisions && !description.internal && (
        <p>
          <a href={`${r.url('/algorithms')}#${description.id}-${description.decisions[0]!.id}`}>{t.algorithms.see}</a>
        </p>
      )}
      <div>
        <Fold id="legal" title={t.legalTitle}>
          {description.legalBasis.map(({ article, words }) => (
            <Reference article={article}>
              <Told said={say(words, reading)} />
            </Reference>
          ))}
        </Fold>
        {appeals && (
          <Fold id="appeal" title={t.appealTitle}>
            {appeals.map(({ name, article, words }) => (
              <Reference article={article}>
                <strong>
                  <Told said={say(name, reading)} />
                </strong>
                {' – '}
                <Told said={say(words, reading)} />
              </Reference>
            ))}
          </Fold>
        )}
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
