import { pino } from 'pino'
import { expect, test } from 'vitest'
import { fleury } from '../../../test/support/fake-runtime.ts'
import { serveRoof, withForm } from '../../../test/support/roof-pages.tsx'
import { csrfIn, Visitor } from '../../../test/support/visitor.ts'

test('a public page is drawn with its security headers and no cookie', async () => {
  const { visitor } = await serveRoof()
  const response = await visitor.get('/fleury/fr')
  expect(response.statusCode).toBe(200)
  expect(response.body).toBe('<!doctype html><p>/fleury/fr/requests/CA%201%2F%C3%A4</p>')
  expect(response.headers['set-cookie']).toBeUndefined()
  expect(response.headers['cache-control']).toMatch(/^private/)
  expect(response.headers['content-security-policy']).toContain("default-src 'none'")
  expect(response.headers['content-security-policy']).not.toContain('unsafe')
  expect(response.headers['x-content-type-options']).toBe('nosniff')
})

test('the front page lists the authorities; an authority leads to the language of the browser', async () => {
  const { visitor } = await serveRoof()
  expect((await visitor.get('/')).body).toContain('href="/gera"')
  const first = await visitor.get('/fleury', { 'accept-language': 'de-AT,en;q=0.5' })
  expect([first.statusCode, first.headers.location]).toEqual([302, '/fleury/de'])
  expect((await visitor.get('/gera', { 'accept-language': 'fr' })).headers.location).toBe('/gera/de')
})

test.each([
  ['/nobody', 404], ['/nobody/fr', 404], ['/fleury/xx', 404], ['/gera/fr', 404], ['/fleury/fr/nothing', 404], ['/fleury/fr/secret', 404],
  ['/fleury/fr/refuses/NotFound', 404], ['/fleury/fr/refuses/Gone', 410], ['/fleury/fr/refuses/Throttled', 429], ['/fleury/fr/refuses/Busy', 503],
  ['/fleury/fr/refuses/NewerShape', 503], ['/fleury/fr/refuses/SomethingElse', 404], ['/fleury/fr/refuses/constructor', 404], ['/fleury/fr/breaks', 500],
  ['/fleury/fr/%ff', 400], ['/fleury/fr/%', 400], ['/fleury/fr/refuses/%00', 404], ['/fleury/fr/query?q=%00', 404], ['/fleury/fr/letter', 200],
])('GET %s answers %i with a page in plain words', async (address, status) => {
  const { visitor } = await serveRoof()
  const response = await visitor.get(address, { 'accept-language': 'fr' })
  expect(response.statusCode).toBe(status)
  expect(response.headers['content-type']).toContain('text/html')
  if (status !== 200) expect(response.body).toMatch(/<h1>[^<]+<\/h1>/)
  expect(response.headers['x-content-type-options']).toBe('nosniff')
})

test('error pages speak the language of the address', async () => {
  const { visitor } = await serveRoof()
  expect((await visitor.get('/fleury/fr/nothing')).body).toContain('Cette page n’existe pas')
  expect((await visitor.get('/fleury/en/nothing')).body).toContain('This page does not exist')
  expect((await visitor.get('/fleury/de/nothing')).body).toContain('Diese Seite gibt es nicht')
})

test('a failure shows a reference that the log holds beside the error, without what people typed', async () => {
  const lines: string[] = []
  const { visitor } = await serveRoof({ log: pino({}, { write: line => void lines.push(line) }) })
  const { body } = await visitor.get('/fleury/fr/breaks')
  const reference = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(body)![0]
  const logged = lines.find(line => line.includes(reference))
  expect(logged).toContain('is broken')
  expect(lines.join()).not.toContain('Jeanne')
  expect(body).not.toContain('Jeanne')
})

test('the log names the route, never the address', async () => {
  const lines: string[] = []
  const { visitor } = await serveRoof({ log: pino({}, { write: line => void lines.push(line) }) })
  await visitor.get('/fleury/fr/refuses/Personne?q=Jeanne')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ method: 'GET', route: '/:authority/:language/refuses/:name', status: 404 })
  expect(lines[0]).not.toContain('Personne')
  expect(lines[0]).not.toContain('Jeanne')
})

test('a database that is away is a 503', async () => {
  const { visitor, runtime } = await serveRoof()
  await withForm(visitor)
  runtime.broken = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect((await visitor.get('/fleury/fr/form')).statusCode).toBe(503)
})

test('an address that only takes posts sends a reader elsewhere', async () => {
  const { visitor } = await serveRoof()
  const response = await visitor.get('/fleury/fr/posts')
  expect([response.statusCode, response.headers.location]).toEqual([303, '/fleury/fr/form'])
  expect((await visitor.get('/fleury/fr/redirects')).headers.location).toBe('/fleury/fr/form')
})

