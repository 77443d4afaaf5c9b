import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers, canteen, openInterface, type Interface } from './interface.ts'

/* What comes from nobody's program: other bodies, other methods, other sites, other addresses. */

let face: Interface
const lines: string[] = []
beforeAll(async () => {
  face = await openInterface({ log: pino({}, { write: line => void lines.push(line) }) })
})
afterAll(() => face?.close())

const address = `/api/town-1/services/${canteen}/cases`
const key = () => ({ 'idempotency-key': randomUUID() })

test.each([
  ['GET', '/api', 404], ['GET', '/api/', 404], ['GET', '/api/nobody/services', 404], ['GET', '/api/town-1', 404], ['GET', '/api/town-1/requests', 404],
  ['GET', '/api/nobody/openapi.json', 404], ['GET', '/api/problems/nothing', 404], ['GET', '/api/fr/services/x/start', 404], ['GET', address, 405], ['PUT', address, 405],
  ['OPTIONS', address, 405], ['POST', '/api/town-1/services', 405], ['GET', '/api/town-1/services/%ff', 400],
] as const)('%s %s answers %i as a problem, without a cookie', async (method, url, status) => {
  const answer = await face.call(method, url)
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
  expect(answer.json).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control/)
  if (status === 405) expect(answer.headers.allow).toMatch(/^(POST|GET, HEAD)$/)
})

test('problems are explained at their type, in every language', async () => {
  const { json } = await face.call('POST', address, { body: { answers: {} }, headers: key() })
  expect((await face.call('GET', json.type)).json).toMatchObject({ type: json.type, status: 422, title: { fr: expect.any(String), en: json.title, de: expect.any(String) } })
})

describe('a body is refused', () => {
  const deep = (levels: number) => `{"answers":${'['.repeat(levels)}${']'.repeat(levels)}}`
  test.each([
    ['that is empty', ''], ['that is no JSON', '{"answers":'], ['in another encoding', Buffer.from('{"answers":"\xe9"}', 'latin1')], ['with NUL', '{"answers":"\\u0000"}'],
    ['with half a pair', '{"answers":"\\ud83d"}'], ['with NUL in a name', '{"answers":{"a\\u0000":1}}'], ['with a number without end', '{"answers":1e999}'], ['with __proto__', '{"answers":{"__proto__":{"consent":true}}}'],
    ['with a constructor', '{"answers":{"constructor":1}}'], ['that is too deep', deep(12)], ['that is far too deep', deep(60_000)], ['with too many entries', JSON.stringify({ answers: Array(2_000).fill(0) })],
  ])('%s', async (_name, raw) => {
    const answer = await face.call('POST', address, { raw, headers: { ...key(), 'content-type': 'application/json' } })
    expect([answer.status, answer.json.type]).toEqual([400, '/api/problems/unreadable'])
  })

  test.each([['text/plain', {}], ['multipart/form-data; boundary=x', {}], ['application/json', { 'content-encoding': 'gzip' }], ['application/json5', {}]])('as %s %j', async (type, headers) => {
    const answer = await face.call('POST', address, { raw: JSON.stringify({ answers }), headers: { ...key(), ...headers, 'content-type': type } })
    expect([answer.status, answer.json.type]).toEqual([415, '/api/problems/not-json'])
  })

  test('but not for its charset, nor for what lies within the limits', async () => {
    const answer = await face.call('POST', address, { raw: JSON.stringify({ answers: { ...answers, more: '😀'.repeat(9_000), list: Array(1_900).fill(0) } }), headers: { ...key(), 'content-type': 'application/json; charset=utf-8' } })
    expect(answer.status, answer.text).toBe(201)
  })
})

test('a visitor’s cookie means nothing here', async () => {
  const page = await face.server.inject({ url: '/town-1/fr/requests/find', headers: { host: 'localhost' } })
  const cookie = String(page.headers['set-cookie']).split(';')[0]!
  const headers = { ...key(), cookie, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  const answer = await face.call('POST', address, { body: { answers }, headers })
  expect(answer.status).toBe(201)
  expect(answer.headers['set-cookie']).toBeUndefined()
  const list = await face.server.inject({ url: '/town-1/fr/requests', headers: { host: 'localhost', cookie } })
  expect(list.body).not.toContain(answer.json.number)
})

test('the log names routes: no number, no code, no key, no answer', async () => {
  const { 'idempotency-key': one } = key()
  const { json } = await face.file(answers, { key: one })
  await face.call('GET', `/api/town-1/cases/${json.number}`, { headers: { authorization: `Bearer ${json.code}` } })
  const log = lines.join('')
  expect(log).toContain('/api/:authority/cases/:number')
  for (const secret of [json.number, json.code, one, json.case, 'Exemple', 'lou@exemple.fr']) expect(log).not.toContain(secret)
})
