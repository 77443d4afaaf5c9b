import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { AnswerAsked, WithdrawCase, WriteMessage, type CaseFile } from '../../src/vocabulary/cases.ts'
import { visitor } from '../support/example.ts'
import type { Visitor } from '../support/visitor.ts'
import { base, openOffice, submit, to, valueOf, type Office } from './office.ts'

let office: Office
let kim: Visitor
let lee: Visitor
beforeAll(async () => {
  office = await openOffice()
  await office.enrol('kim@example.org', 'Kim Example')
  await office.enrol('lee@example.org', 'Lee Example')
  await office.enrol('roads@example.org', 'Ray Example', ['roads'])
  kim = await office.signedIn('kim@example.org')
  lee = await office.signedIn('lee@example.org')
})
afterAll(() => office?.close())

const at = ({ id }: CaseFile, path = '') => `${base}/desk/cases/${id}${path}`
const letter = { outcome: 'refused', reasons: 'Il n’y a plus de <place>.', legalBasis: 'Règlement, art. 3', appeal: 'Dans les deux mois.' }

describe('the queue', () => {
  test('shows the cases of my teams by deadline and counts them; another team has none of them', async () => {
    const late = await office.file({ due: '2026-11-13', subject: 'L. Late, CE1' })
    const soon = await office.file({ due: '2026-11-18', subject: 'S. Soon, CE2' })
    const { body } = await kim.get(`${base}/desk`)
    expect(body.indexOf('L. Late')).toBeGreaterThan(body.indexOf('En retard'))
    expect(body.indexOf('S. Soon')).toBeGreaterThan(body.indexOf('Dans les sept jours'))
    expect(body).toContain('Inscription à la cantine et au périscolaire')
    const other = await office.signedIn('roads@example.org')
    expect((await other.get(`${base}/desk`)).body).not.toContain('L. Late')
    for (const address of [at(late), at(soon, '/decision'), at(soon, '/question')]) expect((await other.get(address)).statusCode).toBe(404)
    expect((await submit(other, `${base}/desk/account`, {}, at(late, '/taking'))).statusCode).toBe(404)
    expect((await office.read(late.id)).agent).toBeNull()
  })

  test('goes on page by page without losing or repeating a case', async () => {
    const filed = await Promise.all([...Array(45)].map((_, i) => office.file({ due: `2027-03-${String(1 + (i % 3)).padStart(2, '0')}`, subject: `P. Page${i}, CP` })))
    const seen: string[] = []
    let next: string | undefined = `${base}/desk`
    while (next) {
      const { body }: { body: string } = await kim.get(next)
      seen.push(...[...body.matchAll(/class="case[^"]*" href="[^"]*\/cases\/([0-9a-f-]{36})/g)].map(found => found[1]!))
      next = /class="queue-end"><a[^>]*href="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(filed.every(file => seen.includes(file.id))).toBe(true)
  })

  test('without a session leads to the door; an id that is none, or of nobody, is a 404', async () => {
    expect(to(await office.newVisitor().get(`${base}/desk`))).toContain('/desk/sign-in?next=')
    for (const id of ['x', newUuid()]) expect((await kim.get(`${base}/desk/cases/${id}`)).statusCode).toBe(404)
    // Agents' pages have no easy variant.
    for (const rest of ['/desk', '/desk/sign-in']) expect((await kim.get(`/town-1/fr-simple${rest}`)).statusCode).toBe(404)
  })
})

describe('a case', () => {
  test.each<[string, readonly string[]]>([
    ['fr', ['Demande reçue le 16 novembre.', 'Déclaré le 16 novembre.', 'La personne']], ['en', ['Request received on 16 November.', 'Declared on 16 November.', 'The person']],
    ['de', ['Antrag eingegangen am 16. November.', 'Angegeben am 16. November.', 'Die Person']],
  ])('that nobody gave a name to is told of in whole sentences, in %s', async (language, sentences) => {
    const file = await office.file({ contact: { name: '' } })
    await office.act(visitor(file.holders[0]!), WriteMessage, { case: file.id, text: 'Bonjour.' })
    const body = (await kim.get(at(file).replace('/fr/', `/${language}/`))).body.replaceAll('\u00a0', ' ')
    for (const sentence of sentences) expect(body).toContain(sentence)
    expect(body).toContain('id="open-case"')
    expect(body.slice(body.indexOf('id="open-case"'))).not.toMatch(/Sans nom|No name given|Ohne Namen|(par|by|von) (le|on|am) /)
  })

  test('is taken, found complete, asked about and answered', async () => {
    const file = await office.file({ subject: 'A. Acts, CE1' })
    expect(to(await submit(kim, at(file), {}, at(file, '/taking')))).toBe(at(file))
    expect((await office.read(file.id)).agent?.name).toBe('Kim Example')
    await submit(kim, at(file), {}, at(file, '/completeness'))
    const asked = await submit(kim, at(file, '/question'), { text: 'Quelle <école> ?', once: newUuid() })
    expect(to(asked)).toBe(at(file))
    const page = (await kim.get(at(file))).body
    expect(page).toContain('Quelle &lt;école> ?')
    expect(page).toContain('Le dossier attend la réponse')
    expect((await kim.get(`${base}/desk?list=waiting`)).body).toContain('A. Acts')
    await office.act(visitor(file.holders[0]!), AnswerAsked, { case: file.id, text: 'Les Marronniers.' })
    expect((await kim.get(at(file))).body).toContain('Les Marronniers.')
  })

  test('that was written in easy language asks its agent for short sentences', async () => {
    const sentence = 'écrivez des phrases courtes'
    expect((await kim.get(at(await office.file({ subject: 'E. Easy, CE1', easy: true })))).body).toContain(sentence)
    expect((await kim.get(at(await office.file({ subject: 'P. Plain, CE1' })))).body).not.toContain(sentence)
  })

  test('keeps what was typed when a message is refused, and sends one message for a repeated send', async () => {
    const file = await office.file()
    const empty = await submit(kim, at(file), { text: '   ' }, at(file, '/messages'))
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('href="#f-text"')
    const once = newUuid()
    for (let i = 0; i < 2; i++) await submit(kim, at(file), { text: 'Bonjour.', once }, at(file, '/messages'))
    expect((await office.read(file.id)).messages).toHaveLength(1)
    await office.act(visitor(file.holders[0]!), WithdrawCase, { case: file.id, reason: '' })
    const late = await submit(kim, `${base}/desk/account`, { text: 'Encore un mot.', once: newUuid() }, at(file, '/messages'))
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('Ce dossier est clos')
  })

  test('says aloud what the applicant wrote since, and follows its own stream', async () => {
    const file = await office.file()
    expect((await kim.get(at(file))).body).toContain('data-say="Dossier à jour."')
    await office.act(visitor(file.holders[0]!), WriteMessage, { case: file.id, text: 'Bonjour.' })
    const { body } = await kim.get(at(file))
    expect(body).toMatch(/data-say="A\. Example a écrit/)
    expect(body).toMatch(/<pv-live src="[^"]*\/live\?v=2"/)
  })
})

describe('a decision', () => {
  test('is filled in with the rules and appeals of the service, in the applicant’s language', async () => {
    const file = await office.file({ language: 'de' })
    const { body } = await kim.get(at(file, '/decision?outcome=refused'))
    expect(body).toContain('Hat eine Grundschule eine Kantine')
    expect(body).toContain('Verwaltungsgericht Caen')
    expect(body).toContain('lang="de"')
    expect(body).toContain('Ihr Antrag wird abgelehnt')
  })

  test('leaves only as the letter that was seen; can be taken back; then leaves as it was seen', async () => {
    const file = await office.file()
    const once = newUuid()
    const shown = await submit(kim, at(file, '/decision'), { ...letter, once, step: 'send' })
    expect(shown.statusCode).toBe(422)
    expect(shown.body).toContain('Relisez la lettre')
    expect(shown.body).not.toContain('Il reste quelque chose à corriger')
    expect(shown.body).toContain('data-part="reasons">Il n’y a plus de &lt;place>.')
    const seen = valueOf(shown.body, 'seen')
    const changed = await submit(kim, at(file, '/decision'), { ...letter, reasons: 'Autre chose.', once, seen, step: 'send' })
    expect(changed.statusCode).toBe(422)
    expect((await office.read(file.id)).decision).toBeNull()
    expect(to(await submit(kim, at(file, '/decision'), { ...letter, once, seen, step: 'send' }))).toBe(at(file))

    const leaving = (await kim.get(at(file))).body
    expect(leaving).toContain('La lettre part à 21\u00a0h\u00a015')
    expect(leaving).toContain('Il n’y a plus de &lt;place>.')
    expect(to(await submit(kim, at(file), {}, at(file, '/decision-undo')))).toBe(at(file))
    expect((await office.read(file.id)).decision).toBeNull()

    await submit(kim, at(file, '/decision'), { ...letter, once: newUuid(), seen, step: 'send' })
    office.clock.now += 61_000
    await expect.poll(async () => {
      await office.journal.sweep()
      return (await office.read(file.id)).decision?.sent
    }, { timeout: 10_000 }).toBe(office.clock.now)
    const sent = await kim.get(at(file))
    expect(sent.body).toContain('La lettre, telle qu’elle est partie')
    expect(sent.body).toContain('Il n’y a plus de &lt;place>.')
    const late = await submit(kim, `${base}/desk/account`, {}, at(file, '/decision-undo'))
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('La lettre est déjà partie')
  })

  test('needs outcome, reasons, rules and appeal, and keeps what was typed', async () => {
    const file = await office.file()
    const { statusCode, body } = await submit(kim, at(file, '/decision'), { outcome: 'refused', reasons: '', legalBasis: 'Gardé & <lu>', appeal: ' ', seen: 'live' })
    expect(statusCode).toBe(422)
    for (const field of ['reasons', 'appeal']) expect(body).toContain(`href="#f-${field}"`)
    expect(body).toContain('Gardé &amp; &lt;lu>')
    const none = await submit(kim, at(file, '/decision'), { ...letter, outcome: 'perhaps', seen: 'live' })
    expect(none.body).toContain('href="#f-outcome"')
  })

  test('to refuse does not go with the sentence that accepts', async () => {
    const file = await office.file()
    const answer = await submit(kim, at(file, '/decision'), { ...letter, reasons: 'Votre demande remplit les conditions du service.', seen: 'live' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('parle encore d’une acceptation')
  })

  test('of a second agent is told who decided what, with the text kept', async () => {
    const file = await office.file()
    expect(to(await submit(lee, at(file, '/decision'), { ...letter, outcome: 'accepted', once: newUuid(), seen: 'live', step: 'send' }))).toBe(at(file))
    const { statusCode, body } = await submit(kim, at(file, '/decision'), { ...letter, once: newUuid(), seen: 'live', step: 'send' })
    expect(statusCode).toBe(422)
    expect(body).toContain('Lee Example a déjà accepté cette demande')
    expect(body).toContain('Il n’y a plus de &lt;place>.')
    expect(body).not.toContain('value="send"')
    expect((await office.read(file.id)).decision?.outcome).toBe('accepted')
  })
})
