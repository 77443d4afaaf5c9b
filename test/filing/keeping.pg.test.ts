import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { idIn, openCounter, postTo, to, type Counter } from './counter.ts'

/* How long a form is kept, who is reminded of its end, and what stays of it where a shared computer is left. */

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

const later = (address: string) => address.replace(/\/apply\/([^/]+)\/.*$/, '/apply/$1/go-on-later')

const keptByCode = (who = visitor) => counter.keptByCode(who)

describe('time', () => {
  test('a form that is kept stays fourteen days after its last answer, another one day; then it is really gone', async () => {
    const then = counter.clock.now
    const { id, second, number, code } = await keptByCode()
    const plain = await counter.begin(new Visitor(counter.server))
    try {
      counter.clock.now += 25 * hour
      await counter.sweep()
      expect(await counter.rowsOfDraft(idIn(plain))).toEqual([])
      const phone = new Visitor(counter.server)
      to(await postTo(phone, `${base}/drafts`, { number, code }))
      // An answer moves the end.
      to(await postTo(phone, second, fillIn(describeStep(counter.form, await counter.stored(id), 'children.0.schoolYear', 'fr')!.controls, () => 0)))
      counter.clock.now += 13 * 24 * hour + 23 * hour
      await counter.sweep()
      expect(await counter.rowsOfDraft(id)).toHaveLength(1)
      counter.clock.now += 2 * hour
      const expired = await new Visitor(counter.server).get(second)
      expect(expired.statusCode).toBe(410)
      expect(expired.body).toContain('Ce formulaire n’est plus là')
      await counter.sweep()
      expect(await counter.rowsOfDraft(id)).toEqual([])
    } finally {
      counter.clock.now = then
    }
  })

  test('who left an address is reminded once, two days before; another answer moves that too', async () => {
    const then = counter.clock.now
    const first = await counter.begin(visitor)
    await counter.answerFirst(visitor, first)
    to(await postTo(visitor, later(first), { by: 'mail', email: 'remind@example.org' }))
    const mails = () => counter.mailer.sent.filter(m => m.to === 'remind@example.org')
    await counter.mailedLink('remind@example.org')
    try {
      counter.clock.now += 11 * 24 * hour
      await counter.sweep()
      expect(mails()).toHaveLength(1)
      counter.clock.now += 25 * hour
      await Promise.all([counter.sweep(), counter.sweep()])
      const link = await counter.mailedLink('remind@example.org', 2)
      await counter.sweep()
      expect(mails()).toHaveLength(2)
      expect(mails()[1]!.text).toContain('30 novembre')
      const phone = new Visitor(counter.server)
      const resume = to(await postTo(phone, link, {}))
      to(await postTo(phone, resume.replace('resume', 'children.0.schoolYear'), fillIn(describeStep(counter.form, await counter.stored(idIn(first)), 'children.0.schoolYear', 'fr')!.controls, () => 0)))
      counter.clock.now += 12 * 24 * hour + hour
      await counter.sweep()
      await counter.mailedLink('remind@example.org', 3)
    } finally {
      counter.clock.now = then
    }
  })

  test('is told on every step', async () => {
    const first = await counter.begin(visitor)
    expect((await visitor.get(first)).body).toMatch(/gardées jusqu’au mardi 17 novembre, 21\u00a0h\u00a014/)
  })
})

describe('erasing from this computer', () => {
  test('ends the session, erases what nobody could open any more, keeps the rest, and tells the browser to forget', async () => {
    const kept = await keptByCode()
    const plain = to(await visitor.post(`${base}/services/cantine-periscolaire/start`, { csrf: csrfIn((await visitor.get(kept.second)).body), anew: 'yes' }))
    await counter.answerFirst(visitor, plain)
    const page = await visitor.get(`${base}/erase`)
    expect(page.body).toContain(`href="${later(plain)}"`)
    expect(page.body).not.toContain(`href="${later(kept.first)}"`)
    const done = await visitor.post(`${base}/erase`, { csrf: csrfIn(page.body) })
    expect(done.headers['clear-site-data']).toBe('"cache", "cookies", "storage"')
    expect(to(done)).toBe(`${base}/erased`)
    expect(visitor.jar.size).toBe(0)
    const told = await visitor.get(`${base}/erased`)
    expect(told.body).toContain('Effacé de cet ordinateur')
    expect(told.headers['set-cookie']).toBeUndefined()
    expect((await visitor.get(kept.second)).statusCode).toBe(404)
    expect(await counter.rowsOfDraft(idIn(plain))).toEqual([])
    to(await postTo(new Visitor(counter.server), `${base}/drafts`, { number: kept.number, code: kept.code }))
  })

  test('leaves what another device is writing in', async () => {
    const { id, number, code } = await keptByCode()
    const phone = new Visitor(counter.server)
    to(await postTo(phone, `${base}/drafts`, { number, code }))
    to(await postTo(phone, `${base}/erase`, {}))
    expect(await counter.rowsOfDraft(id)).toHaveLength(1)
    expect((await visitor.get(`${base}/apply/${id}/resume`)).statusCode).toBe(200)
  })
})
