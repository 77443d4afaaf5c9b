import type { Schema } from '../../../journal/kernel.ts'
import type { Milestone, ShownStatus } from '../../../vocabulary/cases.ts'

const statuses: readonly ShownStatus[] = ['received', 'examined', 'waiting', 'accepted', 'refused', 'withdrawn', 'lapsed']
const states: readonly Milestone['state'][] = ['done', 'now', 'next', 'dropped']
const instant = { type: 'string', format: 'date-time' }
const text = { type: 'string' }
const words = { type: 'object', description: 'The same words by language.', additionalProperties: text, minProperties: 1 }

/** What is told of a request to whoever shows its code. No answer and no name is in it. */
export const caseSchema: Schema = {
  type: 'object',
  required: ['number', 'service', 'language', 'filed', 'due', 'status', 'late', 'yourTurn', 'milestones', 'messages', 'links'],
  additionalProperties: false,
  properties: {
    number: text,
    service: { type: 'object', required: ['id', 'version', 'name'], additionalProperties: false, properties: { id: text, version: { type: 'integer' }, name: words } },
    language: { ...text, description: 'The language in which the request was sent.' },
    filed: instant,
    due: { type: 'string', format: 'date', description: 'The day by which it is answered at the latest.' },
    status: { enum: statuses, description: 'waiting: the authority asked something and waits for the applicant. lapsed: it did not come, and the request ended by the service’s rule.' },
    late: { type: 'boolean', description: 'The last day has passed without an answer.' },
    yourTurn: { type: 'boolean' },
    askedUntil: { type: 'string', format: 'date', description: 'The last day for what the authority asked.' },
    bySilence: {
      type: 'object', required: ['outcome', 'last'], additionalProperties: false, description: 'The law’s limit passed without an answer, and the law decided.',
      properties: { outcome: { enum: ['accepted', 'refused'] }, last: { type: 'string', format: 'date' } },
    },
    milestones: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'state', 'at'],
        additionalProperties: false,
        properties: { id: text, state: { enum: states }, at: { anyOf: [instant, { type: 'null' }] }, name: words },
      },
    },
    messages: { type: 'integer', minimum: 0, description: 'How many messages there are. They are read on the page.' },
    links: { type: 'object', required: ['page'], additionalProperties: false, properties: { page: { type: 'string', format: 'uri', description: 'Where a person opens the request by number and code.' } } },
  },
}
