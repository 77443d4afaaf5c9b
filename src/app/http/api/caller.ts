import type { FastifyRequest } from 'fastify'
import type { Authority } from '../../../base/authority.ts'
import type { Uuid } from '../../../base/ids.ts'
import { isLanguage, type Language } from '../../../base/language.ts'
import { negotiate } from '../../../base/negotiate.ts'
import type { Actor, Ask, Calling, Instant, PostedFile, SendCommand } from '../../../journal/kernel.ts'
import { pageAddress } from '../address.ts'
import { countedNetwork } from '../network.ts'
import { frameFor, type Roof } from '../roof.ts'
import { throttled } from '../throttle.ts'

/** One call of an operation: what the kernel calls `Calling`. It knows no session, and of the headers only what it is asked for. */
export class Caller implements Calling {
  readonly authority: Authority
  /** The language of the body (`"language": "de"`), else that of the header. */
  readonly language: Language
  readonly actor: Actor = { kind: 'visitor', account: null }
  readonly now: Instant
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
  /** Read after the permit. */
  files: readonly PostedFile[] = []
  readonly secrets: Calling['secrets']
  readonly origin: string
  readonly ask: Ask
  private readonly roof: Roof
  private readonly request: FastifyRequest
  private readonly base: string

  constructor(roof: Roof, authority: Authority, request: FastifyRequest) {
    this.roof = roof
    this.request = request
    this.authority = authority
    this.body = request.body
    this.language = languageOf(authority, request)
    this.now = roof.runtime.now()
    this.params = request.params as Record<string, string>
    this.secrets = roof.runtime.secrets
    this.ask = roof.runtime.ask(authority)
    const frame = frameFor(roof, request, authority, this.language)
    this.origin = frame.origin
    this.base = `${frame.prefix}/${this.language}`
  }

  /** The folder in which files lie while they arrive. */
  get incoming(): string {
    return this.roof.settings.incoming
  }

  get network(): string {
    return countedNetwork(this.secrets, this.request.ip)
  }

  readonly url = (path: string, params?: Readonly<Record<string, string>>): string => pageAddress(this.base, path, params)

  readonly api = (path: string, params?: Readonly<Record<string, string>>): string => pageAddress(`/api/${this.authority.slug}`, path, params)

  header(name: 'authorization' | 'idempotency-key'): string | null {
    const value = this.request.headers[name]
    return typeof value === 'string' ? value : null
  }

  readonly throttled = (key: string, limit: number, seconds: number): Promise<boolean> =>
    throttled(this.roof.runtime, this.authority.id, key, limit, seconds, this.now)

  sendAs(account: Uuid): SendCommand {
    return (command, input) => this.roof.runtime.send(this.authority, { kind: 'visitor', account }, command, input)
  }
}

/** The language that a call is answered in. */
export function languageOf({ languages }: Authority, { body, headers }: FastifyRequest): Language {
  const named = typeof body === 'object' && body !== null ? (body as { language?: unknown }).language : undefined
  return isLanguage(named) && languages.includes(named) ? named : negotiate(headers['accept-language'], languages)
}
