import { texts } from '../texts/texts.ts'
import { Field, fieldId, type FieldProps } from './field.tsx'

export type DateInputsProps = FieldProps & {
  /** As typed. */
  value?: { readonly day?: string; readonly month?: string; readonly year?: string }
  /** The reader's own date of birth: browsers may fill it in. */
  birthday?: boolean
}

/** A date that people know by heart, in three boxes; posted as `name.day`, `name.month`, `name.year`. */
export function DateInputs({ value, birthday, ...field }: DateInputsProps) {
  const t = texts(field.language)
  return (
    <Field {...field} group>
      <div class="date">
        {parts.map((part, i) => {
          const id = i === 0 ? fieldId(field.name) : fieldId(`${field.name}-${part}`)
          return (
            <div>
              <label for={id}>{t[part]}</label>
              <input
                class="input"
                id={id}
                name={`${field.name}.${part}`}
                value={value?.[part]}
                inputmode="numeric"
                maxlength={part === 'year' ? 4 : 2}
                data-part={part}
                autocomplete={birthday ? `bday-${part}` : 'off'}
                aria-invalid={field.error ? 'true' : undefined}
              />
            </div>
          )
        })}
      </div>
    </Field>
  )
}

const parts = ['day', 'month', 'year'] as const
