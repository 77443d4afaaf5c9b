import { controlProps, Field, type FieldProps } from './field.tsx'

export type TextAreaProps = FieldProps & { value?: string; rows?: number; maxLength?: number; autoComplete?: string }

/** Several lines of text. */
export function TextArea({ value, rows = 5, maxLength, autoComplete, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      <textarea class="input" rows={rows} maxlength={maxLength} autocomplete={autoComplete} {...controlProps(field)}>
        {value}
      </textarea>
    </Field>
  )
}
