import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { PrintButton } from './print-button.tsx'

/** What a person keeps: the request's number and the secret code, large enough to copy by hand, and on paper. */
export function Receipt({ language, number, code, children }: { language: Language; number: string; code: string; children?: Children }) {
  const t = texts(language)
  return (
    <section class="receipt card stack" aria-label={t.requestNumber}>
      <dl>
        <div>
          <dt>{t.requestNumber}</dt>
          <dd class="code">{number}</dd>
        </div>
        <div>
          <dt>{t.secretCode}</dt>
          <dd class="code">{code}</dd>
        </div>
      </dl>
      <p>{t.keepCode}</p>
      {children}
      <PrintButton language={language} />
    </section>
  )
}
