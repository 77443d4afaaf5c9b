import { NewerShape } from './heads.ts'

/**
 * Whether an error says that the database is away, full or restarting, or that this node is older than the data: that
 * passes without anybody's doing, so the answer is 503 and the work is tried again later.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof NewerShape) return true
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (/^(08...|53[0-3]00|57P0[1-5]|25P0[34])$/.test(code) || away.has(code))) return true
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/.test(error.message)
}

const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'])
