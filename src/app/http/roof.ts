import type { Logger } from 'pino'
import type { FastifyRequest } from 'fastify'
import type { Authority } from '../../base/authority.ts'
import { plainOf, type Language, type Reading } from '../../base/language.ts'
import { prefixOf, readAddress, type Hosts } from './address.ts'
import type { Client } from './assets.ts'
import type { LiveHub, LiveLimits } from './live.ts'
import type { Runtime } from './runtime.ts'
import type { Sessions } from './sessions.ts'
import type { Themes } from './themes.ts'

/** The addresses that the frame of every page leads to, as patterns of pages. */
export type Places = {
  readonly requests: string
  readonly desk: string
  readonly signOut: string
  /** Where a page that needs a session sends whoever has none, by the page's door. */
  readonly signIn: { readonly resident: string; readonly desk: string }
}

export type HttpSettings = {
  /** The public address (`https://demarches.example`), for links on paper and in e-mails. Without it the Host header is believed. */
  readonly origin: string | null
  /** True behind a proxy of ours: its X-Forwarded-Proto says whether the visitor came by TLS. It must pass the Host header on. */
  readonly trustProxy: boolean
  readonly hosts: Hosts
  readonly client: Client
  readonly places: Places
  readonly log: Logger
  /** The folder in which files lie while they arrive. */
  readonly incoming: string
  readonly live?: Partial<LiveLimits>
}

/** Everything that answering a request needs, made once. */
export type Roof = {
  readonly runtime: Runtime
  readonly settings: HttpSettings
  readonly sessions: Sessions
  readonly hub: LiveHub
  readonly themes: Themes
  find(slug: string): Authority | undefined
}

/** Which authority is spoken to, in which language, and how its addresses look from outside. */
export type Frame = {
  readonly authority: Authority
  readonly language: Language
  /** The language or its easy variant: it stands in the address. */
  readonly reading: Reading
  /** `/slug`, or empty on the authority's own host. */
  readonly prefix: string
  readonly secure: boolean
  readonly origin: string
}

/** The frame that an address names; `null` where it names no authority or a language that the authority does not speak. */
export function frameOf(roof: Roof, request: FastifyRequest): Frame | null {
  const { slug, reading } = readAddress(request.raw.url ?? '/')
  const authority = roof.find(slug)
  return authority && reading && authority.languages.includes(plainOf(reading)) ? frameFor(roof, request, authority, reading) : null
}

export function frameFor({ settings }: Roof, request: FastifyRequest, authority: Authority, reading: Reading): Frame {
  const { host } = request.headers
  const prefix = prefixOf(settings.hosts, host, authority.slug)
  const secure = request.protocol === 'https' || (settings.origin?.startsWith('https:') ?? false)
  const itself = `${secure ? 'https' : 'http'}://${host ?? 'localhost'}`
  return { authority, language: plainOf(reading), reading, prefix, secure, origin: prefix === '' ? itself : (settings.origin ?? itself) }
}

/** Authorities by slug; the index is made anew when the app has refreshed its list. */
export function authoritiesBySlug(runtime: Runtime): Roof['find'] {
  let list: readonly Authority[] = []
  let index = new Map<string, Authority>()
  return slug => {
    const now = runtime.authorities()
    if (now !== list) {
      list = now
      index = new Map(now.map(authority => [authority.slug, authority]))
    }
    return index.get(slug)
  }
}
