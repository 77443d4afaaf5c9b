import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { instantOf } from '../../src/base/time.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { mail } from '../../src/features/mail/feature.ts'
import { findMailings } from '../../src/features/mail/store.ts'
import { staff } from '../../src/features/staff/feature.ts'
import { question, type Actor, type Feature } from '../../src/journal/kernel.ts'
import type { Journal } from '../../src/journal/journal.ts'
import { migrate } from '../../src/journal/migrate.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import { AskApplicant, DecideCase, FileCase, TakeCase, type FileCaseInput } from '../../src/vocabulary/cases.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { QueueMail } from '../../src/vocabulary/mail.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { EnrolAgent, ListAgentsToRemind, NoteSignIn, SetWorkReminders } from '../../src/vocabulary/staff.ts'
import { samplePressingWork } from '../../src/vocabulary/work-reminders.ts'
import { agent, authority, filing, testJournal, visitor } from '../support/example.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { readService } from '../support/played-case.ts'

/* Reminders to those who work, over the real journal and queue, by a clock that the test moves. */

const tablet = readService('ile-de-france/services/tablette-lyceen')
const services: Feature = { name: 'services', questions: [question({ call: GetService, answer: async () => ({ ...tablet, version: 1, description: { ...tablet.description, name: { fr: 'Tablette', en: 'Tablet' } } }) })] }
const system: Actor = { kind: 'system', name: 'test' }
const soon = { timeout: 20_000, interval: 20 }
const at = (day: string, time: string) => instantOf(day, time, 'Europe/Paris')
const clock = { now: at('2026-11-23', '10:00') }
const town = { ...authority(1), closed: ['2026-11-27'] }
const holder = newUuid()

let database: FreshDatabase
let nodes: Journal[] = []
const box = fakeMailer()
const open = () => testJournal(database.url, { features: [cases, services, staff, desk(noMaps), mail(box)], now: () => clock.now, authority: () => town, authorities: () => [town], origin: 'https://example.org' })
const first = () => nodes[0]!

const ann = newUuid(), ben = newUuid(), dan = newUuid()
async function enrol(id: Uuid, email: string): Promise<void> {
  const done = await first().send(1, system, EnrolAgent, { agent: id, key: addressKey(first().secrets, email), name: 'K. Example', email, password: 'four words of an example', teams: ['education'], administrator: false })
  await first().settled(1, done as { stream: Uuid; version: number })
}
/** Files a case at an instant, with another promised day. */
async function file(due: string, more: Partial<FileCaseInput> = {}): Promise<FileCaseInput> {
  const input = filing(holder, { due, contact: { name: 'A. Secret' }, subject: 'B. Secret', ...more })
  const done = await first().send(1, visitor(holder), FileCase, input)
  expect(done).toMatchObject({ stream: input.draft })
  await first().settled(1, done as { stream: Uuid; version: number })
  return input
}
async function by(who: Actor, call: Parameters<Journal['send']>[2], input: object): Promise<void> {
  const done = await first().send(1, who, call, input)
  expect(done).not.toHaveProperty('refused')
  await first().settled(1, done as { stream: Uuid; version: number })
}
const reminders = async () => (await findMailings(first().db(1), null, 99)).filter(line => line.purpose === 'work-reminder')
const sweepAll = () => Promise.all(nodes.map(node => node.sweep()))
/** Waits until so many have left in all: as many as the list holds. */
async function sent(count: number) {
  await vi.waitFor(async () => expect((await reminders()).map(line => line.status)).toEqual(Array(count).fill('sent')), soon)
  expect(box.sent).toHaveLength(count)
  return box.sent
}

beforeAll(async () => {
  database = await freshDatabase()
  nodes = [await open()]
  await vi.waitFor(() => expect(first().health().at).toBeGreaterThan(0), soon)
  for (const [id, email] of [[ann, 'ann@example.org'], [ben, 'ben@example.org'], [dan, 'dan@example.org']] as const) await enrol(id, email)
})
afterAll(async () => {
  for (const node of nodes) await node.close()
  await database.drop()
})

test('an agent says whether they are reminded, in the language that they read; nobody else says it for them', async () => {
  await by(agent(ann), NoteSignIn, { agent: ann, language: 'en' })
  await by(agent(dan), SetWorkReminders, { agent: dan, on: false, language: 'de' })
  expect(await first().send(1, agent(ann), SetWorkReminders, { agent: ben, on: false, language: 'de' })).toMatchObject({ refused: 'NotPermitted' })
  expect((await first().ask(1)(ListAgentsToRemind, {})).map(({ email, reminded, language }) => [email, reminded, language]).sort()).toEqual([
    ['ann@example.org', true, 'en'], ['ben@example.org', true, null], ['dan@example.org', false, 'de'],
  ])
})

