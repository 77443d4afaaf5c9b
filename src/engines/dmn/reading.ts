import { compileExpression, type Expression } from './compile-expression.ts'
import { compileTest, type Test } from './compile-test.ts'
import type { DecisionFault, Type } from './decision.ts'
import type { Raw } from './raw.ts'
import { kindOf } from './value.ts'

/** What was seen of a file so far. Equal texts, which fill most of a table, are compiled once. */
export type Reading = {
  readonly faults: DecisionFault[]
  readonly items: ReadonlyMap<string, Raw>
  readonly expressions: Map<string, ReturnType<typeof compileExpression>>
  readonly tests: Map<string, ReturnType<typeof compileTest>>
}

/** Where something stands: the element's name, and the row. */
export type Place = { readonly element: string; readonly row: number | null }

export const blame = (r: Reading, { element, row }: Place, what: string, mend: string): void => void r.faults.push({ element, row, what, mend })

/** An element as its author finds it again. */
export const nameOf = (raw: Raw): string => raw.label?.trim() || raw.name?.trim() || raw.id || raw.$type.replace(/^dmn:/, '')

/** Reads an expression; null where it cannot be, which is told. */
export function expression(r: Reading, place: Place, raw: Raw | undefined, known: ReadonlySet<string>): Expression | null {
  if (!speaksFeel(r, place, raw)) return null
  const text = raw?.text?.trim() ?? ''
  const read = remember(r.expressions, text, compileExpression)
  return checked(r, place, text, read, known, 'write a FEEL expression such as: "free" or round half up(income * 0.02, 0)')
}

/** Reads the test of a cell; null where it cannot be, which is told. `type`: what it is compared with. */
export function test(r: Reading, place: Place, raw: Raw | undefined, known: ReadonlySet<string>, type: Type): Test | null {
  if (!speaksFeel(r, place, raw)) return null
  const text = raw?.text?.trim() ?? ''
  const read = checked(r, place, text, remember(r.tests, text, compileTest), known, 'write a test such as: "free", < 40000, [1..5], not("x") or -')
  const kind = type.kind === 'money' ? 'number' : type.kind
  if (!read || kind === 'any' || (read.constants ?? []).every(one => one === null || kindOf(one) === kind)) return read
  blame(r, place, `"${shown(text)}" compares a value of type ${kindNames[kind]} with another kind`, 'compare with values of the type, or take the type off')
  return null
}

function checked<T extends { readonly names: readonly string[] }>(r: Reading, place: Place, text: string, read: T | { readonly fault: string }, known: ReadonlySet<string>, mend: string): T | null {
  if ('fault' in read) {
    blame(r, place, text === '' ? 'it is empty' : `"${shown(text)}" cannot be read: ${read.fault}`, mend)
    return null
  }
  const strange = read.names.filter(name => !known.has(name))
  for (const name of strange) blame(r, place, `"${shown(text)}" looks at "${name}", which the decision does not require`, 'draw an information requirement from an input data or a decision of that name; a text stands in quotation marks')
  return strange.length > 0 ? null : read
}

/** As DMN calls the types. */
export const kindNames = { number: 'number', money: 'money', text: 'string', 'yes-no': 'boolean', day: 'date', any: 'Any' } as const

function speaksFeel(r: Reading, place: Place, raw: Raw | undefined): boolean {
  const language = raw?.expressionLanguage
  if (raw?.importedValues) blame(r, place, 'its values are imported from another file', 'write them out')
  else if (language && !isFeel(language)) blame(r, place, `"${language}" is not spoken here`, 'write it in FEEL and take "expressionLanguage" off')
  else return true
  return false
}

export const isFeel = (language: string): boolean => /^feel$|\/FEEL\/?$|\/spec\/FEEL\//i.test(language)

function remember<T>(all: Map<string, T>, text: string, compile: (text: string) => T): T {
  const found = all.get(text) ?? compile(text)
  all.set(text, found)
  return found
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
