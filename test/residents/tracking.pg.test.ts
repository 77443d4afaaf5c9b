import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { AskApplicant, ConfirmComplete, DecideCase, TakeCase, TakeDecisionBack, WriteMessage, type CaseFile } from '../../src/vocabulary/cases.ts'
import { csrfIn, type Visitor } from '../support/visitor.ts'
import { base, code, openTown, steady, submit, to, type Town } from './town.ts'

/* A request as its applicant follows it, over HTTP with real sessions, events and the canteen's package. */

let town: Town
let file: CaseFile
let who: Visitor
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town?.close())

async function begin(email?: string): Promise<string> {
  file = await town.file(email)
  who = await town.holder(file)
  return `${base}/requests/${file.id}`
}
const byClerk = <I>(call: Parameters<Town['act']>[1], input: I) => town.act(town.clerk, call, { case: file.id, ...input })
const decide = (outcome: 'accepted' | 'refused', undoSeconds = 60) =>
  byClerk(DecideCase, { outcome, reasons: 'La cantine est pleine le lundi.', legalBasis: 'Règlement, art. 3', appeal: 'Écrivez au maire.', undoSeconds })
async function letItLeave(): Promise<void> {
  town.clock.now += 120_000
  await town.journal.sweep()
}
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ')

describe('the page', () => {
  test('says first where it stands, by when the answer comes, and what to do', async () => {
    const page = await shown(await begin())
    const said = text(page)
    expect(said).toMatch(/Demande reçue Réponse au plus tard le lundi 14 décembre Vous n’avez rien à faire\./)
    expect(page).toContain('Inscription à la cantine et au périscolaire')
    expect(page).toMatch(/<h3><span class="vh">Fait\s: <\/span>Demande reçue<span class="when">lundi 16 novembre/)
    expect(page).toMatch(/Vous recevez la réponse<span class="when">au plus tard le lundi 14 décembre/)
    expect(page).not.toMatch(/CaseFiled|HolderAdded/)
  })

  test('shows who has it now, and what was found', async () => {
    const at = await begin()
    await byClerk(TakeCase, {})
    expect(text(await shown(at))).toContain('K. Example, Service Éducation, s’occupe de votre demande.')
    await byClerk(ConfirmComplete, {})
    const page = await shown(at)
    expect(text(page)).toMatch(/En cours d’examen/)
    expect(page).toMatch(/Fait\s: <\/span>Dossier complet/)
    expect(page).toContain('data-say="Nouveau\u202f: K. Example a vérifié\u202f: il ne manque rien.')
  })

  test('speaks English and German', async () => {
    const at = await begin()
    expect(text(await shown(at.replace('/fr/', '/en/')))).toContain('Answer by Monday 14 December at the latest')
    expect(text(await shown(at.replace('/fr/', '/de/')))).toContain('Antwort spätestens am Montag, 14. Dezember')
  })

  test('shows e-mails as steps', async () => {
    const at = await begin('steps@example.org')
    await town.mailedLink('steps@example.org')
    await expect.poll(async () => text(await shown(at)), { timeout: 10_000 }).toMatch(/Nous écrivons à steps@example\.org\..*Votre demande est reçue.*Envoyé/)
  })

  test('is not found by anybody else, as if there were none', async () => {
    const at = await begin()
    const stranger = await town.holder(await town.file())
    const none = `${base}/requests/${newUuid()}`
    for (const part of ['', '/messages', '/answer', '/withdrawal', '/code', '/letter', '/live']) {
      const [other, missing, nobody] = [await stranger.get(at + part), await stranger.get(none + part), await town.newVisitor().get(at + part)]
      expect([other.statusCode, missing.statusCode, nobody.statusCode]).toEqual([404, 404, 404])
      expect(other.body).toBe(missing.body)
    }
    const csrf = csrfIn((await stranger.get(`${base}/requests`)).body)
    for (const part of ['/messages', '/answer', '/withdrawal', '/code']) {
      const post = await stranger.post(at + part, { csrf, message: 'x', answer: 'x', once: newUuid() })
      expect(post.statusCode).toBe(404)
    }
    expect((await town.read(file.id)).version).toBe(file.version + 1)
    // Another town of the installation does not know it either.
    expect((await who.get(at.replace('town-1', 'town-2'))).statusCode).toBe(404)
  })
})

