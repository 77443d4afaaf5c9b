import { newUuid } from '../../src/base/ids.ts'
import { refuse } from '../../src/base/result.ts'
import { call, page, type Page } from '../../src/journal/kernel.ts'
import { afterEach } from 'vitest'
import { createServer } from '../../src/app/http/server.ts'
import type { HttpSettings } from '../../src/app/http/roof.ts'
import { FakeRuntime, testSettings } from './fake-runtime.ts'
import { csrfIn, Visitor } from './visitor.ts'

/** The stream that the page `/watched` follows and `/form` writes to. */
export const stream = newUuid()
const doThing = call<unknown>('DoThing', raw => raw)
const form = (csrf: string, typed = '') => (
  <form method="post">
    <input type="hidden" name="csrf" value={csrf} />
    <textarea name="text">{typed}</textarea>
  </form>
)

/** Everything that a page can answer, one page each. */
export const roofPages: Page<any>[] = [
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
  page<null>({
    name: 'loses', path: '/loses/:name', load: async r => refuse(r.params.name!), permit: () => true, act: async r => ({ to: r.url('/') }), view: () => <p />,
    lost: async (r, refusal, typed) => (refusal.refused === 'leads' ? { to: r.url('/form') } : refusal.refused === 'common' ? null : <p>{`${refusal.refused} ${typed.get('text') ?? ''}`}</p>),
  }),
  page<null>({
    name: 'leaves-computer', path: '/leaves-computer', load: async () => null, permit: () => true,
    act: async r => ({ to: r.url('/'), session: { become: 'nobody', forget: true } }), instead: (_m, r) => r.url('/'),
  }),
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
  page<readonly string[]>({
    name: 'leaves', path: '/leaves', load: async () => ['https://state.example/card?step=1', 'http://plain.example/'], permit: () => true, leadsOutside: published => published,
    act: async r => ({ to: r.form.get('text')! }), view: (_m, r) => form(r.csrf),
  }),
  page<null>({ name: 'long', path: '/long', load: async () => null, permit: () => true, view: () => <p>{'long text '.repeat(500)}</p> }),
]

const open: { close(): Promise<unknown> }[] = []
/** The roof over a runtime in memory and these pages; closed after the test. */
export async function serveRoof(changed: Partial<HttpSettings> = {}) {
  const runtime = new FakeRuntime(roofPages)
  const server = await createServer(runtime, testSettings(changed))
  open.push(server)
  return { runtime, server, visitor: new Visitor(server) }
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

/** Opens a page with a form and returns its token. */
export async function withForm(visitor: Visitor, path = '/fleury/fr/form') {
  return csrfIn((await visitor.get(path)).body)
}
