import { spawn } from 'node:child_process'
import { mkdir, open, readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Cluster, EmbeddedOptions } from './embedded-cluster.ts'
import { accessFile, environment, freePort, ids, isFree, openCluster, run, url, writeAccess } from './embedded-cluster.ts'
import { commandLine, holdLock, isAlive } from './embedded-lock.ts'

export type Embedded = {
  /** Superuser `postgres`, database `postgres`, over 127.0.0.1 with a password. */
  readonly url: string
  readonly port: number
  /** The postmaster's pid; another one after PostgreSQL died and was started again. */
  readonly pid: number
  /** `fresh`: a new cluster; `again`: the kept one was started; `reused`: it was still running without its Parvis. */
  readonly started: 'fresh' | 'again' | 'reused'
  /** Ends PostgreSQL (open connections are cut, what was committed is kept) and gives the data folder free. */
  stop(): Promise<void>
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // An open writing transaction holds the tail back: none stays open for long. Migrations and backups lift it for themselves.
  idle_in_transaction_session_timeout: '30s',
  transaction_timeout: '5min',
  // The detail of an error quotes the row, and with it personal data.
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
}

/**
 * Starts the PostgreSQL that comes from npm on a data folder, or takes over the one that a killed Parvis left running there.
 * Whoever comes second while the first is alive gets `DataFolderHeld`. A PostgreSQL that dies is started again.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await mkdir(options.dataDir, { recursive: true })
  const dataDir = await realpath(options.dataDir)
  const release = await holdLock(join(dataDir, 'parvis.lock'))
  try {
    const cluster = await openCluster(dataDir, options)
    const started = cluster.fresh ? 'fresh' : (await takeOver(cluster)) ? 'reused' : 'again'
    if (started !== 'reused') await launch(cluster)
    const watch = keepAlive(cluster)
    return {
      get url() { return url(cluster) },
      get port() { return cluster.access.port },
      get pid() { return cluster.pid },
      started,
      async stop() {
        await watch.end()
        await end(cluster)
        await release()
      },
    }
  } catch (e) {
    await release()
    throw e
  }
}

/** Reuses a PostgreSQL that still runs on this cluster; one that does not answer is ended. False where none runs. */
async function takeOver(cluster: Cluster): Promise<boolean> {
  const pid = await runningPid(cluster)
  if (pid === null) return false
  cluster.pid = pid
  const port = Number((await pidFile(cluster))[3])
  if (port > 0) cluster.access = { ...cluster.access, port }
  for (let waited = 0; waited < 30_000 && isAlive(pid); waited += 100) {
    const answer = await ask(cluster)
    if (answer === 'ours') {
      await writeAccess(cluster.dataDir, cluster.access)
      cluster.options.log(`PostgreSQL (process ${pid}) was still running and is used again.`)
      return true
    }
    if (answer === 'not ours') break
    await sleep(100)
  }
  cluster.options.log(`PostgreSQL (process ${pid}) was still running and did not answer; it is ended and started again.`)
  await end(cluster)
  return false
}

async function launch(cluster: Cluster): Promise<void> {
  const { binaries, folder, dataDir } = cluster
  // A backend of a killed PostgreSQL may hold the shared memory for some moments more.
  for (let attempt = 1; ; attempt++) {
    await removeStalePid(cluster)
    if (!(await isFree(cluster.access.port))) {
      cluster.access = { ...cluster.access, port: await freePort() }
      await writeAccess(dataDir, cluster.access)
    }
    const log = await open(join(dataDir, 'postgres.log'), 'a', 0o600)
    const from = (await log.stat()).size
    const all = { ...settings, ...cluster.options.settings, port: String(cluster.access.port) }
    // In a session of its own, so that Ctrl-C reaches Parvis only, which ends it in order.
    const child = spawn(binaries.postgres, ['-D', folder, ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
      detached: true, stdio: ['ignore', log.fd, log.fd], env: environment(), ...ids(binaries),
    })
    let ended = false
    child.on('exit', () => { ended = true })
    child.on('error', () => { ended = true })
    child.unref()
    await log.close()
    // Recovery after a crash may take minutes; it counts as starting for as long as the process lives.
    while (!ended) {
      const answer = (await pidFile(cluster))[7]?.trim() === 'ready' ? await ask(cluster) : 'not yet'
      if (answer === 'ours') {
        cluster.pid = child.pid!
        return
      }
      if (answer === 'not ours') {
        await end(cluster)
        throw new Error(`PostgreSQL does not take the password in ${accessFile(dataDir)}. The data in ${folder} is untouched. Put the right file back, or restore a backup into an empty folder.`)
      }
      await sleep(10)
    }
    const said = (await readFile(join(dataDir, 'postgres.log'))).subarray(from).toString()
    if (attempt < 50 && /still in use|could not bind|lock file .* already exists/i.test(said)) {
      await sleep(200)
      continue
    }
    throw new Error(`PostgreSQL did not start. The data in ${folder} was not touched. Its last lines (all are in ${join(dataDir, 'postgres.log')}):\n${said.trim().split('\n').slice(-12).join('\n')}`)
  }
}

