import type { Language } from '../../base/language.ts'
import type { Site } from '../../journal/kernel.ts'
import { ButtonLink } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Document } from '../../ui/components/document.tsx'
import { texts } from '../texts/texts.ts'
import { PlainDocument } from './plain-document.tsx'

export type ErrorPageProps = {
  status: number
  /** The frame of the authority; `null` where the address names none. */
  site: Site | null
  language: Language
  stylesheets: readonly string[]
  /** Shown to the person and written into the log beside the error. */
  reference?: string
  /** The page to go back to. */
  back?: string
}

/** An error in plain words: what happened, what is safe, what to do. */
export function ErrorPage({ status, site, language, stylesheets, reference, back }: ErrorPageProps) {
  const t = texts(language)
  const error = t.errors[wordsOf(status)]
  const content = (
    <Card>
      <h1>{error.title}</h1>
      <p>{error.what}</p>
      <p>
        <strong>{error.safe}</strong>
      </p>
      <p>{error.todo}</p>
      {reference && (
        <>
          <p>
            {t.reference} <code class="code">{reference}</code>
          </p>
          <p>{t.referenceUse}</p>
        </>
      )}
      <p>
        {back ? (
          <ButtonLink kind="main" href={back}>
            {t.back}
          </ButtonLink>
        ) : (
          <ButtonLink href={site?.home ?? '/'}>{t.home}</ButtonLink>
        )}{' '}
        {site && (status === 404 || status === 410) && <ButtonLink href={site.requests}>{t.requests}</ButtonLink>}
      </p>
    </Card>
  )
  return site ? (
    <Document site={site} title={error.title} noindex>
      <div class="page">{content}</div>
    </Document>
  ) : (
    <PlainDocument language={language} title={error.title} stylesheets={stylesheets}>
      {content}
    </PlainDocument>
  )
}

type ErrorWords = keyof ReturnType<typeof texts>['errors']

function wordsOf(status: number): ErrorWords {
  return words[status] ?? (status >= 500 ? 'failed' : 'address')
}

const words: Readonly<Record<number, ErrorWords>> = {
  403: 'forbidden', 404: 'missing', 405: 'missing', 410: 'gone', 413: 'large', 415: 'format', 422: 'refused', 429: 'often', 503: 'busy',
}
