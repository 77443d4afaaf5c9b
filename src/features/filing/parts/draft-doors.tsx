import type { Problem, Request } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { TextInput } from '../../../ui/components/text-input.tsx'
import { texts } from '../texts/texts.ts'
import { faultAt, faultsOf } from './faults.ts'

/** The two fields of a draft's number and code; their names cannot be those of questions. */
export function CodeFields({ r, problem, names }: { r: Request; problem?: Problem; names: { readonly number: string; readonly code: string } }) {
  const t = texts(r.language)
  const faults = faultsOf(problem, r.language)
  return (
    <>
      <TextInput
        language={r.language} name={names.number} label={t.draftNumber} hint={t.draftNumberHint} size="medium" autoComplete="off" spellcheck={false}
        value={problem?.typed.get(names.number) ?? ''} error={faultAt(faults, names.number)}
      />
      <TextInput
        language={r.language} name={names.code} label={t.draftCode} hint={t.draftCodeHint} size="medium" autoComplete="off" spellcheck={false}
        value={problem?.typed.get(names.code) ?? ''} error={faultAt(faults, names.code)}
      />
    </>
  )
}

/** An address that was left with a draft: a link goes there. */
export function DraftMailForm({ r, problem, main }: { r: Request; problem?: Problem; main?: boolean }) {
  const t = texts(r.language)
  return (
    <Form action={r.url('/drafts/link')} csrf={r.csrf}>
      <TextInput
        language={r.language} name="email" label={t.email} hint={t.draftMailHint} type="email" inputMode="email" autoComplete="email" spellcheck={false}
        value={problem?.typed.get('email') ?? ''} error={faultAt(faultsOf(problem, r.language), 'email')}
      />
      <p>
        <Button kind={main ? 'main' : 'plain'} icon="mail">
          {t.laterMail}
        </Button>
      </p>
    </Form>
  )
}
