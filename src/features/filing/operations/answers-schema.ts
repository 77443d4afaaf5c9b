import type { CompiledForm, CompiledQuestion } from '../../../engines/forms/compile-form.ts'
import { jsonSchema } from '../../../engines/forms/json-schema.ts'
import type { Schema } from '../../../journal/kernel.ts'

/**
 * Questions that only the pages can take: a document is uploaded there first, by whoever sends the request. A program that
 * could name a file by its hash alone would reach files of others.
 */
export const isOnPagesOnly = (question: CompiledQuestion): boolean => question.source.type === 'document'

/** The form's schema for programs: what only the pages can take has no value that fits, and says so. */
export function answersSchema(form: CompiledForm): Schema {
  const schema = jsonSchema(form)
  const properties = { ...(schema['properties'] as Record<string, Schema>) }
  for (const group of form.groups) {
    const closed = group.pages.flatMap(page => page.questions.filter(isOnPagesOnly))
    if (closed.length === 0) continue
    if (!group.repeat) Object.assign(properties, closedFor(closed))
    else {
      const list = properties[group.id] as { items: Schema & { properties: object } }
      properties[group.id] = { ...list, items: { ...list.items, properties: { ...list.items.properties, ...closedFor(closed) } } }
    }
  }
  return { ...schema, properties }
}

const closedFor = (questions: readonly CompiledQuestion[]): Record<string, Schema> =>
  Object.fromEntries(questions.map(question => [question.id, { title: Object.values(question.source.label)[0], not: {}, description: 'Documents are added on the page of the service, not by programs.' }]))
