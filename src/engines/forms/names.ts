import type { Reading } from '../../base/language.ts'
import type { Issue } from '../../base/result.ts'
import type { TextControl } from './control.ts'
import type { JsonSchema, Posted } from './field.ts'
import type { Question } from './form.ts'
import { isStorable } from './posted.ts'
import { oneLine, textIssues } from './text-rules.ts'
import { texts } from './texts/texts.ts'

/*
 * Names as people write them: one or more words, any script, any length up to 100 characters a part.
 * Someone with a single name writes it as the family name and a hyphen as the given name: nothing else is checked.
 */

export type PersonName = { readonly given: string; readonly family: string }

/** Whether data carries both parts of a name. */
export function isName(value: unknown): value is PersonName {
  if (typeof value !== 'object' || value === null) return false
  return parts.every((part) => {
    const text = Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : null
    return isStorable(text) && !text.includes('\n')
  })
}

export const parseName = (posted: Posted, name: string): PersonName => ({
  given: oneLine(posted.text(`${name}.given`, most)),
  family: oneLine(posted.text(`${name}.family`, most)),
})

export const nameIssues = (field: string, name: PersonName): readonly Issue[] => parts.flatMap((part) => textIssues(`${field}.${part}`, name[part], most))

/** The two boxes of a name. */
export const nameControls = (question: Question, value: PersonName | null, reading: Reading): readonly TextControl[] =>
  parts.map((part) => ({
    kind: 'text',
    name: `${question.id}.${part}`,
    label: { text: texts(reading)[part] },
    optional: false,
    value: value?.[part] ?? '',
    inputType: 'text',
    autocomplete: question.self ? `${part}-name` : 'off',
    maxLength: most,
    spellcheck: false,
    width: 'full',
  }))

const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 100 }
export const personNameSchema = { type: 'object', properties: { given: text, family: text }, required: ['given', 'family'], additionalProperties: false }

const parts = ['given', 'family'] as const
const most = 100
