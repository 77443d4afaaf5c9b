import type { Table } from '../../../engines/dmn/decision.ts'
import { operation, type Calling, type Schema } from '../../../journal/kernel.ts'
import { placeOf, registerOf, type Registered } from '../register.ts'
import { dataOf } from '../tables.ts'
import { wordsSchema } from './described.ts'

const texts: Schema = { type: 'array', items: { type: 'string' } }

/** The register of algorithms as data: the tables as they are evaluated, in FEEL, with their words in every language. */
export const listAlgorithms = operation<readonly Registered[]>({
  name: 'listAlgorithms',
  method: 'GET',
  path: '/algorithms',
  load: r => registerOf({ ask: r.ask, now: r.now, reading: r.language }),
  permit: () => true, // Rules that decide about people are public.
  answer: async (r, all) => ({ body: { algorithms: all.map(one => described(r, one)) }, kept: true }),
  told: {
    summary: 'The register of algorithms: every decision table of the services on offer',
    description: 'What each table decides, by what, since when, on which legal basis, whether a person decides after it. Cells are FEEL (DMN 1.3); amounts are whole cents of the currency. Uses count requests of the last 365 days. The list makes itself of the published services.',
    answer: {
      type: 'object', required: ['algorithms'], additionalProperties: false,
      properties: {
        algorithms: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'service', 'version', 'example', 'since', 'legalBasis', 'personDecides', 'uses', 'hitPolicy', 'data', 'inputs', 'outputs', 'rules', 'links'],
            additionalProperties: false,
            properties: {
              id: { type: 'string' }, service: { type: 'string' }, version: { type: 'integer', minimum: 1 }, example: { type: 'boolean' },
              name: wordsSchema, purpose: wordsSchema, currency: { type: 'string' },
              since: { type: 'object', required: ['version', 'published'], properties: { version: { type: 'integer', minimum: 1 }, published: { type: 'string', format: 'date-time' } }, description: 'The first version of the service whose table decided as it does today.' },
              legalBasis: { type: 'array', items: { type: 'string' } },
              personDecides: { type: 'boolean', description: 'Whether a person decides after it, on every way.' },
              uses: { type: 'integer', minimum: 0 },
              hitPolicy: { enum: ['U', 'A', 'F', 'P', 'R', 'O', 'C', 'C+', 'C<', 'C>', 'C#'] },
              data: { type: 'array', items: { type: 'object', required: ['name', 'from'], properties: { name: { type: 'string' }, from: { enum: ['answer', 'computed', 'step', 'table'] } } } },
              inputs: { type: 'array', items: { type: 'string' }, description: 'What each column asks.' },
              outputs: { type: 'array', items: { type: 'object', required: ['name', 'type'], properties: { name: { type: 'string' }, type: { type: 'string' } } } },
              rules: { type: 'array', items: { type: 'object', required: ['when', 'then'], properties: { id: { type: 'string' }, when: texts, then: texts, words: wordsSchema, article: { type: 'string' } } } },
              links: { type: 'object', required: ['page', 'service'], properties: { page: { type: 'string', format: 'uri' }, service: { type: 'string', format: 'uri' } } },
            },
          },
        },
      },
    },
    refusals: [],
  },
})

function described(r: Calling, one: Registered) {
  const { of, at, since, uses } = one
  const { entry: { description, version } } = of
  const { decision, table, personDecides } = of.tables[at]!
  const words = description.decisions?.find(({ id }) => id === decision.id)
  const from = since ?? { version, published: r.now }
  return {
    id: decision.id, service: description.id, version, example: description.example,
    ...(words && { name: words.name, purpose: words.purpose, ...(words.currency && { currency: words.currency }) }),
    since: { version: from.version, published: new Date(from.published).toISOString() },
    legalBasis: words?.article ? [words.article] : description.legalBasis.map(basis => basis.article),
    personDecides, uses, hitPolicy: table.hit,
    data: dataOf(of, decision, r.language).map(({ name, from }) => ({ name, from })),
    inputs: table.inputs.map(({ expression }) => expression.text),
    outputs: table.outputs.map(({ name, type }) => ({ name: name || decision.name, type: type.kind })),
    rules: rulesOf(table, words?.rules ?? []),
    links: { page: `${r.origin}${r.url('/algorithms')}#${placeOf(one)}`, service: r.origin + r.url('/services/:service', { service: description.id }) },
  }
}

type RuleWords = NonNullable<NonNullable<Registered['of']['entry']['description']['decisions']>[number]['rules']>

/** The rows, and the defaults as a last one that tests nothing. */
function rulesOf(table: Table, words: RuleWords) {
  const rows = table.rules.map(({ id, tests, outputs }) => {
    const own = words.find(one => id !== '' && one.id === id)
    return { ...(id !== '' && { id }), when: tests.map(({ text }) => text), then: outputs.map(({ text }) => text), ...(own && { words: own.name, ...(own.article && { article: own.article }) }) }
  })
  return table.outputs[0].otherwise ? [...rows, { when: [], then: table.outputs.map(({ otherwise }) => otherwise!.text) }] : rows
}
