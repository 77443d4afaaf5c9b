import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { newUuid } from '../../base/ids.ts'
import { refuse } from '../../base/result.ts'
import { call, page, type Page } from '../../journal/kernel.ts'
import { csrfIn, Visitor } from './browser-like.ts'
import { FakeRuntime, fleury, someAgent, testSettings } from './fake-runtime.ts'
import type { HttpSettings } from './roof.ts'
import { createServer } from './server.ts'

const stream = newUuid()
const doThing = call<unknown>('DoThing', raw => raw)
const form = (csrf: string, typed = '') => (
  <form method="post">
    <input type="hidden" name="csrf" value={csrf} />
    <textarea name="text">{typed}</textarea>
  </form>
)

/** Everything that a page can answer, one page each. */
const pages: Page<any>[] = [
  page<null>({ name: 'home', path: '/', load: async () => null, permit: () => true, view: (_m, r) => <p>{r.url('/requests/:number', { number: 'CA 1/ä' })}</p> }),
  page<string>({
    name: 'form', path: '/form', load: async r => r.derive('x') ?? 'none', permit: () => true,
    act: async r => {
      const text = r.form.get('text')
      if (text === 'throw') throw new Error('broke on "Jeanne Personne" here')
      if (text === 'busy') return refuse('Busy')
      if (text === 'often') return refuse('Throttled')
      if (text === 'account') return { to: r.url('/account/:id', { id: await r.account() }) }
      if (text === 'send') await r.send(doThing, { text })
      if (text?.startsWith('to:')) return { to: text.slice(3) }
      return text ? { to: r.url('/form') } : refuse('TextMissing', { issues: [{ field: 'text', rule: 'required' }] })
    },
    view: (model, r, problem) => <div><i>{model}</i>{problem && <b>{problem.refusal.refused}</b>}{form(r.csrf, problem?.typed.get('text') ?? '')}</div>,
  }),
  page<null>({ name: 'query', path: '/query', load: async () => null, permit: () => true, view: (_m, r) => <p>{r.query.get('q')}|{r.actor.kind === 'visitor' ? r.actor.account : ''}</p> }),
  page<null>({ name: 'secret', path: '/secret', load: async () => null, permit: actor => actor.kind === 'agent', view: () => <p>secret</p> }),
  page<null>({ name: 'posts', path: '/posts', load: async () => null, permit: () => true, act: async () => refuse('No'), instead: (_m, r) => r.url('/form') }),
  page<null>({ name: 'refuses', path: '/refuses/:name', load: async r => refuse(r.params.name!), permit: () => true, view: () => <p /> }),
  page<null>({ name: 'redirects', path: '/redirects', load: async r => ({ to: r.url('/form') }), permit: () => true, view: () => <p /> }),
  page<{ to: string; from: string }>({ name: 'letter', path: '/letter', load: async () => ({ to: 'a', from: 'b' }), permit: () => true, view: m => <p>{m.to}</p> }),
  page<null>({ name: 'breaks', path: '/breaks', load: async () => Promise.reject(new Error('column "Jeanne Personne" is broken')), permit: () => true, view: () => <p /> }),
  page<null>({ name: 'frame', path: '/desk', door: 'desk', load: async r => (r.actor.kind === 'agent' ? null : refuse('SignInNeeded')), permit: () => true, view: (_m, r) => <p>{r.site.agent?.name}</p> }),
  page<null>({
    name: 'sign-in', path: '/desk/sign-in', door: 'desk', load: async () => null, permit: () => true,
    act: async r => ({ to: r.form.get('next') ?? r.url('/desk'), session: { become: 'agent', agent: r.form.get('agent')! } }), view: (_m, r) => form(r.csrf),
  }),
  page<null>({
    name: 'sign-out', path: '/desk/sign-out', door: 'desk', load: async () => null, permit: () => true,
    act: async r => ({ to: r.url('/'), session: { become: 'nobody', everywhere: r.form.has('everywhere') } }), view: (_m, r) => form(r.csrf),
  }),
  page<null>({
    name: 'throttled', path: '/throttled', load: async () => null, permit: () => true,
    act: async r => ((await r.throttled('a@b.example', 2, 60)) ? refuse('Throttled') : { to: r.url('/') }), view: (_m, r, p) => <div>{p?.refusal.refused}{form(r.csrf)}</div>,
  }),
  page<null>({ name: 'live', path: '/watched', load: async () => null, permit: () => true, watches: () => [{ stream, version: 3 }, { stream, version: 3 }], view: (_m, r) => <p>{r.live}</p> }),
  page<null>({ name: 'long', path: '/long', load: async () => null, permit: () => true, view: () => <p>{'long text '.repeat(500)}</p> }),
]

