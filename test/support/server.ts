import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Server = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  /** Sends a signal and waits until the process has ended; its data folder stays. Returns the exit status, null after a kill. */
  kill(signal: NodeJS.Signals): Promise<number | null>
  /** Ends it in order and removes a data folder of its own. */
  stop(): Promise<void>
  /** Everything it has written so far. */
  log(): string
}

export type ServerOptions = {
  readonly env?: Readonly<Record<string, string>>
  /** An existing data folder, which is kept; without it a new one is made and removed. */
  readonly dataDir?: string
  readonly port?: number
}

const program = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js')

/** Starts the built server on a free port and waits until `/ready` answers 200. Build first: `npm run build`. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  if (!existsSync(program)) throw new Error('The server is not built. Run "npm run build".')
  const dataDir = options.dataDir ?? await temporaryFolder()
  const port = options.port ?? await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['--enable-source-maps', program, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: '', PARVIS_EXAMPLE_REQUESTS: '0', ...options.env, PARVIS_DATA: dataDir, PORT: String(port) },
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { written += text })
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))

  const kill = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  const stop = async (): Promise<void> => {
    // One that does not end in order within a minute is killed: a test must not hang on it.
    await Promise.race([kill('SIGTERM'), sleep(60_000, undefined, { ref: false }).then(() => kill('SIGKILL'))])
    if (options.dataDir !== undefined) return
    const cluster = await realpath(join(dataDir, 'postgres')).catch(() => null)
    if (cluster !== null) await rm(cluster, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }

  const ready = async (): Promise<void> => {
    for (let tries = 0; tries < 1200; tries++) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended (${child.exitCode ?? child.signalCode}) before it was ready. It wrote:\n${written}`)
      if (await fetch(`${url}/ready`).then(answer => answer.status === 200, () => false)) return
      await sleep(50)
    }
    throw new Error(`The server was not ready after a minute. It wrote:\n${written}`)
  }
  try {
    await ready()
  } catch (e) {
    await stop()
    throw e
  }
  return { url, pid: child.pid!, dataDir, kill, stop, log: () => written }
}

/** A folder that PostgreSQL may enter, too: as root it runs as somebody else. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-server-'))
  await chmod(folder, 0o755)
  return folder
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}
