import { describe, expect, test } from 'vitest'
import { agent, authority, visitor } from '../../../../test/support/example.ts'
import type { Actor, AuthorityDb, Head, Page, Posting, Site } from '../../../journal/kernel.ts'
import type { Language } from '../../../base/language.ts'
import { fakeMailer } from '../../../ports/mail/fake-mailer.ts'
import { someMail } from '../../../ports/mail/mailer-contract.ts'
import type { Mailer } from '../../../ports/mail/mailer.ts'
import { RetryMail } from '../../../vocabulary/mail.ts'
import type { MailState } from '../state.ts'
import type { MailLine } from '../store.ts'
import { mailing as mailingPage } from './mailing.tsx'
import { outbox } from './outbox.tsx'
import { retry } from './retry.ts'

const id = '019a0000-0000-7000-8000-00000000000a'
const queuedAt = Date.parse('2026-11-16T20:14:00Z')
const administrator = { ...agent(), administrator: true } as Actor
const state: MailState = {
  queued: queuedAt, purpose: 'received', case: id, language: 'de', confirmed: false, linkEnds: 0, to: 'a@example.org', status: 'sent', attempts: 1, tries: 1, why: null,
  touched: queuedAt, linkUsed: false,
}
const line: MailLine = { mailing: id, masked: 'a•••@example.org', purpose: 'received', status: 'sent', attempts: 1, why: null, queued: queuedAt, touched: queuedAt }
const keeping = (text: string): Mailer => ({ ...fakeMailer(), name: 'outbox', kept: async () => ({ message: someMail({ text, headers: { 'Content-Language': 'de' } }), source: `Subject: <x>\r\n\r\n${text}` }) })

function visit(changed: { actor?: Actor; lines?: readonly MailLine[]; state?: MailState | null; query?: string; language?: Language; mailing?: string } = {}) {
  const sent: unknown[] = []
  const asked: (readonly unknown[])[] = []
  const { language = 'fr', mailing = id } = changed
  const url = (path: string, params: Readonly<Record<string, string>> = {}) => `/town-1/${language}${path.replace(/:(\w+)/g, (_, name: string) => params[name]!)}`
  const db: AuthorityDb = {
    authority: 1, claimed: async () => null, nextNumber: async () => 1,
    rows: async <R,>(_statement: unknown, values: readonly unknown[] = []) => {
      asked.push(values)
      return (changed.lines ?? []) as unknown as R[]
    },
    head: async <S,>() => (changed.state === null ? null : ({ stream: id, version: 2, state: changed.state ?? state } as unknown as Head<S>)),
  }
  const site: Site = {
    authority: authority(), language, reading: language, stylesheets: [], script: null, fonts: [], alternates: [], easy: [], home: '/', requests: '/', desk: '/', agent: null, csrf: 'token',
  }
  const r: Posting = {
    method: 'GET',
    authority: authority(), language, reading: language, actor: changed.actor ?? administrator, now: queuedAt, params: { mailing }, query: new URLSearchParams(changed.query), db,
    ask: async () => { throw new Error('These pages ask no other room.') }, secrets: { sign: () => 'signed' }, origin: 'https://example.org', url, here: '/', derive: () => null, csrf: 'token', site, live: null,
    form: new URLSearchParams(), files: [], network: 'network', throttled: async () => false, account: async () => id,
    send: async (call, input) => {
      sent.push([call.name, input])
      return { stream: id, version: 3 }
    },
  }
  return { r, sent, asked }
}

async function draw<M>(page: Page<M>, r: Posting): Promise<string> {
  const model = (await page.load(r)) as M
  expect(page.permit(r.actor, model)).toBe(true)
  return String(page.view!(model, r))
}