const open: { close(): Promise<unknown> }[] = []
async function serve(changed: Partial<HttpSettings> = {}) {
  const runtime = new FakeRuntime(pages)
  const server = await createServer(runtime, testSettings(changed))
  open.push(server)
  return { runtime, server, visitor: new Visitor(server) }
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function withForm(visitor: Visitor, path = '/fleury/fr/form') {
  return csrfIn((await visitor.get(path)).body)
}

test('a public page is drawn with its security headers and no cookie', async () => {
  const { visitor } = await serve()
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
  const { visitor } = await serve()
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
  const { visitor } = await serve()
  const response = await visitor.get(address, { 'accept-language': 'fr' })
  expect(response.statusCode).toBe(status)
  expect(response.headers['content-type']).toContain('text/html')
  if (status !== 200) expect(response.body).toMatch(/<h1>[^<]+<\/h1>/)
  expect(response.headers['x-content-type-options']).toBe('nosniff')
})

test('error pages speak the language of the address', async () => {
  const { visitor } = await serve()
  expect((await visitor.get('/fleury/fr/nothing')).body).toContain('Cette page n’existe pas')
  expect((await visitor.get('/fleury/en/nothing')).body).toContain('This page does not exist')
  expect((await visitor.get('/fleury/de/nothing')).body).toContain('Diese Seite gibt es nicht')
})

test('a failure shows a reference that the log holds beside the error, without what people typed', async () => {
  const lines: string[] = []
  const { visitor } = await serve({ log: pino({}, { write: line => void lines.push(line) }) })
  const { body } = await visitor.get('/fleury/fr/breaks')
  const reference = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(body)![0]
  const logged = lines.find(line => line.includes(reference))
  expect(logged).toContain('is broken')
  expect(lines.join()).not.toContain('Jeanne')
  expect(body).not.toContain('Jeanne')
})

test('the log names the route, never the address', async () => {
  const lines: string[] = []
  const { visitor } = await serve({ log: pino({}, { write: line => void lines.push(line) }) })
  await visitor.get('/fleury/fr/refuses/Personne?q=Jeanne')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ method: 'GET', route: '/:authority/:language/refuses/:name', status: 404 })
  expect(lines[0]).not.toContain('Personne')
  expect(lines[0]).not.toContain('Jeanne')
})

test('a database that is away is a 503', async () => {
  const { visitor, runtime } = await serve()
  await withForm(visitor)
  runtime.broken = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect((await visitor.get('/fleury/fr/form')).statusCode).toBe(503)
})

test('a form sets the cookie; posting it leads on with 303', async () => {
  const { visitor } = await serve()
  const shown = await visitor.get('/fleury/fr/form')
  expect(shown.headers['set-cookie']).toMatch(/^parvis-fleury=[\w-]{43}; Path=\/fleury; Max-Age=86400; HttpOnly; SameSite=Lax$/)
  expect(shown.headers['cache-control']).toBe('no-store')
  const done = await visitor.post('/fleury/fr/form', { csrf: csrfIn(shown.body), text: 'good' })
  expect([done.statusCode, done.headers.location]).toEqual([303, '/fleury/fr/form'])
})

test('the token is masked anew in each response and stays valid', async () => {
  const { visitor } = await serve()
  const first = await withForm(visitor)
  const second = await withForm(visitor)
  expect(first).not.toBe(second)
  expect((await visitor.post('/fleury/fr/form', { csrf: first, text: 'good' })).statusCode).toBe(303)
})