/** Looks every half second whether PostgreSQL lives, and starts it again on the same port where it died. */
function keepAlive(cluster: Cluster): { end(): Promise<void> } {
  let ending = false
  let revival: Promise<void> | null = null
  const look = (): void => {
    if (ending || revival || isAlive(cluster.pid)) return
    cluster.options.log(`PostgreSQL (process ${cluster.pid}) ended unexpectedly and is started again.`)
    revival = launch(cluster)
      .then(() => cluster.options.log(`PostgreSQL runs again (process ${cluster.pid}).`))
      .catch((e: Error) => cluster.options.log(e.message))
      .finally(() => { revival = null })
  }
  const timer = setInterval(look, 500)
  timer.unref()
  return {
    async end() {
      ending = true
      clearInterval(timer)
      await revival
    },
  }
}

async function end(cluster: Cluster): Promise<void> {
  const pid = await runningPid(cluster)
  if (pid === null) return
  const stop = (mode: string, seconds: number): Promise<unknown> =>
    run(cluster.binaries, cluster.binaries.pgCtl, ['stop', '-D', cluster.folder, '-m', mode, '-w', '-t', String(seconds)])
  // "fast" writes a checkpoint; "immediate", like the kill that remains, leaves that to recovery, and loses nothing that was committed.
  await stop('fast', 60).catch(() => stop('immediate', 20)).catch(() => {
    cluster.options.log(`PostgreSQL (process ${pid}) does not end and is killed. Its next start recovers what was committed.`)
    process.kill(pid, 'SIGKILL')
  })
}

/** The pid of the postmaster that runs on this cluster: in its pid file, alive, and PostgreSQL on this folder by its command line. */
async function runningPid(cluster: Cluster): Promise<number | null> {
  const [first] = await pidFile(cluster)
  const pid = Number(first)
  if (!(pid > 0) || !isAlive(pid)) return null
  // Windows does not tell; there the answer on the port decides.
  if (process.platform === 'win32') return pid
  const line = commandLine(pid)
  return line.includes('postgres') && line.includes(cluster.folder) ? pid : null
}

/** Pids come again after a restart of the machine or container; PostgreSQL would then refuse to start because of somebody else's process. */
async function removeStalePid(cluster: Cluster): Promise<void> {
  if ((await runningPid(cluster)) === null) await rm(join(cluster.folder, 'postmaster.pid'), { force: true })
}

/** postmaster.pid: pid, folder, start, port, socket folder, address, shared memory, status. */
const pidFile = async (cluster: Cluster): Promise<string[]> =>
  (await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')

/** Whether the server on our port takes our password and stands on our folder. */
async function ask(cluster: Cluster): Promise<'ours' | 'not ours' | 'not yet'> {
  const client = new pg.Client({ connectionString: url(cluster), connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
    return rows[0]!.folder === cluster.folder ? 'ours' : 'not ours'
  } catch (e) {
    // 28: the password is not taken. Everything else (refused, starting, stopping) may pass.
    return String((e as { code?: string }).code).startsWith('28') ? 'not ours' : 'not yet'
  } finally {
    await client.end().catch(() => undefined)
  }
}
