import type { Language } from '../../base/language.ts'
import type { Said } from '../../engines/forms/control.ts'
import { texts } from '../texts/texts.ts'
import { fieldId } from './field.tsx'
import { Icon } from './icon.tsx'
import { ToldAll } from './told.tsx'

export type ErrorSummaryProps = {
  language: Language
  /** The faults in the order of the page. `field` is the control's name; without it the fault is nobody's field. `said`: with words of a package. */
  errors: readonly { field?: string; message: string; said?: readonly Said[] }[]
  title?: string
}

/** Above a form that was sent back: says what is wrong, leads to each field, takes the focus without a script. */
export function ErrorSummary({ language, errors, title }: ErrorSummaryProps) {
  const t = texts(language)
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="errors">
      <h2 id="errors">
        <Icon name="warning" />
        {title ?? t.errorTitle}
      </h2>
      <p>{t.errorLead}</p>
      <ul>
        {errors.map(({ field, message, said }) => {
          const words = said ? <ToldAll parts={said} /> : message
          return <li>{field ? <a href={`#${fieldId(field)}`}>{words}</a> : words}</li>
        })}
      </ul>
    </div>
  )
}
