import { showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { loadEditions, nameOfEditions, type Editions } from '../parts/load-editions.ts'
import { isAdministrator } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** The versions of one service: which is on offer, and the ways to change that. */
export const serviceEditions = page<Editions>({
  name: 'service-editions',
  path: '/desk/editions/:service',
  door: 'desk',
  permit: isAdministrator,
  load: loadEditions,
  view(model, r) {
    const t = texts(r.language).editions
    const { service, lines, current, changes } = model
    const name = nameOfEditions(model, r)
    const rows = lines.map(line => [
      String(line.version),
      <Told said={say(line.name, r.reading)} />,
      showInstant(line.published, r.authority.zone, r.language, { short: true, year: true }).replaceAll(' ', '\u00a0'),
      line.current ? <Tag tone="ok">{t.onOffer}</Tag> : changes ? <a href={r.url('/desk/editions/:service/roll-back/:version', { service, version: String(line.version) })}>{t.offer(line.version)}</a> : '',
    ])
    return (
      <Document site={r.site} title={name.text} noindex desk>
        <div class="wrap page stack gap-5">
          <BackLink href={r.url('/desk/editions')}>{t.backToList}</BackLink>
          <h1>
            <Told said={name} />
          </h1>
          {current ? <p>{t.isOnOffer(current.version)}</p> : <Notice>{t.isRetired}</Notice>}
          <Table id="versions" caption={t.versions} columns={[{ label: t.versionColumn }, { label: t.nameColumn }, { label: t.published }, { label: t.state }]} rows={rows} />
          {current && changes && (
            <Card id="retire" title={t.retireTitle} flat>
              <p>{t.retireLead}</p>
              <p>
                <ButtonLink href={r.url('/desk/editions/:service/retirement', { service })}>{t.retire}</ButtonLink>
              </p>
            </Card>
          )}
          <p class="mute">{t.publishLead}</p>
        </div>
      </Document>
    )
  },
})
