import { languages } from '../../base/language.ts'
import type { JsonSchema } from './field.ts'
import { fields } from './fields/registry.ts'
import type { Question, QuestionCore, Settings } from './form.ts'
import { longestWords } from './longest-words.ts'
import { registers } from './registers.ts'
import { commonKeys, limitPattern } from './settings.ts'
import { fileKinds, mostFiles } from './stored-file.ts'

/*
 * The JSON Schema of a form.json: what editors complete and mark by while it is written. Keys, field types and their settings are
 * those of the checks; form-schema.test.ts holds the two against each other. What it cannot say (ids of earlier pages, FEEL) is
 * found by the checks alone.
 */

/** JSON Schema 2020-12 of a whole form.json. */
export function formSchema(): JsonSchema {
  return {
    ...object({ $schema: text, languages: { type: 'array', minItems: 1, items: { enum: languages } }, groups: list(ref('group')), subject: { type: 'array', items: ref('id') }, computed: list(ref('computed'), 100) }, ['languages', 'groups']),
    $defs: {
      id: { type: 'string', pattern: '^[a-z][A-Za-z0-9]{0,49}$' },
      condition: { type: 'string', minLength: 1, maxLength: 500, description: 'FEEL over the answers of earlier pages' },
      group: object({ id: ref('id'), title: words('title'), when: ref('condition'), repeat: ref('repeat'), pages: list(ref('page')) }, ['id', 'title', 'pages']),
      repeat: object({
        min: whole(0, 50), max: whole(1, 50), item: words('item'), another: words('another'), anotherHint: words('anotherHint'), remove: words('remove'), name: ref('id'),
      }, ['min', 'max', 'item', 'another', 'remove']),
      page: {
        ...object({ id: ref('id'), title: words('title'), intro: words('intro'), when: ref('condition'), questions: list(ref('question')) }, ['id', 'questions']),
        // A screen with several questions needs a title of its own.
        if: { properties: { questions: { type: 'array', minItems: 2 } } }, then: { required: ['title'] },
      },
      question: {
        type: 'object', required: ['id', 'type', 'label'], properties: { type: { enum: [...fields.keys()] } },
        allOf: [...fields.values()].map((field) => ({ if: { properties: { type: { const: field.type } }, required: ['type'] }, then: question(field.type) })),
      },
      option: option(['alone']),
      searchedOption: option(['words']),
      computed: object({
        id: ref('id'), value: { type: 'string', minLength: 1, maxLength: 1000 }, type: { enum: ['money', 'number', 'text', 'yes-no'] },
        currency: settings.currency, unit: words('unit'), label: words('label'),
      }, ['id', 'value', 'type']),
    },
  }
}

function question(type: string): JsonSchema {
  const field = fields.get(type)!
  const keys = [...commonKeys, ...field.uses, ...field.needs]
  const own: { readonly [key in keyof Question]?: JsonSchema } = {
    type: { const: type },
    ...(field.options && { options: list(ref(field.options.searched ? 'searchedOption' : 'option'), field.options.most) }),
    // How many files, not how much.
    ...(type === 'document' && { most: whole(1, mostFiles) }),
  }
  return object(Object.fromEntries(keys.map((key) => [key, own[key] ?? settings[key]])), ['id', 'type', 'label', ...field.needs])
}

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })
const object = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({ type: 'object', additionalProperties: false, required, properties })
const list = (items: JsonSchema, most = 500): JsonSchema => ({ type: 'array', minItems: 1, maxItems: most, items })
const whole = (minimum: number, maximum: number): JsonSchema => ({ type: 'integer', minimum, maximum })
const text: JsonSchema = { type: 'string' }
const yes: JsonSchema = { type: 'boolean' }
const number: JsonSchema = { type: 'number', minimum: -100_000_000_000, maximum: 100_000_000_000 }
const day: JsonSchema = { type: 'string', pattern: limitPattern.source }

function words(key: keyof typeof longestWords): JsonSchema {
  const keys = languages.flatMap((language) => [language, `${language}-simple`])
  return {
    type: 'object', additionalProperties: false, anyOf: languages.map((language) => ({ required: [language] })),
    properties: Object.fromEntries(keys.map((language) => [language, { type: 'string', pattern: '\\S', maxLength: longestWords[key] }])),
  }
}

const option = (more: readonly ('alone' | 'words')[]): JsonSchema => {
  const extra = { alone: yes, words: words('words') }
  return object({
    id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,49}$' }, label: words('label'), hint: words('hint'), when: ref('condition'), ...Object.fromEntries(more.map((key) => [key, extra[key]])),
  }, ['id', 'label'])
}

/** Each key that a question may carry; one that a field type adds breaks the build until it stands here. */
const settings: { readonly [key in keyof Question]-?: JsonSchema } & { readonly [key in keyof QuestionCore | keyof Settings]: JsonSchema } = {
  id: ref('id'),
  type: { enum: [...fields.keys()] },
  label: words('label'),
  hint: words('hint'),
  optional: yes,
  when: ref('condition'),
  whenMissing: words('whenMissing'),
  protected: { const: 'health' },
  contact: { enum: ['name', 'email', 'phone'] },
  options: list(ref('option')),
  max: whole(1, 20_000),
  least: number,
  most: number,
  decimals: whole(0, 4),
  unit: words('unit'),
  birth: yes,
  register: { enum: registers },
  registerOptional: yes,
  earliest: day,
  latest: day,
  currency: { enum: ['EUR', 'CHF', 'GBP'] },
  whole: yes,
  unknown: words('unknown'),
  statement: words('statement'),
  accept: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: fileKinds } },
  maxMb: whole(1, 500),
  asOnePdf: yes,
  self: yes,
}
