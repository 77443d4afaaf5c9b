import type { FastifyReply, FastifyRequest } from 'fastify'
import { languages, plainOf } from '../../base/language.ts'
import { negotiate } from '../../base/negotiate.ts'
import { readAddress } from './address.ts'
import { ErrorPage } from './error-page.tsx'
import { personalCache, sendHtml } from './headers.ts'
import { frameFor, type Frame, type Roof } from './roof.ts'
import { makeSite } from './site.ts'

export type ErrorMore = { readonly back?: string; readonly reference?: string; readonly retryAfter?: number }

/** Answers with an error's page, in the address' authority and language where it names them. Reads nothing. */
export function answerError(roof: Roof, request: FastifyRequest, reply: FastifyReply, status: number, more: ErrorMore = {}): FastifyReply {
  const frame = nearestFrame(roof, request)
  const accepts = request.headers['accept-language']
  const language = frame?.language ?? negotiate(accepts, languages)
  // The error page is drawn for nobody: no form, so no token, and no name of who is signed in.
  const site = frame && makeSite(roof, frame, { path: `${frame.prefix}/${frame.reading}`, search: '', agent: null, csrf: () => '' })
  const seconds = more.retryAfter ?? (status === 503 ? 5 : status === 429 ? 60 : undefined)
  if (seconds !== undefined) reply.header('retry-after', String(Math.ceil(seconds)))
  const page = <ErrorPage status={status} site={site} language={language} stylesheets={plainStyles(roof)} reference={more.reference} back={more.back} />
  return sendHtml(request, reply, status, `<!doctype html>${(page)}`, personalCache)
}

/** The style of pages without an authority: the common sheet in the first authority's colours. */
export function plainStyles(roof: Roof): readonly string[] {
  const [first] = roof.runtime.authorities()
  const { stylesheets } = roof.settings.client
  return first ? [...stylesheets, `/${first.slug}/${roof.themes.of(first.theme).name}`] : stylesheets
}

function nearestFrame(roof: Roof, request: FastifyRequest): Frame | null {
  const { slug, reading } = readAddress(request.raw.url ?? '/')
  const authority = roof.find(slug)
  if (!authority) return null
  const spoken = reading && authority.languages.includes(plainOf(reading)) ? reading : negotiate(request.headers['accept-language'], authority.languages)
  return frameFor(roof, request, authority, spoken)
}
