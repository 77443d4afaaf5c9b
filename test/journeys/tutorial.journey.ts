import { spawn } from 'node:child_process'
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import tutorial from '../../docs/tutorial/your-first-service.md?raw'
import { freePort, startServer, temporaryFolder, type Server } from '../support/server.ts'
import { csrfIn } from '../support/visitor.ts'
import { Caller, sentTo, signInBy } from './caller.ts'

/* docs/tutorial/your-first-service.md, as a newcomer follows it: every command, file, change and answer comes from the page itself. */

type Step =
  | { readonly kind: 'command' | 'file' | 'answer'; readonly text: string; readonly path?: string }
  | { readonly kind: 'change'; readonly path: string; readonly from: string; readonly to: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'look'; readonly what: string }

const pattern = /```(\w+)\n([\s\S]*?)```|^In `([^`]+)`, change `([^`]+)` to `([^`]+)`\.$|\*\*Ctrl-C\*\*|<!-- test: (.+?) -->/gm
const steps: Step[] = [...tutorial.matchAll(pattern)].map(found => {
  const [whole, kind, text, path, from, to, what] = found
  if (what) return { kind: 'look', what }
  if (path) return { kind: 'change', path, from: from!, to: to! }
  if (whole.startsWith('**')) return { kind: 'stop' }
  if (kind === 'sh') return { kind: 'command', text: text!.trim() }
  if (kind === 'text') return { kind: 'answer', text: text!.trim() }
  const named = /`([^`]+\.json)`:\s*$/.exec(tutorial.slice(0, found.index))
  if (kind !== 'json' || !named) throw new Error(`The test does not know what to do with: ${whole.slice(0, 60)}`)
  return { kind: 'file', path: named[1]!, text: text! }
})

const root = join(import.meta.dirname, '..', '..')
const town = '/fleury-sur-orne/en'
const replies: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  weeks: [['weeks', 'two']], carries: [['carries', 'yes']], children: [['children', '2']], name: [['name.given', 'Ada'], ['name.family', 'Exemple']], email: [['email.none', 'yes']],
}
let folder: string
let dataDir: string
let port: number
let server: Server | null = null
let said = ''
let first: { readonly caller: Caller; readonly address: string }
beforeAll(async () => {
  folder = await temporaryFolder()
  dataDir = await temporaryFolder()
  port = await freePort()
})
afterAll(async () => {
  await server?.stop()
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
  for (const one of [folder, dataDir]) await rm(one, { recursive: true, force: true })
})

const here = (path: string): string => path.replace('../cargo-bike', join(folder, 'cargo-bike'))

async function run(command: string): Promise<void> {
  if (command === 'npm start') {
    // The page says to stop the server before anything else is run; what `npm start` prepares is there already.
    expect(server).toBeNull()
    server = await startServer({ dataDir, port, env: { PARVIS_EXAMPLE_REQUESTS: '0' } })
    return
  }
  if (command === 'mkdir ../cargo-bike') return void (await mkdir(here('../cargo-bike')))
  const args = /^npm run -s parvis -- (.+)$/.exec(command)?.[1]?.split(' ').map(here)
  if (!args) throw new Error(`The test does not know this command: ${command}`)
  expect(server).toBeNull()
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js'), ...args], { cwd: root, env: { ...process.env, DATABASE_URL: '', PARVIS_DATA: dataDir, NODE_ENV: 'production' } })
  said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  await new Promise(resolve => child.once('close', resolve))
  // The log of the server's parts is no answer.
  said = said.split('\n').filter(line => !line.startsWith('{')).join('\n').trim()
}

/** Begins a request and answers until this step; the address there. */
async function answerUntil(caller: Caller, until: string): Promise<string> {
  const page = `${town}/services/cargo-bike`
  let address = sentTo(await caller.send(page, [], `${page}/start`))
  for (let turn = 0; turn < 9 && !address.endsWith(`/${until}`); turn++) {
    const fields = replies[address.split('/').at(-1)!] ?? []
    address = sentTo(await caller.post(address, [...fields, ['csrf', csrfIn((await caller.get(address)).html)]]))
  }
  return address
}

const textOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)![0].replace(/<[^>]+>/g, ' ').replaceAll('&#39;', '’').replace(/\s+/g, ' ')
const firstQuestion = async (): Promise<string> => {
  const caller = new Caller(server!.url)
  return textOf((await caller.get(await answerUntil(caller, 'weeks'))).html)
}

const looks: Readonly<Record<string, () => Promise<void>>> = {
  async 'file the first request'() {
    const caller = new Caller(server!.url)
    const asked = await answerUntil(caller, 'children')
    expect(textOf((await caller.get(asked)).html)).toContain('How many children?')
    const whole = new Caller(server!.url)
    const receipt = sentTo(await whole.send(await answerUntil(whole, 'check')))
    first = { caller: whole, address: receipt.replace(/\/receipt$/, '') }
  },
  async 'the form asks anew'() {
    expect(await firstQuestion()).toContain('How long would you like to keep the bike?')
    expect(await firstQuestion()).toContain('A fortnight')
  },
  async 'the first request keeps its words'() {
    const page = textOf((await first.caller.get(first.address)).html)
    expect(page).toContain('For how long?')
    expect(page).toContain('Two weeks')
    expect(page).not.toContain('fortnight')
  },
  async 'the form asks as before'() {
    expect(await firstQuestion()).toContain('For how long?')
  },
  async 'the administrator sees both versions'() {
    const administrator = await signInBy(new Caller(server!.url), 'sacha@fleury.example')
    expect((await administrator.get(`${town}/desk`)).html).toContain('Published services')
    expect(textOf((await administrator.get(`${town}/desk/editions`)).html)).toContain('Borrow the cargo bike')
    const versions = (await administrator.get(`${town}/desk/editions/cargo-bike`)).html
    expect(versions).toContain('/desk/editions/cargo-bike/roll-back/2')
    expect(versions).toContain('/desk/editions/cargo-bike/retirement')
  },
}

test('the tutorial says what happens, from its first command to its last', async () => {
  expect(steps.filter(step => step.kind === 'command').length).toBeGreaterThan(10)
  expect(steps.filter(step => step.kind === 'look').map(step => step.what).sort()).toEqual(Object.keys(looks).sort())
  for (const step of steps) {
    if (step.kind === 'command') await run(step.text)
    else if (step.kind === 'file') await writeFile(here(step.path!), step.text)
    else if (step.kind === 'answer') expect(said).toBe(step.text)
    else if (step.kind === 'look') await looks[step.what]!()
    else if (step.kind === 'change') {
      const before = await readFile(here(step.path), 'utf8')
      expect(before.split(step.from), `"${step.from}" in ${step.path}`).toHaveLength(2)
      await writeFile(here(step.path), before.replace(step.from, () => step.to))
    } else {
      expect(server).not.toBeNull()
      expect(await server!.kill('SIGINT')).toBe(0)
      server = null
    }
  }
}, 300_000)
