import type { Answers as FormAnswers } from '../../../engines/forms/form.ts'
import { summary, type SummaryRow } from '../../../engines/forms/summary.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import type { Request } from '../../../journal/kernel.ts'
import { FileLinks } from '../../../ui/components/file-links.tsx'
import { Fold } from '../../../ui/components/fold.tsx'
import { SummaryList } from '../../../ui/components/summary-list.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { texts } from '../texts/texts.ts'
import type { CaseModel } from './load-case.ts'

/** The answers as they were sent, folded; those that only few may read say so. */
export function Answers({ r, model: { file, form } }: { r: Request; model: CaseModel }) {
  const t = texts(r.language)
  return (
    <Fold id="answers" title={t.answers}>
      {file.answers === 'erased' ? (
        <p>{t.answersErased}</p>
      ) : (
        groups(summary(publishedForm({ form }), file.answers as FormAnswers, r.reading)).map(rows => (
          <section class="stack gap-2">
            <h3>{heading(rows[0]!)}</h3>
            <SummaryList
              language={r.language}
              rows={rows.map(row => ({ question: <Told said={row.label} />, answer: row.files ? <FileLinks language={r.language} files={row.files} href={({ file: hash }) => r.url('/requests/:case/documents/:file', { case: file.id, file: hash })} /> : row.answer ? <Told said={row.answer} /> : t.empty, guarded: row.protected !== undefined }))}
            />
          </section>
        ))
      )}
    </Fold>
  )
}

const heading = ({ item, group }: SummaryRow) => (item?.name || <Told said={item?.label ?? group} />)

/** Rows that stand together: of one group, or of one item of a repeated group. */
function groups(rows: readonly SummaryRow[]): SummaryRow[][] {
  const found = new Map<string, SummaryRow[]>()
  for (const row of rows) {
    const key = `${row.group.text}/${row.item?.label.text ?? ''}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found.values()]
}
