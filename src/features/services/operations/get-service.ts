import { refuse } from '../../../base/result.ts'
import { operation, type Schema } from '../../../journal/kernel.ts'
import { GetEntry, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { mayLook } from '../permits.ts'
import { briefOf, briefSchema, wordsSchema } from './described.ts'

const text = { type: 'string' }
const texts = { type: 'array', items: text }
const object = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: 'object', required: Object.keys(properties), properties })
const objects = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: 'array', items: object(properties) })
const term = object({ amount: { type: 'integer', minimum: 1 }, unit: { enum: ['workingDays', 'days', 'months'] } })

/** One service in the words of CPSV-AP. */
export const getService = operation<CatalogueEntry>({
  name: 'getService',
  method: 'GET',
  path: '/services/:service',
  load: async r => (await r.ask(GetEntry, { service: r.params.service! })) ?? refuse('NotFound'),
  permit: (actor, { description }) => mayLook(actor, description),
  async answer(r, entry) {
    // Who works on it inside, and how its cases are numbered, is nobody's to build on.
    const { team: _team, numberPrefix: _prefix, ...shown } = entry.description
    return { body: { ...shown, ...briefOf(r, entry) }, kept: true }
  },
  told: {
    summary: 'One service: what it is, who it is for, what it costs, by when it is answered',
    description: 'The words of CPSV-AP 3, the European vocabulary for public services. Prices are whole cents.',
    params: { service: 'The id of the service, as in the list.' },
    answer: {
      type: 'object',
      required: [...briefSchema.required, 'description', 'audiences', 'lifeEvents', 'keywords', 'channels', 'cost', 'legalBasis'],
      properties: {
        ...briefSchema.properties,
        description: wordsSchema,
        audiences: texts,
        lifeEvents: texts,
        keywords: { type: 'array', items: wordsSchema },
        channels: objects({ kind: text, assisted: { type: 'boolean', description: 'Somebody helps there with the whole request.' }, words: wordsSchema }),
        evidence: objects({ id: text, need: { enum: ['atHand', 'later', 'fetched'] }, name: wordsSchema }),
        cost: { type: 'object', required: ['words'], properties: { words: wordsSchema, table: { type: 'object' } } },
        answer: object({ term: term, words: wordsSchema }),
        silence: object({ term: term, means: { enum: ['acceptance', 'refusal', 'nothing'] }, words: wordsSchema }),
        legalBasis: objects({ article: text, words: wordsSchema }),
        appeals: objects({ id: text, name: wordsSchema, term: term, words: wordsSchema, article: text }),
        retention: object({ term: term, words: wordsSchema }),
        recipients: { type: 'array', items: wordsSchema },
        milestones: objects({ id: text, name: wordsSchema, ahead: wordsSchema }),
      },
    },
    refusals: ['NotFound'],
  },
})