test('a refusal comes back as 422 with what was typed, escaped', async () => {
  const { visitor } = await serve()
  const csrf = await withForm(visitor)
  const empty = await visitor.post('/fleury/fr/form', { csrf, text: '' })
  expect([empty.statusCode, empty.body.includes('<b>TextMissing</b>')]).toEqual([422, true])
  const often = await visitor.post('/fleury/fr/form', { csrf, text: 'often' })
  expect([often.statusCode, often.body.includes('<textarea name="text">often</textarea>')]).toEqual([429, true])
  expect((await visitor.post('/fleury/fr/form', { csrf, text: 'busy' })).statusCode).toBe(503)
  expect((await visitor.post('/fleury/fr/form', { csrf, text: 'throw' })).statusCode).toBe(500)
  expect((await visitor.post('/fleury/fr/posts', { csrf })).statusCode).toBe(422)
})

test('forged posts are refused with 403 and do nothing', async () => {
  const { visitor, runtime, server } = await serve()
  const csrf = await withForm(visitor)
  const strange = csrfIn((await new Visitor(server).get('/fleury/fr/form')).body)
  runtime.answer = { stream, version: 1 }
  const bad: [Record<string, string>, Record<string, string>][] = [
    [{ text: 'send' }, {}],
    [{ text: 'send', csrf: 'x' }, {}],
    [{ text: 'send', csrf: strange }, {}],
    [{ text: 'send', csrf }, { origin: 'https://evil.example' }],
    [{ text: 'send', csrf }, { 'sec-fetch-site': 'cross-site' }],
    [{ text: 'send', csrf }, { origin: 'null' }],
  ]
  for (const [fields, headers] of bad) expect((await visitor.post('/fleury/fr/form', fields, headers)).statusCode).toBe(403)
  expect((await new Visitor(server).post('/fleury/fr/form', { csrf, text: 'send' })).statusCode).toBe(403)
  expect(runtime.sent).toHaveLength(0)
  const good = await visitor.post('/fleury/fr/form', { csrf, text: 'send' }, { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })
  expect([good.statusCode, runtime.sent.length]).toEqual([303, 1])
})

test('what is no form gets 4xx', async () => {
  const { visitor } = await serve()
  const csrf = await withForm(visitor)
  const json = await visitor.post('/fleury/fr/form', '{}', { 'content-type': 'application/json' })
  expect([json.statusCode, json.body.includes('<h1>')]).toEqual([415, true])
  const large = await visitor.post('/fleury/fr/form', { csrf, text: 'x'.repeat(300_000) })
  expect([large.statusCode, large.body.includes('<h1>')]).toEqual([413, true])
  const keys = `csrf=${csrf}&${Array.from({ length: 10_000 }, (_, i) => `k${i}=1`).join('&')}`
  expect((await visitor.post('/fleury/fr/form', keys)).statusCode).toBe(413)
  expect((await visitor.post('/fleury/fr/form', `csrf=${csrf}&text=%zz%ff`)).statusCode).toBe(303)
  expect((await visitor.post('/fleury/fr/form', `csrf=${csrf}&text=%00`)).statusCode).toBe(422)
  expect((await visitor.post('/fleury/fr/query', { csrf })).statusCode).toBe(405)
})

test('an address that only takes posts sends a reader elsewhere', async () => {
  const { visitor } = await serve()
  const response = await visitor.get('/fleury/fr/posts')
  expect([response.statusCode, response.headers.location]).toEqual([303, '/fleury/fr/form'])
  expect((await visitor.get('/fleury/fr/redirects')).headers.location).toBe('/fleury/fr/form')
})

test.each(['https://evil.example/', '//evil.example/fleury', '/\\evil.example', '/gera/de', '/fleuryx', '/fleury/../gera', 'javascript:alert(1)', '/\t/evil.example'])(
  'no redirect leads to %s', async to => {
    const { visitor } = await serve()
    const response = await visitor.post('/fleury/fr/form', { csrf: await withForm(visitor), text: `to:${to}` })
    expect([response.statusCode, response.headers.location]).toEqual([303, '/fleury/fr'])
  })

test('a slash at the end leads to the page, and never to another host', async () => {
  const { visitor } = await serve()
  expect((await visitor.get('/fleury/fr/form/?a=1')).headers.location).toBe('/fleury/fr/form?a=1')
  for (const address of ['//evil.example/', '/\\evil.example/', '/fleury//']) expect((await visitor.get(address)).headers.location ?? '').not.toMatch(/^(\/\/|\/\\)/)
})

