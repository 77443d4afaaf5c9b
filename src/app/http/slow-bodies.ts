import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A form is here within half a minute; a file may take an hour, as long as something of it arrives every half minute. */
const usual = { form: 30_000, file: 3_600_000 }

/**
 * Cuts requests whose body comes too slowly: whoever holds many lines open and sends nothing would use up the server. Node's own
 * limit is one for all requests; a photo on a slow line needs minutes. (The headers keep Node's limit of a minute.)
 */
export function boundBodies(server: FastifyInstance, limits = usual): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request)) watch(request, reply.raw, limits)
    done()
  })
}

const hasBody = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function watch({ raw, headers }: FastifyRequest, answer: NodeJS.EventEmitter, { form, file }: typeof usual): void {
  const { socket } = raw
  const isFile = /^(multipart\/form-data|application\/offset\+octet-stream)/i.test(headers['content-type'] ?? '')
  let left = isFile ? file : form
  let seen = socket.bytesRead
  const timer = setInterval(() => {
    left -= form
    if (raw.complete) clearInterval(timer)
    else if (left <= 0 || socket.bytesRead === seen) raw.destroy()
    seen = socket.bytesRead
  }, form)
  timer.unref()
  for (const end of ['finish', 'close']) answer.once(end, () => clearInterval(timer))
}
