import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import type { CompiledForm } from '../../src/engines/forms/compile-form.ts'
import { compileForm } from '../../src/engines/forms/compile-form.ts'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import type { Answers } from '../../src/engines/forms/form.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import { sql } from '../../src/journal/sql.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'

/* The main job over HTTP: from the first question to the receipt, with real sessions, rows and events. */

const canteen = join(import.meta.dirname, '../../authorities/fleury-sur-orne/services/cantine-periscolaire')
const base = '/town-1/fr'
let rooms: Awaited<ReturnType<typeof serveRooms>>
let form: CompiledForm
let visitor: Visitor

beforeAll(async () => {
  rooms = await serveRooms([services, filing, cases], { now: Date.parse('2026-11-16T20:14:00Z') })
  for (const id of [1, 2]) {
    const published = await publishPackage(rooms.journal, id, canteen)
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await rooms.journal.settled(id, published)
  }
  form = compileForm((await rooms.journal.ask(1)(GetService, { service: 'cantine-periscolaire' }))!.form) as CompiledForm
})
afterAll(() => rooms?.close())
beforeEach(() => {
  visitor = new Visitor(rooms.server)
})

const to = (answer: LightMyRequestResponse): string => {
  expect(answer.statusCode, answer.body.slice(0, 2000)).toBe(303)
  return String(answer.headers.location)
}
/** Begins a request; returns the address of its first question. */
async function begin(who = visitor, language = 'fr'): Promise<string> {
  const page = await who.get(`/town-1/${language}/services/cantine-periscolaire`)
  return to(await who.post(`/town-1/${language}/services/cantine-periscolaire/start`, { csrf: csrfIn(page.body) }))
}
const idIn = (address: string): string => /\/apply\/([^/]+)/.exec(address)![1]!
const post = async (address: string, fields: URLSearchParams | Record<string, string>, who = visitor) => {
  const body = new URLSearchParams(fields)
  body.set('csrf', csrfIn((await who.get(address)).body))
  return who.post(address, body.toString())
}
const rowsOfDraft = (id: string) => rooms.journal.db(1).rows<{ answers: Answers }>(sql('select answers from drafts where authority = $1 and draft = $2'), [1, id])
const stored = async (id: string): Promise<Answers> => (await rowsOfDraft(id))[0]!.answers

/** Answers every question by the pages themselves; returns the address of the check. */
async function answerAll(first: string, pick: (ways: number) => number = () => 0, who = visitor): Promise<string> {
  let address = first
  for (let turn = 0; turn < 60 && !address.endsWith('/check'); turn++) {
    const step = decodeURIComponent(address.split('/').at(-1)!)
    const fields = step.endsWith('.more') ? new URLSearchParams({ more: 'no' }) : fillIn(describeStep(form, await stored(idIn(address)), step, 'fr')!.controls, pick)
    address = to(await post(address, fields, who))
  }
  return address
}

