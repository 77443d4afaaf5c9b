import type { Language } from '../../base/language.ts'
import type { FileKind, StoredFile } from './stored-file.ts'

/**
 * A control as plain data: the engine says what is asked, `ui/fields` draws it.
 * `name` is the name of the HTML field; `value` what is stored (what was just typed comes from the post).
 */
export type Control = TextControl | AreaControl | RadiosControl | ChecksControl | CheckControl | SearchControl | LocatedControl | DateControl | FilesControl | GroupControl

/** Words on their way to the page, typeset; `lang` is set where they stand in another language than the page. */
export type Said = { readonly text: string; readonly lang?: Language }

type Common = {
  readonly name: string
  readonly label: Said
  readonly hint?: Said
  readonly optional: boolean
  /** The form's own sentence for an answer that is missing. */
  readonly whenMissing?: Said
}

export type TextControl = Common & {
  readonly kind: 'text'
  readonly value: string
  readonly inputType: 'text' | 'email' | 'tel'
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric' | 'decimal'
  readonly autocomplete?: string
  readonly maxLength: number
  readonly spellcheck: boolean
  readonly width: 'short' | 'medium' | 'full'
  /** A unit behind the box: "€". */
  readonly suffix?: Said
  /** A box to tick in place of an answer: "I don't know", "I have none". */
  readonly instead?: { readonly name: string; readonly label: Said; readonly checked: boolean }
}

export type AreaControl = Common & { readonly kind: 'area'; readonly value: string; readonly maxLength: number }

export type RadiosControl = Common & {
  readonly kind: 'radios'
  readonly value: string
  readonly options: readonly Choice[]
}

export type ChecksControl = Common & { readonly kind: 'checks'; readonly value: readonly string[]; readonly options: readonly Choice[] }

export type Choice = { readonly value: string; readonly label: Said; readonly hint?: Said }

/** One of many options, searched by their labels and `words`. What is typed and not chosen is posted as `name.typed`. */
export type SearchControl = Common & { readonly kind: 'search'; readonly value: string; readonly options: readonly (Choice & { readonly words?: string })[] }

/** Where something is: text, and what a suggestion added, posted as `name.point`, `name.source` and, the text it belongs to, `name.for`. */
export type LocatedControl = Common & {
  readonly kind: 'located'
  /** A place that may be set on a map; else a postal address. */
  readonly place?: true
  readonly value: { readonly text: string; readonly point?: string; readonly source?: string }
  readonly lines: number
  readonly autocomplete: string
  readonly maxLength: number
}

/** One box to tick under the label: a consent. */
export type CheckControl = Common & { readonly kind: 'check'; readonly value: boolean; readonly statement: Said }

/** Three small fields, named `name.day`, `name.month`, `name.year`. */
export type DateControl = Common & {
  readonly kind: 'date'
  readonly value: { readonly day: string; readonly month: string; readonly year: string }
  readonly birthday: boolean
}

/** Files to send along: those that are here already, and what may still come. */
export type FilesControl = Common & {
  readonly kind: 'files'
  readonly value: readonly StoredFile[]
  readonly kinds: readonly FileKind[]
  /** The same for the browser's dialog. */
  readonly accept: string
  readonly most: number
  /** The largest file, in bytes. */
  readonly bytes: number
  /** Several pictures become one PDF. */
  readonly joins: boolean
}

/** Several controls under one legend: the parts of a name, of a child. */
export type GroupControl = Common & { readonly kind: 'group'; readonly controls: readonly Control[] }
