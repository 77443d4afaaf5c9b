import type { Language } from '../../base/language.ts'
import type { Issue } from '../../base/result.ts'
import { showBytes } from '../../base/show-bytes.ts'
import { showNumber } from '../../base/show-number.ts'
import { showDay } from '../../base/show-time.ts'
import type { Control, FilesControl, Said } from '../../engines/forms/control.ts'
import { within } from '../components/told.tsx'
import { texts } from './texts/texts.ts'

export type StepError = { readonly field: string; readonly message: string; readonly said: readonly Said[] }

/** The errors of a step in the order of its controls, as `ErrorSummary` takes them. */
export const stepErrors = (controls: readonly Control[], issues: readonly Issue[], language: Language): readonly StepError[] =>
  controls.flatMap((control) => controlErrors(control, issues, language, false))

/** What to say about one broken rule. `part`: the control is one of several under a legend. */
export const issueMessage = (issue: Issue, control: Control, language: Language, part: boolean): string => issueSaid(issue, control, language, part).map((said) => said.text).join('')

/** The same, cut where a package's words stand in another language than the page. */
export function issueSaid(issue: Issue, control: Control, language: Language, part: boolean): readonly Said[] {
  const t = texts(language)
  const box = control.kind === 'text' ? control.instead?.label : undefined
  if (issue.rule === 'required' && control.whenMissing) return [control.whenMissing]
  if (issue.rule === 'required' && box) return within(t.required.instead, box)
  if (issue.rule === 'required' && part && (control.kind === 'text' || control.kind === 'area' || control.kind === 'located')) return within(t.required.part, control.label)
  if (issue.rule === 'both' && box) return within(t.both, box)
  if (issue.rule === 'alone') return within(t.alone, optionLabel(control, issue.detail?.['option']))
  return [{ text: ownMessage(issue, control, language) }]
}

/** What has no word of a package in it. */
function ownMessage(issue: Issue, control: Control, language: Language): string {
  const t = texts(language)
  const fileName = () => String(issue.detail?.['name'])
  const day = () => showDay(String(issue.detail?.['limit']), language, { year: true })
  switch (issue.rule) {
    case 'required':
      if (control.kind === 'text' || control.kind === 'area' || control.kind === 'located' || control.kind === 'group') return t.required.text
      return t.required[control.kind === 'search' ? 'radios' : control.kind]
    case 'tooLong':
      return t.tooLong(Number(issue.detail?.['max']))
    case 'tooMany':
      return t.tooMany(Number(issue.detail?.['max']))
    case 'tooEarly':
      return t.tooEarly(day())
    case 'tooLate':
      return t.tooLate(day())
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

const optionLabel = (control: Control, id: unknown): Said => (control.kind === 'checks' && control.options.find((option) => option.value === id)?.label) || { text: String(id) }

function controlErrors(control: Control, issues: readonly Issue[], language: Language, part: boolean): StepError[] {
  const own = issues.filter((issue) => issue.field === control.name)
  const errors = own.map((issue) => {
    const said = issueSaid(issue, control, language, part)
    return { field: control.name, message: said.map(({ text }) => text).join(''), said }
  })
  return control.kind === 'group' ? [...errors, ...control.controls.flatMap((inner) => controlErrors(inner, issues, language, true))] : errors
}
