import { createHash, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { MemoryLocker, Server, type Upload } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isUuid } from '../../base/ids.ts'
import type { Intake } from '../../journal/kernel.ts'
import { answerError } from './answer-error.tsx'
import { enter, readPage, statusOf } from './answer-page.ts'
import { csrfHolds, sameSite } from './csrf.ts'
import { describeFailure } from './failures.ts'
import { hasRoom } from './incoming.ts'
import type { Roof } from './roof.ts'
import { TusFiles } from './tus-files.ts'
import type { Visit } from './visit.ts'

/** From one network: more than the visitors of a library send in an hour. */
const begunAnHour = 300

/**
 * The addresses of an intake: POST begins a file, HEAD says how far it has come, PATCH adds to it, DELETE gives it up
 * (tus 1.0, spoken by @tus/server). Each request is checked as a form's post is: session, origin, token (in the header
 * `x-csrf`), the intake's own permit.
 */
export function addIntake(server: FastifyInstance, roof: Roof, intake: Intake<any>): void {
  const files = new TusFiles(roof.settings.incoming)
  const locker = new MemoryLocker()
  const answer = (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => answerIntake({ roof, intake, files, locker, request, reply })
  const address = `/:authority/:language${intake.path}`
  server.post(address, answer)
  server.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${address}/:upload`, handler: answer })
}

type Asked = { roof: Roof; intake: Intake<any>; files: TusFiles; locker: MemoryLocker; request: FastifyRequest; reply: FastifyReply }

async function answerIntake({ roof, intake, files, locker, request, reply }: Asked): Promise<unknown> {
  const visit = await enter(roof, {}, request, new URLSearchParams())
  if (visit === null) return answerError(roof, request, reply, 404)
  const token = request.headers['x-csrf']
  const ours = visit.token !== null && sameSite(request.headers, request.headers.host ?? '', visit.origin) && csrfHolds(visit.token, typeof token === 'string' ? token : null)
  if (!ours) return answerError(roof, request, reply, 403)
  const read = await readPage(intake, visit)
  if (!('model' in read)) return answerError(roof, request, reply, 'refused' in read ? statusOf(read.refused) : 404)
  const { model } = read
  const { incoming } = roof.settings
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  if (request.method === 'POST') {
    if (await visit.throttled(`upload/${visit.network}`, begunAnHour, 3600)) return answerError(roof, request, reply, 429)
    if (!(await hasRoom(incoming, Number(request.headers['upload-length']) || 0))) return answerError(roof, request, reply, 503)
  }

  const { upload } = request.params as { upload?: string }
  if (upload !== undefined && !isUuid(upload)) return answerError(roof, request, reply, 404)
  const id = `${ownerOf(visit)}-${upload ?? randomUUID()}`
  const tus = new Server({
    path: '/',
    datastore: files,
    locker,
    // None: this address is for our own pages.
    allowedOrigins: [],
    maxSize: intake.most(model),
    namingFunction: () => id,
    getFileIdFromRequest: () => id,
    // The library would write an unknown fault's own words into its answer: they may quote anything.
    onResponseError: (_request, error) => {
      if ('status_code' in error) return undefined
      roof.settings.log.error({ id: request.id, method: request.method, route: request.routeOptions.url ?? 'none', error: describeFailure(error) }, 'request failed')
      return { status_code: 500, body: '' }
    },
    generateUrl: () => `${visit.path}/${id.slice(33)}`,
    onUploadFinish: async (_request, whole) => ({ status_code: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: await keep(intake, visit, model, files, whole) }),
  })
  for (const cookie of visit.cookies()) reply.header('set-cookie', cookie)
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value!)
  reply.raw.setHeader('cache-control', 'no-store')
  reply.hijack()
  await tus.handle(request.raw, reply.raw)
}

/** Whole: the room keeps it. Asked again after the answer was lost on the line, it is the same answer. */
async function keep(intake: Intake<any>, visit: Visit, model: unknown, files: TusFiles, { id, size = 0, metadata }: Upload): Promise<string> {
  const known = await files.answerOf(id)
  if (known !== null) return known
  const answer = JSON.stringify(await intake.keep(visit, model, { field: '', name: metadata?.['filename'] ?? '', bytes: size, path: files.pathOf(id) }))
  await files.finish(id, answer)
  return answer
}

/** Part of each id: whoever comes by another account, to another authority or to another address finds nothing under it. */
function ownerOf({ authority, actor, params }: Visit): string {
  const { upload: _upload, authority: _slug, language: _language, ...place } = params
  return createHash('sha256').update(JSON.stringify([authority.id, actor.kind === 'visitor' ? actor.account : actor, Object.entries(place).sort()])).digest('hex').slice(0, 32)
}
