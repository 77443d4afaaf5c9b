import { rm, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { roomsWith } from '../../src/app/features.ts'
import { fold, type StoredEvent } from '../../src/journal/heads.ts'
import { fakeOutside } from '../support/fake-outside.ts'
import { csrfIn } from '../support/visitor.ts'
import { startServer, temporaryFolder, type Server } from '../support/server.ts'
import { answerBy, beginBy, Caller } from './caller.ts'
import { base, replies } from './canteen.ts'
import { openDatabase, postmasterOf } from './server-database.ts'

/*
 * Parvis and its PostgreSQL are killed (kill -9) while many people send their requests at once. What was acknowledged is
 * there, nothing is there twice, and what got no answer can be sent again.
 */

const rounds = process.env['PARVIS_LONG'] ? 20 : 3
const people = 16
const perRound = people * 9
const victims = ['the server', 'PostgreSQL', 'both'] as const
type Victim = (typeof victims)[number]

/** A person's session with the form's token, which a new server still takes. */
type Person = { readonly caller: Caller; readonly csrf: string; readonly account: string }
type Letter = { readonly draft: string; readonly person: Person; acknowledged: boolean }

let dataDir: string
let server: Server
let port: number
const letters: Letter[] = []
let crowd: Person[]
let model: string

beforeAll(async () => {
  dataDir = await temporaryFolder()
  server = await startServer({ dataDir })
  port = Number(new URL(server.url).port)
  crowd = await Promise.all(Array.from({ length: people }, enter))
  model = draftIn(await answerBy(crowd[0]!.caller, await beginBy(crowd[0]!.caller), { ...replies, email: [['email', 'parent@exemple.example']] }))
})
afterAll(async () => {
  await server?.stop()
  if (!dataDir) return
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

test.each(Array.from({ length: rounds }, (_, i) => [i + 1, victims[(i + 1) % victims.length]!] as const))('round %i: %s killed under load', async (_round, victim) => {
  const mine = await writeDrafts()
  const open = [...mine]
  let acknowledged = 0
  let unanswered = 0
  let killed: Promise<void> | null = null
  // Early, and by a process that is known before: processes of PostgreSQL outlive their head by moments in which many requests are kept.
  const after = Math.round(perRound * (0.2 + 0.25 * Math.random()))
  const postmaster = await postmasterOf(dataDir)
  await Promise.all(crowd.map(async person => {
    for (let letter = take(open, person); letter; letter = take(open, person)) {
      if (await sends(letter)) acknowledged++
      else unanswered++
      if (acknowledged >= after) killed ??= kill(victim, postmaster!)
      // Whoever got no answer tries the next one: nothing is sent again before the restart.
      if (killed && unanswered > people) return
    }
  }))
  await killed
  if (victim !== 'PostgreSQL') server = await startServer({ dataDir, port })
  await ready()
  console.log(`${victim}: ${acknowledged} acknowledged, ${unanswered} without an answer, ${open.length} not sent before the restart`)
  expect(acknowledged).toBeGreaterThanOrEqual(after)

  const before = await verify()
  // Everything that is outstanding is sent again, by three clicks at once, and leads to one case.
  const outstanding = mine.filter(letter => !letter.acknowledged)
  expect(outstanding.length).toBeGreaterThan(0)
  const lost = outstanding.map(letter => letter.draft).filter(draft => !before.has(draft))
  await inTurn(outstanding, 8, async letter => {
    const answers = await Promise.all([1, 2, 3].map(() => send(letter)))
    for (const answer of answers) expect([answer.status, answer.to]).toEqual([303, `${base}/requests/${letter.draft}/receipt`])
    letter.acknowledged = true
  })
  // What was acknowledged before is not filed anew.
  await inTurn(mine.slice(0, 20), 4, async letter => expect((await send(letter)).to).toBe(`${base}/requests/${letter.draft}/receipt`))
  await verify()
  await mailed(lost)
})

/** A session of its own, by a real post. */
async function enter(): Promise<Person> {
  const caller = new Caller(server.url)
  const first = await beginBy(caller)
  const { html } = await caller.get(first)
  const db = await openDatabase(dataDir)
  const { rows } = await db.query<{ account: string }>('select account from drafts where draft = $1', [draftIn(first)])
  await db.end()
  return { caller, csrf: csrfIn(html), account: rows[0]!.account }
}

/** Copies of a draft that was answered through the pages, spread over the crowd. */
async function writeDrafts(): Promise<Letter[]> {
  const made = Array.from({ length: perRound }, (_, i): Letter => ({ draft: newUuid(), person: crowd[i % people]!, acknowledged: false }))
  const db = await openDatabase(dataDir)
  await db.query(
    `insert into drafts (authority, draft, account, service, package_version, answers, started, touched, expires)
     select d.authority, n.draft, n.account, d.service, d.package_version,
       -- An address of its own each: one that nobody confirms gets the mail of its first ten requests only.
       jsonb_set(d.answers, '{email}', to_jsonb('parent-' || n.draft || '@exemple.example')), d.started, d.touched, d.expires
     from drafts d, unnest($2::uuid[], $3::uuid[]) as n(draft, account) where d.draft = $1`,
    [model, made.map(letter => letter.draft), made.map(letter => letter.person.account)])
  await db.end()
  letters.push(...made)
  return made
}

function take(open: Letter[], person: Person): Letter | undefined {
  const at = open.findIndex(letter => letter.person === person)
  return at < 0 ? undefined : open.splice(at, 1)[0]
}

const send = ({ draft, person }: Letter) => person.caller.post(`${base}/apply/${draft}/check`, [['csrf', person.csrf]])

/** True where the request was acknowledged: the receipt's address came back. */
async function sends(letter: Letter): Promise<boolean> {
  const answer = await send(letter).catch(() => null)
  if (answer?.status !== 303) {
    // While PostgreSQL is away the answer says so; it is never a success.
    if (answer) expect(answer.status).toBeGreaterThanOrEqual(500)
    return false
  }
  expect(answer.to).toBe(`${base}/requests/${letter.draft}/receipt`)
  return (letter.acknowledged = true)
}

async function kill(victim: Victim, postmaster: number): Promise<void> {
  if (victim !== 'the server') process.kill(postmaster, 'SIGKILL')
  if (victim !== 'PostgreSQL') await server.kill('SIGKILL')
}

async function ready(): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await fetch(`${server.url}/ready`).then(answer => answer.status === 200, () => false)) return
    await sleep(100)
  }
  throw new Error(`Not ready a minute after the kill. It wrote:\n${server.log().slice(-4000)}`)
}

