import { spawn } from 'node:child_process'
import { cp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import page from '../../docs/how-to/read-and-change-a-process.md?raw'
import { changesIn, withChanges } from '../bpmn/page-changes.ts'
import { startServer, temporaryFolder } from '../support/server.ts'

/* docs/how-to/read-and-change-a-process.md, as a town clerk follows it: every command, change and answer comes from the page itself. */

const root = join(import.meta.dirname, '..', '..')
let folder: string
let dataDir: string
beforeAll(async () => {
  folder = await temporaryFolder()
  dataDir = await temporaryFolder()
  await (await startServer({ dataDir, env: { PARVIS_EXAMPLE_REQUESTS: '0' } })).stop()
})
afterAll(async () => {
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
  for (const one of [folder, dataDir]) await rm(one, { recursive: true, force: true })
})

const here = (path: string): string => path.replace('../street-busking', join(folder, 'street-busking'))

async function run(command: string): Promise<string> {
  const copied = /^cp -r (\S+) (\S+)$/.exec(command)
  if (copied) return cp(join(root, copied[1]!), here(copied[2]!), { recursive: true }).then(() => '')
  const args = /^npm run -s parvis -- (.+)$/.exec(command)?.[1]?.split(' ').map(here)
  if (!args) throw new Error(`The test does not know this command: ${command}`)
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js'), ...args], { cwd: root, env: { ...process.env, DATABASE_URL: '', PARVIS_DATA: dataDir, NODE_ENV: 'production' } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  await new Promise(resolve => child.once('close', resolve))
  // The log of the server's parts is no answer.
  return said.split('\n').filter(line => line !== '' && !line.startsWith('{')).join('\n')
}

test('everything on the page is as it says', { timeout: 120_000 }, async () => {
  const changes = changesIn(page)
  expect(changes.length).toBe(6)
  let said = ''
  let changed = 0
  for (const [, test, kind, text] of page.matchAll(/<!-- test: (.+?) -->|```(\w+)\n([\s\S]*?)```/g)) {
    if (test === 'without the new arrow') {
      const file = here('../street-busking/process.bpmn')
      const whole = await readFile(file, 'utf8')
      await writeFile(file, whole.replace(/.*id="f2b".*\n/, ''))
      said = (await run('npm run -s parvis -- check-package ../street-busking --authority authorities/london')).split('\n')[0]!
      await writeFile(file, whole)
    } else if (kind === 'sh') said = await run(text!.trim())
    else if (kind === 'text') expect(said).toBe(text!.trim())
    else if (kind === 'diff') {
      const change = changes[changed++]!
      const file = here(`../street-busking/${change.file}`)
      await writeFile(file, withChanges(change.file, await readFile(file, 'utf8'), [change]))
    } else throw new Error(`The test does not know what to do with ${kind}.`)
  }
})
