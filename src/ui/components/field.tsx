import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Icon } from './icon.tsx'

/** What every control is given. */
export type FieldProps = {
  language: Language
  /** The name that is posted; the control's id follows from it. */
  name: string
  label: Children
  hint?: Children
  error?: Children
  optional?: boolean
  /** The label is the page's first heading: one question a page. */
  heading?: boolean
}

/**
 * The frame around a control: its label (or, with `group`, the legend of several controls), hint and error.
 * The control itself takes `controlProps()`, so that hint and error are read with it.
 */
export function Field({ language, name, label, hint, error, optional, heading, group, children }: FieldProps & { group?: boolean; children: Children }) {
  const t = texts(language)
  const id = fieldId(name)
  const words = (
    <>
      {label}
      {optional && <span class="optional"> {t.optional}</span>}
    </>
  )
  const notes = (
    <>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="circle-alert" />
          <span>
            <span class="vh">{t.error}</span>
            {error}
          </span>
        </p>
      )}
    </>
  )
  const kind = error ? 'field wrong' : 'field'
  if (group)
    return (
      <fieldset class={kind} aria-describedby={describedBy({ name, hint, error })}>
        <legend>{heading ? <h1>{words}</h1> : words}</legend>
        {notes}
        {children}
      </fieldset>
    )
  return (
    <div class={kind}>
      {heading ? (
        <h1>
          <label for={id}>{words}</label>
        </h1>
      ) : (
        <label for={id}>{words}</label>
      )}
      {notes}
      {children}
    </div>
  )
}

/** The id of the control with this name: error summaries lead there. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`

type Described = Pick<FieldProps, 'name' | 'hint' | 'error'>

/** The attributes that tie a single control to its frame. */
export const controlProps = (field: Described & { optional?: boolean }) => ({
  id: fieldId(field.name),
  name: field.name,
  required: !field.optional,
  'aria-describedby': describedBy(field),
  'aria-invalid': field.error ? ('true' as const) : undefined,
})

const describedBy = ({ name, hint, error }: Described): string | undefined =>
  [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean).join(' ') || undefined
