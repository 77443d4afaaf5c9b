import { request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

/** A line to a listening server that can be cut: requests as a tus client makes them, over real sockets. */
export async function openLine(server: FastifyInstance, headers: Record<string, string>) {
  if (!server.server.listening) await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo

  /** Sends a request; with `cutAfter` the line breaks once so many bytes of the body have left, and the answer is `null`. */
  function ask(method: string, path: string, more: Record<string, string | number> = {}, body?: Uint8Array, cutAfter = Infinity): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      const going = request({ port, host: '127.0.0.1', method, path, agent: false, headers: { host: 'localhost', 'tus-resumable': '1.0.0', ...headers, ...more, ...(body && { 'content-length': body.length }) } }, answer => {
        const parts: Buffer[] = []
        answer.on('data', part => parts.push(part as Buffer)).on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts).toString() })).on('error', reject)
      })
      going.on('error', error => (cutAfter < Infinity ? resolve(null) : reject(error)))
      if (!body || cutAfter === Infinity) return void going.end(body)
      going.write(body.subarray(0, cutAfter), () => setTimeout(() => { going.destroy(); resolve(null) }, 5))
    })
  }

  const begin = (path: string, length: number, name: string, more: Record<string, string> = {}) =>
    ask('POST', path, { 'upload-length': length, 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`, ...more })

  /** How far a file has come, once whoever wrote there has let go. */
  async function offsetOf(path: string): Promise<number> {
    for (let tries = 0; ; tries++) {
      const answer = (await ask('HEAD', path))!
      if (answer.status === 200) return Number(answer.headers['upload-offset'])
      if (tries > 50) throw new Error(`HEAD ${path}: ${answer.status}`)
      await sleep(100)
    }
  }

  const add = (path: string, offset: number, body: Uint8Array, cutAfter?: number) =>
    ask('PATCH', path, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' }, body, cutAfter)

  return { port, ask, begin, offsetOf, add }
}
