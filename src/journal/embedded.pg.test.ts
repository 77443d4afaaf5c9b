import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Embedded } from './embedded.ts'
import { startEmbedded } from './embedded.ts'
import { DataFolderHeld, isAlive } from './embedded-lock.ts'

let dataDir = ''
const running = new Set<Embedded>()
const children = new Set<ChildProcess>()
const said: string[] = []

const start = async (settings: Record<string, string> = {}): Promise<Embedded> => {
  const embedded = await startEmbedded({ dataDir, log: line => said.push(line), settings })
  running.add(embedded)
  return embedded
}

const stop = async (embedded: Embedded): Promise<void> => {
  running.delete(embedded)
  await embedded.stop()
}

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'parvis-embedded-')))
  await chmod(dataDir, 0o755)
  const first = await start()
  expect(first.started).toBe('fresh')
  await query(first.url, 'create table kept (n int primary key)')
  await query(first.url, 'insert into kept values (1)')
  await stop(first)
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  for (const embedded of running) await stop(embedded)
})

afterAll(async () => {
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true })
  await rm(dataDir, { recursive: true })
})

test('a second start keeps data, port and password, and stands on solid settings', async () => {
  const one = await start()
  const { url } = one
  await query(url, 'insert into kept values (2)')
  await stop(one)
  expect(isAlive(one.pid)).toBe(false)

  const again = await start()
  expect(again).toMatchObject({ started: 'again', url })
  expect(await query(url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
  expect(await query(url, `select name, setting from pg_settings where name in
    ('fsync', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'password_encryption', 'server_encoding') order by name`)).toEqual([
    { name: 'data_checksums', setting: 'on' }, { name: 'fsync', setting: 'on' }, { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'password_encryption', setting: 'scram-sha-256' }, { name: 'server_encoding', setting: 'UTF8' }, { name: 'synchronous_commit', setting: 'on' },
  ])
  expect(await query(url, 'select datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()'))
    .toEqual([{ provider: 'b', locale: 'C.UTF-8' }])
  expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600)
})

test('nobody comes in without the password', async () => {
  const { url } = await start()
  const wrong = new URL(url)
  wrong.password = 'guessed'
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

test('a living Parvis is told by its pid to whoever comes second; after kill -9 its PostgreSQL is used again', async () => {
  const owner = await startInChild()
  await expect(start()).rejects.toThrow(DataFolderHeld)
  await expect(start()).rejects.toThrow(`process ${owner.child.pid}`)
  expect(isAlive(owner.pid)).toBe(true)

  await query(owner.url, 'insert into kept values (3)')
  await kill(owner.child)
  const successor = await start()
  expect(successor).toMatchObject({ started: 'reused', pid: owner.pid, url: owner.url })
  expect(await query(successor.url, 'select n from kept where n = 3')).toEqual([{ n: 3 }])
  await stop(successor)
  expect(isAlive(owner.pid)).toBe(false)
})

test('of two at once exactly one gets the folder', async () => {
  const results = await Promise.allSettled([start(), start()])
  expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1)
  expect(results.find(r => r.status === 'rejected')).toMatchObject({ reason: expect.any(DataFolderHeld) })
})

test('both killed at once: what was committed is there, and the stale pid file does not matter', async () => {
  const owner = await startInChild()
  await query(owner.url, 'insert into kept values (4)')
  await kill(owner.child)
  process.kill(owner.pid, 'SIGKILL')
  const recovered = await start()
  expect(recovered.started).toBe('again')
  expect(await query(recovered.url, 'select n from kept where n = 4')).toEqual([{ n: 4 }])
})

test('a PostgreSQL that is killed under a living Parvis is started again on the same address', async () => {
  const embedded = await start()
  const { url, pid } = embedded
  await query(url, 'insert into kept values (5)')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => query(url, 'select n from kept where n = 5').catch(() => null), { timeout: 20_000 }).toEqual([{ n: 5 }])
  await expect.poll(() => embedded.pid).not.toBe(pid)
})

test('a pid file that names a process of somebody else is not believed', async () => {
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n1\n1\n\n127.0.0.1\n1 1\nready   \n`)
  const embedded = await start()
  expect(embedded.started).toBe('again')
  expect(embedded.pid).not.toBe(process.pid)
})

test('a port that somebody else has taken is left to them', async () => {
  const { port } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { port: number }
  const other = createServer()
  await new Promise<void>(resolve => other.listen(port, '127.0.0.1', resolve))
  try {
    const embedded = await start()
    expect(embedded.port).not.toBe(port)
    expect(await query(embedded.url, 'select n from kept where n = 1')).toEqual([{ n: 1 }])
  } finally {
    other.close()
  }
})

test('a start that fails shows what PostgreSQL said, leaves nothing running and gives the folder free', async () => {
  await expect(start({ wal_level: 'nonsense' })).rejects.toThrow(/wal_level.*nonsense/s)
  expect((await start()).started).toBe('again')
})

test('a lost password is said, and PostgreSQL is not left running', async () => {
  const file = join(dataDir, 'postgres.json')
  const right = await readFile(file, 'utf8')
  await writeFile(file, JSON.stringify({ ...JSON.parse(right), password: 'another' }))
  try {
    await expect(start()).rejects.toThrow('does not take the password')
    await expect(stat(join(dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow('ENOENT')
  } finally {
    await writeFile(file, right)
  }
})

test.runIf(process.getuid?.() === 0)('as root in a folder closed to others, data goes where PostgreSQL may enter, and stays', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'parvis-closed-'))
  const options = { dataDir: join(closed, 'data'), log: (line: string) => said.push(line), settings: { fsync: 'off' } }
  const first = await startEmbedded(options)
  const cluster = await realpath(join(closed, 'data', 'postgres'))
  try {
    await query(first.url, 'create table kept (n int)')
    await first.stop()
    const again = await startEmbedded(options)
    running.add(again)
    expect(again.started).toBe('again')
    expect(await query(again.url, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }])
    expect(cluster.startsWith(closed)).toBe(false)
    expect(said.at(-1)).toContain(join(cluster, '..'))
    await stop(again)
  } finally {
    await rm(join(cluster, '..'), { recursive: true })
    await rm(closed, { recursive: true })
  }
})

/** Another node process that starts the embedded PostgreSQL and keeps it until it is killed. */
async function startInChild(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const module = join(import.meta.dirname, 'embedded.ts')
  const script = `
    const { runnerImport } = await import('vite')
    const { module } = await runnerImport(${JSON.stringify(module)}, { configFile: false, logLevel: 'error' })
    const e = await module.startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
    console.log(JSON.stringify({ url: e.url, pid: e.pid }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', code => reject(new Error(`The child ended with ${code}.`)))
  })
  return { child, ...(JSON.parse(line) as { url: string; pid: number }) }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  children.delete(child)
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
