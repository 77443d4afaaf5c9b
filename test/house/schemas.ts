import { formSchema } from '../../src/engines/forms/form-schema.ts'
import { serviceSchema } from '../../src/vocabulary/parse-service.ts'

/** The JSON Schemas of a package's files as they stand in schemas/, written from the checks: path and text. */
export const drawSchemas = (): readonly (readonly [path: string, text: string])[] => [
  ['schemas/service.schema.json', draw('A service of an authority (service.json of a Parvis package)', serviceSchema)],
  ['schemas/form.schema.json', draw('What a service asks (form.json of a Parvis package)', formSchema())],
]

function draw(title: string, schema: object): string {
  const words: Record<string, unknown> = {}
  const { $defs, ...rest } = hoist(schema, words) as { $defs?: object }
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title, $comment: 'Written by npm run house from the checks that publishing makes; do not edit.' }
  return `${JSON.stringify({ ...head, ...rest, $defs: { ...$defs, ...words } }, null, 2)}\n`
}

/** Texts per language stand at a hundred places: once as a definition for each length keeps the file readable. */
function hoist(schema: unknown, words: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map(one => hoist(one, words))
  if (typeof schema !== 'object' || schema === null) return schema
  const easy = (schema as { properties?: Record<string, { maxLength?: number }> }).properties?.['fr-simple']
  if (easy) {
    const name = `words${easy.maxLength}`
    words[name] = schema
    return { $ref: `#/$defs/${name}` }
  }
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, hoist(inner, words)]))
}
