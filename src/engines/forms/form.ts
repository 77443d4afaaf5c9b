import type { Language, Words } from '../../base/language.ts'
import type { FileKind } from './stored-file.ts'

/*
 * What stands in a service package's form.json, and what people answer.
 * Conditions are written in FEEL (DMN 1.3, chapter 10), the language of decision tables; `condition.ts` says which part of it is read.
 */

/** A form: groups of pages, asked in this order. The first language is the author's own; others may be incomplete. */
export type Form = {
  readonly languages: readonly Language[]
  readonly groups: readonly Group[]
  /** The questions whose answers name a request in a list: who it is about. Never a protected one. */
  readonly subject?: readonly string[]
}

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
  /** The kinds of files that are taken, the most of them, the largest of each in megabytes; several pictures become one PDF. */
  readonly accept?: readonly FileKind[]
  readonly most?: number
  readonly maxMb?: number
  readonly asOnePdf?: boolean
  /** The tokens of HTML's `autocomplete` are given for answers about the person who fills in the form. */
  readonly self?: boolean
}

/** `alone`: this option excludes all others ("none of these"). */
export type Option = { readonly id: string; readonly label: Words; readonly hint?: Words; readonly when?: string; readonly alone?: boolean }

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
