import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import { sql } from '../../src/journal/sql.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { codesIn, idIn, openCounter, postTo, to, type Counter } from './counter.ts'

/* A form that is left and taken up again: by code, by link, on other devices; who else gets in. */

const base = '/town-1/fr'
let counter: Counter
let visitor: Visitor
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter?.close())
beforeEach(() => {
  visitor = new Visitor(counter.server)
})

const later = (address: string) => address.replace(/\/apply\/([^/]+)\/.*$/, '/apply/$1/go-on-later')
const steady = (body: string): string => body.replace(/name="csrf" value="[^"]*"/g, '')

const keptByCode = (who = visitor) => counter.keptByCode(who)

describe('stop and go on later', () => {
  test('saves the answer, and tells of both ways and of the day', async () => {
    const first = await counter.begin(visitor)
    const fields = fillIn(describeStep(counter.form, {}, 'children.0.child', 'fr')!.controls, () => 0)
    fields.set('draft-then', 'later')
    expect(to(await postTo(visitor, first, fields))).toBe(later(first))
    expect((await counter.stored(idIn(first))).children).toHaveLength(1)
    const page = (await visitor.get(later(first))).body
    expect(page).toContain('17 novembre')
    expect(page).toContain('14 jours')
    expect(page).toContain('Effacer de cet ordinateur')
  })

  test('with nothing answered leaves, and answers nothing; with half an answer shows what is wrong and a way out', async () => {
    const first = await counter.begin(visitor)
    expect(to(await postTo(visitor, first, { 'draft-then': 'later', 'child.given': ' ' }))).toBe(later(first))
    expect(await counter.stored(idIn(first))).toEqual({})
    const half = await postTo(visitor, first, { 'draft-then': 'later', 'child.given': 'Inès' })
    expect(half.statusCode).toBe(422)
    expect(half.body).toContain('value="Inès"')
    expect(half.body).toContain(`href="${later(first)}"`)
  })
})

describe('number and code', () => {
  test('open the form on another device; both go on, and one request comes of it', async () => {
    const { id, first, second, number, code } = await keptByCode()
    expect(number).toMatch(/^D-\d{5}$/)
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    const phone = new Visitor(counter.server)
    expect((await phone.get(first)).statusCode).toBe(404)
    const typed = { number: number.toLowerCase().replace('-', ' '), code: code.toLowerCase().replaceAll('-', ' ') }
    const resume = to(await postTo(phone, `${base}/drafts`, typed))
    const page = (await phone.get(resume)).body
    expect(page).toContain('30 novembre')
    expect(page).toContain(second)
    // Each sees what the other answered.
    const third = to(await postTo(phone, second, fillIn(describeStep(counter.form, await counter.stored(id), 'children.0.schoolYear', 'fr')!.controls, () => 0)))
    expect((await visitor.get(third)).statusCode).toBe(200)
    const check = await counter.answerAll(visitor, third)
    const receipt = to(await postTo(phone, check, {}))
    expect((await phone.get(receipt)).body).toMatch(/CA-2026-\d{5}/)
    const file = (await counter.journal.ask(1)(GetCase, { case: id }))!
    expect(file.version).toBe(1)
    expect(file.holders).toHaveLength(1)
    // The other device is told, and takes the request's own code.
    const elsewhere = await visitor.get(second)
    expect(elsewhere.statusCode).toBe(410)
    expect(elsewhere.body).toContain('Envoyé depuis un autre appareil')
    expect((await visitor.get(receipt)).statusCode).toBe(404)
    // The draft's code opens no request, and nothing else any more.
    expect((await postTo(new Visitor(counter.server), `${base}/drafts`, { number, code })).statusCode).toBe(422)
    expect((await postTo(new Visitor(counter.server), `${base}/requests/find`, { number: file.number, code })).statusCode).toBe(422)
  })

  test('sent by both devices at once are one request, and the slower one is told', async () => {
    const { id, first, number, code } = await keptByCode()
    const phone = new Visitor(counter.server)
    to(await postTo(phone, `${base}/drafts`, { number, code }))
    const check = await counter.answerAll(visitor, first)
    const tokens = await Promise.all([visitor, phone].map(async who => csrfIn((await who.get(check)).body)))
    const answers = await Promise.all([visitor, phone].map((who, i) => who.post(check, { csrf: tokens[i]! })))
    expect(answers.map(answer => answer.statusCode).sort()).toEqual([303, 410])
    expect(answers.find(answer => answer.statusCode === 410)!.body).toContain('Envoyé depuis un autre appareil')
    expect((await counter.journal.ask(1)(GetCase, { case: id }))!.version).toBe(1)
  })

  test('wrong together, or for no form, are one answer; after five tries they wait', async () => {
    const { number, code } = await keptByCode()
    const other = await keptByCode(new Visitor(counter.server))
    const guess = (typed: { number: string; code: string }, ip = '192.0.2.1') => postTo(new Visitor(counter.server, {}, ip), `${base}/drafts`, typed)
    const [wrong, unknown] = [await guess({ number, code: other.code }), await guess({ number: 'D-99999', code: other.code })]
    expect(wrong.statusCode).toBe(422)
    expect(steady(wrong.body).replaceAll(number, '')).toBe(steady(unknown.body).replaceAll('D-99999', ''))
    for (let i = 0; i < 4; i++) expect((await guess({ number, code: '0000-0000-0000' })).statusCode).toBe(422)
    expect((await guess({ number, code })).statusCode).toBe(429)
    // Whoever guesses shuts the door to themselves.
    to(await guess({ number, code }, '192.0.2.2'))
    for (const bad of [{ number: '', code: '' }, { number, code: 'ABC' }]) expect((await guess(bad, '192.0.2.3')).statusCode).toBe(422)
  })

  test('are stored as a hash only, and made anew on another device only when asked', async () => {
    const { id, number, code } = await keptByCode()
    const rows = JSON.stringify(await counter.journal.db(1).rows(sql('select * from drafts where authority = $1 and draft = $2'), [1, id]))
    expect(rows).not.toContain(code)
    expect(rows).not.toContain(code.replaceAll('-', ''))
    const phone = new Visitor(counter.server)
    const resume = to(await postTo(phone, `${base}/drafts`, { number, code }))
    expect((await phone.get(later(resume))).body).not.toContain(code)
    const made = to(await postTo(phone, later(resume), { by: 'code' }))
    const fresh = codesIn((await phone.get(made)).body)
    expect(fresh[0]).toBe(number)
    expect(fresh[1]).not.toBe(code)
    expect((await postTo(new Visitor(counter.server), `${base}/drafts`, { number, code })).statusCode).toBe(422)
  })

  test('of one town open nothing in another', async () => {
    const { number, code } = await keptByCode()
    expect((await postTo(new Visitor(counter.server, {}, '192.0.2.9'), '/town-2/fr/drafts', { number, code })).statusCode).toBe(422)
  })
})

