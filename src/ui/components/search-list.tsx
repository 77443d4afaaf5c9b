import { texts } from '../texts/texts.ts'
import { Combobox } from './combobox.tsx'
import { controlProps, Field, type FieldProps } from './field.tsx'

export type SearchListProps = FieldProps & {
  options: readonly { readonly value: string; readonly label: string; readonly lang?: string; readonly words?: string }[]
  value?: string
  /** What was looked for without choosing anything. */
  typed?: string
}

/** One of very many answers: the browser's own list, and with a script a search in it, also by other words. */
export function SearchList({ options, value, typed, ...field }: SearchListProps) {
  return (
    <Field {...field}>
      <Combobox language={field.language} typed={typed}>
        <select class="input" {...controlProps(field)}>
          <option value="">{texts(field.language).choose}</option>
          {options.map((option) => (
            <option value={option.value} selected={option.value === value} lang={option.lang} data-words={option.words}>
              {option.label}
            </option>
          ))}
        </select>
      </Combobox>
    </Field>
  )
}
