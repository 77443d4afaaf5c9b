import { refuse } from '../../../base/result.ts'
import { showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { ListEditions, type EditionLine } from '../../../vocabulary/services.ts'
import { newestOf } from '../parts/newest-of.ts'
import { isAdministrator } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Every service that was ever published, and which of its versions is on offer. */
export const editions = page<readonly EditionLine[]>({
  name: 'editions',
  path: '/desk/editions',
  door: 'desk',
  permit: isAdministrator,
  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    // The permit refuses after this; nothing is read for whom it will refuse.
    return isAdministrator(r.actor) ? r.ask(ListEditions, {}) : []
  },
  view(lines, r) {
    const t = texts(r.language).editions
    const rows = newestOf(lines).map(newest => {
      const current = lines.find(line => line.service === newest.service && line.current)
      return [
        <a href={r.url('/desk/editions/:service', { service: newest.service })}>
          <Told said={say((current ?? newest).name, r.reading)} />
        </a>,
        current ? <Tag tone="ok">{t.version(current.version)}</Tag> : <Tag tone="mute">{t.retired}</Tag>,
        newest.version,
        showInstant(newest.published, r.authority.zone, r.language, { short: true, year: true }).replaceAll(' ', '\u00a0'),
      ]
    })
    return (
      <Document site={r.site} title={t.title} noindex desk>
        <div class="wrap page stack gap-5">
          <BackLink href={r.url('/desk')}>{t.back}</BackLink>
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          {rows.length === 0 ? (
            <EmptyState icon="document" title={t.none}>
              <p>{t.noneLead}</p>
            </EmptyState>
          ) : (
            <Table id="editions" caption={t.caption} columns={[{ label: t.service }, { label: t.onOffer }, { label: t.newest, numeric: true }, { label: t.published }]} rows={rows} />
          )}
        </div>
      </Document>
    )
  },
})
