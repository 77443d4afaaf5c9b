import { refuse } from '../../../base/result.ts'
import { jsonSchema } from '../../../engines/forms/json-schema.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import { operation, type Schema } from '../../../journal/kernel.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { isForPrograms } from '../permits.ts'

/** The form of a service as a schema of its answers. */
export const getSchema = operation<PublishedService>({
  name: 'getSchema',
  method: 'GET',
  path: '/services/:service/schema',
  load: async r => (await r.ask(GetService, { service: r.params.service! })) ?? refuse('NotFound'),
  permit: (_, service) => isForPrograms(service),
  async answer(r, service) {
    const id = r.origin + r.api('/services/:service/schema', { service: service.description.id })
    return { body: { $id: id, 'x-version': service.version, ...jsonSchema(publishedForm(service), r.language) }, kept: true }
  },
  told: {
    summary: 'The answers of a service’s form, as JSON Schema 2020-12',
    description: 'Conditions do not fit into a schema: what is asked only sometimes is not required in it, and its $comment says when it is asked. Sending the answers tells the rest. Titles are the questions in the language of Accept-Language.',
    params: { service: 'The id of the service, as in the list.' },
    answer: schemaOfSchemas(),
    refusals: ['NotFound'],
  },
})

function schemaOfSchemas(): Schema {
  const required = ['$id', '$schema', 'type', 'properties', 'required']
  return { type: 'object', required, properties: { $id: { type: 'string', format: 'uri' }, $schema: { type: 'string' }, properties: { type: 'object' }, required: { type: 'array', items: { type: 'string' } } } }
}
