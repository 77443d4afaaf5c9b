import type { FastifyInstance } from 'fastify'
import { formLimit } from '../form-body.ts'

const deepest = 12
const most = 2_000

/**
 * JSON is the only body that is read under /api, but for files: application/json in UTF-8, up to 256 kB (413 above), 12 levels and 2,000
 * entries. Any other type is answered with 415. What could not be stored (NUL, half a surrogate pair, a number without
 * end) and keys that mean something to JavaScript are refused, not mended: a program should learn of it.
 */
export function readJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: formLimit }, (request, body, done) => {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return done(failure(415))
    const read = parseJson(body as Buffer)
    if (read === null) done(failure(400))
    else done(null, read.value)
  })
}

/** Leaves every body on the line, for the addresses that take files: they are read once it is known who sends them. */
export function leaveBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, _body, done) => done(null, undefined))
}

/** What JSON says, or `null` where it cannot be read or may not be kept. */
export function parseJson(body: Uint8Array): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return isFit(value) ? { value } : null
  } catch {
    return null
  }
}

/** Walks without recursion: what is too deep is refused, not run out of stack on. */
function isFit(whole: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value: whole, depth: 1 }]
  let count = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && unstorable.test(value)) return false
    if (typeof value === 'number' && !Number.isFinite(value)) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth > deepest) return false
    for (const [key, inner] of Object.entries(value)) {
      if (++count > most || forbidden.has(key) || unstorable.test(key)) return false
      open.push({ value: inner, depth: depth + 1 })
    }
  }
  return true
}

const failure = (statusCode: number): Error => Object.assign(new Error('The body cannot be read.'), { statusCode })
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const unstorable = /[\0\ud800-\udfff]/u
