import type { Language, Words } from '../../base/language.ts'
import type { Register } from './registers.ts'
import type { FileKind } from './stored-file.ts'

/*
 * What stands in a service package's form.json, and what people answer.
 * Conditions and computed values are written in FEEL (DMN 1.3, chapter 10), the language of decision tables; `feel/read-feel.ts` says within which bounds.
 */

/** A form: groups of pages, asked in this order. The first language is the author's own; others may be incomplete. */
export type Form = {
  readonly languages: readonly Language[]
  readonly groups: readonly Group[]
  /** The questions whose answers name a request in a list: who it is about. Never a protected one. */
  readonly subject?: readonly string[]
  /** Values that follow from answers, in their order: each may look at earlier ones. */
  readonly computed?: readonly Computed[]
}

/** A value that is derived from answers and shown in the summary where it has a label. */
export type Computed = {
  readonly id: string
  /** A FEEL expression over questions that are asked once, and over earlier computed values. Amounts are whole cents. */
  readonly value: string
  readonly type: 'money' | 'number' | 'text' | 'yes-no'
  readonly currency?: Settings['currency']
  readonly unit?: Words
  readonly label?: Words
}

export type ComputedValue = number | string | boolean

/** Pages that belong together. A repeated group is asked once for each item (child 1, child 2 …). */
export type Group = {
  readonly id: string
  readonly title: Words
  /** Condition for the whole group. The first page of a repeated group has none of its own: every item asks something. */
  readonly when?: string
  readonly repeat?: Repeat
  readonly pages: readonly PageSource[]
}

/**
 * `item` names one of them ("Child {n}"), `another` is the question after the last one, `remove` the button that takes one away.
 * `name` is the question whose answer tells the items apart (the child's name).
 */
export type Repeat = {
  readonly min: number
  readonly max: number
  readonly item: Words
  readonly another: Words
  readonly anotherHint?: Words
  readonly remove: Words
  readonly name?: string
}

/** One screen: as a rule one question. A page with more than one question has a title of its own. */
export type PageSource = {
  readonly id: string
  readonly title?: Words
  readonly intro?: Words
  readonly when?: string
  readonly questions: readonly Question[]
}

/** A question: what is common to all, and the settings that its field type reads (each type names its own). */
export type Question = QuestionCore & Settings

export type QuestionCore = {
  /** Unique in the whole form; answers stand under it. */
  readonly id: string
  readonly type: string
  readonly label: Words
  readonly hint?: Words
  /** Questions must be answered unless they are marked optional. */
  readonly optional?: boolean
  readonly when?: string
  /** What to say when nothing was answered, in place of the general sentence. */
  readonly whenMissing?: Words
  /** Answers of this question are shown only to those who need them, and nowhere in lists or messages. */
  readonly protected?: 'health'
  /** This answer tells how to reach the person who asks. */
  readonly contact?: 'name' | 'email' | 'phone'
}

export type Settings = {
  readonly options?: readonly Option[]
  /** Most characters. */
  readonly max?: number
  /** Bounds of a number; `most` is also how many files are taken. */
  readonly least?: number
  readonly most?: number
  /** How many decimals a number may have: 0 unless said, at most 4. */
  readonly decimals?: number
  readonly unit?: Words
  /** A person's date of birth is asked too. */
  readonly birth?: boolean
  /** Where an organisation is registered, and whether its number may be left out. */
  readonly register?: Register
  readonly registerOptional?: boolean
  /** A day, or an ISO 8601 duration from today with its sign: `P1D` tomorrow, `-P14Y` fourteen years ago. */
  readonly earliest?: string
  readonly latest?: string
  readonly currency?: 'EUR' | 'CHF' | 'GBP'
  /** Whole euros, francs or pounds only. */
  readonly whole?: boolean
  /** What the box beside an amount says when it is not known. */
  readonly unknown?: Words
  /** What the box of a consent says; the question's label is its heading. */
  readonly statement?: Words
  /** The kinds of files that are taken, the largest of each in megabytes; several pictures become one PDF. */
  readonly accept?: readonly FileKind[]
  readonly maxMb?: number
  readonly asOnePdf?: boolean
  /** The tokens of HTML's `autocomplete` are given for answers about the person who fills in the form. */
  readonly self?: boolean
}

/** `alone`: this option excludes all others ("none of these"). `words`: other words that people use for it, to search by. */
export type Option = { readonly id: string; readonly label: Words; readonly hint?: Words; readonly when?: string; readonly alone?: boolean; readonly words?: Words }

/** One answer, as plain JSON. */
export type Value = string | number | boolean | readonly string[] | Parts | readonly Parts[]

/** An answer in parts: a name, an address, a file. */
export type Parts = { readonly [part: string]: string | number }

/** The answers of one item, or of the form's own questions. `null` means: seen, and left empty on purpose. */
export type ItemAnswers = { readonly [question: string]: Value | null }

/** All answers: under a question's id its value, under a repeated group's id the list of its items. */
export type Answers = { readonly [questionOrGroup: string]: Value | null | readonly ItemAnswers[] }

/** What is wrong with a form.json: where, what, and how to mend it. */
export type Fault = { readonly path: string; readonly fault: string; readonly mend: string }
