import type { Language } from '../../base/language.ts'
import type { CompiledForm, CompiledGroup } from './compile-form.ts'
import type { Condition } from './condition.ts'
import { computedSchema } from './computed.ts'
import type { JsonSchema } from './field.ts'
import { say } from './say.ts'

/**
 * The answers as `validateAll` takes them, as JSON Schema 2020-12.
 * Titles are the questions in `language`, the author's own where none is named.
 * Computed values are `readOnly`: sent along, they are left out.
 * Conditions do not fit into it: a question that is asked only sometimes is not required, and its `$comment` says when it is asked.
 */
export function jsonSchema(form: CompiledForm, language: Language = form.source.languages[0]!): JsonSchema {
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  for (const group of form.groups) {
    const own = describe(group, language)
    if (group.repeat) {
      const { min, max } = group.repeat
      const items = { type: 'object', ...own, additionalProperties: false }
      properties[group.id] = { type: 'array', minItems: min, maxItems: max, items, ...comment([group.when]) }
      if (min > 0 && !group.when) required.push(group.id)
    } else {
      Object.assign(properties, own.properties)
      required.push(...own.required)
    }
  }
  for (const one of form.computed) properties[one.id] = computedSchema(one, language)
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties, required, additionalProperties: false }
}

function describe(group: CompiledGroup, language: Language): { properties: Record<string, JsonSchema>; required: string[] } {
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  for (const page of group.pages) {
    for (const question of page.questions) {
      const when = [group.repeat ? null : group.when, page.when, question.when]
      const title = say(question.source.label, language).text
      properties[question.id] = { title, ...question.field.schema(question.source), ...comment(when) }
      if (when.every((one) => one === null) && !question.source.optional) required.push(question.id)
    }
  }
  return { properties, required }
}

function comment(conditions: readonly (Condition | null)[]): JsonSchema {
  const texts = conditions.flatMap((condition) => (condition ? [condition.text] : []))
  return texts.length > 0 ? { $comment: `asked when ${texts.join(' and ')}` } : {}
}
