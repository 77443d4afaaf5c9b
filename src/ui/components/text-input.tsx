import type { Children } from '../../base/jsx/html.ts'
import { controlProps, Field, type FieldProps } from './field.tsx'

export type TextInputProps = FieldProps & {
  value?: string
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'url' | 'date'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email'
  /** A token of the HTML standard: `given-name`, `tel`, `one-time-code` … */
  autoComplete?: string
  /** As wide as what is expected, in characters, roughly. */
  size?: 'short' | 'medium' | 'full'
  maxLength?: number
  /** Words are not to be corrected: codes, names. */
  spellcheck?: boolean
  /** A unit after the control: "€". */
  suffix?: Children
}

/** One line of text. */
export function TextInput({ value, type = 'text', inputMode, autoComplete, size = 'full', maxLength, spellcheck, suffix, ...field }: TextInputProps) {
  const input = (
    <input
      class="input"
      data-size={size}
      type={type}
      value={value}
      inputmode={inputMode}
      autocomplete={autoComplete}
      maxlength={maxLength}
      spellcheck={spellcheck}
      {...controlProps(field)}
    />
  )
  return (
    <Field {...field}>
      {suffix ? (
        <span class="affixed">
          {input}
          <span class="affix">{suffix}</span>
        </span>
      ) : (
        input
      )}
    </Field>
  )
}
