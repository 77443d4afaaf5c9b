import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roomsWith } from '../../src/app/features.ts'
import { newUuid } from '../../src/base/ids.ts'
import { fakeOutside } from '../support/fake-outside.ts'
import { startServer, temporaryFolder, type Server } from '../support/server.ts'
import { csrfIn } from '../support/visitor.ts'
import { answerBy, beginBy, Caller, fileBy, sentTo, signInBy } from './caller.ts'
import { base, fieldsOf, replies, service, type Receipt } from './canteen.ts'
import { openDatabase } from './server-database.ts'

/* Whatever is posted, by whomever: the server answers with 4xx and stores nothing, or takes it whole. */

const root = join(import.meta.dirname, '..', '..')
const elsewhere = '/bourg-exemple/fr'
/** Every address that takes posts, from the rooms themselves. */
const pages = roomsWith(fakeOutside()).flatMap(room => room.pages ?? [])
const posts = pages.filter(page => page.act)

let dataDir: string
let server: Server
let db: pg.Client
let mine: { caller: Caller; receipts: Receipt[]; draft: string; csrf: string }
let theirs: { caller: Caller; receipt: Receipt; draft: string; csrf: string }
let foreign: { caller: Caller; id: string }
let agent: { caller: Caller; csrf: string }

beforeAll(async () => {
  dataDir = await temporaryFolder()
  // The first start sets the example up; then a second town is added on the command line.
  server = await startServer({ dataDir })
  await server.kill('SIGTERM')
  await addTown()
  server = await startServer({ dataDir })
  db = await openDatabase(dataDir)

  const caller = new Caller(server.url)
  const receipts = [await fileBy(caller), await fileBy(caller), await fileBy(caller)]
  mine = { caller, receipts, ...(await openDraft(caller)) }
  const other = new Caller(server.url)
  theirs = { caller: other, receipt: await fileBy(other), ...(await openDraft(other)) }
  const stranger = new Caller(server.url)
  const first = sentTo(await stranger.send(elsewhere + service, [], `${elsewhere}${service}/start`))
  foreign = { caller: stranger, id: /\/requests\/([^/]+)/.exec(sentTo(await stranger.send(await answerBy(stranger, first))))![1]! }
  const clerk = await signInBy(new Caller(server.url), 'camille@fleury.example')
  agent = { caller: clerk, csrf: csrfIn((await clerk.get(`${base}/desk`)).html) }
})
afterAll(async () => {
  await db?.end()
  await server?.stop()
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

test('a thousand generated posts to every address: no 5xx, and what is refused stores nothing', async () => {
  const seen = new Map<number, number>()
  const reached = new Set<string>()
  const own = mine.receipts.map(r => r.id)
  const ids = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...own, ...own, mine.draft) },
    { weight: 2, arbitrary: fc.constantFrom(theirs.receipt.id, foreign.id, theirs.draft, newUuid()) },
    { weight: 1, arbitrary: fc.constantFrom('x', '%00', '..%2f', '%ff', 'a'.repeat(600)) })
  const words = fc.oneof(
    { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 8, arbitrary: fc.constantFrom('', ' ', 'yes', 'no', 'accepted', 'refused', '2026-01-01', '-1', '999999999999999999999', '\u0000', '\ud800', '<script>alert(1)</script>', "'; drop table journal; --", '{"$ne":1}', '__proto__') },
    { weight: 4, arbitrary: fc.constantFrom('camille@fleury.example', 'parvis-demonstration', newUuid(), ...mine.receipts.flatMap(r => [r.number, r.code])) },
    { weight: 1, arbitrary: fc.constantFrom('é'.repeat(3_000), 'é'.repeat(30_000), 'x'.repeat(270_000)) })
  const names = fc.oneof(
    fc.constantFrom('text', 'message', 'answer', 'reason', 'reasons', 'outcome', 'legalBasis', 'appeal', 'seen', 'step', 'once', 'email', 'password', 'current', 'fresh', 'again', 'number', 'code', 'more', 'child', 'child.given', 'child.birthDate.day', 'canteenDays', 'canteenDays[]', 'everywhere', '__proto__', 'constructor', 'case', 'draft', 'undoSeconds'),
    fc.string({ maxLength: 20 }))
  const body = fc.oneof(
    { weight: 20, arbitrary: fc.array(fc.tuple(names, words), { maxLength: 10 }).map(pairs => new URLSearchParams(pairs.map(([name, word]) => [name, word])).toString()) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
    { weight: 1, arbitrary: fc.constantFrom('%', '%zz=%', '&&&&=&', 'a=%C3%28', `text=${'x'.repeat(300_000)}`, 'a&'.repeat(3_000), '{"text":"x"}', 'text=%00%00') })
  const steps = fc.constantFrom('children.0.child', 'children.more', 'email', 'consent', 'check', 'discard', 'children.9.child', '__proto__', 'constructor')
  const fill = (path: string, id: string, step: string): string => path.replace(/:(step|group|index|service|token|\w+)/g, (_all, name: string) =>
    name === 'step' ? step : name === 'group' ? 'children' : name === 'index' ? '0' : name === 'service' ? 'cantine-periscolaire' : name === 'token' ? `${id}.x` : id)

  const one = fc.record({
    page: fc.constantFrom(...posts), id: ids, step: steps, body, csrf: fc.constantFrom(...Array<string>(12).fill('mine'), 'theirs', 'none', 'wrong'), who: fc.constantFrom(...Array<string>(12).fill('holder'), 'nobody'),
    town: fc.constantFrom(...Array<string>(14).fill(base), elsewhere), type: fc.constantFrom(...Array<string>(40).fill('application/x-www-form-urlencoded'), 'application/json', 'multipart/form-data; boundary=x', 'text/plain', ''),
  })
  await fc.assert(fc.asyncProperty(one, async ({ page, id, step, body, csrf, who, town, type }) => {
    const person = page.door === 'desk' ? agent : mine
    const caller = who === 'holder' ? person.caller : new Caller(server.url)
    // Whoever signs out is out: that is tested by itself.
    const given = /\/(sign-out|erase)$/.test(page.path) ? 'wrong' : csrf
    const token = given === 'mine' ? person.csrf : given === 'theirs' ? theirs.csrf : 'A'.repeat(86)
    const address = town + fill(page.path, id, step)
    const before = await stored()
    const content = given === 'none' ? body : typeof body === 'string' ? `${body}&csrf=${token}` : Buffer.concat([body, Buffer.from(`&csrf=${token}`)])
    const { status } = await caller.post(address, content, { 'content-type': type })
    seen.set(status, (seen.get(status) ?? 0) + 1)
    if (status === 303 || status === 422) reached.add(page.path)
    expect(status, address).toBeGreaterThanOrEqual(300)
    expect(status, address).toBeLessThan(500)
    if (status >= 400) expect(await stored(), `${status} ${address}`).toEqual(before)
  }), { numRuns: 1_000, endOnFailure: true })
  console.log([...seen].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`).join(', '), `· ${reached.size} of ${posts.length} addresses looked into the form`)
  for (const status of [303, 403, 404, 415, 422]) expect(seen.get(status), String(status)).toBeGreaterThan(0)
  expect(reached.size).toBeGreaterThan(posts.length / 2)
  expect(server.log()).not.toContain('"level":50')
})

describe('other people’s things', () => {
  const about = pages.filter(page => page.path.includes(':case') || page.path.includes(':draft'))
  const place = (path: string, id: string): string => path.replace(/:(case|draft)/, id).replace(':step', 'children.0.child').replace(':group', 'children').replace(':index', '0')

  test.each(about.filter(page => page.door !== 'desk').map(page => [page.path, page] as const))('%s is 404 for whom it is not', async (path, page) => {
    const id = path.includes(':draft') ? theirs.draft : theirs.receipt.id
    const before = await stored()
    for (const address of [base + place(path, id), ...(path.includes(':case') ? [base + place(path, foreign.id), elsewhere + place(path, mine.receipts[0]!.id)] : [])]) {
      expect((await mine.caller.get(address)).status, address).toBe(404)
      if (page.act) expect([404, ...(address.startsWith(elsewhere) ? [403] : [])], address).toContain((await mine.caller.post(address, [['csrf', mine.csrf], ['message', 'x'], ['answer', 'x'], ['once', newUuid()]])).status)
      if (page.watches) expect((await mine.caller.get(`${address}/live`)).status).toBe(404)
    }
    expect(await stored()).toEqual(before)
  })

  test.each(about.filter(page => page.door === 'desk').map(page => [page.path, page] as const))('%s is 404 for another authority’s agent, and nobody’s without signing in', async (path, page) => {
    const before = await stored()
    const address = base + place(path, foreign.id)
    expect((await agent.caller.get(address)).status).toBe(404)
    if (page.act) expect((await agent.caller.post(address, [['csrf', agent.csrf], ['text', 'x'], ['once', newUuid()]])).status).toBe(404)
    for (const caller of [mine.caller, new Caller(server.url)]) expect((await caller.get(base + place(path, mine.receipts[0]!.id))).to).toContain('/desk/sign-in')
    expect((await agent.caller.get(elsewhere + place(path, foreign.id))).to).toContain(`${elsewhere}/desk/sign-in`)
    expect(await stored()).toEqual(before)
  })
})

test('markup is stored as it was typed, and shown escaped', async () => {
  const caller = new Caller(server.url)
  const nasty = `<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted" 'single' &amp; {{7*7}}`
  const { id } = await fileBy(caller, { ...replies, applicantName: [['applicantName.given', '<b>Zoé</b>'], ['applicantName.family', '"><i>Exemple</i>']] })
  sentTo(await caller.send(`${base}/requests/${id}`, [['message', nasty], ['once', newUuid()]], `${base}/requests/${id}/messages`))
  const { rows } = await db.query<{ text: string; name: string }>(
    `select (select personal ->> 'text' from journal where stream = $1 and type = 'MessageWritten') as text, state -> 'contact' ->> 'name' as name from streams where stream = $1`, [id])
  expect(rows[0]).toEqual({ text: nasty, name: '<b>Zoé</b> "><i>Exemple</i>' })
  for (const html of [(await caller.get(`${base}/requests/${id}`)).html, (await agent.caller.get(`${base}/desk/cases/${id}`)).html, (await agent.caller.get(`${base}/desk`)).html]) {
    expect(html).not.toMatch(/<script>alert|<img src=x|<b>Zoé|<i>Exemple/)
    expect(html).toMatch(/&lt;script>alert|&lt;b>Zoé/)
  }
})

test('a repeated send, and ten at once, lead to the same receipt and one case', async () => {
  const caller = new Caller(server.url)
  const check = await answerBy(caller, await beginBy(caller))
  const id = /\/apply\/([^/]+)/.exec(check)![1]!
  const csrf = csrfIn((await caller.get(check)).html)
  const answers = await Promise.all(Array.from({ length: 10 }, () => caller.post(check, [['csrf', csrf]])))
  answers.push(await caller.post(check, [['csrf', csrf]]))
  expect(new Set(answers.map(sentTo))).toEqual(new Set([`${base}/requests/${id}/receipt`]))
  expect((await db.query(`select 1 from journal where stream = $1 and type = 'CaseFiled'`, [id])).rowCount).toBe(1)

  // The same for a message that is sent twice.
  const once = newUuid()
  const page = csrfIn((await caller.get(`${base}/requests/${id}`)).html)
  await Promise.all(Array.from({ length: 5 }, () => caller.post(`${base}/requests/${id}/messages`, [['csrf', page], ['once', once], ['message', 'Une fois.']]).then(sentTo)))
  expect((await db.query(`select 1 from journal where stream = $1 and type = 'MessageWritten'`, [id])).rowCount).toBe(1)
})

test('a question off the path leads to the first open one; what is posted to it is shown and not stored', async () => {
  const caller = new Caller(server.url)
  const first = await beginBy(caller)
  for (const step of ['check', 'consent', 'children.1.child', 'children.0.healthNote', 'nonsense', '__proto__']) {
    const address = first.replace(/[^/]+$/, step)
    expect(sentTo(await caller.get(address))).toBe(first)
    const posted = await caller.send(first, fieldsOf(first).concat([['consent', 'yes']]), address)
    // An answer on the path is taken before its turn: another window may have opened a question before it again.
    if (step === 'check' || step === 'consent') expect(sentTo(posted)).toBe(first)
    else expect([posted.status, posted.html.includes('Inès')]).toEqual([410, true])
  }
  const { rows } = await db.query<{ answers: unknown }>('select answers from drafts where draft = $1', [/\/apply\/([^/]+)/.exec(first)![1]!])
  expect(rows[0]!.answers).toEqual({ consent: true })
})

/** What people’s posts have stored: events that are not the system’s own, and drafts. Those that were sent are swept away each minute. */
async function stored(): Promise<unknown> {
  const { rows } = await db.query(`with open as (select d.* from drafts d where not exists (select from streams s where s.authority = d.authority and s.stream = d.draft))
    select (select count(*) from journal where actor not like 'system%') as events, (select count(*) from open) as drafts,
    (select md5(string_agg(draft || answers::text, ',' order by draft)) from open) as answers`)
  return rows[0]
}

async function openDraft(caller: Caller): Promise<{ draft: string; csrf: string }> {
  const first = await beginBy(caller)
  return { draft: /\/apply\/([^/]+)/.exec(first)![1]!, csrf: csrfIn((await caller.get(first)).html) }
}

/** A second authority, as an operator adds it. */
async function addTown(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-town-'))
  await cp(join(root, 'authorities', 'fleury-sur-orne'), folder, { recursive: true })
  const { agents: _agents, ...profile } = JSON.parse(await readFile(join(folder, 'authority.json'), 'utf8')) as Record<string, unknown>
  await writeFile(join(folder, 'authority.json'), JSON.stringify({ ...profile, name: 'Bourg-Exemple' }))
  const run = spawnSync(process.execPath, [join(root, 'dist', 'server', 'main.js'), 'authority', folder, 'bourg-exemple'], { env: { ...process.env, DATABASE_URL: '', PARVIS_DATA: dataDir }, encoding: 'utf8' })
  await rm(folder, { recursive: true })
  if (run.status !== 0) throw new Error(run.stdout + run.stderr)
}