describe('the list of e-mails', () => {
  test('shows masked addresses, occasion and state in every language', async () => {
    for (const language of ['fr', 'en', 'de'] as const) {
      const html = await draw(outbox(fakeMailer()), visit({ lines: [line], language }).r)
      expect(html).toContain('a•••@example.org')
      expect(html).toContain(`/town-1/${language}/desk/outbox/${id}`)
    }
  })

  test('says when nothing leaves because no server is set', async () => {
    expect(await draw(outbox(keeping('x')), visit({ lines: [line] }).r)).toContain('Gardé ici')
    expect(await draw(outbox(fakeMailer()), visit({ lines: [line] }).r)).toContain('Remis')
  })

  test('pages on from its last line', async () => {
    const lines = Array.from({ length: 51 }, (_, i) => ({ ...line, queued: queuedAt - i }))
    expect(await draw(outbox(fakeMailer()), visit({ lines }).r)).toContain(`?after=${queuedAt - 49}.${id}`)
    const { r, asked } = visit({ lines, query: `after=${queuedAt}.${id}` })
    await outbox(fakeMailer()).load(r)
    expect(asked[0]).toEqual([1, queuedAt, id, 51])
  })

  test('an address that cannot be a place begins at the newest', async () => {
    for (const query of ['after=x', `after=99999999999999999999.${id}`, "after=1.'; drop", 'after=']) {
      const { r, asked } = visit({ query })
      await outbox(fakeMailer()).load(r)
      expect(asked[0]![1]).toBe(Number.MAX_SAFE_INTEGER)
    }
  })

  test('is for administrators: others are told nothing and nothing is read for them', async () => {
    const { r, asked } = visit({ actor: agent() })
    const model = await outbox(fakeMailer()).load(r)
    expect(outbox(fakeMailer()).permit(r.actor, model as never)).toBe(false)
    expect(asked).toEqual([])
    expect(await outbox(fakeMailer()).load(visit({ actor: visitor(id) }).r)).toMatchObject({ refused: 'SignInNeeded' })
  })
})

describe('one e-mail', () => {
  test('shows the message as it was mailed: markup as text, links to click, its own language', async () => {
    const html = await draw(mailingPage(keeping('Los: <script>alert(1)</script>\nhttps://example.org/a?b=1&c=2\njavascript:alert(1)')), visit().r)
    expect(html).toContain('&lt;script>alert(1)&lt;/script>')
    expect(html).toContain('<a href="https://example.org/a?b=1&amp;c=2">')
    expect(html).not.toContain('href="javascript:')
    expect(html).toContain('<div lang="de">')
    expect(html).toContain('a.example@example.org')
  })

  test('masks the address and shows no content where a server took it', async () => {
    const html = await draw(mailingPage(fakeMailer()), visit().r)
    expect(html).toContain('a•••@example.org')
    expect(html).not.toContain('a@example.org')
    expect(html).toContain('n’est pas gardé ici')
  })

  test('what was erased is not shown from the outbox either', async () => {
    const html = await draw(mailingPage(keeping('Hallo')), visit({ state: { ...state, to: 'erased' } }).r)
    expect(html).toContain('adresse effacée')
    expect(html).not.toContain('Hallo')
  })

  test('offers to try again only what was given up, and says why it was', async () => {
    expect(await draw(mailingPage(fakeMailer()), visit().r)).not.toContain('/retry')
    const html = await draw(mailingPage(fakeMailer()), visit({ state: { ...state, status: 'given-up', why: 'refused-address' } }).r)
    expect(html).toContain(`action="/town-1/fr/desk/outbox/${id}/retry"`)
    expect(html).toContain('Le serveur a refusé l’adresse.')
  })

  test('ids that name nothing, and other agents, find nothing', async () => {
    for (const { r } of [visit({ mailing: 'x' }), visit({ state: null }), visit({ actor: agent() }), visit({ state: { ...state, queued: null } })])
      expect(await mailingPage(fakeMailer()).load(r)).toMatchObject({ refused: 'NotFound' })
  })
})

test('trying again sends the command and leads back to the e-mail', async () => {
  const { r, sent } = visit()
  expect(retry.permit(agent(), id)).toBe(false)
  expect(await retry.act!(r, (await retry.load(r)) as string)).toEqual({ to: `/town-1/fr/desk/outbox/${id}` })
  expect(sent).toEqual([[RetryMail.name, { mailing: id }]])
})
