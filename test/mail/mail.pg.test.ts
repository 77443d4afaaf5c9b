import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { agent, authority, filing, testJournal, visitor } from '../support/example.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { readService } from '../support/played-case.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { question, type Feature } from '../../src/journal/kernel.ts'
import type { Journal } from '../../src/journal/journal.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import type { MailAnswer, Mailer } from '../../src/ports/mail/mailer.ts'
import { ConfirmContact, FileCase, GetCase, WithdrawCase, WriteMessage } from '../../src/vocabulary/cases.ts'
import { addressKey, readLinkToken } from '../../src/vocabulary/mail-link.ts'
import { GetMailLink, QueueMail, RetryMail, UseMailLink } from '../../src/vocabulary/mail.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { mail } from '../../src/features/mail/feature.ts'
import { mailKind } from '../../src/features/mail/state.ts'
import { findMailings } from '../../src/features/mail/store.ts'

const canteen = readService('fleury-sur-orne/services/cantine-periscolaire')
const services: Feature = {
  name: 'services',
  questions: [question({ call: GetService, answer: async () => ({ ...canteen, version: 1, description: { ...canteen.description, name: { fr: 'Cantine' } } }) })],
}
const soon = { timeout: 20_000, interval: 20 }
const later = (why: 'unreachable' | 'refused-address', final = false): MailAnswer => ({ accepted: false, why, final })

let database: FreshDatabase
let journal: Journal
let box: ReturnType<typeof fakeMailer>
/** Stands for whatever mailer a test puts in. */
const current: Mailer = { name: 'smtp', from: 'no-reply@example.org', send: message => box.send(message) }

beforeAll(async () => {
  database = await freshDatabase()
  journal = await testJournal(database.url, { features: [cases, services, mail(current)], origin: 'https://example.org', authorities: () => [authority()] })
  // Reactions are new here: they hear what is filed from their first look on.
  await vi.waitFor(() => expect(journal.health().at).toBeGreaterThan(0), soon)
})
afterAll(async () => {
  await journal.close()
  await database.drop()
})
beforeEach(() => {
  box = fakeMailer()
})

const holder = newUuid()
async function file(): Promise<Uuid> {
  const input = filing(holder)
  expect(await journal.send(1, visitor(holder), FileCase, input)).toMatchObject({ stream: input.draft })
  return input.draft
}
const notices = async (id: Uuid) => (await journal.ask(1)(GetCase, { case: id }))!.notices

describe('over the real journal', () => {
  test('a filed case is mailed once, to its unconfirmed address without anything personal, and shows it', async () => {
    const id = await file()
    await vi.waitFor(async () => expect((await notices(id)).at(-1)).toMatchObject({ notice: 'received', result: 'sent' }), soon)
    expect(box.sent).toHaveLength(1)
    const [message] = box.sent
    expect(message).toMatchObject({ to: 'a@example.org', from: { name: 'Town 1', address: 'no-reply@example.org' }, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'fr' } })
    expect(message!.text + message!.html + message!.subject).not.toMatch(/CA-2026|Cantine|Example,|A\. Example/)
    const token = /https:\/\/example\.org\/town-1\/fr\/access\/(\S+)/.exec(message!.text)![1]!
    const mailing = readLinkToken(journal.secrets, token)!
    expect(message!.messageId).toBe(`<${mailing}@example.org>`)
    expect(await journal.ask(1)(GetMailLink, { mailing })).toMatchObject({ purpose: 'received', case: id, to: 'a@example.org', used: false })
    expect(await journal.send(1, visitor(holder), UseMailLink, { mailing })).toMatchObject({ stream: mailing })
    expect(await journal.send(1, visitor(holder), UseMailLink, { mailing })).toMatchObject({ refused: 'LinkUsed' })
  })

  test('a confirmed address is told number and service; what the applicant writes is mailed to nobody', async () => {
    const id = await file()
    await journal.send(1, visitor(holder), ConfirmContact, { case: id, account: holder })
    await journal.send(1, visitor(holder), WriteMessage, { case: id, text: 'Secret of the applicant' })
    await journal.send(1, agent(), WriteMessage, { case: id, text: 'Secret of the agent' })
    await journal.send(1, visitor(holder), WithdrawCase, { case: id, reason: 'Secret reason' })
    await vi.waitFor(async () => expect((await notices(id)).filter(n => n.result === 'sent').map(n => n.notice).sort()).toEqual(['message', 'received', 'withdrawn']), soon)
    const told = box.sent.filter(m => m.text.includes(`/requests/${id}`))
    expect(told.length).toBeGreaterThanOrEqual(2)
    for (const m of told) expect(m.text).toContain('Cantine')
    for (const m of box.sent) expect(m.text + m.html).not.toMatch(/Secret|Example,|A\. Example/)
  })

  test('two failures, then sent under the same Message-ID; the case shows each step and the list the outcome', async () => {
    box = fakeMailer([later('unreachable'), later('unreachable')])
    const id = await file()
    await vi.waitFor(async () => expect((await notices(id)).at(-1)).toMatchObject({ result: 'failed', why: 'unreachable' }), soon)
    await vi.waitFor(async () => expect((await notices(id)).at(-1)).toMatchObject({ result: 'sent' }), { ...soon, timeout: 28_000 })
    expect(box.attempts).toHaveLength(3)
    expect(new Set(box.attempts.map(m => m.messageId)).size).toBe(1)
    const { mailing } = (await notices(id)).at(-1)!
    await vi.waitFor(async () => expect((await findMailings(journal.db(1), null, 1))[0]).toMatchObject({ mailing, masked: 'a•••@example.org', purpose: 'received', status: 'sent', attempts: 3, why: null }), soon)
  }, 60_000)

  test('a refusal for good is given up at once; an administrator has it tried again, and it leaves', async () => {
    box = fakeMailer([later('refused-address', true)])
    const id = await file()
    await vi.waitFor(async () => expect((await notices(id)).at(-1)).toMatchObject({ result: 'given-up', why: 'refused-address' }), soon)
    const { mailing } = (await notices(id)).at(-1)!
    expect(await journal.send(1, agent(), RetryMail, { mailing })).toMatchObject({ refused: 'NotPermitted' })
    const administrator = { ...agent(), administrator: true } as ReturnType<typeof agent>
    expect(await journal.send(1, administrator, RetryMail, { mailing })).toMatchObject({ stream: mailing })
    await vi.waitFor(async () => expect((await notices(id)).at(-1)).toMatchObject({ result: 'sent' }), soon)
    expect(box.attempts.map(m => m.messageId)).toEqual([`<${mailing}@example.org>`, `<${mailing}@example.org>`])
  })
})

