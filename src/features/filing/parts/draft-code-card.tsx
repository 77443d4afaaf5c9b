import type { Request } from '../../../journal/kernel.ts'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { texts } from '../texts/texts.ts'

/** Number and code of a draft, large enough to copy by hand, and on paper with the address where they are used. */
export function DraftCodeCard({ r, number, code, until }: { r: Request; number: string; code: string; until: string }) {
  const t = texts(r.language)
  const where = r.url('/drafts')
  return (
    <section class="receipt card stack" aria-label={t.draftNumber}>
      <dl>
        <div>
          <dt>{t.draftNumber}</dt>
          <dd class="code">{number}</dd>
        </div>
        <div>
          <dt>{t.draftCode}</dt>
          <dd class="code">{code}</dd>
        </div>
      </dl>
      <p>
        {t.draftCodeUse(until)} <a href={where}>{`${r.origin}${where}`}</a>
      </p>
      <p>{t.draftCodeKeep}</p>
      <PrintButton language={r.language} />
    </section>
  )
}
