import { showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Told, ToldWithin } from '../../../ui/components/told.tsx'
import { FindCasesOf, type CaseLine } from '../../../vocabulary/case-lists.ts'
import { ForgetUploads } from '../../../vocabulary/documents.ts'
import { GetService, type ServiceDescription } from '../../../vocabulary/services.ts'
import { laterAddress } from '../open-draft.ts'
import { faultsOf } from '../parts/faults.ts'
import { PlainPage } from '../parts/plain-page.tsx'
import { isVisitor } from '../permits.ts'
import { eraseDraftsOf, findDraftsOf, type Draft } from '../store.ts'
import { texts } from '../texts/texts.ts'

type Leaving = {
  readonly cases: readonly CaseLine[]
  /** Drafts with their service; those of others who let this session in are not erased. */
  readonly drafts: readonly { readonly draft: Draft; readonly service: ServiceDescription | null; readonly stays: boolean }[]
}

/**
 * Leaving a computer that others use. It says what stays, and how to come back to it; then the session ends, what nobody could
 * open any more is erased, and the browser drops its cache and cookies.
 */
export const erase = page<Leaving>({
  name: 'erase',
  path: '/erase',
  async load(r) {
    const account = r.actor.kind === 'visitor' ? r.actor.account : null
    if (account === null) return { cases: [], drafts: [] }
    const [cases, drafts] = await Promise.all([r.ask(FindCasesOf, { holder: account }), findDraftsOf(r.db, account, r.now)])
    return {
      cases,
      drafts: await Promise.all(drafts.map(async draft => {
        const service = await r.ask(GetService, { service: draft.service, version: draft.packageVersion })
        return { draft, service: service?.description ?? null, stays: draft.kept || draft.others.length > 0 }
      })),
    }
  },
  permit: isVisitor,
  async act(r) {
    if (r.actor.kind === 'visitor' && r.actor.account !== null)
      for (const { id } of await eraseDraftsOf(r.db, r.actor.account)) await r.ask(ForgetUploads, { draft: id, now: r.now })
    return { to: r.url('/erased'), session: { become: 'nobody', forget: true } }
  },
  view({ cases, drafts }, r, problem) {
    const t = texts(r.language)
    const nameOf = (service: ServiceDescription | null) => (service ? say(service.name, r.reading) : { text: '' })
    const going = drafts.filter(one => !one.stays)
    const staying = drafts.filter(one => one.stays)
    return (
      <PlainPage r={r} title={t.erase} back={{ href: r.url('/requests'), label: t.myRequests }} faults={faultsOf(problem, r.language)}>
        <p>{t.eraseLead}</p>
        {going.length > 0 && (
          <Card id="going" title={t.eraseGoing}>
            <ul class="list">
              {going.map(({ draft, service }) => (
                <li class="stack gap-1">
                  <p>
                    <Told said={nameOf(service)} />
                  </p>
                  <p>
                    <ButtonLink icon="key" href={laterAddress(r, draft.id)}>
                      {t.eraseKeep}
                    </ButtonLink>
                  </p>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {(cases.length > 0 || staying.length > 0) && (
          <Card id="staying" title={t.eraseStays(r.authority.name)}>
            <ul class="list">
              {cases.map(line => (
                <li>{t.eraseCase(line.number)}</li>
              ))}
              {staying.map(({ draft, service }) => (
                <li>
                  <ToldWithin sentence={name => t.eraseDraft(name, showInstant(draft.expires, r.authority.zone, r.language), draft.number ?? '')} said={nameOf(service)} />
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Form action={r.here} csrf={r.csrf}>
          <p>
            <Button kind="danger" icon="remove">
              {t.eraseNow}
            </Button>
          </p>
        </Form>
      </PlainPage>
    )
  },
})

/** After it: nothing on this page is anybody's. */
export const erased = page<null>({
  name: 'erased',
  path: '/erased',
  load: async () => null,
  permit: isVisitor,
  view(_model, r) {
    const t = texts(r.language)
    return (
      <PlainPage r={r} title={t.erasedTitle}>
        <Card>
          <p>{t.erasedLead}</p>
          <p>{t.erasedStays(r.authority.name)}</p>
          <p>{t.erasedRest}</p>
          <p>
            <ButtonLink href={r.site.home}>{t.home}</ButtonLink>
          </p>
        </Card>
      </PlainPage>
    )
  },
})
