import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, makeWorkerUtils, run, type Runner, type RunnerOptions, type WorkerUtils } from 'graphile-worker'
import pg from 'pg'
import type { Uuid } from '../base/ids.ts'
import { plainError } from '../base/plain-error.ts'
import { awaitGap } from './await-gap.ts'
import type { Instant, Job } from './kernel.ts'

/** Rings a timer, or runs an effect; `attempt` counts from 1. A thrown error is tried again later by the queue. */
export type JobHandlers = {
  alarm(authority: number, stream: Uuid, timer: string): Promise<void>
  effect(authority: number, effect: string, payload: Readonly<Record<string, string>>, attempt: number): Promise<void>
}

export type Alarm = { authority: number; stream: Uuid; id: string; due: Instant }

const maxAttempts = 12

/**
 * The job queue (graphile-worker in its own schema of the same database): jobs hold ids only and re-check the state
 * before acting. Every job has a key, so that putting it in twice leaves one.
 */
export async function openJobs(url: string, log: (message: string) => void) {
  // The login's own role, not parvis_app: the queue's tables belong to graphile-worker and hold no personal data.
  const pool = new LenientPool({ connectionString: url, max: 6, application_name: 'parvis jobs' })
  // graphile-worker asks for both listeners: a connection that breaks while idle, and one that breaks in use.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') log(message)
  })
  const utils: WorkerUtils = await makeWorkerUtils({ pgPool: pool, logger })
  await utils.migrate()
  let runner: Runner | undefined
  let working: Promise<void> | undefined
  const closing = new AbortController()

  /** A runner ends when it cannot note what became of a job, because the database went away: another one takes its place. */
  async function keepRunning(options: RunnerOptions): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        runner = await run(options)
        if (closing.signal.aborted) await runner.stop()
        await runner.promise
      } catch (error) {
        if (!closing.signal.aborted) log(`job runner stopped: ${plainError(error)}`)
      }
      await sleep(1_000, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  return {
    pool,
    async enqueue(jobs: readonly { authority: number; job: Job; key: string }[]): Promise<void> {
      await utils.addJobs(jobs.map(({ authority, job, key }) => ({
        identifier: 'effect', payload: { authority, effect: job.effect, payload: job.payload }, jobKey: `${authority}/${key}`, maxAttempts,
      })))
    },
    async alarms(alarms: readonly Alarm[]): Promise<void> {
      if (!alarms.length) return
      await utils.addJobs(alarms.map(a => ({
        identifier: 'alarm', payload: { authority: a.authority, stream: a.stream, timer: a.id },
        jobKey: `${a.authority}/timer/${a.stream}/${a.id}`, runAt: new Date(a.due), maxAttempts: 3,
      })))
    },
    work(handlers: JobHandlers, concurrency: number): void {
      working = keepRunning({
        pgPool: pool, logger, concurrency, noHandleSignals: true, pollInterval: 1_000,
        // Without batches graphile-worker leaves the rejection unhandled when the database is away, and the process ends.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        taskList: {
          async alarm(payload) {
            const p = payload as { authority: number; stream: Uuid; timer: string }
            await handlers.alarm(p.authority, p.stream, p.timer)
          },
          async effect(payload, helpers) {
            const p = payload as { authority: number; effect: string; payload: Record<string, string> }
            await awaitGap()
            await handlers.effect(p.authority, p.effect, p.payload, helpers.job.attempts)
          },
        },
      })
    },
    async close(): Promise<void> {
      closing.abort()
      await runner?.stop().catch(() => {})
      await working
      await utils.release()
      await pool.end()
    },
  }
}

export type Jobs = Awaited<ReturnType<typeof openJobs>>

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, release: (error?: Error | boolean) => void) => void

/**
 * A pool that lets a connection be given back twice. graphile-worker (0.17) does so where its runner ends while it begins to
 * listen and the database goes away, without hearing the error: that would end the whole process.
 */
export class LenientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(connected: Connected): void
  override connect(connected?: Connected): Promise<pg.PoolClient> | void {
    if (!connected) return super.connect()
    super.connect((error, client, release) => {
      let released = false
      connected(error, client, (problem) => {
        if (released) return
        released = true
        release(problem)
      })
    })
  }
}
