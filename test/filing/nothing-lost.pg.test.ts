import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { child, codeFor, hiddenIn, idIn, openCounter, postTo, stepAt, to, type Counter } from './counter.ts'

/* A time-out never eats an answer: stale tokens, lost cookies, ended drafts. */

const base = '/town-1/fr'
const hour = 3_600_000
let counter: Counter
let visitor: Visitor
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter?.close())
beforeEach(() => {
  visitor = new Visitor(counter.server)
})

const controlsOf = async (id: string, step: string) => describeStep(counter.form, await counter.stored(id), step, 'fr')!.controls
const filled = async (id: string, step: string, pick = (_ways: number) => 0) => fillIn(await controlsOf(id, step), pick)

describe('a stale token', () => {
  test('shows the same question with what was typed and a new token: the second press saves it', async () => {
    const first = await counter.begin(visitor)
    const stale = csrfIn((await new Visitor(counter.server).get(first.replace(/apply.*/, 'requests'))).body)
    for (const csrf of [stale, '', 'x']) {
      const answer = await visitor.post(first, { ...child, csrf })
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toContain('value="Inès"')
      expect(answer.body).toContain('envoyer encore une fois')
      expect(await counter.stored(idIn(first))).toEqual({})
      expect(csrfIn(answer.body)).not.toBe(csrf)
    }
    const again = await visitor.post(first, { ...child, csrf: stale })
    expect(to(await visitor.post(first, { ...child, csrf: csrfIn(again.body) }))).toContain('children.0.schoolYear')
    expect(JSON.stringify(await counter.stored(idIn(first)))).toContain('Inès')
  })

  test('on the check sends nothing, and asks for one more press', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const answer = await visitor.post(check, { csrf: 'stale' })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('Rien n’est perdu')
    expect(to(await visitor.post(check, { csrf: csrfIn(answer.body) }))).toContain('/receipt')
  })

  test('from another site is refused as before, and shows nothing', async () => {
    const first = await counter.begin(visitor)
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
      const answer = await visitor.post(first, { ...child, csrf: 'stale' }, headers)
      expect(answer.statusCode).toBe(403)
      expect(answer.body).not.toContain('Inès')
    }
  })
})

