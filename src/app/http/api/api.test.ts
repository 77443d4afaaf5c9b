import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testSettings, FakeRuntime } from '../../../../test/support/fake-runtime.ts'
import { operation } from '../../../journal/kernel.ts'
import { createServer } from '../server.ts'
import { parseJson } from './json-body.ts'

const parse = (text: string) => parseJson(new TextEncoder().encode(text))

test('JSON is read as it is, and refused where it could not be stored', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), value => {
      const text = JSON.stringify(value)
      const read = parse(text)
      if (read === null) expect(text).toMatch(/\\u0000|\\ud[89a-f]|__proto__|constructor|prototype/i)
      else expect(JSON.stringify(read.value)).toBe(text)
    }),
  )
  fc.assert(fc.property(fc.uint8Array(), bytes => void parseJson(bytes)))
})

/** The roof with operations that do as they are told. */
async function serve(hosts = new Map<string, string>()) {
  const runtime = new FakeRuntime([])
  const told = { summary: 'A test', answer: {}, refusals: [] }
  const operations = [
    operation<string>({ name: 'a', method: 'GET', path: '/does/:what', load: async r => r.params.what!, permit: (_, what) => what !== 'secret', told, async answer(r, what) {
      if (what === 'breaks') throw new Error('is broken with "Jeanne"')
      return what === 'answers' ? { body: { api: r.api('/does/:what', { what }), url: r.url('/x'), origin: r.origin } } : { refused: what, detail: { seconds: 7 } }
    } }),
    operation<null>({ name: 'b', method: 'POST', path: '/does/:what', load: async () => null, permit: (actor, _) => actor.kind === 'visitor' && actor.account === null, told, answer: async r => ({ body: { language: r.language, sent: r.body ?? null } }) }),
  ]
  const features = [{ name: 'test', pages: [], operations }]
  const server = await createServer(Object.assign(runtime, { features }), testSettings({ hosts }))
  return { operations, get: (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers: { host: 'localhost', ...headers } }), server }
}

test.each([
  ['answers', 200], ['secret', 404], ['NotFound', 404], ['Busy', 503], ['NewerShape', 503], ['Throttled', 429], ['KeyUsed', 409], ['SomethingElse', 409], ['constructor', 409], ['breaks', 500], ['%00', 404],
])('an operation that %s answers %i', async (what, status) => {
  const answer = await (await serve()).get(`/api/fleury/does/${what}`)
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.body).not.toContain('Jeanne')
  if (status === 429) expect(answer.headers['retry-after']).toBe('7')
  if (status === 500) expect(answer.json()).toMatchObject({ type: '/api/problems/failed', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) })
})

test('a database that is away is a 503', async () => {
  const { operations, get } = await serve()
  Object.assign(operations[0]!, { load: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })) })
  const answer = await get('/api/fleury/does/answers')
  expect([answer.statusCode, answer.headers['retry-after'], answer.json().type]).toEqual([503, '5', '/api/problems/busy'])
})

test('the address is the same on an authority’s own host, and links to pages are that host’s', async () => {
  const { get } = await serve(new Map([['town.example', 'fleury']]))
  expect((await get('/api/fleury/does/answers', { host: 'town.example', 'accept-language': 'de' })).json()).toEqual({ api: '/api/fleury/does/answers', url: '/de/x', origin: 'http://town.example' })
  expect((await get('/api/fleury/does/answers')).json()).toEqual({ api: '/api/fleury/does/answers', url: '/fleury/fr/x', origin: 'http://localhost' })
  expect((await get('/api', { host: 'town.example' })).statusCode).toBe(404)
})

test('the language is the body’s, then the header’s, then the authority’s first', async () => {
  const { server } = await serve()
  const ask = async (authority: string, body: object, header: string) =>
    (await server.inject({ method: 'POST', url: `/api/${authority}/does/it`, payload: body, headers: { 'accept-language': header } })).json().language
  expect(await ask('fleury', { language: 'de' }, 'en')).toBe('de')
  expect(await ask('fleury', { language: 'xx' }, 'en')).toBe('en')
  expect(await ask('fleury', {}, 'es')).toBe('fr')
  expect(await ask('gera', { language: 'fr' }, 'fr')).toBe('de')
})

test('a post without a body reaches its operation, which says what it needs', async () => {
  const { server } = await serve()
  const answer = await server.inject({ method: 'POST', url: '/api/fleury/does/it' })
  expect([answer.statusCode, answer.json().sent]).toEqual([200, null])
})
