import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/journal/sql.ts'
import type { CaseFile } from '../../src/vocabulary/cases.ts'
import { csrfIn, type Visitor } from '../support/visitor.ts'
import { base, openOffice, password, submit, to, valueOf, type Office } from './office.ts'

/* An agent's session ends while something is written: it comes back for whoever wrote it, and for nobody else. */

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.enrol('kim@example.org', 'Kim Example')
  await office.enrol('lee@example.org', 'Lee Example')
})
afterAll(() => office?.close())

const at = ({ id }: CaseFile, path: string) => `${base}/desk/cases/${id}${path}`
const written = 'Chère Madame <Exemple>,\r\nil manque "la page 2".'
const decision = { outcome: 'refused', reasons: written, legalBasis: 'Règlement, art. 3', appeal: 'Dans les deux mois.' }

/** The three ways in which a session ends under a form that stands open. */
const ends: Readonly<Record<string, (who: Visitor) => Promise<void> | void>> = {
  'with the night': () => void (office.clock.now += 11 * 3_600_000),
  'by signing out in another tab': async who => void (await submit(who, `${base}/desk/account`, {}, `${base}/desk/sign-out`)),
  'with the browser’s cookies': who => who.jar.clear(),
}

/** Kim writes, the session ends, Kim sends: the door, with what was written sealed in it. */
async function sentTooLate(path: string, fields: Record<string, string>, end: (who: Visitor) => unknown = ends['with the night']!) {
  const file = await office.file()
  const who = await office.signedIn('kim@example.org')
  const page = await who.get(at(file, path))
  await end(who)
  const once = valueOf(page.body, 'once')
  const door = await who.post(at(file, path), { ...fields, once, csrf: csrfIn(page.body) })
  return { file, who, door, once }
}

const signIn = (who: Visitor, door: string, email: string, more: Record<string, string> = {}) =>
  who.post(/<form[^>]*action="([^"]*sign-in[^"]*)"/.exec(door)![1]!, { csrf: csrfIn(door), carried: valueOf(door, 'carried'), email, password, ...more })

/** What a page's form would post, as a browser reads it. */
const unescape = (html: string) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries([...html.slice(html.indexOf('<main')).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, unescape(value!)]))
const areaIn = (html: string, name: string) => unescape(new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n?([\\s\\S]*?)</textarea>`).exec(html)?.[1] ?? '')
const plain = written.replaceAll('\r\n', '\n')

describe.each([['/question', { text: written }, 'text'], ['/messages', { text: written }, 'text'], ['/decision', { ...decision, step: 'send', seen: 'live' }, 'reasons']] as const)('what was written on %s', (path, fields, area) => {
  test.each(Object.keys(ends))('comes back after signing in again, where the session ended %s', async how => {
    const { file, who, door, once } = await sentTooLate(path, fields, ends[how])
    expect([door.statusCode, door.headers['cache-control']]).toEqual([403, 'no-store'])
    expect(door.body).toContain('Votre session est terminée')
    expect(door.body).not.toContain('Madame')
    // A wrong password first: it is still there.
    const wrong = await signIn(who, door.body, 'kim@example.org', { password: 'wrong' })
    expect(wrong.statusCode).toBe(422)
    const back = await signIn(who, wrong.body, 'kim@example.org')
    expect([back.statusCode, back.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(back.body).toContain('La connexion est rétablie')
    const shown = await who.post(at(file, path), hiddenIn(back.body))
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('Pas encore envoyé')
    expect(areaIn(shown.body, area).replaceAll('\r\n', '\n')).toBe(plain)
    expect(valueOf(shown.body, 'once')).toBe(once)
    // Nothing was done by any of this; the next press does it.
    expect(await office.read(file.id)).toMatchObject({ messages: [], decision: null })
    expect(to(await who.post(at(file, path), { ...fields, once, csrf: csrfIn(shown.body) }))).toContain(`/desk/cases/${file.id}`)
    const after = await office.read(file.id)
    expect(after.decision?.reasons ?? after.messages[0]?.text).toBe(plain)
  })
})

test('another agent on the same computer sees nothing of it, whichever way', async () => {
  const { file, who, door } = await sentTooLate('/question', { text: written })
  const lee = await signIn(who, door.body, 'lee@example.org')
  expect(to(lee)).toBe(at(file, '/question'))
  expect((await who.get(at(file, '/question'))).body).not.toContain('Madame')
  // Kim's page, still open in a tab, sent under Lee's session; then with Lee's own token and Kim's seal.
  const kim = await office.signedIn('kim@example.org')
  const stale = csrfIn((await kim.get(at(file, '/question'))).body)
  const posted = await who.post(at(file, '/question'), { text: written, csrf: stale })
  expect(posted.statusCode).toBe(403)
  expect(posted.body).not.toContain('Madame')
  // Kim's own stale page, in Kim's new session, is shown again.
  expect((await (await office.signedIn('kim@example.org')).post(at(file, '/question'), { text: written, csrf: stale })).body).toContain('Madame')
  expect((await office.read(file.id)).messages).toEqual([])
})

test('a seal that was altered brings nothing and shuts nobody out', async () => {
  const { file, door } = await sentTooLate('/question', { text: written })
  const sealed = valueOf(door.body, 'carried')
  const next = `${base}/desk/sign-in?${new URLSearchParams({ next: at(file, '/question') })}`
  for (const carried of ['', 'x', `${sealed.slice(0, -8)}AAAAAAAA`, 'A'.repeat(100)]) expect(to(await submit(office.newVisitor(), next, { email: 'kim@example.org', password, carried }))).toBe(at(file, '/question'))
  expect((await submit(office.newVisitor(), next, { email: 'kim@example.org', password, carried: sealed })).statusCode).toBe(200)
})

test('a page with passwords carries none of them, and from another site comes nothing', async () => {
  const who = await office.signedIn('kim@example.org')
  const page = await who.get(`${base}/desk/account`)
  const file = await office.file()
  const question = await who.get(at(file, '/question'))
  ends['with the night']!(who)
  const account = await who.post(`${base}/desk/account`, { current: password, fresh: 'five words of an example', csrf: csrfIn(page.body) })
  expect(to(account)).toContain('/desk/sign-in')
  const strange = await who.post(at(file, '/question'), { text: written, csrf: csrfIn(question.body) }, { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' })
  expect([strange.statusCode, strange.body.includes('carried')]).toEqual([403, false])
})

test('nothing of it is stored', async () => {
  const { who, door } = await sentTooLate('/question', { text: 'Cormorant' })
  await signIn(who, door.body, 'kim@example.org')
  const rows = await office.journal.db(1).rows(sql("select 1 from journal where authority = $1 and personal::text like '%Cormorant%'"), [1])
  expect(rows).toEqual([])
})
