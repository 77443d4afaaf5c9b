import { languages } from '../../../base/language.ts'
import type { Schema } from '../../../journal/kernel.ts'

/** The body of a filing, with a schema of its answers. */
export const bodySchema = (answers: Schema): Schema => ({
  type: 'object',
  required: ['answers'],
  additionalProperties: false,
  properties: {
    answers,
    language: { enum: languages, description: 'The language of the request and of the messages about it: one of the authority’s. Without it Accept-Language decides. Easy language (fr-simple and the like) is a way of reading pages and is refused here: name the plain one.' },
    version: { type: 'integer', minimum: 1, description: 'The version of the form that the answers were made for. Where it is not the current one any more, nothing is filed.' },
  },
})

/** What is told of a request that was filed. */
export const filedSchema: Schema = {
  type: 'object',
  required: ['case', 'number', 'code', 'version', 'language', 'filed', 'due', 'leftOut', 'links'],
  additionalProperties: false,
  properties: {
    case: { type: 'string', format: 'uuid' },
    number: { type: 'string', description: 'The number that people name.' },
    code: { anyOf: [{ type: 'string', pattern: '^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$' }, { type: 'null' }], description: 'The secret code. Hand it to the person and keep no copy. null: it was replaced since.' },
    version: { type: 'integer', minimum: 1 },
    language: { enum: languages },
    filed: { type: 'string', format: 'date-time' },
    due: { type: 'string', format: 'date', description: 'The day by which it is answered at the latest.' },
    leftOut: { type: 'array', items: { type: 'string' }, description: 'JSON Pointers to answers that are not asked after the others, and were not kept.' },
    links: {
      type: 'object',
      required: ['self', 'page'],
      additionalProperties: false,
      properties: { self: { type: 'string', format: 'uri' }, page: { type: 'string', format: 'uri', description: 'Where a person opens the request by number and code.' } },
    },
  },
}