test('a slash at the end leads to the page, and never to another host', async () => {
  const { visitor } = await serveRoof()
  expect((await visitor.get('/fleury/fr/form/?a=1')).headers.location).toBe('/fleury/fr/form?a=1')
  for (const address of ['//evil.example/', '/\\evil.example/', '/fleury//']) expect((await visitor.get(address)).headers.location ?? '').not.toMatch(/^(\/\/|\/\\)/)
})

test('a host of its own has no prefix, in addresses, cookies and redirects', async () => {
  const { server } = await serveRoof({ hosts: new Map([['demarches.example', 'fleury']]) })
  const visitor = new Visitor(server, { host: 'demarches.example' })
  expect((await visitor.get('/', { 'accept-language': 'fr' })).headers.location).toBe('/fr')
  expect((await visitor.get('/fr')).body).toContain('/fr/requests/CA%201%2F%C3%A4')
  const shown = await visitor.get('/fr/form')
  expect(shown.headers['set-cookie']).toContain('; Path=/;')
  const done = await visitor.post('/fr/form', { csrf: csrfIn(shown.body), text: 'to:/fr/query' })
  expect(done.headers.location).toBe('/fr/query')
  expect((await visitor.get('/fr/watched?a=1')).body).toContain('/fr/watched/live?a=1&amp;v=3')
  expect((await visitor.get('/health')).json()).toEqual({ ok: true })
  expect((await visitor.get('/gera/de')).statusCode).toBe(404)
})

test('over TLS cookies are secure and the browser is told to stay', async () => {
  const { visitor } = await serveRoof({ origin: 'https://parvis.example' })
  const shown = await visitor.get('/fleury/fr/form')
  // No other host of the domain can plant such a cookie.
  expect(shown.headers['set-cookie']).toMatch(/^__Host-parvis-fleury=[\w-]{43}; Path=\/;[^,]*; Secure$/)
  visitor.jar.set('parvis-fleury', 'p'.repeat(43))
  expect((await visitor.get('/fleury/fr/form')).headers['set-cookie']).toBeUndefined()
  expect(shown.headers['strict-transport-security']).toContain('max-age')
  const csrf = csrfIn(shown.body)
  expect((await visitor.post('/fleury/fr/form', { csrf, text: 'a' }, { origin: 'https://parvis.example' })).statusCode).toBe(303)
  const proxied = await serveRoof({ trustProxy: true })
  expect((await proxied.visitor.get('/fleury/fr/form', { 'x-forwarded-proto': 'https' })).headers['set-cookie']).toMatch(/; Secure$/)
})

test('long pages are compressed for those who can read it', async () => {
  const { visitor } = await serveRoof()
  expect((await visitor.get('/fleury/fr/long', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br')
  expect((await visitor.get('/fleury/fr/long', { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding']).toBe('gzip')
  expect((await visitor.get('/fleury/fr/long')).headers['content-encoding']).toBeUndefined()
})

test('an authority’s colours are a file of their own', async () => {
  const { visitor } = await serveRoof()
  const name = /\/fleury\/(theme-[0-9a-f]{12}\.css)/.exec((await visitor.get('/fleury/fr/nothing')).body)![1]!
  const css = await visitor.get(`/fleury/${name}`)
  expect([css.statusCode, css.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
  expect(css.headers['cache-control']).toContain('immutable')
  expect(css.body).toContain('--brand')
  expect((await visitor.get('/fleury/theme-000000000000.css')).headers['cache-control']).toBe('public, max-age=60')
  expect((await visitor.get('/nobody/theme-000000000000.css')).statusCode).toBe(404)
})

test('health and readiness answer machines; the gallery draws every component', async () => {
  const { visitor, runtime } = await serveRoof()
  expect((await visitor.get('/ready')).statusCode).toBe(200)
  runtime.readiness = { ok: false, why: 'database' }
  const ready = await visitor.get('/ready')
  expect([ready.statusCode, ready.json()]).toEqual([503, { ok: false, why: 'database' }])
  const gallery = await visitor.get('/_ui?language=de')
  expect([gallery.statusCode, gallery.body.includes(`lang="de"`), gallery.body.includes(fleury.name)]).toEqual([200, true, true])
})

test('asking for the head of a page answers like the page, without its body', async () => {
  const { server } = await serveRoof()
  const response = await server.inject({ method: 'HEAD', url: '/fleury/fr/form' })
  expect([response.statusCode, response.body]).toEqual([200, ''])
  expect((await server.inject({ method: 'HEAD', url: '/fleury/fr/watched/live' })).statusCode).toBe(404)
})
