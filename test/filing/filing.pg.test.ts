import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { idIn, openCounter, postTo, to, type Counter } from './counter.ts'

/* The main job over HTTP: from the first question to the receipt, with real sessions, rows and events. */

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

describe('a request', () => {
  test('begins with one click, asks one question a page, is checked, sent, and has a receipt with its code', async () => {
    const home = await visitor.get(base)
    expect(home.body).toContain(`href="${base}/services/cantine-periscolaire"`)
    const first = await counter.begin(visitor)
    expect(first).toMatch(/\/apply\/[0-9a-f-]{36}\/children\.0\.child$/)
    expect((await visitor.get(first)).body).toContain('<h1>Quel enfant inscrivez-vous\u202f?</h1>')
    const check = await counter.answerAll(visitor, first, n => n - 1)
    const page = await visitor.get(check)
    expect(page.body).toContain('Vérifiez vos réponses')
    expect(page.body).toContain('lundi 7 décembre')
    const receipt = to(await postTo(visitor, check, {}))
    expect(receipt).toBe(`${base}/requests/${idIn(first)}/receipt`)
    const shown = await visitor.get(receipt)
    expect(shown.body).toMatch(/CA-2026-\d{5}/)
    expect(shown.body).toMatch(/class="code">[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}</)
    const file = (await counter.journal.ask(1)(GetCase, { case: idIn(first) }))!
    expect(file).toMatchObject({ service: 'cantine-periscolaire', packageVersion: 1, language: 'fr', team: 'education', due: '2026-12-07', status: 'received' })
    expect(file.contact).toMatchObject({ email: 'a@exemple.fr', addressKey: expect.any(String) as unknown })
    expect(JSON.stringify(file.answers)).not.toContain('children.more')
  })

  test('sent twice, or at once from two windows, is one case with one receipt', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const csrf = csrfIn((await visitor.get(check)).body)
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post(check, { csrf })))
    expect(new Set(answers.map(to)).size).toBe(1)
    expect(to(await visitor.post(check, { csrf }))).toBe(to(answers[0]!))
    expect((await counter.journal.ask(1)(GetCase, { case: idIn(check) }))!.version).toBe(1)
    // The draft is swept, and its old address still leads to the receipt.
    await counter.sweep()
    expect(await counter.rowsOfDraft(idIn(check))).toEqual([])
    for (const page of ['check', 'children.0.child', 'discard']) expect(to(await visitor.get(check.replace(/check$/, page)))).toBe(to(answers[0]!))
    expect(to(await visitor.post(check, { csrf }))).toBe(to(answers[0]!))
  })

  test.each([['fr', 'Envoyer la demande', 'au plus tard à 22 h 14'], ['en', 'Send the request', 'at 10:14 pm at the latest'], ['de', 'Antrag absenden', 'spätestens um 22:14']])('of one too many from its network is kept, and told when to send it (%s)', async (language, button, when) => {
    const ip = `198.51.100.${language.charCodeAt(0)}`
    const school = [1, 2].map(() => new Visitor(counter.server, {}, ip))
    const [sent, late] = await Promise.all(school.map(async one => counter.answerAll(one, await counter.begin(one, language))))
    expect(to(await postTo(school[0]!, sent!, {}))).toMatch(/receipt$/)
    // As after a thousand within the hour.
    await counter.sendAsMany(1_000)
    const answer = await postTo(school[1]!, late!, {})
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '3600'])
    const summary = /error-summary[\s\S]*?<\/ul>/.exec(answer.body)![0]
    expect(summary).toContain(button)
    expect(summary.replace(/[\u00a0\u202f]/g, ' ')).toContain(when)
    expect(await counter.rowsOfDraft(idIn(late!))).toHaveLength(1)
    // Somebody else's network is open, and theirs again after its hour.
    const elsewhere = new Visitor(counter.server, {}, ip.replace('198.51', '203.0'))
    expect(to(await postTo(elsewhere, await counter.answerAll(elsewhere, await counter.begin(elsewhere)), {}))).toMatch(/receipt$/)
    counter.clock.now += 3_600_001
    expect(to(await postTo(school[1]!, late!, {}))).toMatch(/receipt$/)
    counter.clock.now -= 3_600_001
    await counter.sendAsMany(0)
  })

  test('changed from the check comes back to it, unless the change opens another question', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor), n => n - 1)
    const at = (step: string) => `${check.replace(/check$/, step)}?from=check`
    expect(to(await postTo(visitor, at('applicantName'), { 'applicantName.given': 'Lou', 'applicantName.family': 'Autre' }))).toBe(check)
    expect(to(await postTo(visitor, at('children.0.needsCare'), { needsCare: 'yes' }))).toBe(at('children.0.healthNote'))
    expect(to(await postTo(visitor, at('children.0.healthNote'), { healthNote: 'Arachides' }))).toBe(check)
    const page = (await visitor.get(check)).body
    expect(page).toContain('Lou Autre')
    expect(page).toContain('Réponse protégée')
  })

  test('takes a second child and lets it go again', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const more = `${check.replace(/check$/, 'children.more')}?from=check`
    expect(to(await postTo(visitor, more, { more: 'yes' }))).toBe(`${check.replace(/check$/, 'children.1.child')}?from=check`)
    // Until it is answered, the check leads there.
    expect(to(await visitor.get(check))).toContain('children.1.child')
    const removal = check.replace(/check$/, 'items/children/1/removal')
    expect((await visitor.get(removal)).body).toContain('Enfant 2')
    expect(to(await postTo(visitor, removal, {}))).toContain('children.more')
    expect((await counter.stored(idIn(check))).children).toHaveLength(1)
    expect((await visitor.get(check.replace(/check$/, 'items/children/0/removal'))).statusCode).toBe(303)
    expect((await visitor.get(check.replace(/check$/, 'items/children/7/removal'))).statusCode).toBe(404)
    expect((await visitor.get(check.replace(/check$/, 'items/fees/0/removal'))).statusCode).toBe(404)
  })

  test('with a fault comes back with 422, the fault first, and what was typed', async () => {
    const first = await counter.begin(visitor)
    const answer = await postTo(visitor, first, { 'child.given': 'Inès <b>"', 'child.family': '', 'child.birthDate.day': '3' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(/<title>Erreur/)
    expect(answer.body.indexOf('error-summary')).toBeLessThan(answer.body.indexOf('<form class="form'))
    expect(answer.body).toMatch(/class="error-summary" role="alert" tabindex="-1" autofocus/)
    expect(answer.body).toContain('value="Inès &lt;b>&quot;"')
    expect(await counter.stored(idIn(first))).toEqual({})
  })

  test('is erased when its writer says so', async () => {
    const first = await counter.begin(visitor)
    await postTo(visitor, first, fillIn(describeStep(counter.form, {}, 'children.0.child', 'fr')!.controls, () => 0))
    const discard = first.replace(/children.*$/, 'discard')
    expect(to(await postTo(visitor, discard, {}))).toBe(discard)
    expect((await visitor.get(discard)).body).toContain('Il n’y a plus rien ici')
    expect(await counter.rowsOfDraft(idIn(first))).toEqual([])
    expect((await visitor.get(first)).statusCode).toBe(410)
  })

  test('is offered again to whoever begins the same request anew, and only to them', async () => {
    const first = await counter.begin(visitor)
    expect(await counter.begin(visitor)).not.toContain('/resume') // Nothing is answered yet.
    await postTo(visitor, first, fillIn(describeStep(counter.form, {}, 'children.0.child', 'fr')!.controls, () => 0))
    const resume = await counter.begin(visitor)
    expect(resume).toBe(first.replace(/children.*$/, 'resume'))
    const page = await visitor.get(resume)
    expect(page.body).toContain('Reprendre votre demande')
    expect(page.body).toContain(first.replace('children.0.child', 'children.0.schoolYear'))
    expect((await new Visitor(counter.server).get(resume)).statusCode).toBe(404)
    const anew = to(await visitor.post('/town-1/fr/services/cantine-periscolaire/start', { csrf: csrfIn(page.body), anew: 'yes' }))
    expect(idIn(anew)).not.toBe(idIn(first))
    expect(await counter.rowsOfDraft(idIn(first))).toHaveLength(1)
  })

  test('that nobody goes on with is gone after a day', async () => {
    const first = await counter.begin(visitor)
    const then = counter.clock.now
    counter.clock.now += 24 * 3_600_000 + 1
    await counter.sweep()
    counter.clock.now = then
    expect((await visitor.get(first)).statusCode).toBe(410)
  })

  test('is answered in German and English, and told in the language it was sent in', async () => {
    const check = (await counter.answerAll(visitor, await counter.begin(visitor, 'de'))).replace('/de/', '/en/')
    expect((await visitor.get(check)).body).toContain('Check your answers')
    const receipt = to(await postTo(visitor, check, {}))
    expect((await visitor.get(receipt)).body).toContain('Your request has arrived')
    expect((await counter.journal.ask(1)(GetCase, { case: idIn(check) }))!.language).toBe('en')
  })
})
