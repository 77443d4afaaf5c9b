import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { sql } from '../../src/journal/sql.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { idIn, openCounter, postTo, to, type Counter } from './counter.ts'

/* What comes from others, and from nobody's page: strangers, forged addresses and fields, two windows. */

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

describe('nobody else', () => {
  test('sees a draft or a receipt: not another visitor, not another authority', async () => {
    const first = await counter.begin(visitor)
    const stranger = new Visitor(counter.server)
    await counter.begin(stranger)
    for (const page of ['', '/check', '/discard', '/children.0.child', '/items/children/0/removal']) {
      const address = first.replace(/\/children.*$/, page || '/children.0.child')
      expect((await stranger.get(address)).statusCode, page).toBe(404)
    }
    expect((await visitor.get(first.replace('town-1', 'town-2'))).statusCode).toBe(410)
    const receipt = to(await postTo(visitor, await counter.answerAll(visitor, first), {}))
    expect((await stranger.get(receipt)).statusCode).toBe(404)
    expect((await stranger.get(first)).statusCode).toBe(404)
    expect((await new Visitor(counter.server).get(receipt)).statusCode).toBe(404)
    expect((await visitor.get(receipt.replace('town-1', 'town-2'))).statusCode).toBe(404)
  })

  test('sees the code: on another device of the same person the receipt tells how to get a new one', async () => {
    const receipt = to(await postTo(visitor, await counter.answerAll(visitor, await counter.begin(visitor)), {}))
    const { holders } = (await counter.journal.ask(1)(GetCase, { case: receipt.split('/').at(-2)! }))!
    const elsewhere = new Visitor(counter.server)
    await counter.begin(elsewhere)
    await counter.journal.db(1).rows(sql('update sessions set account = $2 where authority = $1 and account <> $2 and created = (select max(created) from sessions)'), [1, holders[0]])
    const shown = await elsewhere.get(receipt)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('n’est visible que sur l’appareil')
    expect(shown.body).not.toMatch(/class="code">[0-9A-Z]{4}-[0-9A-Z]{4}-/)
  })
})

describe('whatever comes from outside', () => {
  test('a step off the path, or before its turn, leads to the first open one', async () => {
    const first = await counter.begin(visitor)
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
    expect(await counter.stored(idIn(first))).toEqual({})
  })

  test('generated posts are refused or taken whole, never half, never with a fault of ours', async () => {
    const first = await counter.begin(visitor)
    const id = idIn(first)
    const csrf = csrfIn((await visitor.get(first)).body)
    const names = fc.constantFrom('child.given', 'child.family', 'child.birthDate.day', 'child.birthDate.month', 'child.birthDate.year', 'child', 'more', 'unknown', '__proto__', 'csrf2', 'child[given]', 'answers')
    const values = fc.oneof(fc.string(), fc.constant('x'.repeat(10_000)), fc.constant('{"a":[1]}'), fc.constant('\ud800'), fc.constant('3'), fc.constant('2019'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, values), { maxLength: 12 }), fc.constantFrom('children.0.child', 'children.0.care', 'check', 'discarded', 'nothing'), async (fields, step) => {
        const body = new URLSearchParams(fields)
        body.append('csrf', csrf)
        const answer = await visitor.post(first.replace(/[^/]+$/, step), body.toString())
        // 410: no such question; what was typed is shown.
        expect([303, 410, 422]).toContain(answer.statusCode)
        const answers = await counter.stored(id)
        expect(Object.keys(answers).every(key => key === 'children')).toBe(true)
        if (answers.children) expect(Object.keys((answers.children as object[])[0]!)).toEqual(['child'])
      }),
      { numRuns: 120 },
    )
  })

  test('two windows that answer different questions at once lose neither answer', async () => {
    const first = await counter.begin(visitor)
    const check = await counter.answerAll(visitor, first)
    const csrf = csrfIn((await visitor.get(check)).body)
    const at = (step: string) => check.replace(/check$/, step)
    const posts = [visitor.post(at('relation'), { csrf, relation: 'guardian' }), visitor.post(at('children.0.needsCare'), { csrf, needsCare: 'no' }), visitor.post(at('quotient'), { csrf, quotient: '512' })]
    for (const answer of await Promise.all(posts)) expect(answer.statusCode).toBe(303)
    const answers = await counter.stored(idIn(first))
    expect(answers).toMatchObject({ relation: 'guardian', children: [{ needsCare: false }] })
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