/** Every acknowledged request is there once; heads are what their events say; views and mails have followed. */
async function verify(): Promise<ReadonlySet<string>> {
  const db = await openDatabase(dataDir)
  try {
    const { rows: filed } = await db.query<{ stream: string; times: number }>(`select stream, count(*)::int as times from journal where type = 'CaseFiled' group by stream`)
    const times = new Map(filed.map(row => [row.stream, row.times]))
    expect(letters.filter(letter => letter.acknowledged && !times.has(letter.draft)).map(letter => letter.draft), 'acknowledged and lost').toEqual([])
    expect(filed.filter(row => row.times !== 1), 'filed twice').toEqual([])
    const known = new Set(letters.map(letter => letter.draft))
    expect(filed.filter(row => !known.has(row.stream)), 'filed by nobody').toEqual([])
    await headsAreTheirEvents(db)
    const { rows: numbers } = await db.query<{ number: string }>(`select state ->> 'number' as number from streams where kind = 'case' group by 1 having count(*) > 1`)
    expect(numbers, 'numbers given twice').toEqual([])
    const { rows: claims } = await db.query('select key from claims c where not exists (select from streams s where s.authority = c.authority and s.stream = c.stream)')
    expect(claims, 'claims of nothing').toEqual([])
    await expect.poll(async () => (await db.query(
      `select (select count(*) from streams where kind = 'case') as cases, (select count(*) from case_lines) as lines,
         (select count(*) from journal where type = 'MailQueued' and facts ->> 'purpose' = 'received') as mails,
         (select count(distinct facts ->> 'case') from journal where type = 'MailQueued' and facts ->> 'purpose' = 'received') as mailed`)).rows[0], { timeout: 60_000, interval: 250 })
      .toEqual({ cases: String(filed.length), lines: String(filed.length), mails: String(filed.length), mailed: String(filed.length) })
    return new Set(times.keys())
  } finally {
    await db.end()
  }
}

/** Jobs go on after the kill: the mails of what was filed since have left. (Those that the kill interrupted wait for the sweep.) */
async function mailed(cases: readonly string[]): Promise<void> {
  const db = await openDatabase(dataDir)
  try {
    await expect.poll(async () => (await db.query<{ stream: string }>(
      `select facts ->> 'case' as case from journal q where type = 'MailQueued' and facts ->> 'case' = any($1)
         and not exists (select from journal s where s.authority = q.authority and s.stream = q.stream and s.type = 'MailSent')`, [cases])).rows, { timeout: 60_000, interval: 250 }).toEqual([])
  } finally {
    await db.end()
  }
}

async function headsAreTheirEvents(db: pg.Client): Promise<void> {
  const kinds = new Map(roomsWith(fakeOutside()).flatMap(room => room.kinds ?? []).map(kind => [kind.kind, kind]))
  // One statement, so that both are seen at the same moment.
  const { rows } = await db.query<{ stream: string; kind: string; version: number; state: unknown; events: StoredEvent[] | null }>(
    `select s.stream, s.kind, s.version, s.state, (select json_agg(json_build_object('version', j.version, 'type', j.type, 'facts', j.facts, 'personal', j.personal,
       'actor', j.actor, 'happened', (extract(epoch from j.happened) * 1000)::bigint) order by j.version) from journal j where j.authority = s.authority and j.stream = s.stream) as events
     from streams s`)
  const wrong = rows.filter(({ kind, version, state, events }) => {
    const numbered = events?.length === version && events.every((event, i) => event.version === i + 1)
    return !numbered || !same(fold(kinds.get(kind)!, events), state)
  })
  expect(wrong.map(row => [row.kind, row.stream]), 'heads that are not their events').toEqual([])
}

const same = (folded: unknown, stored: unknown): boolean => sorted(JSON.parse(JSON.stringify(folded))) === sorted(stored)

/** JSON with its keys in order: jsonb keeps its own. */
const sorted = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) =>
  part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part)

const draftIn = (address: string): string => /\/apply\/([^/]+)\//.exec(address)![1]!

/** `n` at a time. */
async function inTurn<T>(all: readonly T[], n: number, work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all]
  await Promise.all(Array.from({ length: n }, async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }))
}
