import type { Authority } from '../../base/authority.ts'
import type { Language } from '../../base/language.ts'
import { Card } from '../../ui/components/card.tsx'
import { texts } from '../texts/texts.ts'
import { PlainDocument } from './plain-document.tsx'

export type FrontPageProps = { authorities: readonly Authority[]; language: Language; stylesheets: readonly string[] }

/** `/`: the authorities of this installation. */
export function FrontPage({ authorities, language, stylesheets }: FrontPageProps) {
  const t = texts(language)
  return (
    <PlainDocument language={language} title={t.frontTitle} stylesheets={stylesheets}>
      <Card>
        <h1>{t.frontTitle}</h1>
        <p>{authorities.length > 0 ? t.frontLead : t.frontNone}</p>
        <ul class="stack">
          {authorities.map(authority => (
            <li>
              <a href={`/${authority.slug}`}>{authority.name}</a>
              {authority.example && ` (${t.example})`}
            </li>
          ))}
        </ul>
      </Card>
    </PlainDocument>
  )
}
