import { refuse, isRefusal, type Issue } from '../../../base/result.ts'
import { showInstant } from '../../../base/show-time.ts'
import { page, type Instant, type Request } from '../../../journal/kernel.ts'
import { say } from '../../../engines/forms/say.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { TextInput } from '../../../ui/components/text-input.tsx'
import { ChangePassword } from '../../../vocabulary/staff.ts'
import { longest, passwordFault, passwordHolds, shortest } from '../password.ts'
import { isAgent } from '../permits.ts'
import { agentKind, type AgentState } from '../state.ts'
import { texts } from '../texts/texts.ts'

type Model = { readonly agent: string; readonly state: AgentState }

export const account = page<Model>({
  name: 'desk-account',
  path: '/desk/account',
  door: 'desk',
  permit: isAgent,

  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    const head = await r.db.head(agentKind, r.actor.agent)
    return head ? { agent: r.actor.agent, state: head.state } : refuse('NotFound')
  },

  async act(r, { agent, state }) {
    const [current, fresh, again] = ['current', 'fresh', 'again'].map(name => r.form.get(name) ?? '') as [string, string, string]
    // Whoever found a desk unlocked could otherwise guess the password here.
    if (await r.throttled(`password/${agent}`, 10, 15 * 60)) return refuse('Throttled', { detail: { seconds: 15 * 60 } })
    const issues: Issue[] = []
    if (!current) issues.push({ field: 'current', rule: 'current' })
    else if (!(await passwordHolds(state.passwordHash, current))) issues.push({ field: 'current', rule: 'currentWrong' })
    const fault = passwordFault(fresh, state.email)
    if (!fresh) issues.push({ field: 'fresh', rule: 'fresh' })
    else if (fault) issues.push({ field: 'fresh', rule: fault.rule, detail: { now: fault.now } })
    else if (fresh === current) issues.push({ field: 'fresh', rule: 'same' })
    else if (fresh !== again) issues.push({ field: 'again', rule: 'again' })
    if (issues.length) return refuse('Incomplete', { issues })
    const answer = await r.send(ChangePassword, { agent, password: fresh })
    if (isRefusal(answer)) return answer
    // A password is often changed because somebody else knows it: nobody stays signed in by the old one.
    return { to: `${r.url('/desk/sign-in')}?changed`, session: { become: 'nobody', everywhere: true } }
  },

  view({ state }, r, problem) {
    const t = texts(r.language)
    const errors = (problem?.refusal.issues ?? []).map(issue => ({ field: issue.field, message: sayIssue(r, issue) }))
    const errorOf = (field: string) => errors.find(error => error.field === field)?.message
    const field = (name: string, label: string, complete: string, hint?: string) => (
      <TextInput language={r.language} name={name} type="password" label={label} hint={hint} error={errorOf(name)} autoComplete={complete} />
    )
    return (
      <Document site={r.site} title={t.account} faulty={problem !== undefined} noindex desk>
        <div class="wrap page">
          <div class="measure stack gap-5">
            <BackLink href={r.url('/desk')}>{t.backToQueue}</BackLink>
            {problem && (
              <ErrorSummary language={r.language} errors={errors.length ? errors : [{ message: problem.refusal.refused === 'Throttled' ? t.errors.Throttled : t.errors.other }]} />
            )}
            <h1>{t.account}</h1>
            <Card title={t.who} id="who">
              <Rows rows={facts(r, state)} />
              {state.signIns.length > 0 && <p class="mute">{t.notMe(when(r, state.signIns.at(-1)!))}</p>}
            </Card>
            <Card title={t.changePassword} id="password">
              <p>{t.changeLead}</p>
              <Form action={r.here} csrf={r.csrf}>
                {/* Tells password managers whose password this is. */}
                <input type="hidden" name="username" value={state.email} autocomplete="username" />
                {field('current', t.current, 'current-password')}
                {field('fresh', t.fresh, 'new-password', t.freshHint(shortest))}
                {field('again', t.again, 'new-password')}
                <Button kind="main">{t.changePassword}</Button>
              </Form>
            </Card>
            <Card title={t.reminders} id="reminders">
              <p>{state.reminded ? t.remindersOn : t.remindersOff}</p>
              <Form csrf={r.csrf} action={r.url('/desk/account/reminders')}>
                <Button icon={state.reminded ? 'close' : 'mail'} name="on" value={state.reminded ? 'no' : 'yes'}>
                  {state.reminded ? t.remindersStop : t.remindersStart}
                </Button>
              </Form>
            </Card>
            <Card title={t.leave} id="leave">
              <p>{t.leaveLead}</p>
              <div class="row">
                <Form csrf={r.csrf} action={r.url('/desk/sign-out')}>
                  <Button icon="sign-out">{t.leaveHere}</Button>
                </Form>
                <Form csrf={r.csrf} action={r.url('/desk/sign-out')}>
                  <Button icon="sign-out" name="everywhere" value="yes">
                    {t.leaveEverywhere}
                  </Button>
                </Form>
              </div>
            </Card>
          </div>
        </div>
      </Document>
    )
  },
})

function facts(r: Request, state: AgentState) {
  const t = texts(r.language)
  const names = state.teams.map(id => {
    const team = r.authority.teams.find(one => one.id === id)
    return team ? say(team.name, r.language).text : id
  })
  const before = state.signIns.at(-2)
  return [
    { name: t.name, value: state.name },
    { name: t.address, value: state.email === 'erased' ? '' : state.email },
    { name: t.teams, value: names.join(', ') || t.noTeam },
    { name: t.role, value: state.administrator ? t.administrator : t.agent },
    { name: t.lastSignIn, value: state.signIns.length ? showInstant(state.signIns.at(-1)!, r.authority.zone, r.language) : t.neverBefore },
    { name: t.before, value: before === undefined ? t.neverBefore : showInstant(before, r.authority.zone, r.language) },
  ]
}

const when = (r: Request, at: Instant): string => texts(r.language).on(showInstant(at, r.authority.zone, r.language))

function sayIssue(r: Request, { rule, detail }: Issue): string {
  const { errors } = texts(r.language)
  switch (rule) {
    case 'current': return errors.current
    case 'currentWrong': return errors.currentWrong
    case 'fresh': return errors.fresh
    case 'tooShort': return errors.tooShort(shortest, Number(detail?.now))
    case 'tooLong': return errors.tooLong(longest)
    case 'obvious': return errors.obvious
    case 'same': return errors.same
    default: return errors.again
  }
}
