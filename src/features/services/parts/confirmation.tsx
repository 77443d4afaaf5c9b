import type { Children } from '../../../base/jsx/html.ts'
import type { Said } from '../../../engines/forms/control.ts'
import type { Problem, Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import type { IconName } from '../../../ui/components/icons.ts'
import { Told } from '../../../ui/components/told.tsx'
import { texts } from '../texts/texts.ts'
import { editionsAddress, type Editions } from './load-editions.ts'

type ConfirmationProps = {
  r: Request
  model: Editions
  title: string
  /** The service in the words of the version that it is about. */
  name: Said
  problem?: Problem
  button: string
  icon: IconName
  danger?: boolean
  /** Said in place of the button, where nothing is left to do. */
  done?: string
  children: Children
}

/** A change to what is on offer, before it is made: what follows from it, and a way back. */
export function Confirmation({ r, model, title, name, problem, button, icon, danger, done, children }: ConfirmationProps) {
  const t = texts(r.language).editions
  const back = editionsAddress(r, model.service)
  return (
    <Document site={r.site} title={title} faulty={!!problem} noindex desk>
      <div class="wrap page">
        <div class="measure stack gap-5">
          <BackLink href={back}>{t.backToVersions}</BackLink>
          {problem && <ErrorSummary language={r.language} errors={[{ message: problem.refusal.refused === 'TeamGone' ? t.teamGone : t.tryAgain }]} />}
          <h1>{title}</h1>
          <Card>
            <p>
              <b>
                <Told said={name} />
              </b>
            </p>
            {done ? <p>{done}</p> : children}
            {!done && (
              <Form action={r.here} csrf={r.csrf}>
                <div class="row">
                  <Button kind={danger ? 'danger' : 'main'} icon={icon}>
                    {button}
                  </Button>
                  <ButtonLink href={back}>{t.leave}</ButtonLink>
                </div>
              </Form>
            )}
          </Card>
        </div>
      </div>
    </Document>
  )
}
