import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { logLines } from './log-lines.ts'

test('the lines of a turn are written with its end, whole and in order, however many they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-log-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'log')
  const log = pino({ base: undefined, timestamp: false }, logLines(file))
  const written = async (): Promise<number[]> => (await readFile(file, 'utf8')).split('\n').filter(Boolean).map(line => JSON.parse(line).n as number)

  for (let n = 0; n < 3; n++) log.info({ n })
  await turn()
  expect(await written()).toEqual([0, 1, 2])

  for (let n = 3; n < 2_000; n++) log.info({ n, text: 'a line that is long enough for the buffer to be filled more than once' })
  await turn()
  expect(await written()).toEqual(Array.from({ length: 2_000 }, (_, n) => n))
})
