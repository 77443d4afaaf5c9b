import { spawn, type ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfirmComplete } from '../../src/vocabulary/cases.ts'
import { felling, nature, nextFelling, openForest, until, type Forest } from '../processes/felling.ts'
import { startServer, temporaryFolder } from '../support/server.ts'

/* Real processes over one database, killed (kill -9) in the middle: of moving cases, and of ringing timers. Everything happens once. */

const program = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js')
const secret = 'a secret of at least 32 characters'
const next = felling().service.version + 1

/** Requests whose two opinions are asked for, filed at the forest's time. */
async function asked(forest: Forest, count: number): Promise<void> {
  const journal = await forest.node({ follow: false })
  await forest.publish(journal)
  await Promise.all(Array.from({ length: count }, async () => forest.does(journal, nature, ConfirmComplete, { case: await forest.file(journal) })))
  await forest.publish(journal, nextFelling())
  await journal.close()
}
const happened = async (forest: Forest, type: string) => forest.ask<{ stream: string }>('select stream from journal where type = $1', [type])

async function parvis(forest: Forest): Promise<{ child: ChildProcess; ended: Promise<number | null>; said(): string }> {
  const data = await temporaryFolder()
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const child = spawn(process.execPath, [program, 'migrate-cases', 'jena', 'baumfaellung', '--to', `${next}`, '--move', 'roads=traffic', '--apply'], {
    env: { ...process.env, DATABASE_URL: forest.url, PARVIS_SECRET: secret, PARVIS_DATA: data, PARVIS_LOG: 'silent' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  return { child, ended: new Promise(resolve => child.once('exit', resolve)), said: () => said }
}

test('an operator whose command is killed runs it again, and every request has moved once', async () => {
  const count = 300
  const forest = await openForest()
  await asked(forest, count)
  const killed = await parvis(forest)
  await until(async () => (await happened(forest, 'CaseMigrated')).length > 20)
  killed.child.kill('SIGKILL')
  expect(await killed.ended).toBeNull()

  const again = await parvis(forest)
  expect(await again.ended, again.said()).toBe(0)
  const [there, rest] = [/^(\d+) open requests? of baumfaellung follow version/m, /^(\d+) open requests? of baumfaellung at Jena now follow/m].map(line => Number(line.exec(again.said())?.[1]))
  expect([there! > 20, rest! > 0, there! + rest!]).toEqual([true, true, count])
  const moved = await happened(forest, 'CaseMigrated')
  expect([moved.length, new Set(moved.map(one => one.stream)).size]).toEqual([count, count])
})

// The alarms that the dead one had taken are rung by the other's next minute.
test.runIf(process.env['PARVIS_LONG'])('of two servers one is killed while it rings: the other one rings the rest, each once', async () => {
  const count = 600
  const forest = await openForest()
  forest.clock.now = Date.UTC(2020, 10, 20, 11)
  await asked(forest, count)
  const env = { DATABASE_URL: forest.url, PARVIS_SECRET: secret }
  const servers = await Promise.all([startServer({ env }), startServer({ env })])
  for (const server of servers) onTestFinished(() => server.stop())
  await until(async () => (await happened(forest, 'ProcessTimerRang')).length > 20)
  await servers[0].kill('SIGKILL')
  expect((await happened(forest, 'ProcessTimerRang')).length).toBeLessThan(count)
  await until(async () => (await happened(forest, 'ProcessTimerRang')).length >= count)
  const rung = await happened(forest, 'ProcessTimerRang')
  expect([rung.length, new Set(rung.map(one => one.stream)).size]).toEqual([count, count])
}, 180_000)
