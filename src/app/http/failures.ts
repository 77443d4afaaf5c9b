/** What the log keeps of an error: its kind and where it happened. Quoted text is left out, for it may be what a person typed. */
export function describeFailure(error: unknown): { type: string; code?: string; message: string; at: string[] } {
  if (!(error instanceof Error)) return { type: typeof error, message: '', at: [] }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error.message.replace(/"[^"]*"|«[^»]*»|\([^)]*\)=\([^)]*\)/g, '…').slice(0, 300),
    at: (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)).slice(0, 12).map(line => line.trim()),
  }
}

/** Whether an error says that the database is away, full or restarting: that passes, so the answer is 503. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (/^(08...|53[0-3]00|57P0[1-5])$/.test(code) || away.has(code))) return true
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
}

const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'])
