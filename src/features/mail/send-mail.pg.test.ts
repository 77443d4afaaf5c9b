import { afterAll, beforeAll, expect, test } from 'vitest'
import { authority, testJournal, visitor } from '../../../test/support/example.ts'
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.ts'
import { newUuid, type Uuid } from '../../base/ids.ts'
import type { World } from '../../journal/kernel.ts'
import type { Journal } from '../../journal/journal.ts'
import { fakeMailer } from '../../ports/mail/fake-mailer.ts'
import type { MailAnswer, Mailer } from '../../ports/mail/mailer.ts'
import { NoteMailSent, QueueMail } from '../../vocabulary/mail.ts'
import { mail } from './feature.ts'
import { sendMail } from './send-mail.ts'
import { mailKind } from './state.ts'

const unreachable: MailAnswer = { accepted: false, why: 'unreachable', final: false }
let database: FreshDatabase
let journal: Journal

beforeAll(async () => {
  database = await freshDatabase()
  // Nobody follows this journal: only the test runs the effect.
  journal = await testJournal(database.url, { features: [mail(fakeMailer())], follow: false })
})
afterAll(async () => {
  await journal.close()
  await database.drop()
})

async function queued(): Promise<Uuid> {
  const mailing = newUuid()
  await journal.send(1, visitor(newUuid()), QueueMail, { mailing, purpose: 'sign-in', case: null, to: 'b@example.org', language: 'fr' })
  return mailing
}
const stateOf = async (mailing: Uuid) => (await journal.db(1).head(mailKind, mailing))!.state

/** The effect as the queue runs it. */
function run(mailer: Mailer, mailing: Uuid, changed: Partial<World> = {}): Promise<void> {
  const world: World = {
    authority: authority(), db: journal.db(1), now: Date.now(), attempt: 1, ask: journal.ask(1), secrets: journal.secrets, origin: 'https://example.org',
    send: (call, input) => journal.send(1, { kind: 'system', name: 'send-mail' }, call, input), ...changed,
  }
  return sendMail(mailer).run(world, { mailing })
}

test('an accepted mail is noted, and never sent again', async () => {
  const mailing = await queued()
  const server = fakeMailer()
  await run(server, mailing)
  await run(server, mailing)
  expect(server.sent).toHaveLength(1)
  expect(await stateOf(mailing)).toMatchObject({ status: 'sent', attempts: 1 })
})

test('a temporary failure throws, so that the queue comes back; the error names nobody', async () => {
  const mailing = await queued()
  const server = fakeMailer([unreachable])
  await expect(run(server, mailing)).rejects.toThrow('The mail was not taken yet: unreachable.')
  expect(await stateOf(mailing)).toMatchObject({ status: 'failed', attempts: 1, why: 'unreachable' })
  await run(server, mailing)
  expect(await stateOf(mailing)).toMatchObject({ status: 'sent', attempts: 2, why: null })
})

test('a link’s mail is given up after six tries, without a further error', async () => {
  const mailing = await queued()
  const server = fakeMailer(Array.from({ length: 20 }, () => unreachable))
  for (let i = 0; i < 5; i++) await expect(run(server, mailing)).rejects.toThrow('not taken yet')
  await run(server, mailing)
  expect(await stateOf(mailing)).toMatchObject({ status: 'given-up', attempts: 6, why: 'unreachable' })
  await run(server, mailing)
  expect(server.attempts).toHaveLength(6)
})

test('where it broke between the server’s yes and the note, the same Message-ID leaves again', async () => {
  const mailing = await queued()
  const server = fakeMailer()
  await expect(run(server, mailing, { send: async () => { throw new Error('the database went away') } })).rejects.toThrow('the database went away')
  await run(server, mailing)
  expect(server.sent.map(m => m.messageId)).toEqual([`<${mailing}@example.org>`, `<${mailing}@example.org>`])
  expect((await stateOf(mailing)).status).toBe('sent')
})

test('a note that is refused makes the queue come back', async () => {
  const mailing = await queued()
  await expect(run(fakeMailer(), mailing, { send: async () => ({ refused: 'Busy' }) })).rejects.toThrow('not noted: Busy')
})

test('a link that has ended is not sent', async () => {
  const mailing = await queued()
  const server = fakeMailer()
  await run(server, mailing, { now: Date.now() + 31 * 60_000 })
  expect(server.attempts).toEqual([])
  expect(await stateOf(mailing)).toMatchObject({ status: 'given-up', why: 'too-late' })
})

test('an erased address is written to no more', async () => {
  const mailing = await queued()
  await journal.erase(1, mailKind, mailing)
  const server = fakeMailer()
  await run(server, mailing)
  expect(server.attempts).toEqual([])
  expect((await stateOf(mailing)).status).toBe('given-up')
})

test('nothing happens for a mailing that is not there, or of another authority', async () => {
  const mailing = await queued()
  const server = fakeMailer()
  await run(server, newUuid())
  await run(server, mailing, { db: journal.db(2) })
  expect(server.attempts).toEqual([])
  expect(await journal.send(2, { kind: 'system', name: 'send-mail' }, NoteMailSent, { mailing, attempt: 1 })).toMatchObject({ refused: 'NotFound' })
})