describe('a request', () => {
  test('begins with one click, asks one question a page, is checked, sent, and has a receipt with its code', async () => {
    const home = await visitor.get(base)
    expect(home.body).toContain(`href="${base}/services/cantine-periscolaire"`)
    const first = await begin()
    expect(first).toMatch(/\/apply\/[0-9a-f-]{36}\/children\.0\.child$/)
    expect((await visitor.get(first)).body).toContain('<h1>Quel enfant inscrivez-vous\u202f?</h1>')
    const check = await answerAll(first, n => n - 1)
    const page = await visitor.get(check)
    expect(page.body).toContain('Vérifiez vos réponses')
    expect(page.body).toContain('lundi 7 décembre')
    const receipt = to(await post(check, {}))
    expect(receipt).toBe(`${base}/requests/${idIn(first)}/receipt`)
    const shown = await visitor.get(receipt)
    expect(shown.body).toMatch(/CA-2026-\d{5}/)
    expect(shown.body).toMatch(/class="code">[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}</)
    const file = (await rooms.journal.ask(1)(GetCase, { case: idIn(first) }))!
    expect(file).toMatchObject({ service: 'cantine-periscolaire', packageVersion: 1, language: 'fr', team: 'education', due: '2026-12-07', status: 'received' })
    expect(file.contact).toMatchObject({ email: 'a@exemple.fr', addressKey: expect.any(String) as unknown })
    expect(JSON.stringify(file.answers)).not.toContain('children.more')
  })

  test('sent twice, or at once from two windows, is one case with one receipt', async () => {
    const check = await answerAll(await begin())
    const csrf = csrfIn((await visitor.get(check)).body)
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post(check, { csrf })))
    expect(new Set(answers.map(to)).size).toBe(1)
    expect(to(await visitor.post(check, { csrf }))).toBe(to(answers[0]!))
    expect((await rooms.journal.ask(1)(GetCase, { case: idIn(check) }))!.version).toBe(1)
    // The draft is swept, and its old address still leads to the receipt.
    await filing.sweeps![0]!.run({ db: rooms.journal.db(1), now: rooms.clock.now } as never)
    expect(await rowsOfDraft(idIn(check))).toEqual([])
    for (const page of ['check', 'children.0.child', 'discard']) expect(to(await visitor.get(check.replace(/check$/, page)))).toBe(to(answers[0]!))
    expect(to(await visitor.post(check, { csrf }))).toBe(to(answers[0]!))
  })

  test('changed from the check comes back to it, unless the change opens another question', async () => {
    const check = await answerAll(await begin(), n => n - 1)
    const at = (step: string) => `${check.replace(/check$/, step)}?from=check`
    expect(to(await post(at('applicantName'), { 'applicantName.given': 'Lou', 'applicantName.family': 'Autre' }))).toBe(check)
    expect(to(await post(at('children.0.needsCare'), { needsCare: 'yes' }))).toBe(at('children.0.healthNote'))
    expect(to(await post(at('children.0.healthNote'), { healthNote: 'Arachides' }))).toBe(check)
    const page = (await visitor.get(check)).body
    expect(page).toContain('Lou Autre')
    expect(page).toContain('Réponse protégée')
  })

  test('takes a second child and lets it go again', async () => {
    const check = await answerAll(await begin())
    const more = `${check.replace(/check$/, 'children.more')}?from=check`
    expect(to(await post(more, { more: 'yes' }))).toBe(`${check.replace(/check$/, 'children.1.child')}?from=check`)
    // Until it is answered, the check leads there.
    expect(to(await visitor.get(check))).toContain('children.1.child')
    const removal = check.replace(/check$/, 'items/children/1/removal')
    expect((await visitor.get(removal)).body).toContain('Enfant 2')
    expect(to(await post(removal, {}))).toContain('children.more')
    expect((await stored(idIn(check))).children).toHaveLength(1)
    expect((await visitor.get(check.replace(/check$/, 'items/children/0/removal'))).statusCode).toBe(303)
    expect((await visitor.get(check.replace(/check$/, 'items/children/7/removal'))).statusCode).toBe(404)
    expect((await visitor.get(check.replace(/check$/, 'items/fees/0/removal'))).statusCode).toBe(404)
  })

  test('with a fault comes back with 422, the fault first, and what was typed', async () => {
    const first = await begin()
    const answer = await post(first, { 'child.given': 'Inès <b>"', 'child.family': '', 'child.birthDate.day': '3' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(/<title>Erreur/)
    expect(answer.body.indexOf('error-summary')).toBeLessThan(answer.body.indexOf('<form class="form'))
    expect(answer.body).toMatch(/class="error-summary" role="alert" tabindex="-1" autofocus/)
    expect(answer.body).toContain('value="Inès &lt;b>&quot;"')
    expect(await stored(idIn(first))).toEqual({})
  })

  test('is erased when its writer says so', async () => {
    const first = await begin()
    await post(first, fillIn(describeStep(form, {}, 'children.0.child', 'fr')!.controls, () => 0))
    const discard = first.replace(/children.*$/, 'discard')
    expect(to(await post(discard, {}))).toBe(discard)
    expect((await visitor.get(discard)).body).toContain('Il n’y a plus rien ici')
    expect(await rowsOfDraft(idIn(first))).toEqual([])
    expect((await visitor.get(first)).statusCode).toBe(410)
  })

  test('that nobody goes on with is gone after a day', async () => {
    const first = await begin()
    const then = rooms.clock.now
    rooms.clock.now += 24 * 3_600_000 + 1
    await filing.sweeps![0]!.run({ db: rooms.journal.db(1), now: rooms.clock.now } as never)
    rooms.clock.now = then
    expect((await visitor.get(first)).statusCode).toBe(410)
  })

  test('is answered in German and English, and told in the language it was sent in', async () => {
    const check = (await answerAll(await begin(visitor, 'de'))).replace('/de/', '/en/')
    expect((await visitor.get(check)).body).toContain('Check your answers')
    const receipt = to(await post(check, {}))
    expect((await visitor.get(receipt)).body).toContain('Your request has arrived')
    expect((await rooms.journal.ask(1)(GetCase, { case: idIn(check) }))!.language).toBe('en')
  })
})

