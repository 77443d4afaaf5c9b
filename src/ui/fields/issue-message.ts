import type { Language } from '../../base/language.ts'
import type { Issue } from '../../base/result.ts'
import { showBytes } from '../../base/show-bytes.ts'
import { showNumber } from '../../base/show-number.ts'
import { showDay } from '../../base/show-time.ts'
import type { Control, FilesControl } from '../../engines/forms/control.ts'
import { texts } from './texts/texts.ts'

/** The errors of a step in the order of its controls, as `ErrorSummary` takes them. */
export const stepErrors = (controls: readonly Control[], issues: readonly Issue[], language: Language): readonly { field: string; message: string }[] =>
  controls.flatMap((control) => controlErrors(control, issues, language, false))

/** What to say about one broken rule. `part`: the control is one of several under a legend. */
export function issueMessage(issue: Issue, control: Control, language: Language, part: boolean): string {
  const t = texts(language)
  const box = control.kind === 'text' && control.instead ? control.instead.label.text : ''
  const fileName = () => String(issue.detail?.['name'])
  const day = () => showDay(String(issue.detail?.['limit']), language, { year: true })
  switch (issue.rule) {
    case 'required':
      if (control.whenMissing) return control.whenMissing.text
      if (box) return t.required.instead(box)
      if (control.kind === 'text' || control.kind === 'area' || control.kind === 'located') return part ? t.required.part(control.label.text) : t.required.text
      if (control.kind === 'group') return t.required.text
      return t.required[control.kind === 'search' ? 'radios' : control.kind]
    case 'tooLong':
      return t.tooLong(Number(issue.detail?.['max']))
    case 'tooMany':
      return t.tooMany(Number(issue.detail?.['max']))
    case 'alone':
      return t.alone(optionLabel(control, issue.detail?.['option']))
    case 'tooEarly':
      return t.tooEarly(day())
    case 'tooLate':
      return t.tooLate(day())
    case 'both':
      return t.both(box)
    case 'notAnEmail':
      return t.notAnEmail('prenom.nom@exemple.fr')
    case 'notAPhone':
    case 'notIn-siret':
    case 'notIn-uid-ch':
    case 'notIn-crn-gb':
      return t[issue.rule](String(issue.detail?.['example']))
    case 'tooPrecise':
      return t.tooPrecise(Number(issue.detail?.['decimals']))
    case 'numberTooSmall':
    case 'numberTooBig':
      return t[issue.rule](showNumber(Number(issue.detail?.['limit']), language))
    case 'malformed':
    case 'notOffered':
    case 'dateIncomplete':
    case 'yearTooShort':
    case 'notADate':
    case 'notAnAmount':
    case 'notWhole':
    case 'negative':
    case 'tooMuch':
    case 'notInList':
    case 'notANumber':
    case 'notAWholeNumber':
    case 'notAnIban':
      return t[issue.rule]
    case 'tooManyFiles':
      return t.tooManyFiles(Number(issue.detail?.['max']))
    case 'emptyFile':
      return t.emptyFile(fileName())
    case 'fileTooLarge':
      return t.fileTooLarge(fileName(), showBytes(Number(issue.detail?.['max']), language))
    case 'wrongType':
      return t.wrongType(fileName(), control.kind === 'files' ? sayKinds(control.kinds, language) : '')
    default:
      return t.other
  }
}

/** The kinds of files as words: "PDF, photo or image (JPEG, PNG, HEIC)". */
export const sayKinds = (kinds: FilesControl['kinds'], language: Language): string => kinds.map((kind) => texts(language).files.kinds[kind]).join(', ')

const optionLabel = (control: Control, id: unknown): string =>
  (control.kind === 'checks' && control.options.find((option) => option.value === id)?.label.text) || String(id)

function controlErrors(control: Control, issues: readonly Issue[], language: Language, part: boolean): { field: string; message: string }[] {
  const own = issues.filter((issue) => issue.field === control.name)
  const errors = own.map((issue) => ({ field: control.name, message: issueMessage(issue, control, language, part) }))
  return control.kind === 'group' ? [...errors, ...control.controls.flatMap((inner) => controlErrors(inner, issues, language, true))] : errors
}
