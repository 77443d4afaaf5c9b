import type { Problem, Request } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { TextInput } from '../../../ui/components/text-input.tsx'
import { texts } from '../texts/texts.ts'
import { faultAt, faultsOf } from './problem.ts'

type DoorProps = { r: Request; action?: string; problem?: Problem; main?: boolean }

/** Number and secret code: opens a request on any device. */
export function CodeForm({ r, action = r.here, problem, main }: DoorProps) {
  const t = texts(r.language)
  const faults = faultsOf(problem, r.language)
  return (
    <Form action={action} csrf={r.csrf}>
      <TextInput
        language={r.language} name="number" label={t.number} hint={t.numberHint} size="medium" autoComplete="off" spellcheck={false}
        value={problem?.typed.get('number') ?? ''} error={faultAt(faults, 'number')}
      />
      <TextInput
        language={r.language} name="code" label={t.code} hint={t.codeHint} size="medium" autoComplete="off" spellcheck={false}
        value={problem?.typed.get('code') ?? ''} error={faultAt(faults, 'code')}
      />
      <Button kind={main ? 'main' : 'plain'} icon="key">
        {t.open}
      </Button>
    </Form>
  )
}

/** An e-mail address, to which a link is sent. */
export function EmailForm({ r, problem, main }: DoorProps) {
  const t = texts(r.language)
  return (
    <Form action={r.url('/access')} csrf={r.csrf}>
      <TextInput
        language={r.language} name="email" label={t.email} hint={t.emailHint} type="email" inputMode="email" autoComplete="email" spellcheck={false}
        value={problem?.typed.get('email') ?? ''} error={faultAt(faultsOf(problem, r.language), 'email')}
      />
      <Button kind={main ? 'main' : 'plain'} icon="mail">
        {t.sendLink}
      </Button>
    </Form>
  )
}
