import type { Language } from '../../../base/language.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Fold } from '../../../ui/components/fold.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { RadioGroup } from '../../../ui/components/radio-group.tsx'
import { TextArea } from '../../../ui/components/text-area.tsx'
import { texts } from '../texts/texts.ts'
import type { Fault } from './say-refusal.ts'

/** A decision as it was typed. */
export type DecisionDraft = { readonly outcome: string; readonly reasons: string; readonly legalBasis: string; readonly appeal: string }

export type DecisionFormProps = {
  r: Request
  /** The language of the person who reads the letter. */
  reader: Language
  draft: DecisionDraft
  faults: readonly Fault[]
  seen: string
  once: string
}

/** The fields of a decision; what the package fills in is folded, for it stands in the letter beside. */
export function DecisionForm({ r, reader, draft, faults, seen, once }: DecisionFormProps) {
  const { decision: t, conversation, person } = texts(r.language)
  const errorOf = (field: string) => faults.find(fault => fault.field === field)?.message
  const area = (name: 'reasons' | 'legalBasis' | 'appeal', label: string, rows: number, hint?: string) => (
    <TextArea language={r.language} name={name} label={label} hint={hint} rows={rows} error={errorOf(name)} value={draft[name]} />
  )
  return (
    <Form action={r.here} csrf={r.csrf} once={once} id="decide">
      <input type="hidden" name="seen" value={seen} />
      <RadioGroup
        language={r.language}
        name="outcome"
        label={t.outcome}
        inline
        error={errorOf('outcome')}
        value={draft.outcome}
        options={[{ value: 'accepted', label: t.accepted }, { value: 'refused', label: t.refused }]}
      />
      {area('reasons', t.reasons, 4, reader === r.language ? t.reasonsHint : `${t.reasonsHint} ${conversation.otherLanguage(person.languages[reader])}`)}
      <Fold id="rules" title={t.rules} open={errorOf('legalBasis') !== undefined || errorOf('appeal') !== undefined || !draft.legalBasis || !draft.appeal}>
        <div class="stack">
          {area('legalBasis', t.legalBasis, 4)}
          {area('appeal', t.appeal, 5, t.appealHint)}
        </div>
      </Fold>
    </Form>
  )
}