describe('a lost session', () => {
  test('keeps the answer: one press begins a new form with it, nothing is written to the old one', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const before = await counter.stored(idIn(check))
    const step = stepAt(check, 'phone')
    const page = await visitor.get(step)
    visitor.jar.clear()
    const lost = await visitor.post(step, { ...hiddenIn(page.body), phone: '02 31 00 00 77' })
    expect(lost.statusCode).toBe(403)
    expect(lost.body).toContain('Votre réponse est encore là')
    expect(lost.body).toContain('value="02 31 00 00 77"')
    // Nothing that the old form holds is shown.
    expect(lost.body).not.toContain('a@exemple.fr')
    const again = `${base}/services/cantine-periscolaire/again/phone`
    expect(lost.body).toContain(`action="${again}"`)
    const first = to(await visitor.post(again, { csrf: csrfIn(lost.body), phone: '02 31 00 00 77', 'draft-then': 'anew' }))
    expect(idIn(first)).not.toBe(idIn(check))
    expect(JSON.stringify(await counter.stored(idIn(first)))).toContain('00 77')
    expect(await counter.stored(idIn(check))).toEqual(before)
  })

  test('with number and code goes on with the old form and the answer; without them never', async () => {
    const first = await counter.begin(visitor)
    const second = await counter.answerFirst(visitor, first)
    const { number, code } = await codeFor(visitor, first)
    const fields = Object.fromEntries(await filled(idIn(first), 'children.0.schoolYear', ways => ways - 1))
    const other = new Visitor(counter.server, {}, '192.0.2.30')
    const lost = await other.post(second, { ...hiddenIn((await visitor.get(second)).body), ...fields })
    const again = `${base}/services/cantine-periscolaire/again/children.0.schoolYear`
    const send = (more: Record<string, string>) => other.post(again, { csrf: csrfIn(lost.body), ...fields, 'draft-then': 'code', ...more })
    const before = await counter.stored(idIn(first))
    for (const wrong of [{ 'draft-number': number, 'draft-code': '0000-0000-0000' }, { 'draft-number': 'D-99999', 'draft-code': code }, { 'draft-number': '', 'draft-code': '' }]) {
      const answer = await send(wrong)
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('checked')
    }
    expect(await counter.stored(idIn(first))).toEqual(before)
    expect(to(await send({ 'draft-number': number, 'draft-code': code }))).toBe(stepAt(first, 'resume'))
    expect((await counter.stored(idIn(first))).children).not.toEqual(before.children)
  })

  test('that ended of itself, with its cookie still there, is no different', async () => {
    const kept = await counter.keptByCode(visitor)
    const page = await visitor.get(kept.second)
    const fields = { ...hiddenIn(page.body), ...Object.fromEntries(await filled(kept.id, 'children.0.schoolYear')) }
    const then = counter.clock.now
    try {
      counter.clock.now += 25 * hour
      const lost = await visitor.post(kept.second, fields)
      expect(lost.statusCode).toBe(404)
      expect(lost.body).toContain('Votre réponse est encore là')
      const typed = { ...fields, ...hiddenIn(lost.body), 'draft-then': 'code', 'draft-number': kept.number, 'draft-code': kept.code }
      expect(to(await visitor.post(`${base}/services/cantine-periscolaire/again/children.0.schoolYear`, typed))).toBe(stepAt(kept.second, 'resume'))
      expect((await visitor.get(stepAt(kept.second, 'resume'))).statusCode).toBe(200)
    } finally {
      counter.clock.now = then
    }
  })

  test('an answer at fault stays on the page, with what is wrong', async () => {
    await counter.begin(visitor)
    const again = `${base}/services/cantine-periscolaire/again/phone`
    const answer = await postTo(visitor, again, { phone: 'no phone', 'draft-then': 'anew' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="no phone"')
    expect((await visitor.get(`${base}/services/none/again/phone`)).statusCode).toBe(404)
    expect((await visitor.get(`${base}/services/cantine-periscolaire/again/none`)).statusCode).toBe(404)
  })

  test('of a second child is shown to be copied, where it cannot begin anything', async () => {
    const first = await counter.begin(visitor)
    const answer = await new Visitor(counter.server).post(stepAt(first, 'children.1.child'), { 'draft-service': 'cantine-periscolaire', ...child, csrf: '' })
    expect(answer.body).toContain('value="Inès"')
    expect(answer.body).not.toContain('value="anew"')
  })

  test('tells no stranger whether there is a form', async () => {
    const first = await counter.begin(visitor)
    await counter.answerFirst(visitor, first)
    const stranger = new Visitor(counter.server)
    await counter.begin(stranger)
    const csrf = csrfIn((await stranger.get(`${base}/requests`)).body)
    const answer = await stranger.post(first, { csrf, ...child, 'draft-service': 'no-such-service' })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).toContain('Inès')
    expect((await stranger.get(first)).body).not.toContain('Reprendre')
  })
})

describe('a form whose time is over', () => {
  test('keeps the answer that was typed, says what happened, and begins again with it', async () => {
    const first = await counter.begin(visitor)
    await counter.answerFirst(visitor, first)
    const page = await visitor.get(first)
    const then = counter.clock.now
    try {
      counter.clock.now += 25 * hour
      await counter.sweep()
      const lost = await visitor.post(first, { ...hiddenIn(page.body), ...child })
      expect(lost.statusCode).toBe(410)
      expect(lost.body).toContain('Le délai annoncé est passé')
      expect(lost.body).toContain('value="Inès"')
      expect(lost.body).not.toContain('draft-code')
      const fresh = to(await visitor.post(`${base}/services/cantine-periscolaire/again/children.0.child`, { csrf: csrfIn(lost.body), ...child, 'draft-then': 'anew' }))
      expect(JSON.stringify(await counter.stored(idIn(fresh)))).toContain('Inès')
      const looked = await visitor.get(first)
      expect(looked.statusCode).toBe(410)
      expect(looked.body).toContain('Ce formulaire n’est plus là')
      const check = await visitor.post(stepAt(first, 'check'), { ...hiddenIn(page.body) })
      expect(check.statusCode).toBe(410)
      expect(check.body).toContain('Recommencer la démarche')
    } finally {
      counter.clock.now = then
    }
  })
})