describe('the list', () => {
  test('pages on from a line without losing or repeating one, and sees one authority only', async () => {
    for (let i = 0; i < 5; i++) await journal.send(3, visitor(newUuid()), QueueMail, { mailing: newUuid(), purpose: 'sign-in', case: null, to: `c${i}@example.org`, language: 'fr' })
    await vi.waitFor(async () => expect(await findMailings(journal.db(3), null, 9)).toHaveLength(5), soon)
    const all = await findMailings(journal.db(3), null, 9)
    const first = await findMailings(journal.db(3), null, 2)
    const rest = await findMailings(journal.db(3), first.at(-1)!, 9)
    expect([...first, ...rest].map(l => l.mailing)).toEqual(all.map(l => l.mailing))
    expect(await findMailings(journal.db(4), null, 9)).toEqual([])
    // The next test has a mailer of its own, which these must not reach.
    await vi.waitFor(async () => expect((await findMailings(journal.db(3), null, 9)).map(l => l.status)).toEqual(Array(5).fill('sent')), soon)
  })

  test('a mailing whose node died while sending is taken up by the sweep', async () => {
    let died = false
    let wake = (_answer: MailAnswer): void => {}
    const living = fakeMailer()
    box = { ...living, send: message => (died ? living.send(message) : ((died = true), new Promise(resolve => { wake = resolve }))) }
    const id = await file()
    await vi.waitFor(() => expect(died).toBe(true), soon)
    await journal.sweep()
    expect(living.sent).toHaveLength(0)
    await vi.waitFor(async () => expect((await journal.pools.tail.query("update mailings set touched = touched - 130000 where status = 'queued'")).rowCount).toBe(1), soon)
    await journal.sweep()
    await vi.waitFor(async () => expect((await notices(id)).at(-1)).toMatchObject({ notice: 'received', result: 'sent' }), soon)
    expect(living.sent).toHaveLength(1)
    wake({ accepted: false, why: 'other', final: true })
  })

  test('an address that nobody confirmed gets the mails of its first requests only', async () => {
    const contact = { name: 'A. Example', email: 'flooded@example.org', addressKey: addressKey(journal.secrets, 'flooded@example.org') }
    const next = async (): Promise<Uuid> => {
      const input = filing(holder, { contact })
      const made = await journal.send(1, visitor(holder), FileCase, input)
      // The count is a list's: it is told apart from the mails, which may leave before it.
      if (!isRefusal(made)) await journal.settled(1, made)
      return input.draft
    }
    for (let i = 0; i < 11; i++) await next()
    const twelfth = await next()
    await vi.waitFor(async () => expect((await notices(twelfth)).at(-1)).toMatchObject({ result: 'given-up', why: 'too-many' }), soon)
    expect(box.sent.length).toBeLessThanOrEqual(11)
  })

  test('an erased address leaves it', async () => {
    const mailing = newUuid()
    await journal.send(5, visitor(newUuid()), QueueMail, { mailing, purpose: 'sign-in', case: null, to: 'd@example.org', language: 'fr' })
    await vi.waitFor(async () => expect((await findMailings(journal.db(5), null, 9)).map(l => l.masked)).toEqual(['d•••@example.org']), soon)
    await journal.erase(5, mailKind, mailing)
    expect((await findMailings(journal.db(5), null, 9)).map(l => l.masked)).toEqual([''])
  })
})
