import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/journal/sql.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { Visitor } from '../support/visitor.ts'
import { child, codeFor, codesIn, hiddenIn, idIn, openCounter, postTo, stepAt, to, type Counter } from './counter.ts'

/* A service asked for in easy language: its address leads all the way, and the words fall back where there are no easy ones. */

const easy = '/town-1/fr-simple'
const service = `${easy}/services/cantine-periscolaire`
let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter?.close())

/** The links and forms of a page that stay with the authority, but for the choice of language and the way to the agents' desk. */
const ways = (body: string): string[] =>
  [...body.matchAll(/<(?:a|form)\b[^>]*>/g)].map(found => found[0])
    .filter(tag => !tag.includes('hreflang=') && !/ class="who"/.test(tag))
    .flatMap(tag => /(?:href|action)="(\/town-1\/[^"]*)"/.exec(tag)?.[1] ?? [])
    .filter(address => !/\/fr\/desk$/.test(address))

const isEasy = (body: string): boolean => body.startsWith('<!doctype html><html lang="fr-simple">')

describe('the choice', () => {
  test('is offered on the service and at home, and leads to and fro', async () => {
    const visitor = new Visitor(counter.server)
    for (const rest of ['', '/services', '/services/cantine-periscolaire', '/life-events/startingSchool']) {
      const plain = (await visitor.get(`/town-1/fr${rest}`)).body
      expect(plain, rest).toContain(`<link rel="alternate" hreflang="fr-simple" href="${easy}${rest}"`)
      expect(plain, rest).toMatch(/<a href="[^"]*" hreflang="fr-simple"><svg.*<\/svg>Langue facile<\/a>/)
      const read = (await visitor.get(`${easy}${rest}`)).body
      expect(isEasy(read), rest).toBe(true)
      expect(read, rest).toContain(`href="/town-1/fr${rest}" hreflang="fr"`)
      expect(read, rest).toContain('Langue courante')
      expect(read, rest).not.toContain('hreflang="fr-simple"')
    }
  })

  test('is not offered in a language without such words, but for those that have some', async () => {
    const body = (await new Visitor(counter.server).get('/town-1/en/services/cantine-periscolaire')).body
    expect(body).not.toContain('Easy read')
    expect(body).toContain(`<a href="${service}" lang="fr" hreflang="fr-simple">`)
    expect(body).not.toContain('-simple"><svg')
  })

  test('a page with nothing easy on it does not call itself easy, and keeps the address', async () => {
    const body = (await new Visitor(counter.server).get(`${easy}/requests/find`)).body
    expect(body).toMatch(/^<!doctype html><html lang="fr">/)
    expect(body).toContain(`href="${easy}/requests"`)
  })

  test('is there in an authority’s own languages only, and leads agents to the plain pages', async () => {
    const visitor = new Visitor(counter.server)
    for (const address of ['/town-1/it-simple', '/town-1/fr-simple-simple', '/town-1/FR-simple']) expect((await visitor.get(address)).statusCode, address).toBe(404)
    expect((await visitor.get(`${easy}/services`)).body).toContain('href="/town-1/fr/desk"')
  })
})

describe('the words', () => {
  test('are easy where some were written, plain elsewhere; dates and money are those of the language', async () => {
    const body = (await new Visitor(counter.server).get(service)).body
    expect(body).toContain('Inscrire votre enfant à la cantine et à la garderie')
    expect(body).not.toContain('Inscription à la cantine et au périscolaire')
    // Two columns of the fees have no easy form.
    expect(body).toContain('Un matin')
    expect(body).toContain('lundi 7 décembre')
    expect(body).toMatch(/1,00\s€/u)
  })

  test('are found by their own and by the plain ones', async () => {
    const visitor = new Visitor(counter.server)
    for (const typed of ['garderie', 'périscolaire']) expect((await visitor.get(`${easy}?q=${encodeURIComponent(typed)}`)).body, typed).toContain('Inscrire votre enfant')
  })
})

