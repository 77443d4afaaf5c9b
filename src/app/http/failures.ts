import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { newUuid } from '../../base/ids.ts'
import { plainError } from '../../base/plain-error.ts'
import { isAway } from '../../journal/away.ts'

/** Writes a request's failure into the log: by its route, never by its address. `reference` names it to whoever asked. */
export function noteFailure(log: Logger, request: FastifyRequest, error: unknown): { readonly reference: string; readonly status: 500 | 503 } {
  const reference = newUuid()
  log.error({ id: request.id, reference, method: request.method, route: request.routeOptions.url ?? 'none', error: describeFailure(error) }, 'request failed')
  return { reference, status: isAway(error) ? 503 : 500 }
}

/** What the log keeps of an error: its kind and where it happened. Quoted text is left out, for it may be what a person typed. */
export function describeFailure(error: unknown): { type: string; code?: string; message: string; at: string[] } {
  if (!(error instanceof Error)) return { type: typeof error, message: '', at: [] }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: plainError(error),
    at: (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)).slice(0, 12).map(line => line.trim()),
  }
}
