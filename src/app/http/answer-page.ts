import type { FastifyReply, FastifyRequest } from 'fastify'
import { isEasy } from '../../base/language.ts'
import { isRefusal, refuse, type Refusal } from '../../base/result.ts'
import type { Html } from '../../base/jsx/html.ts'
import type { Page, Problem, Redirect } from '../../journal/kernel.ts'
import { insideAddress, outsideAddress } from './address.ts'
import { answerError } from './answer-error.tsx'
import { openCarried, sealCarried, type Carried } from './carried.ts'
import { csrfHolds, sameSite, writerOf } from './csrf.ts'
import { forgetAll, leadingOutside, locating, personalCache, publicCache, sendHtml, sendTo } from './headers.ts'
import { isMultipart, readMultipart } from './read-multipart.ts'
import { frameOf, type Roof } from './roof.ts'
import { sendFile } from './send-file.ts'
import { sendPicture } from './send-picture.ts'
import { returning, SignedInAgain } from './signed-in-again.tsx'
import { Visit } from './visit.ts'

/** Any page, whatever its model: only the page itself looks into what it loaded. */
export type AnyPage = Page<unknown>

/** Answers a GET: load, permit, view. */
export async function showPage(roof: Roof, page: AnyPage, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await enter(roof, page, request, noForm)
  if (visit === null) return answerError(roof, request, reply, 404)
  const read = await readPage(page, visit)
  if ('refused' in read) return refused({ roof, page, visit, request, reply }, read.refused)
  if ('redirect' in read) return redirect(visit, reply, read.redirect)
  if (page.sends) {
    const file = await page.sends(read.model, visit)
    if (isRefusal(file)) return refused({ roof, page, visit, request, reply }, file)
    setCookies(reply, visit.cookies())
    return sendFile(reply, file)
  }
  if (page.shows) {
    const picture = await page.shows(read.model, visit)
    // No cookie goes with what a browser keeps.
    return isRefusal(picture) ? refused({ roof, page, visit, request, reply }, picture) : sendPicture(reply, picture)
  }
  if (page.view) return drawn({ roof, page, visit, request, reply }, 200, read.model)
  return redirect(visit, reply, { to: page.instead?.(read.model, visit) ?? visit.url('/') })
}

/** Answers a POST: token, load, permit, act; then 303, or the page again with what is wrong (422). */
export async function actPage(roof: Roof, page: AnyPage, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = request.body instanceof URLSearchParams ? request.body : noForm
  const visit = await enter(roof, page, request, form)
  if (visit === null) return answerError(roof, request, reply, 404)
  const answer = { roof, page, visit, request, reply }
  if (isMultipart(request)) return actWithFiles(answer)
  const near = isNear(visit, request)
  if (!near || visit.token === null || !csrfHolds(visit.token, form.get('csrf'))) return unproven(answer, form, near)
  const read = await readPage(page, visit)
  if ('refused' in read) return refused(answer, read.refused, form)
  if ('redirect' in read) return redirect(visit, reply, read.redirect)
  if (page.carries && page.view && form.has(returning)) return drawn(answer, 200, read.model, { refusal: refuse('SignedInAgain'), typed: form })
  return acted(answer, read.model)
}

/**
 * A post with files: who asks and whether they may comes first, from the headers and the session; only then is the body read,
 * and the form's token, which stands before the files, decides before the first of them is kept.
 */
async function actWithFiles(answer: Answer): Promise<FastifyReply> {
  const { roof, page, visit, request, reply } = answer
  const near = isNear(visit, request)
  // Nothing of the body is read before it is known who sends it: what was typed beside the files cannot be shown again.
  if (!near || visit.token === null) return unproven(answer, noForm, near)
  const read = await readPage(page, visit)
  if ('refused' in read) return refused(answer, read.refused)
  if ('redirect' in read) return redirect(visit, reply, read.redirect)
  const takes = page.takes?.(read.model)
  if (!takes) return answerError(roof, request, reply, 415)
  const posted = await readMultipart(request.raw, takes, roof.settings.incoming, token => csrfHolds(visit.token!, token))
  try {
    if (posted.refused) return posted.refused === 403 ? unproven(answer, posted.form ?? noForm, near) : answerError(roof, request, reply, posted.refused, { back: visit.path })
    visit.form = posted.form
    visit.files = posted.files
    return await acted(answer, read.model)
  } finally {
    await posted.remove()
  }
}

const isNear = (visit: Visit, request: FastifyRequest): boolean => sameSite(request.headers, request.headers.host ?? '', visit.origin)

