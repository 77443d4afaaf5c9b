import type { Option } from './check-box.tsx'
import { Field, fieldId, type FieldProps } from './field.tsx'

export type RadioGroupProps = FieldProps & {
  options: readonly Option[]
  value?: string
  /** Side by side where there is room: for two short answers. */
  inline?: boolean
}

/** One of several answers, all in sight. The first one carries the field's id. */
export function RadioGroup({ options, value, inline, ...field }: RadioGroupProps) {
  return (
    <Field {...field} group>
      <div class={inline ? 'choices inline' : 'choices'}>
        {options.map((option, i) => (
          <label class="choice">
            <input type="radio" id={i === 0 ? fieldId(field.name) : undefined} name={field.name} value={option.value} checked={option.value === value} required={!field.optional} />
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
