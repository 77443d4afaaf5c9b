import type { Authority } from '../../base/authority.ts'
import type { Language, Reading } from '../../base/language.ts'
import type { Issue } from '../../base/result.ts'
import type { Day } from '../../base/time.ts'
import type { Control, Said } from './control.ts'
import type { Option, Question, Settings, Value } from './form.ts'
import type { StoredFile } from './stored-file.ts'

/**
 * A field type: how an answer of this type is read from a post, checked, described, told and written as a schema.
 * One file each in `fields/`, listed in `fields/registry.ts`.
 */
export type Field<V extends Value = Value> = {
  readonly type: string
  /** The settings that a question of this type may carry, and those that it must. */
  readonly uses: readonly (keyof Settings)[]
  readonly needs: readonly (keyof Settings)[]
  /** Whether stored or sent data has this type's form at all. Everything below relies on it. */
  is(value: unknown): value is V
  /** How many options there may be (500 unless said), and whether they are searched, also by other `words`. */
  readonly options?: { readonly most?: number; readonly searched?: boolean }
  /** Answers of this type are always protected. */
  readonly protected?: 'health'
  /** Reads the posted fields; `language` is that of the page, for figures. `null` means that nothing was answered. */
  parse(posted: Posted, asked: Asked, language: Language): Parsed<V>
  /** The rules that a well-formed answer can still break. Issues name HTML fields, without the item's prefix. */
  check(value: V, asked: Asked, at: At): readonly Issue[]
  describe(asked: Asked, value: V | null, reading: Reading): Control
  summarise(value: V, asked: Asked, reading: Reading): Said
  /** The same in as few words as possible: a child by its name. Absent where `summarise` is short. */
  brief?(value: V): string
  /** The answer as conditions see it, where that is not its JSON: days are FEEL dates. */
  feel?(value: V): unknown
  /** The files that the answer names, where it names some. */
  files?(value: V): readonly StoredFile[]
  /** The point on a map that the answer names, where it names one. */
  point?(value: V): string | undefined
  /** What is wrong with the question's settings taken together, beyond what each may hold. */
  fault?(question: Question): { readonly key: keyof Settings; readonly fault: string; readonly mend: string } | null
  schema(question: Question): JsonSchema
}

export type Parsed<V> = { readonly value: V | null } | { readonly issues: readonly Issue[] }

/** A question as it stands on a page: `options` are those on offer after earlier answers. */
export type Asked = { readonly question: Question; readonly options: readonly Option[] }

/** When and where the check is made: the day it is where the authority is, and its country. */
export type At = { readonly today: Day; readonly country: Authority['country'] }

/** The fields of a post, cleaned: no NUL, no broken UTF-16, no space at the ends, no longer than `max` + 1 characters. */
export type Posted = {
  text(name: string, max: number): string
  all(name: string): readonly string[]
  /** The files that a post names, of those that were sent here for this form: no other can be named. */
  files(name: string): readonly StoredFile[]
}

export type JsonSchema = { readonly [keyword: string]: unknown }

/**
 * Forgets which value a field type holds, so that all can stand in one registry.
 * Safe because the engine calls `check`, `describe` and `summarise` only with values that `is` has accepted.
 */
export const field = <V extends Value>(f: Field<V>): Field => f as unknown as Field
