import type { FastifyInstance } from 'fastify'
import { isLanguage, languages } from '../../base/language.ts'
import { negotiate } from '../../base/negotiate.ts'
import { Gallery } from '../../ui/gallery.tsx'
import { prefixOf } from './address.ts'
import { answerError, plainStyles } from './answer-error.tsx'
import { addIntake } from './answer-intake.ts'
import { answerLive } from './answer-live.ts'
import { actPage, showPage } from './answer-page.ts'
import { FrontPage } from './front-page.tsx'
import { personalCache, publicCache, sendHtml, sendTo } from './headers.ts'
import { galleryProcess } from './gallery-process.ts'
import { frameFor, type Roof } from './roof.ts'
import { makeSite } from './site.ts'

/** All addresses: the pages of every feature under `/:authority/:language`, and the installation's own. */
export function addRoutes(server: FastifyInstance, roof: Roof): void {
  addOwnRoutes(server, roof)
  for (const feature of roof.runtime.features) {
    for (const intake of feature.intakes ?? []) addIntake(server, roof, intake)
    for (const page of feature.pages ?? []) {
      const address = `/:authority/:language${page.path === '/' ? '' : page.path}`
      server.get(address, (request, reply) => showPage(roof, page, request, reply))
      server.post(address, (request, reply) => (page.act ? actPage(roof, page, request, reply) : answerError(roof, request, reply.header('allow', 'GET, HEAD'), 405)))
      if (page.watches) server.get(`${address}/live`, { exposeHeadRoute: false }, (request, reply) => answerLive(roof, page, request, reply))
    }
  }
}

function addOwnRoutes(server: FastifyInstance, roof: Roof): void {
  server.get('/', (request, reply) => {
    const language = negotiate(request.headers['accept-language'], languages)
    const page = <FrontPage authorities={roof.runtime.authorities()} language={language} stylesheets={plainStyles(roof)} />
    return sendHtml(request, reply, 200, `<!doctype html>${(page)}`, publicCache)
  })
  server.get<{ Params: { authority: string } }>('/:authority', (request, reply) => {
    const authority = roof.find(request.params.authority)
    if (!authority) return answerError(roof, request, reply, 404)
    const language = negotiate(request.headers['accept-language'], authority.languages)
    return sendTo(reply.header('vary', 'accept-language'), `${prefixOf(roof.settings.hosts, request.headers.host, authority.slug)}/${language}`, 302)
  })
  server.get<{ Querystring: { language?: string } }>('/_ui', async (request, reply) => {
    const [authority] = roof.runtime.authorities()
    if (!authority) return answerError(roof, request, reply, 404)
    const asked = request.query.language
    const language = isLanguage(asked) ? asked : negotiate(request.headers['accept-language'], authority.languages)
    const frame = { ...frameFor(roof, request, authority, language), prefix: `/${authority.slug}` }
    const site = makeSite(roof, frame, { path: '', search: '', agent: null, csrf: () => '' })
    const alternates = authority.languages.filter(other => other !== language).map(other => ({ language: other, href: `/_ui?language=${other}` }))
    return sendHtml(request, reply, 200, `<!doctype html>${(<Gallery site={{ ...site, alternates }} process={await galleryProcess()} />)}`, personalCache)
  })
  // Alive as long as it answers; ready when a request would be answered well.
  server.get('/health', (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }))
  server.get('/ready', async (_request, reply) => {
    const ready = await roof.runtime.ready()
    return reply.code(ready.ok ? 200 : 503).header('cache-control', 'no-store').send(ready)
  })
}
