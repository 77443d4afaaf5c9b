import { isUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { showInstant } from '../../../base/show-time.ts'
import { page } from '../../../journal/kernel.ts'
import type { Mailer } from '../../../ports/mail/mailer.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { MailTag } from '../parts/mail-tag.tsx'
import { isAdministrator } from '../permits.ts'
import { findMailings, type MailLine, type MailPlace } from '../store.ts'
import { texts } from '../texts/texts.ts'

const onePage = 50

type Model = { readonly lines: readonly MailLine[]; readonly more: boolean; readonly after: MailPlace | null }

/** What was mailed by this authority, newest first. */
export const outbox = (mailer: Mailer) => page<Model>({
  name: 'outbox',
  path: '/desk/outbox',
  door: 'desk',
  permit: isAdministrator,

  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    // The permit refuses after this; nothing is read for whom it will refuse.
    if (!isAdministrator(r.actor)) return { lines: [], more: false, after: null }
    const after = placeOf(r.query.get('after'))
    const found = await findMailings(r.db, after, onePage + 1)
    return { lines: found.slice(0, onePage), more: found.length > onePage, after }
  },

  view({ lines, more, after }, r) {
    const t = texts(r.language).outbox
    const last = lines.at(-1)
    const kept = mailer.kept !== undefined
    const rows = lines.map((line) => [
      <a href={r.url('/desk/outbox/:mailing', { mailing: line.mailing })}>{line.masked || t.erased}</a>,
      <>
        <MailTag language={r.language} status={line.status} kept={kept} />
        {line.why !== null && <small class="source">{t.why[line.why]}</small>}
      </>,
      t.purpose[line.purpose],
      // A date that breaks over three lines on a phone makes every row as high as four.
      showInstant(line.queued, r.authority.zone, r.language, { short: true, year: true }).replaceAll(' ', '\u00a0'),
      line.attempts,
    ])
    return (
      <Document site={r.site} title={t.title} noindex desk>
        <div class="wrap page stack gap-5">
          <BackLink href={r.url('/desk')}>{t.back}</BackLink>
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          <Notice>{kept ? t.kept : t.handedOver}</Notice>
          {lines.length === 0 ? (
            <EmptyState icon="mail" title={t.nothing}>
              <p>{t.nothingLead}</p>
            </EmptyState>
          ) : (
            <Table
              id="mails"
              caption={t.caption}
              columns={[{ label: t.columns.to }, { label: t.columns.status }, { label: t.columns.purpose }, { label: t.columns.queued }, { label: t.columns.attempts, numeric: true }]}
              rows={rows}
            />
          )}
          {(after !== null || more) && (
            <div class="row">
              {after !== null && <ButtonLink href={r.url('/desk/outbox')}>{t.newest}</ButtonLink>}
              {more && last && <ButtonLink href={`${r.url('/desk/outbox')}?after=${last.queued}.${last.mailing}`}>{t.older}</ButtonLink>}
            </div>
          )}
        </div>
      </Document>
    )
  },
})

/** `1790000000000.<mailing>`; whatever else stands in the address begins at the newest. */
function placeOf(text: string | null): MailPlace | null {
  const [, queued, mailing] = /^(\d{1,15})\.(.*)$/.exec(text ?? '') ?? []
  return queued !== undefined && isUuid(mailing) ? { queued: Number(queued), mailing } : null
}
