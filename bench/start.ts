import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { median, printTable, report } from './harness.ts'

/*
 * How long somebody waits after `npm start` for the first page: the first time (packages installed; nothing built, no data:
 * build, initdb, migrations, examples), and later. Each round has a copy of the sources and a data folder of its own.
 */
const page = '/fleury-sur-orne/fr'
const rounds = 3
const later = 3

const firsts: number[] = []
const laters: number[] = []
for (let round = 0; round < rounds; round++) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-bench-start-'))
  await chmod(folder, 0o755)
  try {
    await copySources(folder)
    firsts.push(await startOnce(folder))
    for (let n = 0; n < later; n++) laters.push(await startOnce(folder))
  } finally {
    const cluster = await realpath(join(folder, 'data', 'postgres')).catch(() => null)
    if (cluster !== null) await rm(cluster, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}

printTable(['npm start to first page', 'median s', 'best s', 'worst s', 'runs'], [
  ['first', median(firsts), Math.min(...firsts), Math.max(...firsts), firsts.length],
  ['later', median(laters), Math.min(...laters), Math.max(...laters), laters.length],
])
report('start', { firstS: median(firsts), laterS: median(laters) })

async function copySources(folder: string): Promise<void> {
  const kept = new Set(['.git', 'node_modules', 'dist', 'data', 'coverage'])
  const root = process.cwd()
  await cp(root, folder, { recursive: true, filter: source => !kept.has(source.slice(root.length + 1)) })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
}

/** Seconds from `npm start` to the page's 200; then Ctrl-C, and wait until all has ended. */
async function startOnce(folder: string): Promise<number> {
  const port = await freePort()
  const { PARVIS_DATA: _, DATABASE_URL: __, ...env } = process.env
  const began = performance.now()
  const child = spawn('npm', ['start'], { cwd: folder, env: { ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { written += chunk.toString() })
  let ended = false
  const end = new Promise<void>(resolve => child.once('exit', () => { ended = true; resolve() }))
  try {
    for (;;) {
      if (ended || performance.now() - began > 120_000) throw new Error(`npm start did not bring ${page}. It wrote:\n${written}`)
      if (await fetch(`http://127.0.0.1:${port}${page}`).then(answer => answer.status === 200, () => false)) return (performance.now() - began) / 1000
      await sleep(10)
    }
  } finally {
    // To the whole group, as a terminal does.
    if (!ended) process.kill(-child.pid!, 'SIGINT')
    await end
    // npm may end before its child does, which gives the data folder free as its last act.
    for (let waited = 0; existsSync(join(folder, 'data', 'parvis.lock')); waited += 10) {
      if (waited > 60_000) throw new Error(`Ctrl-C did not stop Parvis in order. It wrote:\n${written}`)
      await sleep(10)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}
