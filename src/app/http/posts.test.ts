import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { someAgent } from '../../../test/support/fake-runtime.ts'
import { serveRoof, stream, withForm } from '../../../test/support/roof-pages.tsx'
import { csrfIn, Visitor } from '../../../test/support/visitor.ts'

test('a form sets the cookie; posting it leads on with 303', async () => {
  const { visitor } = await serveRoof()
  const shown = await visitor.get('/fleury/fr/form')
  expect(shown.headers['set-cookie']).toMatch(/^parvis-fleury=[\w-]{43}; Path=\/fleury; Max-Age=86400; HttpOnly; SameSite=Lax$/)
  expect(shown.headers['cache-control']).toBe('no-store')
  const done = await visitor.post('/fleury/fr/form', { csrf: csrfIn(shown.body), text: 'good' })
  expect([done.statusCode, done.headers.location]).toEqual([303, '/fleury/fr/form'])
})

test('the token is masked anew in each response and stays valid', async () => {
  const { visitor } = await serveRoof()
  const first = await withForm(visitor)
  const second = await withForm(visitor)
  expect(first).not.toBe(second)
  expect((await visitor.post('/fleury/fr/form', { csrf: first, text: 'good' })).statusCode).toBe(303)
})

test('a refusal comes back as 422 with what was typed, escaped', async () => {
  const { visitor } = await serveRoof()
  const csrf = await withForm(visitor)
  const empty = await visitor.post('/fleury/fr/form', { csrf, text: '' })
  expect([empty.statusCode, empty.body.includes('<b>TextMissing</b>')]).toEqual([422, true])
  const often = await visitor.post('/fleury/fr/form', { csrf, text: 'often' })
  expect([often.statusCode, often.body.includes('<textarea name="text">often</textarea>')]).toEqual([429, true])
  const busy = await visitor.post('/fleury/fr/form', { csrf, text: 'busy' })
  expect([busy.statusCode, busy.headers['retry-after'], busy.body.includes('<textarea name="text">busy</textarea>')]).toEqual([503, '5', true])
  expect((await visitor.post('/fleury/fr/form', { csrf, text: 'throw' })).statusCode).toBe(500)
  expect((await visitor.post('/fleury/fr/posts', { csrf })).statusCode).toBe(422)
})

test('forged posts are refused with 403 and do nothing', async () => {
  const { visitor, runtime, server } = await serveRoof()
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

test('a stale token shows the page again with what was typed, unless another site sent it', async () => {
  const { visitor, runtime } = await serveRoof()
  await withForm(visitor)
  const stale = await visitor.post('/fleury/fr/form', { csrf: 'stale', text: 'send' })
  expect(stale.statusCode).toBe(403)
  expect(stale.body).toContain('<b>StaleForm</b>')
  expect(stale.body).toContain('<textarea name="text">send</textarea>')
  expect(runtime.sent).toHaveLength(0)
  expect((await visitor.post('/fleury/fr/form', { csrf: csrfIn(stale.body), text: 'good' })).statusCode).toBe(303)
  // Whoever lost the cookie gets a new one with the page.
  visitor.jar.clear()
  const lost = await visitor.post('/fleury/fr/form', { csrf: 'stale', text: 'good' })
  expect((await visitor.post('/fleury/fr/form', { csrf: csrfIn(lost.body), text: 'good' })).statusCode).toBe(303)
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }] as Record<string, string>[]) {
    const far = await visitor.post('/fleury/fr/form', { csrf: 'stale', text: 'typed' }, headers)
    expect([far.statusCode, far.body.includes('typed')]).toEqual([403, false])
  }
})

test('a page may say itself what is lost, and show what was typed', async () => {
  const { visitor } = await serveRoof()
  const csrf = await withForm(visitor)
  const gone = await visitor.post('/fleury/fr/loses/Gone', { csrf, text: 'typed <b>' })
  expect([gone.statusCode, gone.body]).toEqual([410, '<!doctype html><p>Gone typed &lt;b></p>'])
  expect((await visitor.post('/fleury/fr/loses/Gone', { csrf: 'stale', text: 'typed' })).statusCode).toBe(403)
  const seen = await visitor.get('/fleury/fr/loses/NotFound')
  expect([seen.statusCode, seen.body]).toEqual([404, '<!doctype html><p>NotFound </p>'])
  expect((await visitor.get('/fleury/fr/loses/leads')).headers.location).toBe('/fleury/fr/form')
  expect((await visitor.get('/fleury/fr/loses/common')).body).toContain('Cette page n’existe pas')
})

test('who leaves a shared computer has the browser forget the site', async () => {
  const { visitor } = await serveRoof()
  const left = await visitor.post('/fleury/fr/leaves-computer', { csrf: await withForm(visitor) })
  expect(left.headers['clear-site-data']).toBe('"cache", "cookies", "storage"')
  expect(visitor.jar.size).toBe(0)
})

