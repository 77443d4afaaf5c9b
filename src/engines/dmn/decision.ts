import type { Expression } from './compile-expression.ts'
import type { Test } from './compile-test.ts'
import type { Kind, Scalar } from './value.ts'

/*
 * Decisions of a DMN 1.3 file (OMG formal/2021-02-01) as the engine evaluates them, compiled once for each version of a package.
 * What the engine cannot evaluate is refused before it comes to this (read-decisions.ts).
 */

export type Decision = {
  readonly id: string
  /** As expressions call it. */
  readonly name: string
  readonly label: string
  /** Decisions that it looks at, and input data of its own: both by requirement, none by chance. */
  readonly decisions: readonly Decision[]
  readonly inputs: readonly InputData[]
  readonly logic: Table | { readonly kind: 'expression'; readonly expression: Expression; readonly type: Type }
}

/** What a decision is told from outside, under its name. */
export type InputData = { readonly id: string; readonly name: string; readonly label: string; readonly type: Type }

/** `money` are whole cents; `any` is not checked. `allowed` are the only values, in the order of their priority. `whole`: a number that has no decimals where it comes from. */
export type Type = { readonly kind: Kind | 'money' | 'any'; readonly allowed: Test | null; readonly whole?: true }

export type Table = {
  readonly kind: 'table'
  readonly hit: Hit
  readonly inputs: readonly Input[]
  readonly outputs: readonly [Output, ...Output[]]
  readonly rules: readonly Rule[]
}

/** DMN's letters: unique, any, first, priority, rule order, output order, collect as a list, sum, least, greatest, number. */
export type Hit = 'U' | 'A' | 'F' | 'P' | 'R' | 'O' | 'C' | 'C+' | 'C<' | 'C>' | 'C#'

export type Input = {
  /** As the file calls it; empty where it says nothing. */
  readonly id: string
  readonly label: string
  readonly expression: Expression
  readonly type: Type
  /** All that the decision behind it can give, where that is known. */
  readonly possible: readonly Scalar[] | null
}

export type Output = {
  readonly name: string
  readonly label: string
  readonly type: Type
  /** What it is where no rule matches. */
  readonly otherwise: Expression | null
}

/** One row: the test of each input, the value of each output. */
export type Rule = { /** As the file calls it; empty where it says nothing. */ readonly id: string; readonly tests: readonly Test[]; readonly outputs: readonly Expression[]; readonly annotations: readonly Annotation[] }

/** `name` is its column's, empty for the row's own description. */
export type Annotation = { readonly name: string; readonly text: string }

/** What cannot be evaluated: the element as its author finds it again, the row of its table (from 1) where there is one, what is wrong, and its mend. */
export type DecisionFault = { readonly element: string; readonly row: number | null; readonly what: string; readonly mend: string }
