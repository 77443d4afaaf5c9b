import { easyLanguages } from '../../../base/find-words.ts'
import { isUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { showDay, showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { NextPlate, Plate, Sign } from '../../../ui/components/plate.tsx'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { Receipt } from '../../../ui/components/receipt.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { Step, Steps } from '../../../ui/components/steps.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { codeHash, codeLabel, secretCode } from '../../../vocabulary/case-code.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { serviceOfCase } from '../../../vocabulary/service-of-case.ts'
import type { ServiceDescription } from '../../../vocabulary/services.ts'
import { isHolder } from '../permits.ts'
import { casePath } from '../../../vocabulary/case-path.ts'
import { texts } from '../texts/texts.ts'

type Received = { readonly file: CaseFile; readonly service: ServiceDescription; readonly code: string | null }

/** What a person keeps of a request that was sent: number, code, by when it is answered, how to come back. */
export const receipt = page<Received>({
  name: 'receipt',
  path: '/requests/:case/receipt',
  async load(r) {
    const id = r.params.case
    const file = isUuid(id) ? await r.ask(GetCase, { case: id }) : null
    if (!file) return refuse('NotFound')
    const service = await serviceOfCase(r.ask, file)
    if (!service) throw new Error(`The version ${file.packageVersion} of ${file.service} is missing.`)
    return { file, service: service.description, code: codeOf(r, file) }
  },
  permit: (actor, m) => isHolder(actor, m.file),
  view({ file, service, code }, r) {
    const { language } = r
    const t = texts(language)
    const follow = r.url('/requests/:case', { case: file.id })
    return (
      <Document site={r.site} title={`${t.receiptTitle} – ${say(service.name, r.reading).text}`} noindex easy={easyLanguages(service)}>
        <div class="page stack gap-5">
          <Sign>
            <Plate>
              <p>
                <Told said={say(service.name, r.reading)} />
              </p>
              <h1>{t.receiptTitle}</h1>
              {file.subject !== 'erased' && file.subject && <p>{file.subject}</p>}
            </Plate>
            {isUnderWay(file) && (
              <NextPlate icon="hourglass" state={t.nothingToDo} lead={t.answeredByDay(showDay(file.due, language, { weekday: true, year: true }))}>
                <p>{t.thenTold}</p>
              </NextPlate>
            )}
          </Sign>
          <div class="split">
            <div class="stack gap-5">
              {code ? (
                <Receipt language={language} number={file.number} code={code} />
              ) : (
                <Card>
                  <Rows rows={[{ name: t.number, value: <span class="code">{file.number}</span> }]} />
                  <p>{t.codeElsewhere}</p>
                  <PrintButton language={language} />
                </Card>
              )}
              <p>
                <ButtonLink kind="main" href={follow}>
                  {t.follow}
                </ButtonLink>
              </p>
              <section class="stack" aria-labelledby="path">
                <h2 id="path">{t.pathTitle}</h2>
                <Path file={file} service={service} r={r} />
              </section>
            </div>
            <div class="stack gap-5">
              <Card id="back" title={t.comeBackTitle} small>
                <ComeBack file={file} r={r} />
              </Card>
              <Card flat id="shared" title={t.eraseTitle} small>
                <p>{t.eraseAfter}</p>
                <p>
                  <ButtonLink icon="sign-out" href={r.url('/erase')}>
                    {t.erase}
                  </ButtonLink>
                </p>
              </Card>
            </div>
          </div>
        </div>
      </Document>
    )
  },
})

/** The code, where this session is the one that it was made for and it was not replaced since. Nobody stored it. */
function codeOf(r: Request, file: CaseFile): string | null {
  const derived = r.derive(codeLabel(file.id))
  const code = derived && secretCode(derived)
  return code && codeHash(r.secrets, file.id, code) === file.codeHash ? code : null
}

/** A decision that has not left is nobody's to know: the case is still examined. */
const isUnderWay = ({ status }: CaseFile): boolean => status === 'received' || status === 'examined' || status === 'deciding'

function Path({ file, service, r }: { file: CaseFile; service: ServiceDescription; r: Request }) {
  return (
    <Steps>
      {casePath(file, service).filter(m => m.state !== 'dropped').map(({ id, state, at }) => {
        const words = service.milestones.find(m => m.id === id)
        if (!words) return null
        const done = state === 'done'
        return (
          <Step language={r.language} state={done ? 'done' : state === 'now' ? 'now' : 'next'} title={<Told said={say(done ? words.name : words.ahead, r.reading)} />}
            when={at === null ? undefined : showInstant(at, r.authority.zone, r.language)} />
        )
      })}
    </Steps>
  )
}

/** The ways back to the request: number and code, a link by e-mail, a person. */
function ComeBack({ file, r }: { file: CaseFile; r: Request }) {
  const t = texts(r.language)
  const { phone, address } = r.authority.contact
  const email = file.contact === 'erased' ? undefined : file.contact.email
  return (
    <ul class="list">
      <li>{t.byCode}</li>
      {email && <li>{file.contactConfirmed ? t.byMail(email) : t.confirmMail(email)}</li>}
      <li>
        {t.byPhone} <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
      </li>
      <li>{t.byCounter(address)}</li>
    </ul>
  )
}
