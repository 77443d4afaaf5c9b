import type { Request } from '../../journal/kernel.ts'
import { Button, ButtonLink } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Document } from '../../ui/components/document.tsx'
import { Form } from '../../ui/components/form.tsx'
import { texts } from '../texts/texts.ts'
import type { Carried } from './carried.ts'

/** Marks a post that only brings back what was typed: its page is shown with it, and nothing is done. */
export const returning = 'returning'

/** After signing in again: the way back to the page on which the session had ended, with what was typed there. */
export function SignedInAgain({ r, carried: { path, fields } }: { r: Request; carried: Carried }) {
  const t = texts(r.language).signedInAgain
  return (
    <Document site={r.site} title={t.title} noindex desk>
      <div class="wrap page">
        <div class="measure stack gap-5">
          <h1>{t.title}</h1>
          <Card>
            <p>{t.lead}</p>
            <Form csrf={r.csrf} action={path}>
              {[...fields, [returning, 'yes'] as const].map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <p class="row">
                <Button kind="main" icon="arrow-right">
                  {t.back}
                </Button>
                <ButtonLink href={r.site.desk}>{t.leave}</ButtonLink>
              </p>
            </Form>
          </Card>
        </div>
      </div>
    </Document>
  )
}
