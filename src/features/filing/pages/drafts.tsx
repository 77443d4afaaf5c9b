import { easyLanguages } from '../../../base/find-words.ts'
import { isRefusal } from '../../../base/result.ts'
import { showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { resumeAddress } from '../open-draft.ts'
import { draftByCode } from '../parts/draft-code.ts'
import { CodeFields, DraftMailForm } from '../parts/draft-doors.tsx'
import { faultsOf } from '../parts/faults.ts'
import { PlainPage } from '../parts/plain-page.tsx'
import { isVisitor } from '../permits.ts'
import { findDraftsOf, letInto, type Draft } from '../store.ts'
import { texts } from '../texts/texts.ts'

type Begun = { readonly draft: Draft; readonly service: PublishedService }
const names = { number: 'number', code: 'code' } as const

/** Going on with a form: those that this session has begun, and the two ways to one that was begun on another device. */
export const drafts = page<readonly Begun[]>({
  name: 'drafts',
  path: '/drafts',
  async load(r) {
    const account = r.actor.kind === 'visitor' ? r.actor.account : null
    const mine = account === null ? [] : await findDraftsOf(r.db, account, r.now)
    const begun = await Promise.all(mine.map(async draft => ({ draft, service: await r.ask(GetService, { service: draft.service, version: draft.packageVersion }) })))
    return begun.filter((one): one is Begun => one.service !== null)
  },
  permit: isVisitor,
  async act(r) {
    const draft = await draftByCode(r, names)
    if (isRefusal(draft)) return draft
    // Only now does the session get an account: wrong tries leave nothing behind.
    await letInto(r.db, draft.id, await r.account())
    return { to: resumeAddress(r, draft.id) }
  },
  view(begun, r, problem) {
    const t = texts(r.language)
    return (
      <PlainPage r={r} title={t.draftsTitle} back={{ href: r.url('/requests'), label: t.myRequests }} faults={faultsOf(problem, r.language)} easy={easyLanguages(...begun.map(({ service }) => service.description.name))}>
        {begun.length > 0 && (
          <Card id="begun" title={t.draftsBegun}>
            <ul class="list">
              {begun.map(({ draft, service }) => (
                <li class="stack gap-1">
                  <a href={resumeAddress(r, draft.id)}>
                    <Told said={say(service.description.name, r.reading)} />
                  </a>
                  <p class="mute s-1">
                    {t.draftsLine(showInstant(draft.touched, r.authority.zone, r.language), showInstant(draft.expires, r.authority.zone, r.language))}
                    {draft.number && <span class="code"> {draft.number}</span>}
                  </p>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card id="by-code" title={t.draftsByCode}>
          <p>{t.draftsByCodeLead}</p>
          <Form action={r.here} csrf={r.csrf}>
            <CodeFields r={r} problem={problem} names={names} />
            <p>
              <Button kind="main" icon="key">
                {t.draftOpen}
              </Button>
            </p>
          </Form>
        </Card>
        <Card id="by-mail" title={t.draftsByMail}>
          <DraftMailForm r={r} />
        </Card>
      </PlainPage>
    )
  },
})