describe('writing', () => {
  test('reaches the case once, shown as typed', async () => {
    const at = await begin()
    const form = (await who.get(at)).body
    const once = /name="once" value="([^"]+)"/.exec(form)![1]!
    for (let i = 0; i < 2; i++) expect(to(await who.post(`${at}/messages`, { csrf: csrfIn(form), once, message: 'Bonjour <b>vous</b> !' }))).toBe(`${at}#messages`)
    expect((await town.read(file.id)).messages).toHaveLength(1)
    expect(await shown(at)).toContain('Bonjour &lt;b>vous&lt;/b> !')
  })

  test('nothing, or too much, is said at the field, and the text is still there', async () => {
    const at = await begin()
    const empty = await submit(who, at, { message: '  ' }, `${at}/messages`)
    expect(empty.statusCode).toBe(422)
    expect(text(empty.body)).toContain('Écrivez quelque chose avant d’envoyer.')
    const long = await submit(who, at, { message: 'é'.repeat(8_001) }, `${at}/messages`)
    expect(long.statusCode).toBe(422)
    expect(long.body).toContain('é'.repeat(8_001))
    expect((await town.read(file.id)).messages).toHaveLength(0)
  })

  test('to a request that was withdrawn meanwhile keeps the text', async () => {
    const at = await begin()
    const csrf = csrfIn((await who.get(at)).body)
    to(await submit(who, `${at}/withdrawal`))
    const late = await who.post(`${at}/messages`, { csrf, message: 'Encore une chose' })
    expect(late.statusCode).toBe(422)
    expect(text(late.body)).toContain('La demande a été close entre-temps.')
    expect(late.body).toContain('Encore une chose</textarea>')
  })
})

describe('what the service asks', () => {
  test('stands first, with its answer, and the case goes on', async () => {
    const at = await begin()
    await byClerk(AskApplicant, { text: 'Quels jours ?' })
    const page = await shown(at)
    expect(text(page)).toContain('C’est à vous Répondez au plus tard le ')
    expect(page.indexOf('id="asked"')).toBeLessThan(page.indexOf('id="path"'))
    expect(page).not.toContain('name="message"')
    expect((await submit(who, at, { answer: '' }, `${at}/answer`)).statusCode).toBe(422)
    expect(to(await submit(who, at, { answer: 'Le lundi.' }, `${at}/answer`))).toBe(at)
    expect(await town.read(file.id)).toMatchObject({ status: 'examined' })
    expect(await shown(at)).toContain('Le lundi.')
  })

  test('stays asked while a decision can be taken back: what is answered meanwhile is not lost', async () => {
    const at = await begin()
    await byClerk(AskApplicant, { text: 'Quels jours ?' })
    await decide('refused')
    expect(text(await shown(at))).toContain('C’est à vous')
    expect(to(await submit(who, at, { answer: 'Le lundi.' }, `${at}/answer`))).toBe(at)
    await byClerk(TakeDecisionBack, {})
    expect(await town.read(file.id)).toMatchObject({ status: 'examined', asked: false })
  })

  test('no longer, lets the answer go as a message', async () => {
    const at = await begin()
    await byClerk(AskApplicant, { text: 'Quels jours ?' })
    const csrf = csrfIn((await who.get(at)).body)
    await decide('accepted')
    await letItLeave()
    const late = await who.post(`${at}/answer`, { csrf, answer: 'Le mardi.' })
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain(`action="${at}/messages"`)
    expect(late.body).toContain('Le mardi.</textarea>')
  })
})

