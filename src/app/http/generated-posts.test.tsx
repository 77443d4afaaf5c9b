import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refuse } from '../../base/result.ts'
import { page } from '../../journal/kernel.ts'
import { csrfIn, Visitor } from '../../../test/support/visitor.ts'
import { FakeRuntime, testSettings } from '../../../test/support/fake-runtime.ts'
import { createServer } from './server.ts'

const echo = page<string>({
  name: 'echo', path: '/echo/:id', load: async r => r.params.id!, permit: () => true,
  act: async r => (r.form.has('go') ? { to: r.form.get('go')! } : refuse('Echo')),
  view: (model, r, problem) => (
    <form>
      <input type="hidden" name="csrf" value={r.csrf} />
      <p>{model}</p>
      {[...(problem?.typed ?? [])].map(([name, value]) => <input name={name} value={value} />)}
    </form>
  ),
})

const types = ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=x', 'application/json', 'text/plain', 'multipart/form-data', '', 'x', '/']
const body = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }))).map(pairs => new URLSearchParams(pairs).toString()),
  fc.constantFrom('%', '%00', 'go=%00', '=&=&&', 'go=//evil.example', 'a=%ff%fe', '{"__proto__":1}', '__proto__=1&constructor=2'),
)
const path = fc.oneof(fc.webPath(), fc.string({ unit: 'grapheme' }).map(text => `/fleury/fr/echo/${encodeURIComponent(text)}`), fc.constantFrom('/fleury/fr/echo/1', '/fleury/fr/echo/%ff', '/%', '//', '/fleury/fr/echo/%00'))

test('no generated post or address gets a 5xx, or leads to another host', async () => {
  const runtime = new FakeRuntime([echo])
  const server = await createServer(runtime, testSettings())
  const visitor = new Visitor(server)
  const csrf = csrfIn((await visitor.get('/fleury/fr/echo/1')).body)
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(path, fc.constantFrom(...types), body, fc.boolean(), async (address, type, text, honest) => {
      const response = await visitor.post(address || '/', honest ? `csrf=${csrf}&${text}` : text, type ? { 'content-type': type } : {})
      expect(response.statusCode).toBeLessThan(500)
      expect(String(response.headers.location ?? '/')).toMatch(/^\/(?![/\\])/)
      if (response.statusCode === 422 || response.statusCode === 303) accepted++
    }),
    { numRuns: 1000 },
  )
  // The generator reaches the page itself, not only its gate.
  expect(accepted).toBeGreaterThan(20)
  await server.close()
})
