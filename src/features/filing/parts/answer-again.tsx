import { easyLanguages } from '../../../base/find-words.ts'
import type { Control, Said } from '../../../engines/forms/control.ts'
import { findStep } from '../../../engines/forms/path.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import type { Problem, Request } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { drawControl } from '../../../ui/fields/draw-control.tsx'
import { stepErrors } from '../../../ui/fields/issue-message.ts'
import type { PublishedService } from '../../../vocabulary/services.ts'
import { texts } from '../texts/texts.ts'
import { CodeFields } from './draft-doors.tsx'
import { faultsOf } from './faults.ts'
import { PlainPage } from './plain-page.tsx'
import { codeFields, thenField } from './posted-step.ts'

type AnswerAgainProps = {
  r: Request
  service: PublishedService
  stepId: string
  asked: { readonly title: Said; readonly controls: readonly Control[] }
  typed?: URLSearchParams
  problem?: Problem
  /** The draft's time is over, or this session did not begin it. */
  why?: 'expired' | 'unknown'
}

/**
 * One question whose draft is out of reach, with what was typed: it can go into the draft by number and code, or into a new one.
 * Nobody else's draft can be written to from here: without its code there is only a new one.
 */
export function AnswerAgain({ r, service, stepId, asked, typed, problem, why }: AnswerAgainProps) {
  const t = texts(r.language)
  const { language } = r
  const issues = problem?.refusal.issues ?? []
  const own = stepErrors(asked.controls, issues, language)
  const faults = problem ? (own.length > 0 ? own : faultsOf(problem, language)) : []
  const fresh = findStep(publishedForm(service), {}, stepId) !== null
  const lead = why === 'expired' ? t.againExpired : why === 'unknown' ? t.againUnknown : t.againLead
  return (
    <PlainPage r={r} title={t.againTitle} faults={faults} easy={easyLanguages(service.description, service.form)}>
      <p>{lead}</p>
      <Form action={r.url('/services/:service/again/:step', { service: service.description.id, step: stepId })} csrf={r.csrf}>
        <Card>{asked.controls.map(control => drawControl(control, { language, typed: problem?.typed ?? typed, issues }))}</Card>
        {why !== 'expired' && (
          <Card id="by-code" title={t.againByCode}>
            <CodeFields r={r} problem={problem} names={codeFields} />
            <p>
              <Button kind="main" icon="key" name={thenField} value="code">
                {t.againGoOn}
              </Button>
            </p>
          </Card>
        )}
        <Card flat small id="anew" title={t.againAnew}>
          <p>{fresh ? t.againAnewLead : t.againAnewCopy}</p>
          <p>
            {fresh ? (
              <Button kind={why === 'expired' ? 'main' : 'plain'} name={thenField} value="anew">
                {t.againBegin}
              </Button>
            ) : (
              <ButtonLink href={r.url('/services/:service', { service: service.description.id })}>{t.beginAgain}</ButtonLink>
            )}
          </p>
        </Card>
      </Form>
    </PlainPage>
  )
}