describe('nobody else', () => {
  test('sees a draft or a receipt: not another visitor, not another authority', async () => {
    const first = await begin()
    const stranger = new Visitor(rooms.server)
    await begin(stranger)
    for (const page of ['', '/check', '/discard', '/children.0.child', '/items/children/0/removal']) {
      const address = first.replace(/\/children.*$/, page || '/children.0.child')
      expect((await stranger.get(address)).statusCode, page).toBe(404)
    }
    expect((await visitor.get(first.replace('town-1', 'town-2'))).statusCode).toBe(410)
    const receipt = to(await post(await answerAll(first), {}))
    expect((await stranger.get(receipt)).statusCode).toBe(404)
    expect((await stranger.get(first)).statusCode).toBe(404)
    expect((await new Visitor(rooms.server).get(receipt)).statusCode).toBe(404)
    expect((await visitor.get(receipt.replace('town-1', 'town-2'))).statusCode).toBe(404)
  })

  test('sees the code: on another device of the same person the receipt tells how to get a new one', async () => {
    const receipt = to(await post(await answerAll(await begin()), {}))
    const { holders } = (await rooms.journal.ask(1)(GetCase, { case: receipt.split('/').at(-2)! }))!
    const elsewhere = new Visitor(rooms.server)
    await begin(elsewhere)
    await rooms.journal.db(1).rows(sql('update sessions set account = $2 where authority = $1 and account <> $2 and created = (select max(created) from sessions)'), [1, holders[0]])
    const shown = await elsewhere.get(receipt)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('n’est visible que sur l’appareil')
    expect(shown.body).not.toMatch(/class="code">[0-9A-Z]{4}-[0-9A-Z]{4}-/)
  })
})

describe('whatever comes from outside', () => {
  test('a step off the path, or before its turn, leads to the first open one', async () => {
    const first = await begin()
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom('check', 'consent', 'children.1.child', 'children.0.healthNote', 'children.more', '__proto__', 'constructor', 'children.-1.child'), fc.string({ minLength: 1, maxLength: 40 })), async step => {
        fc.pre(!['discard', '.', '..', 'children.0.child'].includes(step) && encodable(step))
        const address = first.replace(/[^/]+$/, encodeURIComponent(step))
        const answer = await visitor.get(address)
        expect([303, 404]).toContain(answer.statusCode)
        if (answer.statusCode === 303) expect(answer.headers.location).toBe(first)
      }),
      { numRuns: 60 },
    )
    expect(await stored(idIn(first))).toEqual({})
  })

  test('generated posts are refused or taken whole, never half, never with a fault of ours', async () => {
    const first = await begin()
    const id = idIn(first)
    const csrf = csrfIn((await visitor.get(first)).body)
    const names = fc.constantFrom('child.given', 'child.family', 'child.birthDate.day', 'child.birthDate.month', 'child.birthDate.year', 'child', 'more', 'unknown', '__proto__', 'csrf2', 'child[given]', 'answers')
    const values = fc.oneof(fc.string(), fc.constant('x'.repeat(10_000)), fc.constant('{"a":[1]}'), fc.constant('\ud800'), fc.constant('3'), fc.constant('2019'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, values), { maxLength: 12 }), fc.constantFrom('children.0.child', 'children.0.care', 'check', 'discarded', 'nothing'), async (fields, step) => {
        const body = new URLSearchParams(fields)
        body.append('csrf', csrf)
        const answer = await visitor.post(first.replace(/[^/]+$/, step), body.toString())
        expect([303, 422]).toContain(answer.statusCode)
        const answers = await stored(id)
        expect(Object.keys(answers).every(key => key === 'children')).toBe(true)
        if (answers.children) expect(Object.keys((answers.children as object[])[0]!)).toEqual(['child'])
      }),
      { numRuns: 120 },
    )
  })

  test('two windows that answer different questions at once lose neither answer', async () => {
    const first = await begin()
    const check = await answerAll(first)
    const csrf = csrfIn((await visitor.get(check)).body)
    const at = (step: string) => check.replace(/check$/, step)
    const posts = [visitor.post(at('relation'), { csrf, relation: 'guardian' }), visitor.post(at('children.0.insurance'), { csrf, insurance: 'later' }), visitor.post(at('quotient'), { csrf, quotient: '512' })]
    for (const answer of await Promise.all(posts)) expect(answer.statusCode).toBe(303)
    const answers = await stored(idIn(first))
    expect(answers).toMatchObject({ relation: 'guardian', children: [{ insurance: 'later' }] })
    expect(JSON.stringify(answers.quotient)).toContain('51200')
  })

  test('ids that name nothing are 404 or 410', async () => {
    for (const [path, status] of [['/apply/x/check', 404], [`/apply/${newUuid()}/check`, 410], ['/requests/x/receipt', 404], [`/requests/${newUuid()}/receipt`, 404], ['/services/none', 404]] as const)
      expect((await visitor.get(base + path)).statusCode, path).toBe(status)
    const page = await visitor.get(`${base}/services/cantine-periscolaire`)
    expect((await visitor.post(`${base}/services/none/start`, { csrf: csrfIn(page.body) })).statusCode).toBe(404)
    expect((await visitor.get(`${base}/services/cantine-periscolaire/start`)).headers.location).toBe(`${base}/services/cantine-periscolaire`)
  })
})

const encodable = (text: string): boolean => {
  try {
    return !/%00/.test(encodeURIComponent(text))
  } catch {
    return false
  }
}
