import type { FastifyRequest } from 'fastify'
import { newUuid, type Uuid } from '../../base/ids.ts'
import type { Language, Reading } from '../../base/language.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import type { Authority } from '../../base/authority.ts'
import type { Accepted, Actor, Ask, AuthorityDb, Call, Instant, PostedFile, Posting, SessionChange, Site } from '../../journal/kernel.ts'
import { pageAddress } from './address.ts'
import { afterSeconds, readAfter, writeAfter } from './after-command.ts'
import { nameCookie, readCookie, writeCookie } from './cookies.ts'
import { csrfToken } from './csrf.ts'
import type { Frame, Roof } from './roof.ts'
import { countedNetwork } from './network.ts'
import { makeSite } from './site.ts'
import { throttled } from './throttle.ts'
import { deriveFrom, newToken, readToken } from './tokens.ts'

const residentCookieSeconds = 24 * 3600
const nobody: Actor = { kind: 'visitor', account: null }

/** One request to a page: what the kernel calls `Request` and `Posting`, and what is to be sent back with the answer. */
export class Visit implements Posting {
  readonly frame: Frame
  readonly authority: Authority
  readonly language: Language
  readonly reading: Reading
  readonly origin: string
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** What was posted; of a form with files, it is read after the permit. */
  form: URLSearchParams
  files: readonly PostedFile[] = []
  readonly now: Instant
  readonly secrets: Posting['secrets']
  private readonly ip: string
  /** The page's own address as the visitor sees it. */
  readonly path: string
  readonly search: string
  actor: Actor = nobody
  live: string | null = null
  /** The session's token: the visitor's cookie, or a new one since `csrf` was used. */
  token: string | null
  private readonly roof: Roof
  private readonly cookieName: string
  private readonly desk: boolean
  private readonly base: string
  private readonly accepted: Accepted[] = []
  private readonly arrivedWith: string | null
  private readonly after: string | null
  private readonly within: boolean
  private sendToken = false
  private madeCsrf: string | null = null
  private madeSite: Site | null = null

  constructor(roof: Roof, frame: Frame, page: { readonly door?: 'desk' }, request: FastifyRequest, form: URLSearchParams) {
    const address = request.originalUrl
    const cut = address.indexOf('?')
    this.roof = roof
    this.frame = frame
    this.authority = frame.authority
    this.language = frame.language
    this.reading = frame.reading
    this.origin = frame.origin
    this.method = request.method === 'POST' ? 'POST' : 'GET'
    this.params = request.params as Record<string, string>
    this.path = cut < 0 ? address : address.slice(0, cut)
    this.search = cut < 0 ? '' : address.slice(cut)
    this.query = new URLSearchParams(this.search)
    this.form = form
    this.now = roof.runtime.now()
    this.secrets = roof.runtime.secrets
    this.ip = request.ip
    this.base = `${frame.prefix}/${frame.reading}`
    this.desk = page.door === 'desk'
    this.cookieName = cookieName(frame, this.desk)
    this.arrivedWith = readToken(readCookie(request.headers.cookie, this.cookieName))
    this.token = this.arrivedWith
    this.within = request.headers['sec-fetch-site'] === 'same-origin'
    this.after = this.token === null ? null : readCookie(request.headers.cookie, `${this.cookieName}-after`)
  }

  /** Finds who is there, and waits for what they have just done to be in the views. */
  async arrive(): Promise<void> {
    const { token, after, authority, roof } = this
    if (token === null) return
    const session = await roof.sessions.find(authority.id, token, this.now)
    if (session !== null) {
      this.sendToken = session.renewed
      if (session.kind === 'agent' && this.desk) this.actor = (await roof.runtime.agent(authority, session.id)) ?? nobody
      if (session.kind === 'account' && !this.desk) this.actor = { kind: 'visitor', account: session.id }
    }
    if (after !== null) for (const one of readAfter(this.secrets, token, after)) await roof.runtime.settled(authority.id, one)
  }

  /** True where the answer belongs to one person: it has or gets a cookie. */
  get personal(): boolean {
    return this.token !== null
  }

  get here(): string {
    return this.path + this.search
  }

  get db(): AuthorityDb {
    return this.roof.runtime.db(this.authority.id)
  }

  get ask(): Ask {
    return this.roof.runtime.ask(this.authority)
  }

  get network(): string {
    return countedNetwork(this.secrets, this.ip)
  }

  get csrf(): string {
    if (this.token === null) {
      this.token = newToken()
      this.sendToken = true
    }
    return (this.madeCsrf ??= csrfToken(this.token, this.actor.kind === 'agent' ? this.actor.agent : null))
  }

  get site(): Site {
    const agent = this.actor.kind === 'agent' ? this.actor.name : null
    return (this.madeSite ??= makeSite(this.roof, this.frame, { path: this.path, search: this.search, agent, within: this.within, csrf: () => this.csrf }))
  }

  // Fields, not methods: pages may take them out of the request by name.
  readonly url = (path: string, params?: Readonly<Record<string, string>>): string => pageAddress(this.base, path, params)

  readonly derive = (label: string): string | null =>
    this.arrivedWith === null ? null : deriveFrom(this.arrivedWith, label).toString('base64url')

  readonly send = async (command: Call<any>, input: unknown): Promise<Accepted | Refusal> => {
    const answer = await this.roof.runtime.send(this.authority, this.actor, command, input)
    if (!isRefusal(answer)) this.accepted.push(answer)
    return answer
  }

  readonly throttled = (key: string, limit: number, seconds: number): Promise<boolean> =>
    throttled(this.roof.runtime, this.authority.id, key, limit, seconds, this.now)

  readonly account = async (): Promise<Uuid> => {
    if (this.actor.kind === 'visitor' && this.actor.account !== null) return this.actor.account
    if (this.desk || this.arrivedWith === null) throw new Error('Only a resident who posted a form gets an account.')
    const account = await this.roof.sessions.open(this.authority.id, this.arrivedWith, newUuid(this.now), this.now)
    this.actor = { kind: 'visitor', account }
    this.sendToken = true
    return account
  }

  /** Makes a page's change of session; returns the cookies that it needs. An agent's session always goes by the desk's cookie. */
  async change(change: SessionChange): Promise<string[]> {
    const desk = change.become === 'nobody' ? this.desk : change.become === 'agent'
    const old = desk === this.desk ? this.arrivedWith : null
    this.token = await this.roof.sessions.change(this.authority.id, old, change, this.now)
    this.sendToken = false
    this.madeCsrf = null
    const name = cookieName(this.frame, desk)
    return [this.token === null ? writeCookie(name, '', 0, this.frame) : writeCookie(name, this.token, desk ? null : residentCookieSeconds, this.frame)]
  }

  /** The cookies that go with any answer. */
  cookies(): string[] {
    const cookies: string[] = []
    if (this.sendToken && this.token !== null)
      cookies.push(writeCookie(this.cookieName, this.token, this.desk ? null : residentCookieSeconds, this.frame))
    if (this.accepted.length > 0 && this.token !== null)
      cookies.push(writeCookie(`${this.cookieName}-after`, writeAfter(this.secrets, this.token, this.accepted), afterSeconds, this.frame))
    else if (this.after !== null) cookies.push(writeCookie(`${this.cookieName}-after`, '', 0, this.frame))
    return cookies
  }
}

const cookieName = ({ authority, secure }: Frame, desk: boolean): string => nameCookie(desk ? `parvis-${authority.slug}-desk` : `parvis-${authority.slug}`, secure)
