import { newUuid } from '../../../base/ids.ts'
import { keepReading } from '../../../base/language.ts'
import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import { showInstant } from '../../../base/show-time.ts'
import { page, type Posting, type Request } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { TextInput } from '../../../ui/components/text-input.tsx'
import { QueueMail } from '../../../vocabulary/mail.ts'
import { laterAddress, openAddress, openDraft, type OpenDraft } from '../open-draft.ts'
import { mailableAddress } from '../parts/address.ts'
import { DraftCodeCard } from '../parts/draft-code-card.tsx'
import { draftCode, draftCodeHash, draftNumber } from '../parts/draft-code.ts'
import { faultAt, faultsOf } from '../parts/faults.ts'
import { lostDraft } from '../parts/lost-draft.tsx'
import { PlainPage } from '../parts/plain-page.tsx'
import { isWriter } from '../permits.ts'
import { keepDraft } from '../store.ts'
import { texts } from '../texts/texts.ts'

/** Leaving a form to go on later, on any device: by number and code, or by a link to an address. Either keeps it for longer. */
export const later = page<OpenDraft>({
  name: 'later',
  path: '/apply/:draft/go-on-later',
  load: openDraft,
  permit: (actor, m) => isWriter(actor, m.draft),
  async act(r, m) {
    const refused = r.form.get('by') === 'mail' ? await keepByMail(r, m) : await keepByCode(r, m)
    return refused ?? { to: `${laterAddress(r, m.draft.id)}?by=${r.form.get('by') === 'mail' ? 'mail' : 'code'}` }
  },
  lost: lostDraft,
  view(m, r, problem) {
    const t = texts(r.language)
    const { draft } = m
    const faults = faultsOf(problem, r.language)
    const until = showInstant(draft.expires, r.authority.zone, r.language)
    const code = codeOf(r, m)
    return (
      <PlainPage r={r} title={t.laterTitle} back={{ href: openAddress(r, m), label: t.laterBack }} faults={faults}>
        <p>{draft.kept ? t.laterKept(until) : t.laterPlain(until)}</p>
        {r.query.get('by') === 'mail' && draft.address && !problem && (
          <Notice tone="ok" title={t.laterMailedTitle} announce>
            <p>{t.laterMailed(draft.address)}</p>
          </Notice>
        )}
        {code && draft.number ? (
          <DraftCodeCard r={r} number={draft.number} code={code} until={until} />
        ) : (
          <Card id="by-code" title={t.laterCodeTitle}>
            <p>{draft.codeHash ? t.laterCodeOther(draft.number ?? '') : t.laterCodeLead}</p>
            <Form action={r.here} csrf={r.csrf}>
              <input type="hidden" name="by" value="code" />
              <p>
                <Button kind="main" icon="key">
                  {draft.codeHash ? t.laterCodeNew : t.laterCode}
                </Button>
              </p>
            </Form>
          </Card>
        )}
        <Card id="by-mail" title={t.laterMailTitle}>
          <p>{draft.address ? t.laterMailAgain(draft.address) : t.laterMailLead}</p>
          <Form action={r.here} csrf={r.csrf}>
            <input type="hidden" name="by" value="mail" />
            <TextInput
              language={r.language} name="email" label={t.email} hint={t.laterMailHint} type="email" inputMode="email" autoComplete="email" spellcheck={false}
              value={problem?.typed.get('email') ?? ''} error={faultAt(faults, 'email')}
            />
            <p>
              <Button icon="mail">{t.laterMail}</Button>
            </p>
          </Form>
        </Card>
        <Card flat small id="shared" title={t.eraseTitle}>
          <p>{t.eraseHint}</p>
          <p>
            <ButtonLink icon="sign-out" href={r.url('/erase')}>
              {t.erase}
            </ButtonLink>
          </p>
        </Card>
      </PlainPage>
    )
  },
})

/** The code, while it is the one that this session made. One that was made elsewhere is nowhere to be read. */
function codeOf(r: Request, { draft }: OpenDraft): string | null {
  const code = draft.codeHash === null ? null : draftCode(r, draft.id)
  return code && draftCodeHash(r.secrets, draft.id, code) === draft.codeHash ? code : null
}

/** Pressed twice it is the same code. On another device it is a new one, and the one before opens nothing any more: the page said so. */
async function keepByCode(r: Posting, { draft }: OpenDraft): Promise<Refusal | null> {
  const code = draftCode(r, draft.id)
  if (code === null) throw new Error('Whoever posts a form has a session.')
  const number = draft.number ?? draftNumber(await r.db.nextNumber('draft'))
  return (await keepDraft(r.db, draft.id, { number, codeHash: draftCodeHash(r.secrets, draft.id, code) }, r.now)) === null ? refuse('Gone') : null
}

/** The address replaces one that was given before: links to a mistyped one open nothing any more. */
async function keepByMail(r: Posting, { draft }: OpenDraft): Promise<Refusal | null> {
  const address = await mailableAddress(r)
  if (isRefusal(address)) return address
  const ends = await keepDraft(r.db, draft.id, { address: address.email, addressKey: address.key, reading: r.reading }, r.now)
  if (ends === null) return refuse('Gone')
  const queued = await r.send(QueueMail, { mailing: newUuid(r.now), purpose: 'draft', case: null, to: address.email, ...keepReading(r.reading), ends })
  return isRefusal(queued) ? queued : null
}
