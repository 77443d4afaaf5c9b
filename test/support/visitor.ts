import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

/** A visitor with a cookie jar, for tests: follows nothing, keeps what is set. */
export class Visitor {
  readonly jar = new Map<string, string>()
  private readonly server: FastifyInstance
  private readonly headers: Record<string, string>
  private readonly ip: string

  /** `ip`: where the visitor comes from. */
  constructor(server: FastifyInstance, headers: Record<string, string> = {}, ip = '127.0.0.1') {
    this.server = server
    this.headers = headers
    this.ip = ip
  }

  get = (url: string, headers: Record<string, string> = {}) => this.ask('GET', url, headers)

  /** Posts fields, or a whole body as it is. */
  post(url: string, fields: Record<string, string> | string | Buffer, headers: Record<string, string> = {}) {
    const payload = typeof fields === 'string' || Buffer.isBuffer(fields) ? fields : new URLSearchParams(fields).toString()
    return this.ask('POST', url, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload)
  }

  async ask(method: 'GET' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE', url: string, headers: Record<string, string>, payload?: string | Buffer): Promise<LightMyRequestResponse> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.server.inject({ method, url, payload, remoteAddress: this.ip, headers: { host: 'localhost', ...(cookie && { cookie }), ...this.headers, ...headers } })
    for (const set of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (/; Max-Age=0/.test(set)) this.jar.delete(name!)
      else this.jar.set(name!, value!)
    }
    return response
  }
}

/** The token in a page's form. */
export const csrfIn = (html: string): string => /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
