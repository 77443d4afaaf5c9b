import { operation } from '../../../journal/kernel.ts'
import { ListEntries, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { mayLook } from '../permits.ts'
import { briefOf, briefSchema } from './described.ts'

/** Everything that the public finds in the catalogue, and the door to needs. */
export const listServices = operation<readonly CatalogueEntry[]>({
  name: 'listServices',
  method: 'GET',
  path: '/services',
  load: r => r.ask(ListEntries, {}),
  permit: () => true, // The catalogue is public; what is not is left out.
  answer: async (r, entries) => ({ body: { services: entries.filter(({ description }) => mayLook(r.actor, description)).map(one => briefOf(r, one)) }, kept: true }),
  told: {
    summary: 'The services of the authority',
    description: 'Words stand in every language that the authority wrote them in; fr-simple and the like are easy language. A service with a handover is somebody else’s: its address leads there.',
    answer: { type: 'object', required: ['services'], additionalProperties: false, properties: { services: { type: 'array', items: { ...briefSchema, additionalProperties: false } } } },
    refusals: [],
  },
})