test('an account is made at the first post that needs one, stays, and ends when unused', async () => {
  const { visitor, runtime } = await serve()
  const csrf = await withForm(visitor)
  expect(runtime.sessions.size).toBe(0)
  const { location } = (await visitor.post('/fleury/fr/form', { csrf, text: 'account' })).headers
  const account = String(location).split('/').at(-1)!
  expect((await visitor.post('/fleury/fr/form', { csrf, text: 'account' })).headers.location).toBe(location)
  expect((await visitor.get('/fleury/fr/query')).body).toContain(account)
  const token = visitor.jar.get('parvis-fleury')!
  expect(JSON.stringify([...runtime.sessions])).not.toContain(token)
  runtime.clock += 23 * 3_600_000
  const later = await visitor.get('/fleury/fr/query')
  expect(later.body).toContain(account)
  expect(later.headers['set-cookie']).toContain(token)
  runtime.clock += 25 * 3_600_000
  expect((await visitor.get('/fleury/fr/query')).body).not.toContain(account)
})

test('two first posts at once get one account', async () => {
  const { visitor, runtime } = await serve()
  const csrf = await withForm(visitor)
  const both = await Promise.all([1, 2].map(() => visitor.post('/fleury/fr/form', { csrf, text: 'account' })))
  expect(both[0]!.headers.location).toBe(both[1]!.headers.location)
  expect(runtime.sessions.size).toBe(1)
})

test('another authority does not know the session', async () => {
  const { visitor, runtime } = await serve()
  const csrf = await withForm(visitor)
  await visitor.post('/fleury/fr/form', { csrf, text: 'account' })
  visitor.jar.set('parvis-gera', visitor.jar.get('parvis-fleury')!)
  expect((await visitor.get('/gera/de/query')).body).toBe('<!doctype html><p>|</p>')
  expect(runtime.sessions.size).toBe(1)
})

test('lookups of one moment share a statement', async () => {
  const { server, runtime } = await serve()
  const visitors = Array.from({ length: 8 }, () => new Visitor(server))
  for (const visitor of visitors) await withForm(visitor)
  runtime.lookups = 0
  await Promise.all(visitors.map(visitor => visitor.get('/fleury/fr/query')))
  expect(runtime.lookups).toBeLessThan(8)
})

test('derived values are the session’s own and stay the same', async () => {
  const { visitor, server } = await serve()
  expect((await visitor.get('/fleury/fr/form')).body).toContain('<i>none</i>')
  const derived = (html: string): string => /<i>([\w-]{43})<\/i>/.exec(html)![1]!
  const mine = derived((await visitor.get('/fleury/fr/form')).body)
  expect(derived((await visitor.get('/fleury/fr/form')).body)).toBe(mine)
  const other = new Visitor(server)
  await withForm(other)
  expect(derived((await other.get('/fleury/fr/form')).body)).not.toBe(mine)
})

test('an agent signs in under a new token, and out everywhere', async () => {
  const { server, runtime } = await serve()
  const agent = someAgent()
  runtime.agents.set(agent.agent, agent)
  const signIn = async () => {
    const visitor = new Visitor(server)
    const asked = await visitor.get('/fleury/fr/desk?case=1')
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/fleury/fr/desk/sign-in?next=%2Ffleury%2Ffr%2Fdesk%3Fcase%3D1'])
    const csrf = await withForm(visitor, '/fleury/fr/desk/sign-in')
    const before = visitor.jar.get('parvis-fleury-desk')
    const done = await visitor.post('/fleury/fr/desk/sign-in', { csrf, agent: agent.agent, next: 'https://evil.example' })
    expect([done.statusCode, done.headers.location]).toEqual([303, '/fleury/fr'])
    expect(visitor.jar.get('parvis-fleury-desk')).not.toBe(before)
    expect((await visitor.get('/fleury/fr/desk')).body).toContain(agent.name)
    return visitor
  }
  const [first, second] = [await signIn(), await signIn()]
  expect((await first.get('/fleury/fr/secret')).statusCode).toBe(404)
  await first.post('/fleury/fr/desk/sign-out', { csrf: await withForm(first, '/fleury/fr/desk/sign-out'), everywhere: '1' })
  expect(first.jar.has('parvis-fleury-desk')).toBe(false)
  for (const visitor of [first, second]) expect((await visitor.get('/fleury/fr/desk')).statusCode).toBe(303)
  const third = await signIn()
  runtime.agents.clear()
  expect((await third.get('/fleury/fr/desk')).statusCode).toBe(303)
})

