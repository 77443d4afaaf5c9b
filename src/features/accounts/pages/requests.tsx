import { easyLanguages } from '../../../base/find-words.ts'
import { page } from '../../../journal/kernel.ts'
import { GetAccount } from '../../../vocabulary/accounts.ts'
import { FindCasesOf, type CaseLine } from '../../../vocabulary/case-lists.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { CaseItem } from '../parts/case-item.tsx'
import { CodeForm, EmailForm } from '../parts/doors.tsx'
import { isVisitor } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type Listed = { readonly line: CaseLine; readonly service: PublishedService | null }
type RequestsModel = { readonly account: string | null; readonly email: string | null; readonly cases: readonly Listed[] }

/** My requests: what this session may open, newest first; without any, the two ways back to them. */
export const requests = page<RequestsModel>({
  name: 'requests',
  path: '/requests',
  async load(r) {
    const account = r.actor.kind === 'visitor' ? r.actor.account : null
    if (account === null) return { account, email: null, cases: [] }
    const [known, lines] = await Promise.all([r.ask(GetAccount, { account }), r.ask(FindCasesOf, { holder: account })])
    const cases = await Promise.all(lines.map(async line => ({ line, service: await r.ask(GetService, { service: line.service, version: line.packageVersion }) })))
    return { account, email: known && known.email !== 'erased' ? known.email : null, cases }
  },
  permit: isVisitor,
  view({ account, email, cases }, r) {
    const t = texts(r.language)
    const some = cases.length > 0
    return (
      <Document site={r.site} title={t.myRequests} noindex easy={easyLanguages(...cases.map(({ service }) => service?.description.name))}>
        <div class="page stack gap-6">
          <h1>{t.myRequests}</h1>
          {some ? (
            <Card>
              <ul class="list">
                {cases.map(({ line, service }) => (
                  <CaseItem r={r} line={line} name={service?.description.name ?? {}} />
                ))}
              </ul>
            </Card>
          ) : (
            <p class="measure">{account === null ? t.door : t.none}</p>
          )}
          <div class="grid">
            <Card title={some ? t.addTitle : t.findTitle} id="find">
              <CodeForm r={r} action={r.url('/requests/find')} main={!some} />
            </Card>
            {email === null && (
              <Card title={t.accessTitle} id="by-mail">
                <EmailForm r={r} />
              </Card>
            )}
          </div>
          <Card flat title={t.begunTitle} id="begun" small>
            <p>{t.begun}</p>
            <p>
              <ButtonLink href={r.url('/drafts')}>{t.begunOpen}</ButtonLink>
            </p>
          </Card>
          {account !== null && (
            <Card flat title={t.leaveTitle} id="leave" small>
              <p>{email === null ? t.leaveCode : t.leaveMail(email)}</p>
              <p>
                <ButtonLink icon="sign-out" href={r.url('/erase')}>
                  {t.leave}
                </ButtonLink>
              </p>
            </Card>
          )}
        </div>
      </Document>
    )
  },
})
