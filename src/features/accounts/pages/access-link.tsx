import { newUuid, type Uuid } from '../../../base/ids.ts'
import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import { page, type Posting, type Redirect, type Request } from '../../../journal/kernel.ts'
import { ConfirmAddress, FindAccountByAddress } from '../../../vocabulary/accounts.ts'
import { AddHolder, ConfirmContact, GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { addressKey, readLinkToken } from '../../../vocabulary/mail-link.ts'
import { GetMailLink, opensDraft, UseMailLink } from '../../../vocabulary/mail.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { caseByCode, postedCode } from '../parts/case-by-code.ts'
import { DoorFrame } from '../parts/door-frame.tsx'
import { CodeForm } from '../parts/doors.tsx'
import { isVisitor } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/**
 * What the visitor has shown besides the mailbox:
 * `account`: the link was asked for by signing in, and the address is an account's own: the mailbox is that account's key.
 * `session`: the link came with a case that this session holds: only its address is to be confirmed.
 * `nothing`: anybody can type anybody's address into a form, so a mailbox alone opens nothing; it takes a case's number and code.
 */
type LinkModel = { readonly mailing: Uuid; readonly email: string; readonly key: string; readonly owner: Uuid | null } & (
  | { readonly shows: 'account'; readonly owner: Uuid }
  | { readonly shows: 'session'; readonly file: CaseFile; readonly account: Uuid }
  | { readonly shows: 'nothing' }
)

/**
 * The address in our e-mails. Mail programs and scanners open it by themselves, so a GET changes nothing and names nobody;
 * the button uses the link up. All is checked before that, and what comes after can be had again by a new link.
 */
export const accessLink = page<LinkModel>({
  name: 'access-link',
  path: '/access/:token',
  load: readLink,
  permit: isVisitor,
  async act(r, model) {
    if (model.shows === 'account') return signIn(r, model.mailing, model.owner)
    return model.shows === 'session' ? confirmForSession(r, model) : confirmByCode(r, model)
  },
  view(model, r, problem) {
    const t = texts(r.language)
    if (model.shows === 'nothing')
      return (
        <DoorFrame r={r} title={t.linkCodeTitle} problem={problem}>
          <p>{t.linkCode(r.authority.name)}</p>
          <p>{t.linkCodeWhy}</p>
          <CodeForm r={r} problem={problem} main />
        </DoorFrame>
      )
    const words = model.shows === 'account' ? t.link.signIn : t.link.confirm
    return (
      <DoorFrame r={r} title={words.title} problem={problem}>
        <p>{words.what(r.authority.name)}</p>
        <Form action={r.here} csrf={r.csrf}>
          <Button kind="main" icon={model.shows === 'account' ? 'sign-in' : 'verified'}>
            {words.button}
          </Button>
        </Form>
        <p class="mute">{t.linkOnce}</p>
      </DoorFrame>
    )
  },
})

async function readLink(r: Request): Promise<LinkModel | Refusal> {
  const mailing = readLinkToken(r.secrets, r.params.token ?? '')
  const link = mailing && (await r.ask(GetMailLink, { mailing }))
  // A link to a form that was begun lives longer, and opens that form only.
  if (!mailing || !link || opensDraft(link.purpose)) return refuse('NotFound')
  if (link.used || link.to === 'erased' || r.now > link.ends) return refuse('Gone')
  const key = addressKey(r.secrets, link.to)
  const owner = await r.ask(FindAccountByAddress, { key })
  const common = { mailing, email: link.to, key, owner }
  if (link.case === null) return owner === null ? { ...common, shows: 'nothing' } : { ...common, owner, shows: 'account' }
  const account = r.actor.kind === 'visitor' ? r.actor.account : null
  const file = account && (await r.ask(GetCase, { case: link.case }))
  return account && file && file.holders.includes(account) ? { ...common, shows: 'session', file, account } : { ...common, shows: 'nothing' }
}

async function signIn(r: Posting, mailing: Uuid, owner: Uuid): Promise<Redirect | Refusal> {
  const used = await r.send(UseMailLink, { mailing })
  return isRefusal(used) ? refuse('Gone') : { to: r.url('/requests'), session: { become: 'account', account: owner } }
}

/**
 * The session that sent the case wrote the address itself, so its account gets it; where another account has it already, that
 * one gets the case. A session that came by the code may hold somebody else's case: the address gets an account of its own.
 */
async function confirmForSession(r: Posting, m: Extract<LinkModel, { shows: 'session' }>): Promise<Redirect | Refusal> {
  const sent = m.file.holders[0] === m.account
  return confirm(r, m, { file: m.file, target: m.owner ?? (sent ? m.account : newUuid(r.now)) })
}

/**
 * Mailbox and code: the case goes to the address' account; where there is none, the address gets one of its own. It never
 * gets the session's: whoever was sent somebody else's link would give that mailbox the key to all they have here. For the
 * same reason a link ties only a case in which its address was given.
 */
async function confirmByCode(r: Posting, m: LinkModel): Promise<Redirect | Refusal> {
  const found = await caseByCode(r, postedCode(r))
  if (isRefusal(found)) return found
  const { file, hash } = found
  if (file.contact === 'erased' || file.contact.addressKey !== m.key) return refuse('OtherAddress')
  return confirm(r, m, { file, target: m.owner ?? newUuid(r.now), hash })
}

/** From here on the link is used up. A refusal or a crash leaves the case as it was or with its holder; a new link goes on from there. */
async function confirm(r: Posting, m: LinkModel, { file, target, hash }: { file: CaseFile; target: Uuid; hash?: string }): Promise<Redirect | Refusal> {
  const mine = await r.account()
  const steps = [
    () => r.send(UseMailLink, { mailing: m.mailing }),
    () => r.send(AddHolder, { case: file.id, holder: target, codeHash: hash }),
    () => r.send(ConfirmAddress, { account: target, key: m.key, email: m.email }),
    // Last: as long as the case waits for its address, a new link can be asked for.
    ...(file.contact !== 'erased' && file.contact.addressKey === m.key ? [() => r.send(ConfirmContact, { case: file.id, account: target })] : []),
  ]
  for (const step of steps) if (isRefusal(await step())) return refuse('Gone')
  const to = r.url('/requests/:case', { case: file.id })
  return target === mine ? { to } : { to, session: { become: 'account', account: target } }
}
