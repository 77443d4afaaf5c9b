import { texts } from '../texts/texts.ts'
import type { Option } from './check-box.tsx'
import { controlProps, Field, type FieldProps } from './field.tsx'

/** One of many answers (more than seven; below that, RadioGroup shows them all). */
export function Select({ options, value, ...field }: FieldProps & { options: readonly Option[]; value?: string }) {
  return (
    <Field {...field}>
      <select class="input" {...controlProps(field)}>
        <option value="">{texts(field.language).choose}</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