describe('a request begun in easy language', () => {
  test('is in it to the receipt and beyond, is kept with it, and its mail leads back to it', async () => {
    const visitor = new Visitor(counter.server)
    const first = await counter.begin(visitor, 'fr-simple')
    expect(first.startsWith(`${easy}/apply/`)).toBe(true)
    const question = (await visitor.get(first)).body
    expect(isEasy(question)).toBe(true)
    expect(question).toContain('Comment s’appelle votre enfant')
    for (const way of ways(question)) expect(way).toMatch(/^\/town-1\/fr-simple/)
    // The same question in plain French: nothing is lost on the way.
    expect(question).toContain(`href="${first.replace('fr-simple', 'fr')}" hreflang="fr"`)
    expect((await visitor.get(first.replace('fr-simple', 'fr'))).body).toContain('Quel enfant inscrivez-vous')

    const faulty = await postTo(visitor, first, { ...hiddenIn(question), 'child.given': 'Inès' })
    expect([faulty.statusCode, isEasy(faulty.body)]).toEqual([422, true])
    for (const way of ways(faulty.body)) expect(way).toMatch(/^\/town-1\/fr-simple/)
    expect(to(await postTo(visitor, first, { ...hiddenIn(question), ...child }))).toMatch(/^\/town-1\/fr-simple\/apply\//)

    const check = await counter.answerAll(visitor, first)
    const checked = (await visitor.get(check)).body
    expect(checked).toContain('Votre enfant est dans quelle classe')
    for (const way of ways(checked)) expect(way).toMatch(/^\/town-1\/fr-simple/)
    to(await postTo(visitor, stepAt(check, 'email'), { email: 'parent@exemple.fr' }))
    const receipt = to(await postTo(visitor, check, {}))
    expect(receipt).toMatch(/^\/town-1\/fr-simple\/requests\/.*\/receipt$/)
    const received = (await visitor.get(receipt)).body
    expect(received).toContain('Nous avons votre demande')

    const id = idIn(first)
    const file = (await counter.journal.ask(1)(GetCase, { case: id }))!
    expect(file).toMatchObject({ language: 'fr', easy: true })
    // How somebody reads may tell of a disability: it is no fact that is counted and never erased.
    const [filed] = await counter.journal.db(1).rows<{ facts: object; personal: object }>(sql('select facts, personal from journal where authority = $1 and stream = $2 and version = 1'), [1, id])
    expect([JSON.stringify(filed!.facts), filed!.personal]).toEqual([expect.not.stringContaining('easy'), expect.objectContaining({ easy: true })])
    const tracked = (await visitor.get(`${easy}/requests/${id}`)).body
    expect(isEasy(tracked)).toBe(true)
    expect(tracked).toContain('Inscrire votre enfant')
    for (const way of ways(tracked)) expect(way).toMatch(/^\/town-1\/fr-simple/)
    expect((await visitor.get(`${easy}/requests`)).body).toContain('Inscrire votre enfant')

    const mails = () => counter.mailer.sent.filter(one => one.to === 'parent@exemple.fr')
    await expect.poll(() => mails().length, { timeout: 15_000 }).toBe(1)
    const mail = mails()[0]!
    expect(mail.text).toContain(`${easy}/access/`)
    expect(mail.headers['Content-Language']).toBe('fr')
  })

  test('that was begun in plain language stays so', async () => {
    const visitor = new Visitor(counter.server)
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    to(await postTo(visitor, check, {}))
    expect((await counter.journal.ask(1)(GetCase, { case: idIn(check) }))!).not.toHaveProperty('easy')
  })

  test('is taken up again in it: by code, and by the link in a mail', async () => {
    const visitor = new Visitor(counter.server)
    const first = await counter.begin(visitor, 'fr-simple')
    to(await postTo(visitor, first, child))
    const typed = await codeFor(visitor, first)
    expect(codesIn((await visitor.get(stepAt(first, 'go-on-later'))).body)).toContain(typed.number)
    const phone = new Visitor(counter.server)
    const resume = to(await postTo(phone, `${easy}/drafts`, typed))
    expect(resume).toMatch(/^\/town-1\/fr-simple\//)
    expect((await phone.get(resume)).body).toContain('Inscrire votre enfant')

    to(await postTo(visitor, stepAt(first, 'go-on-later'), { by: 'mail', email: 'facile@exemple.fr' }))
    const mails = () => counter.mailer.sent.filter(one => one.to === 'facile@exemple.fr')
    await expect.poll(() => mails().length, { timeout: 15_000 }).toBe(1)
    expect(mails()[0]!.text).toContain(`${easy}/drafts/link/`)
    // So does the reminder before it ends.
    counter.clock.now += 13 * 24 * 3_600_000
    try {
      await counter.sweep()
      await expect.poll(() => mails().length, { timeout: 15_000 }).toBe(2)
      expect(mails()[1]!.text).toContain(`${easy}/drafts/link/`)
    } finally {
      counter.clock.now -= 13 * 24 * 3_600_000
    }
  })
})
