import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Field, controlProps, fieldId, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

export type CheckBoxProps = {
  language: Language
  name: string
  /** What is posted when it is ticked. */
  value?: string
  label: Children
  hint?: Children
  error?: string
  checked?: boolean
  optional?: boolean
}

/** One box to tick: a consent, a statement. */
export function CheckBox({ language, value = 'yes', label, checked, hint, error, ...field }: CheckBoxProps) {
  const id = fieldId(field.name)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="circle-alert" />
          <span>
            <span class="vh">{texts(language).error}</span>
            {error}
          </span>
        </p>
      )}
      <label class="choice">
        <input type="checkbox" value={value} checked={checked} {...controlProps({ ...field, hint, error })} />
        <span>
          {label}
          {hint && (
            <small class="hint" id={`${id}-hint`}>
              {hint}
            </small>
          )}
        </span>
      </label>
    </div>
  )
}

export type Option = { readonly value: string; readonly label: Children; readonly hint?: Children }

/** Several boxes of one name: everything that applies. The first box carries the field's id. */
export function CheckGroup({ options, values = [], ...field }: FieldProps & { options: readonly Option[]; values?: readonly string[] }) {
  return (
    <Field {...field} group>
      <div class="choices">
        {options.map((option, i) => (
          <label class="choice">
            <input type="checkbox" id={i === 0 ? fieldId(field.name) : undefined} name={field.name} value={option.value} checked={values.includes(option.value)} />
            <span>
              {option.label}
              {option.hint && <small class="hint">{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </Field>
  )
}
