import { isUuid, newUuid } from '../../../base/ids.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Receipt } from '../../../ui/components/receipt.tsx'
import { codeHash, codeLabel, secretCode } from '../../../vocabulary/case-code.ts'
import { ReplaceCode } from '../../../vocabulary/cases.ts'
import { CaseFrame } from '../parts/case-frame.tsx'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { faultsOf } from '../parts/problem.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/**
 * A new secret code. It is computed from this session's own secret and the form's id, so the address that shows it (`?of=`)
 * is of no use elsewhere, nobody stores it, and a repeated send makes the same code. The case keeps its hash only.
 */
export const code = page<CaseModel>({
  name: 'code',
  path: '/requests/:case/code',
  load: loadCase,
  permit: (actor, { file }) => isHolder(actor, file),
  async act(r, { file }) {
    const of = r.form.get('once')
    const made = codeOf(r, file.id, of)
    if (made === null) return refuse('BadInput')
    const sent = await r.send(ReplaceCode, { case: file.id, codeHash: codeHash(r.secrets, file.id, made) })
    return isRefusal(sent) ? sent : { to: `${r.url('/requests/:case/code', { case: file.id })}?${new URLSearchParams({ of: of! })}` }
  },
  view(model, r, problem) {
    const t = texts(r.language)
    const { file } = model
    const back = r.url('/requests/:case', { case: file.id })
    const made = codeOf(r, file.id, r.query.get('of'))
    // Only while it is the case's code: an older one would open nothing.
    if (!problem && made !== null && codeHash(r.secrets, file.id, made) === file.codeHash)
      return (
        <CaseFrame r={r} model={model} title={t.codePage.done}>
          <Receipt language={r.language} number={file.number} code={made}>
            <p>{t.codePage.once}</p>
          </Receipt>
          <ButtonLink href={back}>{t.backToRequest}</ButtonLink>
        </CaseFrame>
      )
    return (
      <CaseFrame r={r} model={model} title={t.codePage.title} faults={problem ? faultsOf(problem, 'once', r.language) : []}>
        <Card>
          <p>{t.codePage.what}</p>
          <p>{t.codePage.old}</p>
          <Form action={r.url('/requests/:case/code', { case: file.id })} csrf={r.csrf} once={newUuid(r.now)}>
            <Button kind="main" icon="key">
              {t.codePage.confirm}
            </Button>
          </Form>
        </Card>
      </CaseFrame>
    )
  },
})

function codeOf(r: Request, id: string, of: string | null): string | null {
  const derived = isUuid(of) ? r.derive(`${codeLabel(id)}/${of}`) : null
  return derived === null ? null : secretCode(derived)
}
