import { isLanguage } from '../../../base/language.ts'
import type { Form } from '../../../engines/forms/form.ts'
import type { Calling, Schema } from '../../../journal/kernel.ts'
import { isHandover, type CatalogueEntry } from '../../../vocabulary/services.ts'

/** A service in a list. Links are whole addresses, so that they can be handed on as they are. */
export function briefOf(r: Calling, entry: CatalogueEntry) {
  const { id, example, name, summary, handover, opening, takesAppeals } = entry.description
  const service = { service: id }
  const links = { self: r.origin + r.api('/services/:service', service), page: r.origin + r.url('/services/:service', service) }
  return {
    id,
    version: entry.version,
    example,
    name,
    summary,
    ...(opening && { opening }),
    ...(takesAppeals && { takesAppeals }),
    ...(isHandover(entry)
      ? { handover, languages: Object.keys(name).filter(isLanguage), links }
      : { languages: (entry.form as Form).languages, links: takesAppeals ? links : { ...links, schema: r.origin + r.api('/services/:service/schema', service), cases: r.origin + r.api('/services/:service/cases', service) } }),
  }
}

const text = { type: 'string' }
const uri = { type: 'string', format: 'uri' }
export const wordsSchema: Schema = { type: 'object', description: 'The same words by language.', additionalProperties: text, minProperties: 1 }

export const briefSchema: Schema & { readonly required: readonly string[]; readonly properties: Readonly<Record<string, Schema>> } = {
  type: 'object',
  required: ['id', 'version', 'example', 'name', 'summary', 'languages', 'links'],
  properties: {
    id: text,
    version: { type: 'integer', minimum: 1, description: 'Counts publications. A request keeps the version that it was filed under.' },
    example: { type: 'boolean', description: 'True where the service is an example and nobody renders it.' },
    name: wordsSchema,
    summary: wordsSchema,
    opening: { type: 'object', description: 'Outside of it nothing can be filed. In the time of the authority; until is the first minute that is too late.', properties: { from: text, until: text } },
    takesAppeals: { const: true, description: 'An appeal against a refused request: its applicant begins it on that request’s page, and programs file none.' },
    handover: { type: 'object', description: 'The service is somebody else’s.', required: ['to', 'url', 'words'], properties: { to: wordsSchema, url: uri, words: wordsSchema } },
    languages: { type: 'array', items: text, description: 'The languages of the form, the author’s own first.' },
    links: { type: 'object', required: ['self', 'page'], additionalProperties: false, properties: { self: uri, page: uri, schema: uri, cases: uri } },
  },
}
