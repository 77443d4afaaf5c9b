import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { languages, type Language } from '../../../base/language.ts'
import { negotiate } from '../../../base/negotiate.ts'
import { isRefusal } from '../../../base/result.ts'
import type { Operation, Takes } from '../../../journal/kernel.ts'
import { noteFailure } from '../failures.ts'
import { isMultipart, readMultipart } from '../read-multipart.ts'
import type { Roof } from '../roof.ts'
import { Caller, languageOf } from './caller.ts'
import { leaveBodies, readJson } from './json-body.ts'
import { describeApi } from './openapi.ts'
import { explainProblem, problemOf, problemOfStatus, sendProblem } from './problems.ts'

type Named = { Params: { authority: string } }

/**
 * The programming interface under /api: the rooms' operations, the document that describes them, and problems in JSON.
 * No cookie is read, so nobody acts in a visitor's name from another site, and no form's token is needed; no other
 * site's script is let in either (no CORS header, and JSON makes browsers ask first).
 */
export async function addApi(server: FastifyInstance, roof: Roof): Promise<void> {
  const operations = roof.runtime.features.flatMap(feature => feature.operations ?? [])
  await server.register(async api => {
    readJson(api)
    api.setErrorHandler((error, request, reply) => {
      const { statusCode } = error as { statusCode?: number }
      if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return sendProblem(reply, problemOfStatus(statusCode), spoken(roof, request))
      const { reference, status } = noteFailure(roof.settings.log, request, error)
      return sendProblem(reply, status === 503 ? 'Busy' : 'Failed', spoken(roof, request), { reference })
    })
    api.get('/openapi.json', async (request, reply) => sendJson(reply, await describeApi(roof, operations, request), true))
    api.get<Named>('/:authority/openapi.json', async (request, reply) => {
      const authority = roof.find(request.params.authority)
      return authority ? sendJson(reply, await describeApi(roof, operations, request, authority), true) : sendProblem(reply, 'NotFound', spoken(roof, request))
    })
    api.get<{ Params: { problem: string } }>('/problems/:problem', (request, reply) => {
      const problem = explainProblem(request.params.problem)
      return problem ? sendJson(reply, problem, true) : sendProblem(reply, 'NotFound', spoken(roof, request))
    })
    addOperations(api, roof, operations.filter(one => !one.takes))
    await api.register(async taking => {
      leaveBodies(taking)
      addOperations(taking, roof, operations.filter(one => one.takes))
    })
    api.all('/*', (request, reply) => sendProblem(reply, 'NotFound', spoken(roof, request)))
    api.all('/', (request, reply) => sendProblem(reply, 'NotFound', spoken(roof, request)))
  }, { prefix: '/api' })
}

function addOperations(api: FastifyInstance, roof: Roof, operations: readonly Operation<unknown>[]): void {
  for (const one of operations) api.route<Named>({ method: one.method, url: `/:authority${one.path}`, handler: (request, reply) => answerCall(roof, one, request, reply) })
  for (const path of new Set(operations.map(one => one.path))) {
    const taken = operations.filter(one => one.path === path).flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    const method = api.supportedMethods.filter(one => !taken.includes(one))
    api.route({ method, url: `/:authority${path}`, handler: (request, reply) => sendProblem(reply, 'NotAllowed', spoken(roof, request), { allow: taken.join(', ') }) })
  }
}

/** Whether an address is the interface's, also where it cannot be read. */
export const isApi = (address: string): boolean => /^\/api(?:[/?]|$)/.test(address)

/** An address that the router could not read. */
export const sendUnreadable = (request: FastifyRequest, reply: FastifyReply): void =>
  void sendProblem(reply, 'Unreadable', negotiate(request.headers['accept-language'], languages))

/** Answers one call: load, permit, answer. Whoever has no permit is told the same as for a thing that does not exist. */
async function answerCall(roof: Roof, operation: Operation<unknown>, request: FastifyRequest<Named>, reply: FastifyReply): Promise<FastifyReply> {
  const authority = roof.find(request.params.authority)
  // PostgreSQL cannot store NUL, so no address that carries one can name anything.
  if (!authority || request.raw.url!.includes('%00')) return sendProblem(reply, 'NotFound', spoken(roof, request))
  const call = new Caller(roof, authority, request)
  const model = await operation.load(call)
  if (isRefusal(model)) return sendProblem(reply, problemOf(model), call.language, model)
  if (!operation.permit(call.actor, model)) return sendProblem(reply, 'NotFound', call.language)
  return operation.takes ? answerWithFiles(operation, operation.takes(model), { call, model, request, reply }) : answered(operation, { call, model, reply })
}

type Called = { readonly call: Caller; readonly model: unknown; readonly reply: FastifyReply }

/** Who asks and whether they may is known: only now is the body read, each file straight onto the disk. */
async function answerWithFiles(operation: Operation<unknown>, takes: Takes, { call, model, request, reply }: Called & { request: FastifyRequest }): Promise<FastifyReply> {
  if (!isMultipart(request)) return sendProblem(reply, 'NotMultipart', call.language)
  const posted = await readMultipart(request.raw, takes, call.incoming, () => true)
  try {
    if (posted.refused) return sendProblem(reply, posted.refused === 503 ? 'Busy' : problemOfStatus(posted.refused), call.language)
    call.files = posted.files
    return await answered(operation, { call, model, reply })
  } finally {
    await posted.remove()
  }
}

async function answered(operation: Operation<unknown>, { call, model, reply }: Called): Promise<FastifyReply> {
  const answer = await operation.answer(call, model)
  if (isRefusal(answer)) return sendProblem(reply, problemOf(answer), call.language, answer)
  if (answer.location !== undefined) reply.header('location', answer.location)
  return sendJson(reply.code(answer.status ?? 200), answer.body, answer.kept ?? false)
}

const sendJson = (reply: FastifyReply, body: unknown, kept: boolean): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', kept ? 'public, max-age=60' : 'no-store').header('vary', 'accept-language').send(JSON.stringify(body))

/** The language of a problem outside of an operation. */
function spoken(roof: Roof, request: FastifyRequest): Language {
  const { authority: slug } = request.params as { authority?: string }
  const authority = slug === undefined ? undefined : roof.find(slug)
  return authority ? languageOf(authority, request) : negotiate(request.headers['accept-language'], languages)
}