describe('a link by e-mail', () => {
  const keptByMail = async (email: string) => {
    const first = await counter.begin(visitor)
    await counter.answerFirst(visitor, first)
    to(await postTo(visitor, later(first), { by: 'mail', email }))
    return { id: idIn(first), first, link: await counter.mailedLink(email) }
  }

  test('opens the form on another device, once; a look changes nothing and names nothing', async () => {
    const { first, link } = await keptByMail('later@example.org')
    const mail = counter.mailer.sent.find(m => m.to === 'later@example.org')!
    for (const personal of ['cantine', 'later@', idIn(first)]) expect((mail.subject + mail.text).toLowerCase()).not.toContain(personal)
    const phone = new Visitor(counter.server)
    for (let i = 0; i < 3; i++) {
      const page = await phone.get(link)
      expect(page.statusCode).toBe(200)
      for (const personal of ['cantine', 'later@example.org', idIn(first)]) expect(page.body).not.toContain(personal)
    }
    expect((await phone.get(first)).statusCode).toBe(404)
    expect(to(await postTo(phone, link, {}))).toContain(`/apply/${idIn(first)}/resume`)
    expect((await phone.get(first)).statusCode).toBe(200)
    expect((await visitor.get(first)).statusCode).toBe(200)
    expect((await new Visitor(counter.server).get(link)).statusCode).toBe(410)
    // It opens no requests.
    expect((await new Visitor(counter.server).get(link.replace('/drafts/link/', '/access/'))).statusCode).toBe(404)
  })

  test('can be asked for again; known and unknown addresses get the same answer', async () => {
    await keptByMail('again@example.org')
    const answers = []
    for (const email of [' AGAIN@example.org', 'nobody@example.org']) {
      const who = new Visitor(counter.server)
      const sent = await postTo(who, `${base}/drafts/link`, { email })
      answers.push([sent.statusCode, sent.headers.location, sent.body, steady((await who.get(to(sent))).body)])
    }
    expect(answers[0]).toEqual(answers[1])
    const link = await counter.mailedLink('again@example.org', 2)
    to(await postTo(new Visitor(counter.server), link, {}))
    expect(counter.mailer.attempts.some(m => m.to === 'nobody@example.org')).toBe(false)
    expect((await postTo(new Visitor(counter.server), `${base}/drafts/link`, { email: 'not an address' })).statusCode).toBe(422)
  })

  test('to a mistyped address opens nothing once the address is corrected', async () => {
    const { first, link } = await keptByMail('mistyped@example.org')
    to(await postTo(visitor, later(first), { by: 'mail', email: 'right@example.org' }))
    expect((await new Visitor(counter.server).get(link)).statusCode).toBe(410)
    to(await postTo(new Visitor(counter.server), await counter.mailedLink('right@example.org'), {}))
  })

  test('are five an hour for one address', async () => {
    const first = await counter.begin(visitor)
    for (let i = 0; i < 5; i++) to(await postTo(visitor, later(first), { by: 'mail', email: 'often@example.org' }))
    expect((await postTo(visitor, later(first), { by: 'mail', email: 'often@example.org' })).statusCode).toBe(429)
  })
})
