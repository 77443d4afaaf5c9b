import { spawn } from 'node:child_process'
import { realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAlive } from '../../src/journal/embedded-lock.ts'
import { freePort, startServer, temporaryFolder, type Server } from '../support/server.ts'
import { Caller, fileBy } from './caller.ts'
import { base, type Receipt } from './canteen.ts'
import { postmasterOf } from './server-database.ts'

/* Starting, stopping and being killed on one data folder, as an operator lives it. */

const program = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js')
let dataDir: string
let server: Server
let receipt: Receipt

beforeAll(async () => {
  dataDir = await temporaryFolder()
  server = await startServer({ dataDir })
  receipt = await fileBy(new Caller(server.url))
})
afterAll(async () => {
  await server?.stop()
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

test('Ctrl-C ends the server and its PostgreSQL in order; the next start has all data, seeds nothing anew, says its address', async () => {
  const postmaster = (await postmasterOf(dataDir))!
  expect(isAlive(postmaster)).toBe(true)
  expect(server.log()).toContain('Five example authorities were set up')
  expect(await server.kill('SIGINT')).toBe(0)
  expect(isAlive(postmaster)).toBe(false)
  expect(await postmasterOf(dataDir)).toBeNull()

  server = await startServer({ dataDir })
  expect(server.log()).toContain('Parvis answers at http://')
  expect(server.log()).not.toContain('was set up')
  await opens(receipt)
})

test('an open page does not keep Ctrl-C waiting', async () => {
  const caller = new Caller(server.url)
  const { id } = await fileBy(caller)
  const { html } = await caller.get(`${base}/requests/${id}`)
  const stream = await fetch(server.url + /<pv-live src="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&'), { headers: { cookie: [...caller.jar].map(pair => pair.join('=')).join('; ') } })
  expect(stream.status).toBe(200)
  expect(await server.kill('SIGINT')).toBe(0)
  await stream.text().catch(() => undefined)
  server = await startServer({ dataDir })
})

test('a PostgreSQL orphaned by kill -9 is used again, with all data', async () => {
  const postmaster = (await postmasterOf(dataDir))!
  await server.kill('SIGKILL')
  expect(isAlive(postmaster)).toBe(true)
  server = await startServer({ dataDir })
  expect(await postmasterOf(dataDir)).toBe(postmaster)
  await opens(receipt)
  expect(await server.kill('SIGINT')).toBe(0)
  expect(isAlive(postmaster)).toBe(false)
  server = await startServer({ dataDir })
})

test('a second start on the same data folder says who holds it, changes nothing, and ends', async () => {
  const { status, said } = await startAnd({ PARVIS_DATA: dataDir, PORT: String(await freePort()) })
  expect(status).toBe(1)
  expect(said).toContain(`Another Parvis (process ${server.pid}) already uses this data folder`)
  expect(said).toContain('PARVIS_DATA')
  expect(said.trim().split('\n')).toHaveLength(1)
  await opens(receipt)
})

test('a port that is taken is said, and no PostgreSQL stays behind', async () => {
  const other = await temporaryFolder()
  try {
    const { status, said } = await startAnd({ PARVIS_DATA: other, PORT: new URL(server.url).port })
    expect(status).toBe(1)
    expect(said).toMatch(/another program uses it/)
    expect(await postmasterOf(other)).toBeNull()
  } finally {
    await rm(await realpath(join(other, 'postgres')), { recursive: true, force: true })
    await rm(other, { recursive: true, force: true })
  }
})

/** A start that ends by itself: its exit status and what it wrote. */
async function startAnd(env: Record<string, string>): Promise<{ status: unknown; said: string }> {
  const child = spawn(process.execPath, [program, 'serve'], { env: { ...process.env, DATABASE_URL: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  const status = await new Promise(resolve => child.once('close', resolve))
  return { status, said }
}

/** The request that was filed before is still there, for whoever has its number and code. */
async function opens({ id, number, code }: Receipt): Promise<void> {
  const caller = new Caller(server.url)
  const answer = await caller.send(`${base}/requests/find`, [['number', number], ['code', code]])
  expect([answer.status, answer.to]).toEqual([303, `${base}/requests/${id}`])
  expect((await caller.get(answer.to)).html).toContain(number)
}
