import type { Html } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import type { Issue } from '../../base/result.ts'
import { showBytes } from '../../base/show-bytes.ts'
import type { Choice, Control, FilesControl } from '../../engines/forms/control.ts'
import type { Files } from '../../engines/forms/stored-file.ts'
import { CheckBox, CheckGroup } from '../components/check-box.tsx'
import { DateInputs } from '../components/date-inputs.tsx'
import { Field, type FieldProps } from '../components/field.tsx'
import { FileInput } from '../components/file-input.tsx'
import { LocatedInput } from '../components/located-input.tsx'
import { PlaceTools, type DrawnMap } from '../components/place-tools.tsx'
import { RadioGroup } from '../components/radio-group.tsx'
import { SearchList } from '../components/search-list.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextInput } from '../components/text-input.tsx'
import { Told, ToldAll } from '../components/told.tsx'
import { issueSaid, sayKinds } from './issue-message.ts'
import { texts } from './texts/texts.ts'

export type Drawing = {
  readonly language: Language
  /** What was posted just now: it is shown in place of what is stored, so that nothing typed is lost. */
  readonly typed?: URLSearchParams
  readonly issues?: readonly Issue[]
  /** The files that were sent here for this form, so that those of a post can be named. */
  readonly files?: Files
  /** Where a question's files are sent in pieces. */
  readonly uploadTo?: (question: string) => string
  /** The control's label is the page's first heading. */
  readonly heading?: boolean
  /** Where suggestions for addresses are asked for; absent where there are none. */
  readonly suggestions?: string
  /** The map on which a place can be set; `null` where there is none. */
  readonly map?: DrawnMap | null
}

/**
 * Draws a control that the forms engine describes as data.
 * Limits of length are told by the server: a browser's `maxlength` would cut pasted text without a word.
 */
export function drawControl(control: Control, drawing: Drawing, part = false): Html {
  const { language, typed } = drawing
  const issue = drawing.issues?.find((one) => one.field === control.name)
  const frame = {
    language,
    name: control.name,
    label: <Told said={control.label} />,
    ...(control.hint && { hint: <span lang={control.hint.lang}>{control.hint.text}</span> }),
    ...(issue && { error: <ToldAll parts={issueSaid(issue, control, language, part)} /> }),
    optional: control.optional,
    heading: drawing.heading === true,
  }
  return drawInside(control, frame, typed, drawing)
}

function drawInside(control: Control, frame: FieldProps, typed: URLSearchParams | undefined, drawing: Drawing): Html {
  switch (control.kind) {
    case 'text':
      return drawText(control, frame, typed)
    case 'area':
      return <TextArea {...frame} value={typed ? (typed.get(control.name) ?? '') : control.value} />
    case 'radios':
      return (
        <RadioGroup
          {...frame}
          options={control.options.map(asOption)}
          value={typed ? (typed.get(control.name) ?? '') : control.value}
          inline={control.options.length === 2 && control.options.every((option) => option.label.text.length <= 12)}
        />
      )
    case 'checks':
      return <CheckGroup {...frame} options={control.options.map(asOption)} values={typed ? typed.getAll(control.name) : control.value} />
    case 'check':
      return (
        <Field {...frame} group>
          <CheckBox
            language={frame.language}
            name={control.name}
            label={<span lang={control.statement.lang}>{control.statement.text}</span>}
            checked={typed ? typed.get(control.name) === 'yes' : control.value}
            optional={control.optional}
          />
        </Field>
      )
    case 'search':
      return (
        <SearchList
          {...frame}
          options={control.options.map((option) => ({ value: option.value, label: option.label.text, lang: option.label.lang, words: option.words }))}
          value={typed ? (typed.get(control.name) ?? '') : control.value}
          typed={typed?.get(`${control.name}.typed`) ?? undefined}
        />
      )
    case 'located':
      return drawLocated(control, frame, typed, drawing)
    case 'date':
      return <DateInputs {...frame} value={typed ? typedDate(typed, control.name) : control.value} birthday={control.birthday} />
    case 'files':
      return drawFiles(control, frame, typed, drawing)
    case 'group':
      return (
        <Field {...frame} group>
          <div class="stack">{control.controls.map((inner) => drawControl(inner, { ...drawing, heading: false }, true))}</div>
        </Field>
      )
  }
}

function drawText(control: Extract<Control, { kind: 'text' }>, frame: FieldProps, typed: URLSearchParams | undefined): Html {
  const input = (
    <TextInput
      {...frame}
      value={typed ? (typed.get(control.name) ?? '') : control.value}
      type={control.inputType}
      inputMode={control.inputMode}
      autoComplete={control.autocomplete}
      size={control.width}
      spellcheck={control.spellcheck}
      suffix={control.suffix && <Told said={control.suffix} />}
    />
  )
  const { instead } = control
  if (!instead) return input
  return (
    <div class="stack">
      {input}
      <CheckBox
        language={frame.language}
        name={instead.name}
        label={<span lang={instead.label.lang}>{instead.label.text}</span>}
        checked={typed ? typed.get(instead.name) === 'yes' : instead.checked}
        optional
      />
    </div>
  )
}

function drawLocated(control: Extract<Control, { kind: 'located' }>, frame: FieldProps, typed: URLSearchParams | undefined, { suggestions, map }: Drawing): Html {
  const value = typed ? typedLocation(typed, control.name) : storedLocation(control.value)
  const input = { ...frame, value, lines: control.lines, autoComplete: control.autocomplete, suggestions }
  if (!control.place) return <LocatedInput {...input} />
  return (
    <LocatedInput {...input} around={box => <PlaceTools language={frame.language} name={frame.name} point={value.for === value.text ? value.point : undefined} map={map ?? null}>{box}</PlaceTools>} />
  )
}

function drawFiles(control: FilesControl, frame: FieldProps, typed: URLSearchParams | undefined, { files, uploadTo }: Drawing): Html {
  const t = texts(frame.language).files
  const limits = t.limits(sayKinds(control.kinds, frame.language), control.most, showBytes(control.bytes, frame.language))
  const shown = typed ? typed.getAll(control.name).flatMap((hash) => files?.get(hash) ?? []) : control.value
  const hint = (
    <>
      {frame.hint} {limits} {control.joins && t.joins}
    </>
  )
  return <FileInput {...frame} hint={hint} files={shown} accept={control.accept} most={control.most} bytes={control.bytes} uploadTo={uploadTo?.(control.name)} />
}

const asOption = (choice: Choice) => ({ value: choice.value, label: <Told said={choice.label} />, ...(choice.hint && { hint: <Told said={choice.hint} /> }) })

type Location = { readonly text: string; readonly point?: string; readonly source?: string; readonly for?: string }

/** A point that is stored belongs to the text beside it. */
const storedLocation = (value: Location): Location => ({ ...value, ...(value.point !== undefined && { for: value.text }) })

const typedLocation = (typed: URLSearchParams, name: string): Location => ({
  text: typed.get(name) ?? '',
  ...Object.fromEntries(['point', 'source', 'for'].map((part) => [part, typed.get(`${name}.${part}`) ?? ''])),
})

const typedDate = (typed: URLSearchParams, name: string) => ({
  day: typed.get(`${name}.day`) ?? '',
  month: typed.get(`${name}.month`) ?? '',
  year: typed.get(`${name}.year`) ?? '',
})
