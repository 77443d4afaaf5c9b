import type { FastifyRequest } from 'fastify'
import type { Authority } from '../../../base/authority.ts'
import { languages, type Language } from '../../../base/language.ts'
import type { Ask, Operation, Schema, Told } from '../../../journal/kernel.ts'
import { frameFor, type Roof } from '../roof.ts'
import { languageOf } from './caller.ts'
import { problems, problemSchema, typeOf, type ProblemName } from './problems.ts'

/*
 * The interface as an OpenAPI 3.1 document, made of the operations themselves and of the published forms: it cannot say
 * anything else than what the code does. Its words are English, for those who write programs.
 */

/** The document of the installation, or of one authority with the schema of each service's answers in it. */
export async function describeApi(roof: Roof, operations: readonly Operation<unknown>[], request: FastifyRequest, authority?: Authority): Promise<Schema> {
  const named = authority ?? roof.runtime.authorities()[0]
  const origin = named ? frameFor(roof, request, named, named.languages[0]!).origin : (roof.settings.origin ?? '/')
  const language = authority ? languageOf(authority, request) : 'en'
  const base = authority ? `/api/${authority.slug}` : '/api/{authority}'
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations)
    for (const { path, told } of await editions(operation, authority && roof.runtime.ask(authority), language)) {
      const address = base + path
      paths[address] = { ...paths[address], [operation.method.toLowerCase()]: told }
      const names = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name!, operation.told))
      if (names.length > 0) paths[address]['parameters'] = names
    }
  return {
    openapi: '3.1.0',
    info: {
      title: authority ? `Services of ${authority.name}` : 'Services of the authorities on this installation',
      version: '1',
      description: 'What public authorities offer, filing a request, following it. Members may be added without notice: ignore what you do not know.',
    },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { code: { type: 'http', scheme: 'bearer', description: 'The secret code of a request, as it was told when it was filed: 7K3M-Q9TX-B2WF.' } },
    },
  }
}

/** An operation with its path as OpenAPI writes it; one for each service where an authority's forms are known. */
async function editions(operation: Operation<unknown>, ask: Ask | undefined, language: Language): Promise<{ path: string; told: Schema }[]> {
  const { each } = operation.told
  if (!each || !ask) return [{ path: bracketed(operation.path, {}), told: describe(operation, operation.name, operation.told) }]
  return (await each(ask, language)).map(({ params, summary, body }) => ({
    path: bracketed(operation.path, params),
    told: describe(operation, [operation.name, ...Object.values(params)].join('.'), { ...operation.told, summary: `${operation.told.summary}: ${summary}`, body }),
  }))
}

const bracketed = (path: string, known: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => (known[name] === undefined ? `{${name}}` : encodeURIComponent(known[name])))

function describe({ method }: Operation<unknown>, operationId: string, told: Told): Schema {
  const { summary, description, key, code, body, file, answer, refusals } = told
  const headers = [languageParameter, ...(key === undefined ? [] : [{ name: 'Idempotency-Key', in: 'header', required: true, description: key, schema: { type: 'string', format: 'uuid' } }])]
  // Whatever is asked, the address may be unknown or unreadable, and the server may fail or be busy.
  const names = [...new Set<string>(['Unreadable', 'NotFound', 'Failed', 'Busy', ...refusals])].filter((name): name is ProblemName => Object.hasOwn(problems, name))
  return {
    operationId,
    summary,
    ...(description && { description }),
    security: code === undefined ? [] : [{ code: [] }],
    parameters: headers,
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    ...(file !== undefined && { requestBody: { required: true, content: { 'multipart/form-data': { schema: fileSchema(file) } } } }),
    responses: {
      [method === 'POST' ? 201 : 200]: { description: 'Done.', content: { 'application/json': { schema: answer } }, ...(body && { headers: { Location: { description: 'Where it stands.', schema: { type: 'string', format: 'uri-reference' } } } }) },
      ...Object.fromEntries(names.map(name => [problems[name], problemAnswer(names.filter(other => problems[other] === problems[name]))])),
    },
  }
}

const fileSchema = (description: string): Schema => ({ type: 'object', required: ['file'], properties: { file: { description, contentMediaType: 'application/octet-stream' } } })

const problemAnswer = (names: readonly ProblemName[]): Schema => ({
  description: names.map(typeOf).join(' or '),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const parameter = (name: string, { params }: Told): Schema => ({
  name,
  in: 'path',
  required: true,
  description: name === 'authority' ? 'The authority as it stands in the addresses of its pages.' : (params?.[name] ?? ''),
  schema: { type: 'string' },
})

const languageParameter = {
  name: 'Accept-Language',
  in: 'header',
  description: `The language of problems, of questions and of links to pages, where the authority speaks it: ${languages.join(', ')}.`,
  schema: { type: 'string' },
}
