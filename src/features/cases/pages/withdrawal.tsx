import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { TextArea } from '../../../ui/components/text-area.tsx'
import { WithdrawCase } from '../../../vocabulary/cases.ts'
import { CaseFrame } from '../parts/case-frame.tsx'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { faultsOf } from '../parts/problem.ts'
import { shownCase } from '../parts/shown-case.ts'
import { whenIn } from '../parts/when.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Withdrawing a request: what follows from it, and one button. */
export const withdrawal = page<CaseModel>({
  name: 'withdrawal',
  path: '/requests/:case/withdrawal',
  load: loadCase,
  permit: (actor, { file }) => isHolder(actor, file),
  async act(r, { file }) {
    const sent = await r.send(WithdrawCase, { case: file.id, reason: r.form.get('reason') ?? '' })
    return isRefusal(sent) ? sent : { to: r.url('/requests/:case', { case: file.id }) }
  },
  view(model, r, problem) {
    const t = texts(r.language)
    const { file } = model
    const back = r.url('/requests/:case', { case: file.id })
    const typed = problem?.typed.get('reason') ?? ''
    if (!problem && shownCase(file, whenIn(r).today).closed)
      return (
        <CaseFrame r={r} model={model} title={t.withdrawal.title}>
          <p>{t.withdrawal.already}</p>
          <ButtonLink href={back}>{t.backToRequest}</ButtonLink>
        </CaseFrame>
      )
    return (
      <CaseFrame r={r} model={model} title={t.withdrawal.title} faults={problem ? faultsOf(problem, 'reason', r.language) : []}>
        <Card>
          <p>{t.withdrawal.what}</p>
          <p>{t.withdrawal.kept}</p>
          <p>
            <b>{t.withdrawal.final}</b>
          </p>
          <Form action={r.here} csrf={r.csrf}>
            <TextArea language={r.language} name="reason" label={t.withdrawal.reason} hint={t.withdrawal.reasonHint} value={typed} rows={3} maxLength={2_000} optional />
            <div class="row">
              <Button kind="danger" icon="undo">
                {t.withdrawal.confirm}
              </Button>
              <ButtonLink href={back}>{t.withdrawal.keep}</ButtonLink>
            </div>
          </Form>
        </Card>
      </CaseFrame>
    )
  },
})
