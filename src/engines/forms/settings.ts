import { isLanguage, isReading, type Words } from '../../base/language.ts'
import type { QuestionCore, Settings } from './form.ts'
import { registers } from './registers.ts'
import { fileKinds } from './stored-file.ts'

/** A JSON object from outside. */
export type Bag = Readonly<Record<string, unknown>>

/** What every question may carry, whatever its type. */
export const commonKeys: readonly (keyof QuestionCore)[] = ['id', 'type', 'label', 'hint', 'optional', 'when', 'whenMissing', 'protected', 'contact']

/** What is wrong with a question's setting, if anything. */
export function badSetting(key: string, value: unknown): { readonly fault: string; readonly mend: string } | null {
  const rule = rules[key as keyof typeof rules]
  return rule && !rule.holds(value) ? { fault: `${JSON.stringify(value)?.slice(0, 40)} is not possible here`, mend: rule.mend } : null
}

/** A limit of a date: a day, or a signed ISO 8601 duration from today. */
export const limitPattern = /^(?:\d{4}-\d\d-\d\d|-?P(?:\d{1,3}[YMD]))$/

type Rule = { readonly mend: string; holds(value: unknown): boolean }

const yes: Rule = { mend: 'write true, or leave it out', holds: (value) => typeof value === 'boolean' }
const day: Rule = {
  mend: 'write a day (2026-09-01) or a time from today (P1D, -P14Y)',
  holds: (value) => typeof value === 'string' && limitPattern.test(value),
}
const oneOf = (...values: string[]): Rule => ({ mend: `use one of: ${values.join(', ')}`, holds: (value) => values.includes(value as string) })
const numberRule: Rule = { mend: 'write a number', holds: (value) => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 100_000_000_000 }
const wordsRule: Rule = { mend: 'write words per language: { "fr": "…" }', holds: isWords }

/** Words per language, at least one of them plain; a language may have its easy variant beside it ("fr-simple"). */
export function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).some(isLanguage) && Object.entries(value).every(([key, text]) => isReading(key) && typeof text === 'string' && text.trim() !== '')
}

const rules: { readonly [key in keyof Settings | 'optional' | 'protected' | 'contact']?: Rule } = {
  optional: yes,
  whole: yes,
  self: yes,
  protected: oneOf('health'),
  contact: oneOf('name', 'email', 'phone'),
  currency: oneOf('EUR', 'CHF', 'GBP'),
  max: { mend: 'write a whole number of characters, 1 to 20000', holds: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 20_000 },
  least: numberRule,
  most: numberRule,
  decimals: { mend: 'write a whole number from 0 to 4', holds: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 4 },
  unit: wordsRule,
  birth: yes,
  register: oneOf(...registers),
  registerOptional: yes,
  earliest: day,
  latest: day,
  accept: {
    mend: `list one or more of: ${fileKinds.join(', ')}`,
    holds: (value) => Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((kind) => fileKinds.includes(kind)),
  },
  maxMb: { mend: 'write a whole number of megabytes, 1 to 500', holds: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 500 },
  asOnePdf: yes,
  unknown: wordsRule,
  statement: wordsRule,
}