describe('a decision', () => {
  test('that has not left cannot be seen, and one taken back never was', async () => {
    const at = await begin()
    await byClerk(ConfirmComplete, {})
    const before = steady(await shown(at)).replace(/live\?v=\d+/, '')
    await decide('refused')
    expect(steady(await shown(at)).replace(/live\?v=\d+/, '')).toBe(before)
    expect((await who.get(`${at}/letter`)).statusCode).toBe(404)
    expect((await who.get(`${base}/requests`)).body).toContain('En cours d’examen')
    await byClerk(TakeDecisionBack, {})
    expect(steady(await shown(at)).replace(/live\?v=\d+/, '')).toBe(before)
  })

  test('that has left is the letter itself', async () => {
    const at = await begin()
    await decide('refused')
    await letItLeave()
    const page = await shown(at)
    expect(text(page)).toMatch(/Demande refusée Réponse envoyée le/)
    for (const part of ['La cantine est pleine le lundi.', 'Règlement, art. 3', 'Écrivez au maire.', 'K. Example']) expect(page).toContain(part)
    expect(page).toMatch(/data-state="refused"/)
    // Nobody checked that nothing was missing, so the path does not say so.
    expect(page).not.toContain('Dossier complet')
    expect((await who.get(`${at}/letter`)).body).toContain('La cantine est pleine le lundi.')
    // People go on asking after a decision.
    expect(to(await submit(who, at, { message: 'Et le mardi ?' }, `${at}/messages`))).toBe(`${at}#messages`)
    expect((await submit(who, `${at}/code`, {}, `${at}/withdrawal`)).statusCode).toBe(422)
  })
})

test('withdrawing asks first, then ends the request, once', async () => {
  const at = await begin()
  const ask = (await who.get(`${at}/withdrawal`)).body
  expect(text(ask)).toContain('Un retrait ne s’annule pas.')
  expect(await town.read(file.id)).toMatchObject({ status: 'received' })
  for (let i = 0; i < 2; i++) expect(to(await who.post(`${at}/withdrawal`, { csrf: csrfIn(ask), reason: 'Nous déménageons' }))).toBe(at)
  expect(await town.read(file.id)).toMatchObject({ status: 'withdrawn' })
  const page = await shown(at)
  expect(page).toMatch(/data-state="withdrawn"/)
  expect(page).not.toContain('Vous recevez la réponse')
  expect(text((await who.get(`${at}/withdrawal`)).body)).toContain('Cette demande est déjà close.')
})

test('a new code is shown to this session, opens the request elsewhere, and ends the old one', async () => {
  const at = await begin()
  const form = (await who.get(`${at}/code`)).body
  const once = /name="once" value="([^"]+)"/.exec(form)![1]!
  const address = to(await who.post(`${at}/code`, { csrf: csrfIn(form), once }))
  expect(to(await who.post(`${at}/code`, { csrf: csrfIn(form), once }))).toBe(address)
  const made = /class="code">([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</.exec((await who.get(address)).body)![1]!
  expect(address).not.toContain(made)
  expect((await submit(town.newVisitor(), `${base}/requests/find`, { number: file.number, code })).statusCode).toBe(422)
  const other = town.newVisitor()
  to(await submit(other, `${base}/requests/find`, { number: file.number, code: made }))
  // The same address shows the code to nobody else, not even to another holder.
  expect((await other.get(address)).body).not.toContain(made)
})

test('what an agent writes appears in the conversation', async () => {
  const at = await begin()
  await byClerk(WriteMessage, { text: 'Tout va bien.' })
  const page = await shown(at)
  expect(page).toContain('Tout va bien.')
  expect(page).toContain('data-say="Nouveau\u202f: K. Example vous a écrit.')
})

async function shown(address: string): Promise<string> {
  const page = await who.get(address)
  expect(page.statusCode).toBe(200)
  return page.body
}
