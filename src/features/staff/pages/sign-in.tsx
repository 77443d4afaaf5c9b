import { refuse, type Issue } from '../../../base/result.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { TextInput } from '../../../ui/components/text-input.tsx'
import { addressKey } from '../../../vocabulary/mail-link.ts'
import { FindAgentByAddress, NoteSignIn } from '../../../vocabulary/staff.ts'
import { passwordHolds } from '../password.ts'
import { anybody } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Attempts count whether they succeed or not, and for unknown addresses too: nothing tells which addresses exist. */
const perAddress = { limit: 20, seconds: 15 * 60 }
/**
 * From one network: far above a town hall's Monday morning, far below what guessing needs. There is no common count for
 * the whole authority: one person could shut the door to everybody.
 */
const perNetwork = { limit: 600, seconds: 15 * 60 }

type Model = { readonly next: string }

export const signIn = page<Model>({
  name: 'desk-sign-in',
  path: '/desk/sign-in',
  door: 'desk',
  permit: anybody,

  async load(r) {
    const next = safeNext(r)
    return r.actor.kind === 'agent' ? { to: next } : { next }
  },

  async act(r, { next }) {
    const email = (r.form.get('email') ?? '').trim()
    const password = r.form.get('password') ?? ''
    const issues: Issue[] = []
    if (!email) issues.push({ field: 'email', rule: 'required' })
    if (!password) issues.push({ field: 'password', rule: 'required' })
    if (issues.length) return refuse('Incomplete', { issues })
    const key = addressKey(r.secrets, email)
    const tooMany = (await r.throttled(`sign-in/${key}`, perAddress.limit, perAddress.seconds)) || (await r.throttled(`sign-in/network/${r.network}`, perNetwork.limit, perNetwork.seconds))
    if (tooMany) return refuse('Throttled', { detail: { seconds: perAddress.seconds } })
    const agent = await r.ask(FindAgentByAddress, { key })
    const holds = await passwordHolds(agent?.passwordHash ?? null, password)
    if (!agent || !holds) return refuse('SignInWrong')
    await r.send(NoteSignIn, { agent: agent.agent, language: r.language })
    return { to: next, session: { become: 'agent', agent: agent.agent }, carried: r.form.get('carried') ?? undefined }
  },

  view({ next }, r, problem) {
    const t = texts(r.language)
    const missing = new Set((problem?.refusal.issues ?? []).map(issue => issue.field))
    const errors = { email: missing.has('email') ? t.errors.email : undefined, password: missing.has('password') ? t.errors.password : undefined }
    const ended = problem?.refusal.refused === 'SessionEnded'
    const faulty = problem !== undefined && !ended
    const whole = faulty && missing.size === 0
    const carried = problem?.typed.get('carried')
    return (
      <Document site={r.site} title={t.signInTitle} faulty={faulty} noindex desk>
        <div class="wrap page">
          <div class="measure stack gap-5">
            {faulty && (
              <ErrorSummary
                language={r.language}
                errors={whole ? [{ field: 'email', message: sayRefusal(r, problem.refusal.refused) }] : [...missing].map(field => ({ field, message: errors[field as 'email' | 'password'] ?? '' }))}
              />
            )}
            {ended && <Notice tone="warn" title={t.endedTitle} announce>{t.ended}</Notice>}
            {!problem && <Outcome r={r} />}
            <div class="stack gap-2">
              <h1>{t.signInTitle}</h1>
              <p>{t.signInLead(r.authority.name)}</p>
            </div>
            <Card>
              <Form csrf={r.csrf} action={`${r.url('/desk/sign-in')}?${new URLSearchParams({ next })}`}>
                {carried && <input type="hidden" name="carried" value={carried} />}
                <TextInput language={r.language} name="email" type="email" label={t.email} error={errors.email} value={problem?.typed.get('email') ?? ''} autoComplete="username" spellcheck={false} />
                <TextInput language={r.language} name="password" type="password" label={t.password} error={errors.password} autoComplete="current-password" />
                <Button kind="main" icon="sign-in">
                  {t.signIn}
                </Button>
              </Form>
            </Card>
            <p class="mute">{t.forgotten}</p>
            <p class="mute">
              {t.notStaff} <a href={r.site.home}>{t.notStaffLink}</a>
            </p>
          </div>
        </div>
      </Document>
    )
  },
})

/** What has just happened elsewhere: the address says which of three, nothing more. */
function Outcome({ r }: { r: Request }) {
  const t = texts(r.language)
  if (r.query.has('changed')) return <Notice tone="ok" title={t.changedTitle} announce>{t.changed}</Notice>
  if (r.query.has('out')) return <Notice tone="ok" title={t.outTitle} announce>{r.query.get('out') === 'everywhere' ? t.outEverywhere : t.out}</Notice>
  return null
}

function sayRefusal(r: Request, refused: string): string {
  const { errors } = texts(r.language)
  return refused === 'SignInWrong' ? errors.SignInWrong : refused === 'Throttled' ? errors.Throttled : errors.other
}

/** Where to after signing in: a page of this desk, and of nobody else. */
function safeNext(r: Request): string {
  const desk = r.url('/desk')
  const next = r.query.get('next') ?? ''
  const inside = next === desk || next.startsWith(`${desk}/`) || next.startsWith(`${desk}?`)
  const plain = !/[\\\s]|\/\/|\/\.\.?(\/|$)/.test(next)
  return inside && plain && !next.startsWith(r.url('/desk/sign-')) ? next : desk
}
