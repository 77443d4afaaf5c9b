import { showDay } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import type { Request } from '../../../journal/kernel.ts'
import type { Said } from '../../../engines/forms/control.ts'
import { summary, type SummaryRow } from '../../../engines/forms/summary.ts'
import type { Answers as FormAnswers } from '../../../engines/forms/form.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import type { AuthorityMap } from '../../../ports/map-tiles/map-tiles.ts'
import { Card } from '../../../ui/components/card.tsx'
import { FileLinks } from '../../../ui/components/file-links.tsx'
import { Icon } from '../../../ui/components/icon.tsx'
import { PlacePicture } from '../../../ui/components/place-picture.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { Told, ToldAll, within } from '../../../ui/components/told.tsx'
import { mayRead } from '../permits.ts'
import { texts } from '../texts/texts.ts'
import { applicantOf } from './conversation.tsx'
import type { OpenCase } from './load-case.ts'

/** What the applicant answered, group by group, with its source; what is protected is marked, and shown to those only who need it. A place has its piece of the map, where there is one. */
export function Answers({ r, open: { file, service }, map }: { r: Request; open: OpenCase; map: AuthorityMap | null }) {
  const t = texts(r.language)
  const form = service && publishedForm(service)
  return (
    <Card title={t.evidence.title} id="answers" small>
      {file.answers === 'erased' ? (
        <p class="mute">{t.evidence.erased}</p>
      ) : form ? (
        <>
          <p class="mute s-1">{t.evidence.source(applicantOf(file), showDay(dayOf(file.filed, r.authority.zone), r.language))}</p>
          {grouped(summary(form, file.answers as FormAnswers, r.language).filter(row => mayRead(r.actor, { file }, row)), t.doing).map(({ title, rows }) => (
            <>
              <h3 class="part">
                <ToldAll parts={title} />
              </h3>
              <Rows rows={rows.map(row => ({ name: <Told said={row.label} />, value: row.files ? <FileLinks language={r.language} files={row.files} href={({ file: hash }) => r.url('/desk/cases/:case/documents/:file', { case: file.id, file: hash })} /> : <><Answer row={row} none={t.evidence.none} />{map && row.place && <PlacePicture place={row.place} area={map.area} attribution={map.attribution} src={r.url('/desk/map')} />}</>, source: row.protected && <Guarded words={t.evidence.guarded} /> }))} />
            </>
          ))}
        </>
      ) : (
        <p class="mute">{t.evidence.unreadable}</p>
      )}
    </Card>
  )
}

function Answer({ row, none }: { row: SummaryRow; none: string }) {
  if (row.answer === null) return <span class="mute">{none}</span>
  return (
    <span class="typed" lang={row.answer.lang}>
      {row.answer.text}
    </span>
  )
}

const Guarded = ({ words }: { words: string }) => (
  <span class="guarded">
    <Icon name="lock" />
    {words}
  </span>
)

/** `title` in the package's words, cut where the language changes. */
type Part = { readonly title: readonly Said[]; readonly rows: readonly SummaryRow[] }

/** One part for each group, and for each item of a repeated one. */
function grouped(rows: readonly SummaryRow[], of: (what: string, about: string) => string): readonly Part[] {
  const parts = new Map<string, { title: readonly Said[]; rows: SummaryRow[] }>()
  for (const row of rows) {
    const name = row.item?.name
    const title = name ? within(what => of(what, name), row.item!.label) : [row.item?.label ?? row.group]
    const key = title.map(one => one.text).join('')
    const part = parts.get(key) ?? { title, rows: [] }
    part.rows.push(row)
    parts.set(key, part)
  }
  return [...parts.values()]
}
