import type { Uuid } from '../../../base/ids.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { addressKey, readLinkToken } from '../../../vocabulary/mail-link.ts'
import { GetMailLink, opensDraft, UseMailLink } from '../../../vocabulary/mail.ts'
import { resumeAddress } from '../open-draft.ts'
import { faultsOf } from '../parts/faults.ts'
import { PlainPage } from '../parts/plain-page.tsx'
import { isVisitor } from '../permits.ts'
import { findDraftsByAddress, letInto, type Draft } from '../store.ts'
import { texts } from '../texts/texts.ts'

type Link = { readonly mailing: Uuid; readonly drafts: readonly Draft[] }

/**
 * The address in our e-mails about a form that was begun. Scanners open it too: a GET changes nothing and names nothing, the
 * button uses the link up. It opens what was kept with the address that the mail went to, and lets this session's account in.
 */
export const draftLink = page<Link>({
  name: 'draft-link',
  path: '/drafts/link/:token',
  async load(r) {
    const mailing = readLinkToken(r.secrets, r.params.token ?? '')
    const link = mailing && (await r.ask(GetMailLink, { mailing }))
    if (!mailing || !link || !opensDraft(link.purpose)) return refuse('NotFound')
    if (link.used || link.to === 'erased' || r.now >= link.ends) return refuse('Gone')
    const drafts = await findDraftsByAddress(r.db, addressKey(r.secrets, link.to), r.now)
    return drafts.length > 0 ? { mailing, drafts } : refuse('Gone')
  },
  permit: isVisitor,
  async act(r, { mailing, drafts }) {
    const account = await r.account()
    if (isRefusal(await r.send(UseMailLink, { mailing }))) return refuse('Gone')
    for (const draft of drafts) await letInto(r.db, draft.id, account)
    return { to: drafts.length === 1 ? resumeAddress(r, drafts[0]!.id) : r.url('/drafts') }
  },
  view(_model, r, problem) {
    const t = texts(r.language)
    return (
      <PlainPage r={r} title={t.draftLinkTitle} faults={faultsOf(problem, r.language)}>
        <Card>
          <p>{t.draftLinkWhat(r.authority.name)}</p>
          <p>
            <strong>{t.draftLinkOwn}</strong>
          </p>
          <Form action={r.here} csrf={r.csrf}>
            <p>
              <Button kind="main" icon="sign-in">
                {t.draftLinkOpen}
              </Button>
            </p>
          </Form>
          <p class="mute">{t.draftLinkOnce}</p>
        </Card>
      </PlainPage>
    )
  },
})
