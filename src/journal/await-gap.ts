import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

const lookMs = 50
const mostMs = 500
const busy = 0.75

/**
 * Lets people's requests go first: waits until this process had a quarter of the last 50 ms to spare, at most half a second.
 * Work behind the pages (reactions, mails) passes here between two portions; where nothing presses, it does not wait at all.
 */
export async function awaitGap(): Promise<void> {
  for (let waited = 0; waited < mostMs && utilization > busy; waited += lookMs) await sleep(lookMs)
}

let utilization = 0
let before = performance.eventLoopUtilization()
setInterval(() => {
  const now = performance.eventLoopUtilization()
  utilization = performance.eventLoopUtilization(now, before).utilization
  before = now
}, lookMs).unref()