test('the page after a command waits for its views, once', async () => {
  const { visitor, runtime } = await serve()
  const csrf = await withForm(visitor)
  runtime.answer = { stream, version: 7 }
  const sent = await visitor.post('/fleury/fr/form', { csrf, text: 'send' })
  expect(runtime.waited).toHaveLength(0)
  expect(sent.headers.location).toBe('/fleury/fr/form')
  await visitor.get('/fleury/fr/form')
  await visitor.get('/fleury/fr/form')
  expect(runtime.waited).toEqual([{ stream, version: 7 }])
  visitor.jar.set('parvis-fleury-after', `${stream}.99~${'A'.repeat(43)}`)
  await visitor.get('/fleury/fr/form')
  expect(runtime.waited).toHaveLength(1)
})

test('attempts are counted under a keyed hash and forgiven in time', async () => {
  const { visitor, runtime } = await serve()
  const csrf = await withForm(visitor, '/fleury/fr/throttled')
  const attempt = async () => (await visitor.post('/fleury/fr/throttled', { csrf })).statusCode
  expect([await attempt(), await attempt(), await attempt()]).toEqual([303, 303, 429])
  expect([...runtime.counts.keys()].join()).not.toContain('a@b.example')
  runtime.clock += 60_001
  expect(await attempt()).toBe(303)
})

test('a host of its own has no prefix, in addresses, cookies and redirects', async () => {
  const { server } = await serve({ hosts: new Map([['demarches.example', 'fleury']]) })
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
  const { visitor } = await serve({ origin: 'https://parvis.example' })
  const shown = await visitor.get('/fleury/fr/form')
  expect(shown.headers['set-cookie']).toMatch(/; Secure$/)
  expect(shown.headers['strict-transport-security']).toContain('max-age')
  const csrf = csrfIn(shown.body)
  expect((await visitor.post('/fleury/fr/form', { csrf, text: 'a' }, { origin: 'https://parvis.example' })).statusCode).toBe(303)
  const proxied = await serve({ trustProxy: true })
  expect((await proxied.visitor.get('/fleury/fr/form', { 'x-forwarded-proto': 'https' })).headers['set-cookie']).toMatch(/; Secure$/)
})

test('long pages are compressed for those who can read it', async () => {
  const { visitor } = await serve()
  expect((await visitor.get('/fleury/fr/long', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br')
  expect((await visitor.get('/fleury/fr/long', { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding']).toBe('gzip')
  expect((await visitor.get('/fleury/fr/long')).headers['content-encoding']).toBeUndefined()
})

test('an authority’s colours are a file of their own', async () => {
  const { visitor } = await serve()
  const name = /\/fleury\/(theme-[0-9a-f]{12}\.css)/.exec((await visitor.get('/fleury/fr/nothing')).body)![1]!
  const css = await visitor.get(`/fleury/${name}`)
  expect([css.statusCode, css.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
  expect(css.headers['cache-control']).toContain('immutable')
  expect(css.body).toContain('--brand')
  expect((await visitor.get('/fleury/theme-000000000000.css')).headers['cache-control']).toBe('public, max-age=60')
  expect((await visitor.get('/nobody/theme-000000000000.css')).statusCode).toBe(404)
})

test('health and readiness answer machines; the gallery draws every component', async () => {
  const { visitor, runtime } = await serve()
  expect((await visitor.get('/ready')).statusCode).toBe(200)
  runtime.readiness = { ok: false, why: 'database' }
  const ready = await visitor.get('/ready')
  expect([ready.statusCode, ready.json()]).toEqual([503, { ok: false, why: 'database' }])
  const gallery = await visitor.get('/_ui?language=de')
  expect([gallery.statusCode, gallery.body.includes(`lang="de"`), gallery.body.includes(fleury.name)]).toEqual([200, true, true])
})
