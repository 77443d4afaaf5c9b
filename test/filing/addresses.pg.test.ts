import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeAddresses } from '../../src/ports/addresses/fake-addresses.ts'
import { Visitor } from '../support/visitor.ts'
import { openCounter, type Counter } from './counter.ts'

/* Suggestions while somebody types an address: only for who has begun a request, and so many a minute. */

const register = fakeAddresses([{ text: '3 rue <b>\n14123 Fleury', point: '49.1,-0.3', source: 'fake' }])
const ask = (q: string) => `/town-1/fr/addresses?${new URLSearchParams({ q })}`
let counter: Counter
let visitor: Visitor
beforeAll(async () => {
  counter = await openCounter(() => register)
  visitor = new Visitor(counter.server)
  await counter.begin(visitor)
})
afterAll(() => counter?.close())

describe('suggestions for an address', () => {
  test('are for those who have begun a request, and are kept by nobody', async () => {
    expect((await new Visitor(counter.server).get(ask('3 rue'))).statusCode).toBe(404)
    const answer = await visitor.get(ask('  3   rue'))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).toContain('data-text="3 rue &lt;b>\n14123 Fleury" data-point="49.1,-0.3" data-source="fake"')
    expect(register.asked).toEqual(['3 rue'])
  })

  test('are not asked for what is too short or too long', async () => {
    for (const q of ['', '3 r', 'x'.repeat(201)]) expect((await visitor.get(ask(q))).body).not.toContain('<li')
    expect(register.asked).toHaveLength(1)
  })

  test('end after so many in a minute, silently', async () => {
    for (let i = 0; i < 100; i++) expect((await visitor.get(ask('3 rue'))).statusCode).toBe(200)
    expect(register.asked.length).toBe(90)
    counter.clock.now += 61_000
    expect((await visitor.get(ask('3 rue'))).body).toContain('<li')
  })
})
