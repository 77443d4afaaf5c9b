import type { Html } from '../../base/jsx/html.ts'
import { Combobox } from './combobox.tsx'
import { controlProps, Field, type FieldProps } from './field.tsx'

export type LocatedInputProps = FieldProps & {
  value: { readonly text: string; readonly point?: string; readonly source?: string; /** The text that the point came with. */ readonly for?: string }
  lines: number
  autoComplete: string
  /** Where suggestions are asked for; absent where nothing may be sent anywhere. */
  suggestions?: string
  /** What stands around the box and its hidden fields: a place has a map. */
  around?: (box: Html) => Html
}

/** Where something is: text, with suggestions where there are any, and the point of the one that was taken. */
export function LocatedInput({ value, lines, autoComplete, suggestions, around = box => box, ...field }: LocatedInputProps) {
  const box: Html =
    lines > 1 ? (
      <textarea class="input" rows={lines} autocomplete={autoComplete} {...controlProps(field)}>
        {value.text}
      </textarea>
    ) : (
      <input class="input" data-size="full" type="text" value={value.text} autocomplete={autoComplete} {...controlProps(field)} />
    )
  const fields = (
    <>
      {suggestions ? (
        <Combobox language={field.language} src={suggestions}>
          {box}
        </Combobox>
      ) : (
        box
      )}
      <input type="hidden" name={`${field.name}.point`} value={value.point ?? ''} />
      <input type="hidden" name={`${field.name}.source`} value={value.source ?? ''} />
      <input type="hidden" name={`${field.name}.for`} value={value.for ?? ''} />
    </>
  )
  return <Field {...field}>{around(fields)}</Field>
}
