import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Uuid } from '../../base/ids.ts'
import { sql } from '../../journal/sql.ts'
import { type AnyPage, enter, noForm, readPage } from './answer-page.ts'
import type { Roof } from './roof.ts'

const newest = sql('select coalesce(sum(version), 0) as newest from streams where authority = $1 and stream = any($2::uuid[])')

/**
 * Answers `…/live`: the events of a page's streams for whoever may see the page, so the same load and the same permit.
 * `?v=` is the sum of the versions that the page shows. It is compared after the reader has joined: what happened between
 * the page and the stream is told at once, and nothing falls between the two.
 */
export async function answerLive(roof: Roof, page: AnyPage, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  const later = () => reply.code(503).header('retry-after', '60').send()
  if (roof.hub.isFull()) return later()
  const visit = await enter(roof, page, request, noForm)
  if (visit === null) return reply.code(404).send()
  const read = await readPage(page, visit)
  if (!('model' in read)) return reply.code(404).send()
  const streams = page.watches!(read.model).map(seen => seen.stream)
  // Nothing to hear: 204 tells the browser not to come back.
  if (streams.length === 0) return reply.code(204).send()
  if (roof.hub.isFull(visit.token)) return later()
  if (reply.raw.destroyed) return reply
  reply.hijack()
  const tell = roof.hub.join(reply.raw, visit.authority.id, streams, visit.token)
  const shown = visit.query.get('v')
  if (shown === null || !/^\d{1,9}$/.test(shown)) return reply
  try {
    if ((await newestOf(roof, visit.authority.id, streams)) > Number(shown)) tell()
  } catch {
    // The database is away: the reader comes back by itself and asks again.
    reply.raw.end()
  }
  return reply
}

async function newestOf(roof: Roof, authority: number, streams: readonly Uuid[]): Promise<number> {
  const rows = await roof.runtime.db(authority).rows<{ newest: number | string }>(newest, [authority, [...new Set(streams)]])
  return Number(rows[0]?.newest ?? 0)
}
