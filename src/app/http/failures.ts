import { plainError } from '../../base/plain-error.ts'

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
