import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { newUuid } from '../../base/ids.ts'
import { addApi, isApi, sendUnreadable } from './api/add-api.ts'
import { insideAddress, resolveAuthority } from './address.ts'
import { answerError } from './answer-error.tsx'
import { serveAssets } from './assets.ts'
import { describeFailure, noteFailure } from './failures.ts'
import { readForms } from './form-body.ts'
import { securityHeaders, sendTo, strictTransport } from './headers.ts'
import { LiveHub } from './live.ts'
import { authoritiesBySlug, type HttpSettings, type Roof } from './roof.ts'
import { addRoutes } from './routes.tsx'
import type { Runtime } from './runtime.ts'
import { Sessions } from './sessions.ts'
import { boundBodies } from './slow-bodies.ts'
import { stopGently } from './stop-gently.ts'
import { serveThemes, Themes } from './themes.ts'

/**
 * The HTTP server over a runtime, ready for `listen` (or `inject`). `close()` ends open pages' streams and lets running
 * requests finish.
 */
export async function createServer(runtime: Runtime, settings: HttpSettings): Promise<FastifyInstance> {
  const { log } = settings
  const roof: Roof = {
    runtime,
    settings,
    sessions: new Sessions(runtime, error => log.warn({ error: describeFailure(error) }, 'session time not written')),
    hub: new LiveHub(runtime, settings.live),
    themes: new Themes(),
    find: authoritiesBySlug(runtime),
  }
  const secure = settings.origin?.startsWith('https:') ?? false
  const server = fastify({
    // One proxy, ours: what stands further left in X-Forwarded-For was written by the visitor.
    trustProxy: settings.trustProxy && ((_address: string, hop: number) => hop === 0),
    genReqId: () => newUuid(),
    routerOptions: { maxParamLength: 500 },
    rewriteUrl: request => resolveAuthority(settings.hosts, request.headers.host, request.url ?? '/'),
    // Not the same for all: a photo on a slow line takes minutes, a form seconds (slow-bodies.ts).
    requestTimeout: 0,
    frameworkErrors: (_error, request, reply) => {
      if (isApi(request.url)) return sendUnreadable(request as FastifyRequest, (reply as FastifyReply).headers(securityHeaders))
      answerError(roof, request as FastifyRequest, (reply as FastifyReply).headers(securityHeaders), 400)
    },
  })
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders)
    if (secure || request.protocol === 'https') reply.header('strict-transport-security', strictTransport)
    done()
  })
  // The pattern of the route, never the address: addresses hold ids, and queries what was searched for.
  server.addHook('onResponse', (request, reply, done) => {
    log.info({ id: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 })
    done()
  })
  server.addHook('preClose', done => {
    roof.hub.close()
    done()
  })
  server.setNotFoundHandler((request, reply) => {
    // One address for each page: with a slash at the end it is the same page.
    const [path, search] = cut(request.originalUrl)
    const bare = request.method === 'GET' && /[^/]\/+$/.test(path) ? insideAddress(path.replace(/\/+$/, '') + search, '') : null
    return bare === null ? answerError(roof, request, reply, 404) : sendTo(reply, bare, 301)
  })
  server.setErrorHandler((error, request, reply) => {
    const { statusCode } = error as { statusCode?: number }
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return answerError(roof, request, reply, statusCode)
    const { reference, status } = noteFailure(log, request, error)
    return answerError(roof, request, reply, status, { reference })
  })
  stopGently(server)
  boundBodies(server)
  readForms(server)
  await serveAssets(server, settings.client)
  serveThemes(server, roof.themes, roof.find)
  addRoutes(server, roof)
  await addApi(server, roof)
  return server
}

function cut(address: string): [string, string] {
  const at = address.indexOf('?')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at)]
}
