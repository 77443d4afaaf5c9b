import { plainError } from '../base/plain-error.ts'
import type { Instant } from './kernel.ts'

const pollMs = 50
const restMs = 20

export type Loop = {
  start(): void
  /** There is something to do: look at once instead of at the next poll. */
  poke(): void
  health(): { ok: boolean; at: Instant; why: string }
  close(): Promise<void>
}

/**
 * Does `work` again and again: every 50 ms, at once when poked, later and later while it fails. Poked while it works, it
 * rests 20 ms first: under load one pass then takes the events of many batches, which costs the database far less.
 */
export function followLoop(work: () => Promise<void>, failed: (error: Error, failing: number) => void): Loop {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let poked = false
  let closed = false
  let failing = 0
  let last = { ok: true, at: 0, why: '' }

  function run(): void {
    if (closed || running) return
    poked = false
    timer = undefined
    running = work().then(
      () => { failing = 0; last = { ok: true, at: Date.now(), why: '' } },
      (error: Error) => {
        failing++
        last = { ok: false, at: Date.now(), why: plainError(error) }
        failed(error, failing)
      },
    ).finally(() => {
      running = undefined
      if (!closed) timer = setTimeout(run, failing ? Math.min(2_000, pollMs * failing) : poked ? restMs : pollMs)
    })
  }

  return {
    start: run,
    poke(): void {
      if (running) poked = true
      // While it rests, it looks soon enough by itself.
      if (running || poked || failing || !timer) return
      poked = true
      clearTimeout(timer)
      timer = undefined
      setImmediate(run)
    },
    health: () => last,
    async close(): Promise<void> {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