test('what is no form gets 4xx', async () => {
  const { visitor } = await serveRoof()
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

test.each(['https://evil.example/', '//evil.example/fleury', '/\\evil.example', '/gera/de', '/fleuryx', '/fleury/../gera', 'javascript:alert(1)', '/\t/evil.example'])(
  'no redirect leads to %s', async to => {
    const { visitor } = await serveRoof()
    const response = await visitor.post('/fleury/fr/form', { csrf: await withForm(visitor), text: `to:${to}` })
    expect([response.statusCode, response.headers.location]).toEqual([303, '/fleury/fr'])
  })

test('an account is made at the first post that needs one, stays, and ends when unused', async () => {
  const { visitor, runtime } = await serveRoof()
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
  const { visitor, runtime } = await serveRoof()
  const csrf = await withForm(visitor)
  const both = await Promise.all([1, 2].map(() => visitor.post('/fleury/fr/form', { csrf, text: 'account' })))
  expect(both[0]!.headers.location).toBe(both[1]!.headers.location)
  expect(runtime.sessions.size).toBe(1)
})

test('another authority does not know the session', async () => {
  const { visitor, runtime } = await serveRoof()
  const csrf = await withForm(visitor)
  await visitor.post('/fleury/fr/form', { csrf, text: 'account' })
  visitor.jar.set('parvis-gera', visitor.jar.get('parvis-fleury')!)
  expect((await visitor.get('/gera/de/query')).body).toBe('<!doctype html><p>|</p>')
  expect(runtime.sessions.size).toBe(1)
})

test('lookups of one moment share a statement', async () => {
  const { server, runtime } = await serveRoof()
  const visitors = Array.from({ length: 8 }, () => new Visitor(server))
  for (const visitor of visitors) await withForm(visitor)
  runtime.lookups = 0
  await Promise.all(visitors.map(visitor => visitor.get('/fleury/fr/query')))
  expect(runtime.lookups).toBeLessThan(8)
})

test('derived values are the session’s own and stay the same', async () => {
  const { visitor, server } = await serveRoof()
  expect((await visitor.get('/fleury/fr/form')).body).toContain('<i>none</i>')
  const derived = (html: string): string => /<i>([\w-]{43})<\/i>/.exec(html)![1]!
  const mine = derived((await visitor.get('/fleury/fr/form')).body)
  expect(derived((await visitor.get('/fleury/fr/form')).body)).toBe(mine)
  const other = new Visitor(server)
  await withForm(other)
  expect(derived((await other.get('/fleury/fr/form')).body)).not.toBe(mine)
})

test('an agent signs in under a new token, and out everywhere', async () => {
  const { server, runtime } = await serveRoof()
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
  const { visitor, runtime } = await serveRoof()
  const csrf = await withForm(visitor)
  runtime.answer = { stream, version: 7 }
  const sent = await visitor.post('/fleury/fr/form', { csrf, text: 'send' })
  expect(runtime.waited).toHaveLength(0)
  expect(sent.headers.location).toBe('/fleury/fr/form')
  await visitor.get('/fleury/fr/form')
  await visitor.get('/fleury/fr/form')
  expect(runtime.waited).toEqual([{ stream, version: 7 }])
  // A visitor chooses and knows their own token: neither a made-up signature nor one by the token makes the server wait.
  const token = visitor.jar.get('parvis-fleury')!
  for (const forged of ['A'.repeat(43), createHmac('sha256', token).update(`\0after ${stream}.99`).digest('base64url')]) {
    visitor.jar.set('parvis-fleury-after', `${stream}.99~${forged}`)
    await visitor.get('/fleury/fr/form')
  }
  expect(runtime.waited).toHaveLength(1)
})

test('attempts are counted under a keyed hash and forgiven in time', async () => {
  const { visitor, runtime } = await serveRoof()
  const csrf = await withForm(visitor, '/fleury/fr/throttled')
  const attempt = async () => (await visitor.post('/fleury/fr/throttled', { csrf })).statusCode
  expect([await attempt(), await attempt(), await attempt()]).toEqual([303, 303, 429])
  expect([...runtime.counts.keys()].join()).not.toContain('a@b.example')
  runtime.clock += 60_001
  expect(await attempt()).toBe(303)
})

test('a page that publishes addresses outside leads to exactly these, and lets the browser follow', async () => {
  const { visitor } = await serveRoof()
  const csrf = await withForm(visitor, '/fleury/fr/leaves')
  const lead = async (text: string) => (await visitor.post('/fleury/fr/leaves', { csrf, text })).headers.location
  expect(await lead('https://state.example/card?step=1')).toBe('https://state.example/card?step=1')
  for (const other of ['https://state.example/card', 'https://state.example.evil.example/card?step=1', 'http://plain.example/', 'javascript:alert(1)', '//state.example/card?step=1'])
    expect(await lead(other)).toBe('/fleury/fr')
  const policy = async (page: string) => (await visitor.get(page)).headers['content-security-policy']
  expect(await policy('/fleury/fr/leaves')).toContain("form-action 'self' https:;")
  expect(await policy('/fleury/fr/form')).toContain("form-action 'self';")
})
