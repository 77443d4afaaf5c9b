import { isUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { showInstant } from '../../../base/show-time.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import type { KeptMail, Mailer } from '../../../ports/mail/mailer.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { Fold } from '../../../ui/components/fold.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Live } from '../../../ui/components/live.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { maskAddress } from '../mask-address.ts'
import { MailTag } from '../parts/mail-tag.tsx'
import { isAdministrator } from '../permits.ts'
import { mailKind, type MailState } from '../state.ts'
import { texts } from '../texts/texts.ts'

type Model = { readonly stream: string; readonly version: number; readonly state: MailState; readonly kept: KeptMail | null }

/** One e-mail: what became of it and, where the local outbox keeps it, what it says. */
export const mailing = (mailer: Mailer) => page<Model>({
  name: 'mailing',
  path: '/desk/outbox/:mailing',
  door: 'desk',
  permit: isAdministrator,

  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    const head = isUuid(r.params.mailing) && isAdministrator(r.actor) ? await r.db.head(mailKind, r.params.mailing) : null
    if (!head || head.state.queued === null) return refuse('NotFound')
    // What was erased in the journal is not shown from the folder either.
    const kept = head.state.to === 'erased' ? null : ((await mailer.kept?.(head.stream)) ?? null)
    return { ...head, kept }
  },

  watches: m => [m],

  view({ stream, state, kept }, r) {
    const t = texts(r.language).outbox
    const title = t.one(t.purpose[state.purpose])
    return (
      <Document site={r.site} title={title} noindex desk>
        <div class="wrap page">
          <div class="measure stack gap-5">
            <BackLink href={r.url('/desk/outbox')}>{t.backToList}</BackLink>
            <h1>{title}</h1>
            <Live src={r.live} id="mailing" say={t.status[state.status]}>
              <div class="stack gap-5">
                <Card>
                  <Rows rows={facts(r, state, mailer.kept !== undefined)} />
                </Card>
                {state.status === 'given-up' && (
                  <Card title={t.retry} id="retry">
                    <p>{t.retryLead}</p>
                    <Form csrf={r.csrf} action={r.url('/desk/outbox/:mailing/retry', { mailing: stream })}>
                      <Button kind="main" icon="restart">
                        {t.retry}
                      </Button>
                    </Form>
                  </Card>
                )}
                {kept ? <Kept r={r} {...kept} /> : <p class="mute">{t.notKept}</p>}
              </div>
            </Live>
          </div>
        </div>
      </Document>
    )
  },
})

function facts(r: Request, s: MailState, kept: boolean) {
  const t = texts(r.language).outbox
  const when = (at: number) => <time datetime={new Date(at).toISOString()}>{showInstant(at, r.authority.zone, r.language, { weekday: true, year: true })}</time>
  return [
    { name: t.columns.to, value: s.to === 'erased' ? t.erased : maskAddress(s.to) },
    { name: t.columns.status, value: <MailTag language={r.language} status={s.status} kept={kept} /> },
    ...(s.why === null ? [] : [{ name: t.reason, value: t.why[s.why] }]),
    { name: t.columns.attempts, value: s.attempts },
    { name: t.columns.queued, value: when(s.queued!) },
    { name: t.changed, value: when(s.touched) },
  ]
}

function Kept({ r, message, source }: { r: Request } & KeptMail) {
  const t = texts(r.language).outbox
  const headers = [
    { name: t.from, value: `${message.from.name} <${message.from.address}>` }, { name: t.columns.to, value: message.to }, { name: t.subject, value: message.subject },
    { name: t.messageId, value: message.messageId }, ...Object.entries(message.headers).map(([name, value]) => ({ name, value })),
  ]
  return (
    <Card title={t.message} id="message">
      <Rows rows={headers} />
      <div lang={message.headers['Content-Language']}>
        <p class="typed">{message.text.trimEnd().split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 ? <a href={part}>{part}</a> : part))}</p>
      </div>
      <Fold id="source" title={t.source}>
        <p class="typed">{source}</p>
      </Fold>
    </Card>
  )
}