async function acted(answer: Answer, model: unknown): Promise<FastifyReply> {
  const { roof, page, visit, request, reply } = answer
  const result = await page.act!(visit, model)
  if (!isRefusal(result)) return (await carriedOn(answer, result)) ?? redirect(visit, reply, result, page.leadsOutside?.(model))
  const status = statusOf(result)
  if (status !== 200 && status !== 422 && status !== 429 && status !== 503) return refused(answer, result, visit.form)
  const seconds = status === 503 ? 5 : Number(result.detail?.seconds)
  if (Number.isFinite(seconds)) reply.header('retry-after', String(seconds))
  if (page.view) return drawn(answer, status, model, { refusal: result, typed: visit.form })
  return answerError(roof, request, reply, status, { back: page.instead?.(model, visit) })
}

/**
 * A form whose token is not this session's: the page stood open for too long, or its cookie was lost. Nothing is done. Where the
 * form came from our own pages, it is shown again under a new token with what was typed, so that a second press sends it.
 */
async function unproven(answer: Answer, form: URLSearchParams, near: boolean): Promise<FastifyReply> {
  const { roof, page, visit, request, reply } = answer
  if (near && form.size > 0) {
    const read = await readPage(page, visit)
    if ('refused' in read && read.refused.refused === 'SignInNeeded') {
      const door = await doorWith(answer, form)
      if (door !== null) return door
    }
    // On one computer another agent may be signed in by now: what the first one typed is not theirs to read.
    const others = visit.actor.kind === 'agent' && writerOf(form.get('csrf')) !== visit.actor.agent
    if ('model' in read && page.view && !others) return drawn(answer, 403, read.model, { refusal: refuse('StaleForm'), typed: form })
    if ('model' in read) return answerError(roof, request, reply, 403, { back: page.instead?.(read.model, visit) })
    const lost = 'refused' in read ? await lostPage(answer, read.refused, form, 403) : null
    if (lost !== null) return lost
  }
  return answerError(roof, request, reply, 403, { back: page.view ? visit.path : undefined })
}

/** A page's visit once the visitor is known; `null` where the address is nobody's. */
export async function enter(roof: Roof, page: { readonly door?: 'desk' }, request: FastifyRequest, form: URLSearchParams): Promise<Visit | null> {
  const frame = frameOf(roof, request)
  // PostgreSQL cannot store NUL, so no address that carries one can name anything.
  if (frame === null || request.raw.url!.includes('%00')) return null
  // Agents' pages have no easy variant, and are not to be drawn as one.
  if (page.door === 'desk' && isEasy(frame.reading)) return null
  const visit = new Visit(roof, frame, page, request, form)
  await visit.arrive()
  return visit
}

type Read = { readonly model: unknown } | { readonly refused: Refusal } | { readonly redirect: Redirect }

/** Loads and asks for the permit. Whoever has no permit is told the same as for a thing that does not exist. */
export async function readPage(page: Pick<AnyPage, 'load' | 'permit'>, visit: Visit): Promise<Read> {
  const loaded = await page.load(visit)
  if (isRefusal(loaded)) return { refused: loaded }
  if (isRedirect(loaded)) return { redirect: loaded }
  return page.permit(visit.actor, loaded) ? { model: loaded } : { refused: refuse('NotFound') }
}

export const noForm = new URLSearchParams()

type Answer = { readonly roof: Roof; readonly page: AnyPage; readonly visit: Visit; readonly request: FastifyRequest; readonly reply: FastifyReply }

function drawn({ page, visit, request, reply }: Answer, status: number, model: unknown, problem?: Problem): FastifyReply {
  const seen = page.watches?.(model) ?? []
  if (seen.length > 0) {
    const query = new URLSearchParams(visit.search)
    query.set('v', String([...new Map(seen.map(one => [one.stream, one.version])).values()].reduce((sum, version) => sum + version, 0)))
    visit.live = `${visit.path}/live?${query}`
  }
  if (page.leadsOutside && page.leadsOutside(model).length > 0) reply.header('content-security-policy', leadingOutside)
  if (page.locates?.(model)) reply.header('permissions-policy', locating)
  return shown({ visit, request, reply }, status, page.view!(model, visit, problem))
}

function shown({ visit, request, reply }: Pick<Answer, 'visit' | 'request' | 'reply'>, status: number, drawing: Html): FastifyReply {
  const html = `<!doctype html>${(drawing)}`
  setCookies(reply, visit.cookies())
  return sendHtml(request, reply, status, html, visit.personal ? personalCache : publicCache)
}