test('nobody but the platform mails an agent', async () => {
  const input = { mailing: newUuid(), purpose: 'work-reminder' as const, case: null, to: 'a@example.org', language: 'fr' as const, work: samplePressingWork }
  for (const who of [visitor(holder), agent(ann)]) expect(await first().send(1, who, QueueMail, input)).toMatchObject({ refused: 'NotPermitted' })
  expect(await first().send(1, system, QueueMail, { ...input, work: undefined })).toMatchObject({ refused: 'BadInput' })
  expect(await first().send(1, system, QueueMail, { ...input, purpose: 'sign-in' })).toMatchObject({ refused: 'BadInput' })
})

describe('in the morning', () => {
  let mine: FileCaseInput
  test('nothing is sent where nothing is due', async () => {
    await file('2026-12-31')
    await sweepAll()
    expect(await reminders()).toEqual([])
  })

  test('nothing before seven; then each agent is told what presses for them, once', async () => {
    mine = await file('2026-11-24')
    const free = await file('2026-11-26')
    const [asked, decided] = [await file('2026-11-24'), await file('2026-11-24')]
    await by(agent(ann), TakeCase, { case: mine.draft })
    await by(agent(ann), AskApplicant, { case: asked.draft, text: 'Which one?' })
    await by(agent(ann), DecideCase, { case: decided.draft, outcome: 'accepted', reasons: 'r', legalBasis: 'l', appeal: 'a', undoSeconds: 3_600 })
    // Two days later, by the town's own clock.
    clock.now = at('2026-11-25', '06:59')
    await sweepAll()
    expect(await reminders()).toEqual([])
    clock.now = at('2026-11-25', '07:00')
    await sweepAll()
    const mails = await sent(2)
    const of = (who: string) => mails.find(message => message.to === `${who}@example.org`)!
    expect(of('ann').subject).toBe('2 cases are pressing')
    expect(of('ann').text).toContain('1 case is late.\n1 answer is due today or within two working days.')
    expect(of('ann').text).toContain(`${mine.number} – Tablet, answer due on 24 November\nhttps://example.org/town-1/en/desk/cases/${mine.draft}\n`)
    // No language known: the authority's first. What somebody else has taken is not Ben's.
    expect(of('ben').subject).toBe('1 dossier presse')
    expect(of('ben').text).toContain(`https://example.org/town-1/fr/desk/cases/${free.draft}\n`)
    expect(of('ben').text).not.toContain(mine.number)
    for (const { text, html, subject } of mails) {
      expect(text + html + subject).not.toContain('Secret')
      expect(text).toContain('/desk/account\n')
      expect(text).not.toContain(asked.number)
      expect(text).not.toContain(decided.number)
    }
  })

  test('two nodes at once, and a node that starts anew, send it once', async () => {
    nodes.push(await open())
    clock.now = at('2026-11-26', '08:00')
    await sweepAll()
    expect((await sent(4)).map(message => message.to).sort()).toEqual(['ann@example.org', 'ann@example.org', 'ben@example.org', 'ben@example.org'])
    for (const node of nodes) await node.close()
    nodes = [await open()]
    // What came meanwhile waits for the next morning.
    await file('2026-11-26')
    clock.now = at('2026-11-26', '15:00')
    await sweepAll()
    await sent(4)
  })

  test('nothing on a day on which the authority is closed; then the law’s day is told, before it', async () => {
    for (const [day, count] of [['2026-11-27', 4], ['2026-11-28', 4], ['2026-11-30', 6]] as const) {
      clock.now = at(day, '09:00')
      await sweepAll()
      await sent(count)
    }
    // Two months after 23 November; five working days before are the law's to be told.
    for (const [day, count, says] of [['2027-01-15', 8, false], ['2027-01-18', 10, true]] as const) {
      clock.now = at(day, '09:00')
      await sweepAll()
      expect((await sent(count)).some(message => message.text.includes('samedi 23 janvier'))).toBe(says)
    }
  })
})

test('an update of a database with cases and agents makes the rows that the journal would', async () => {
  for (const node of nodes) await node.close()
  nodes = []
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const rows = async () => ({
      lines: (await client.query('select stream, silence from parvis.case_lines order by stream')).rows,
      work: (await client.query('select * from parvis.case_work order by stream, team')).rows,
      agents: (await client.query('select * from parvis.agents order by stream')).rows,
    })
    await client.query('update parvis.agents set reminded = true')
    const before = await rows()
    expect(before.lines.some(line => line.silence !== null)).toBe(true)
    expect([before.work.length > 0, before.agents.length]).toEqual([true, 3])
    // As the migration before left them: without the column and the table, and without the rows that it could not see.
    await client.query("drop table parvis.agents; alter table parvis.case_lines drop column silence; delete from parvis.case_work; delete from parvis.migrations where name like '0014-%'")
    expect(await migrate(database.url)).toEqual(['0014-work-reminders.sql'])
    expect(await rows()).toEqual(before)
  } finally {
    await client.end()
  }
})
