import type { FastifyInstance } from 'fastify'

export const formLimit = 256 * 1024
export const pairLimit = 2_000

/**
 * Forms are the only bodies that are read here: application/x-www-form-urlencoded, up to 256 kB and 2,000 fields (413 above).
 * Forms with files and pieces of files are left on the line until it is known whether this visitor may send them here
 * (read-multipart.ts, answer-intake.ts). Any other type is answered with 415. Malformed percent-encoding becomes U+FFFD; NUL, which PostgreSQL cannot store, is dropped.
 */
export function readForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: formLimit }, (_request, body, done) => {
    if (pairs(body as string) > pairLimit) done(Object.assign(new Error('Too many fields.'), { statusCode: 413 }))
    else done(null, parseForm(body as string))
  })
  for (const left of [multipart, pieces]) server.addContentTypeParser(left, (_request, _body, done) => done(null, null))
}

export const multipart = 'multipart/form-data'
const pieces = 'application/offset+octet-stream'

/** The fields of a form, in the order of the page. */
export const parseForm = (body: string): URLSearchParams =>
  new URLSearchParams(/%00|\0/.test(body) ? body.replace(/%00|\0/g, '') : body)

function pairs(body: string): number {
  let count = 1
  for (let at = body.indexOf('&'); at >= 0; at = body.indexOf('&', at + 1)) count++
  return count
}