async function redirect(visit: Visit, reply: FastifyReply, { to, session }: Redirect, published: readonly string[] = []): Promise<FastifyReply> {
  const changed = session ? await visit.change(session) : []
  setCookies(reply, [...changed, ...visit.cookies()])
  if (session?.become === 'nobody' && session.forget) reply.header('clear-site-data', forgetAll)
  // An address that leads elsewhere can only come from outside (`next=`): whoever is sent arrives at home.
  return sendTo(reply, insideAddress(to, visit.frame.prefix) ?? outsideAddress(to, published) ?? visit.url('/'))
}

async function refused(answer: Answer, refusal: Refusal, typed = noForm): Promise<FastifyReply> {
  const { roof, page, visit, request, reply } = answer
  const status = statusOf(refusal)
  if (status === 303) {
    const door = await doorWith(answer, typed)
    if (door !== null) return door
    const next = page.view ? visit.path + (request.method === 'GET' ? visit.search : '') : visit.url('/')
    const { signIn } = roof.settings.places
    return sendTo(reply, `${visit.url(page.door === 'desk' ? signIn.desk : signIn.resident)}?${new URLSearchParams({ next })}`)
  }
  // A name that only this page knows, refused before anything was shown: there is nothing here.
  const told = status === 422 ? 404 : status
  const lost = await lostPage(answer, refusal, typed, told)
  if (lost !== null) return lost
  setCookies(reply, visit.cookies())
  const seconds = Number(refusal.detail?.seconds)
  return answerError(roof, request, reply, told, { retryAfter: Number.isFinite(seconds) ? seconds : undefined })
}

/**
 * The desk's door in the place of a page whose session ended while something was written: what was typed lies in it, sealed for
 * whoever it was that wrote it. `null` where the page carries nothing.
 */
async function doorWith({ roof, page, visit, request, reply }: Answer, typed: URLSearchParams): Promise<FastifyReply | null> {
  const writer = writerOf(typed.get('csrf'))
  const fields = (page.carries ?? []).flatMap(name => typed.getAll(name).map(value => [name, value] as const))
  const door = roof.runtime.features.flatMap(feature => feature.pages ?? []).find(one => one.path === roof.settings.places.signIn.desk)
  if (writer === null || fields.length === 0 || !door?.view) return null
  const carried = sealCarried(visit.secrets, visit.authority.id, writer, { path: visit.path, fields })
  if (carried === null) return null
  visit.query.set('next', visit.path)
  const model = await door.load(visit)
  return shown({ visit, request, reply }, 403, door.view(model, visit, { refusal: refuse('SessionEnded'), typed: new URLSearchParams({ carried }) }))
}

/** Whoever signed in again is led back to what they had typed. Another agent is not: for them nothing was carried. */
async function carriedOn({ roof, visit, request, reply }: Answer, { session, carried: sealed }: Redirect): Promise<FastifyReply | null> {
  if (sealed === undefined || session?.become !== 'agent') return null
  const carried: Carried | null = openCarried(visit.secrets, visit.authority.id, session.agent, sealed)
  if (carried === null) return null
  setCookies(reply, await visit.change(session))
  visit.actor = (await roof.runtime.agent(visit.authority, session.agent)) ?? visit.actor
  return shown({ visit, request, reply }, 200, SignedInAgain({ r: visit, carried }))
}

/** The page's own words for what is not there any more; `null` where it has none. */
async function lostPage(answer: Answer, refusal: Refusal, typed: URLSearchParams, status: number): Promise<FastifyReply | null> {
  const { page, visit, reply } = answer
  const lost = (await page.lost?.(visit, refusal, typed)) ?? null
  if (lost === null) return null
  return isRedirect(lost) ? redirect(visit, reply, lost) : shown(answer, status, lost)
}

/** `NotYet` is no fault: the page comes back as it was typed, because something else on it was done first. */
const statuses: Readonly<Record<string, number>> = { NotFound: 404, Gone: 410, SignInNeeded: 303, Throttled: 429, Busy: 503, NewerShape: 503, NotYet: 200 }
export const statusOf = (refusal: Refusal): number => (Object.hasOwn(statuses, refusal.refused) ? statuses[refusal.refused]! : 422)

function isRedirect(value: unknown): value is Redirect {
  if (typeof value !== 'object' || value === null || typeof (value as { to?: unknown }).to !== 'string') return false
  // A model may well have a field `to`; a redirect has nothing else.
  return Object.keys(value).every(key => key === 'to' || key === 'session' || key === 'carried')
}

export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie)
}
