// Longer than 250 lines: one walk through every page, which reads better whole.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { Caller, checkChildrenBy, fileBy, signInBy } from './caller.ts'
import { answerUntil, base, begin, fillFields, fieldsOf, replies, send, sendRequest, service, stepIn } from './canteen.ts'
import { linksIn, mailsOf, mailsTo } from './outbox.ts'
import { openDatabase } from './server-database.ts'
import { desk, overflow, phone, shoot, visit, type Visit } from './watched-visit.ts'

/*
 * Every page in every state: axe with all rules in light at 390 and 1280 px, contrast in dark, nothing wider than 320 px, no word
 * of the browser about the security policy, no request to another host, nothing personal in addresses or in the log.
 */

let server: Server
let browser: Browser
const found: string[] = []
const looked = new Set<string>()
const visits: Visit[] = []
const email = 'lectrice@exemple.example'
const typed = { ...replies, email: [['email', email]], needsCare: [['needsCare', 'yes']] } as const

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ env: { PARVIS_UNDO_SECONDS: '40' } }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Looks at the page as it stands: at two widths in light, at the wider one in dark, and how wide it wants to be at the narrowest. */
async function look(page: Page, state: string): Promise<void> {
  looked.add(state)
  const note = (fault: string) => found.push(`${state}: ${fault}`)
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    for (const { rule, help, where } of await axe(page)) note(`${rule} at ${size.width} px, ${help} ${where.join(' | ')}`)
    await shoot(page, `pages-${state}-${size.width}`)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const { where } of await axe(page, ['color-contrast'])) note(`contrast in dark, ${where.join(' | ')}`)
  await shoot(page, `pages-${state}-1280-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 320, height: 640 })
  const more = await overflow(page)
  if (more > 0) note(`${more} px wider than 320`)
  await page.setViewportSize(phone)
}

async function open(page: Page, path: string, state: string, status = 200): Promise<void> {
  const answer = await page.goto(server.url + path)
  expect(answer!.status(), state).toBe(status)
  await look(page, state)
}

async function enter(caller?: Caller): Promise<Page> {
  const visitor = await visit(browser, server.url)
  visits.push(visitor)
  await caller?.lend(visitor.context)
  return visitor.page
}

// The two go on at once: one waits for the server while the other is drawn.
test.concurrent('the front of the house, every question, faults, check and receipt', { timeout: 300_000 }, async () => {
  const page = await enter()
  await open(page, '/', 'front')
  await open(page, base, 'home')
  await open(page, base + service, 'service')
  await open(page, '/_ui?language=fr', 'ui')
  await open(page, `${base}/requests`, 'requests-none')
  await open(page, `${base}/requests/find`, 'find')
  await open(page, `${base}/access`, 'access')
  await open(page, `${base}/access/sent`, 'access-sent')
  await open(page, `${base}/drafts`, 'drafts')
  await send(page)
  await look(page, '422-drafts')
  await open(page, `${base}/drafts/link`, 'draft-mail')
  await open(page, `${base}/drafts/sent`, 'draft-mail-sent')
  await open(page, `${base}/erased`, 'erased')
  await open(page, `${base}/algorithms`, 'algorithms-none')
  await open(page, '/jena/de/algorithms', 'algorithms')
  await open(page, '/london/en/algorithms', 'algorithms-several')
  await open(page, '/jena/de/services/baumfaellung', 'service-with-a-table')
  await open(page, `${base}/nowhere`, 'not-found', 404)
  await open(page, `${base}/desk/sign-in`, 'sign-in')

  await begin(page, server.url)
  await send(page)
  await look(page, '422-child')
  const kinds = new Set(['canteenDays', 'startDate', 'email', 'consent', 'quotient', 'needsCare'])
  await answerUntil(page, 'check', typed, async step => {
    const again = ['school', 'care', 'relation', 'applicantName', 'phone'].includes(step.split('.').at(-1)!)
    // The same kind of question as one before is looked at in the long run only.
    if (!again || process.env['PARVIS_LONG']) await look(page, `question-${step}`)
    if (!kinds.has(step.split('.').at(-1)!)) return
    await send(page)
    expect(stepIn(page.url())).toBe(step)
    await look(page, `422-${step}`)
  })
  await look(page, 'check')
  await page.goto(page.url().replace(/check$/, 'children.more'))
  await fillFields(page, [['more', 'yes']])
  await send(page)
  await fillFields(page, fieldsOf(page.url()))
  await send(page)
  await page.goto(page.url().replace(/[^/]+$/, 'items/children/1/removal'))
  await look(page, 'removal')
  await page.locator('main form .btn[type=submit]').click()
  await page.waitForURL('**/children.more*')
  await answerUntil(page, 'check', typed)
  const draft = page.url()
  await page.goto(draft.replace(/check$/, 'discard'))
  await look(page, 'discard')
  await page.goto(draft.replace(/check$/, 'go-on-later'))
  await look(page, 'later')
  await send(page)
  await look(page, 'later-code')
  await open(page, `${base}/erase`, 'erase')
  await page.goto(draft)
  const { id } = await sendRequest(page)
  await look(page, 'receipt')
  await open(page, `${base}/requests/${id}`, 'request-received')
  await begin(page, server.url)
  const address = new URL(page.url()).pathname.replace(/[^/]+$/, 'discard')
  await page.goto(server.url + address)
  await page.locator('main form .btn[type=submit]').click()
  await page.getByText('Il n’y a plus rien ici').waitFor()
  await look(page, 'discarded')
  await open(page, address.replace('discard', 'check'), 'gone', 410)
  const stale = await enter()
  await stale.goto(server.url + base + service)
  await stale.context().clearCookies()
  await send(stale)
  await look(stale, 'forbidden')
})

test.concurrent('a request in each of its states, for its applicant and at the desk', { timeout: 300_000 }, async ({ expect }) => {
  const resident = new Caller(server.url)
  const receipt = await fileBy(resident, typed)
  const page = await enter(resident)
  const agent = await signInBy(new Caller(server.url), 'sacha@fleury.example')
  const at = await enter(agent)
  // Decided now, so that their letters have left when they are looked at in the end.
  const told = []
  for (const outcome of ['accepted', 'refused'] as const) {
    const caller = new Caller(server.url)
    const { id } = await fileBy(caller, typed)
    await checkChildrenBy(agent, id)
    await decide(agent, id, outcome)
    told.push({ outcome, caller, id })
  }
  const track = `${base}/requests/${receipt.id}`
  const file = `${base}/desk/cases/${receipt.id}`

  await open(at, `${base}/desk`, 'queue')
  await open(at, `${base}/desk?list=waiting`, 'queue-waiting-none')
  await open(at, file, 'case')
  await open(at, `${file}/question`, 'question')
  await send(at)
  await look(at, '422-question')
  // The session ends while a question is written: the door in its place, and back to what was written.
  await at.fill('[name=text]', 'Il manque la page deux.')
  await at.context().clearCookies()
  await send(at)
  await look(at, 'session-ended')
  await at.fill('[name=email]', 'sacha@fleury.example')
  await at.fill('[name=password]', 'parvis-demonstration')
  await send(at)
  await look(at, 'signed-in-again')
  await send(at)
  expect(await at.inputValue('[name=text]')).toBe('Il manque la page deux.')
  await look(at, 'question-again')
  await checkChildrenBy(agent, receipt.id)
  await open(at, `${file}/decision?outcome=accepted`, 'decision')
  await open(at, `${file}/decision?outcome=refused`, 'decision-refused')
  await send(at)
  await look(at, '422-decision')
  await open(page, `${track}/messages`, 'messages')
  await send(page)
  await look(page, '422-message')
  await agent.send(file, [], `${file}/taking`)
  await agent.send(`${file}/question`, [['text', 'Votre enfant mange-t-il le lundi ?']])
  await open(page, track, 'request-waiting')
  await open(page, `${track}/answer`, 'answer')
  await open(at, file, 'case-waiting')
  await open(at, `${base}/desk?list=waiting`, 'queue-waiting')
  await resident.send(`${track}/answer`, [['answer', 'Oui, le lundi aussi.']])
  await open(page, track, 'request-examined')
  await open(page, `${track}/answer`, 'answer-none')
  await open(page, `${track}/code`, 'code')
  await send(page)
  await look(page, 'code-new')
  await open(page, `${track}/withdrawal`, 'withdrawal')
  await open(page, `${base}/requests`, 'requests')
  await decide(agent, receipt.id, 'accepted')
  await open(page, track, 'request-deciding')
  await open(at, file, 'case-deciding')
  await open(at, `${base}/desk/account`, 'account')
  await send(at)
  await look(at, '422-account')
  await open(at, `${base}/desk/outbox`, 'outbox')
  await at.locator('main a[href*="/desk/outbox/"]').first().click()
  await at.waitForURL('**/desk/outbox/*')
  await look(at, 'mailing')

  const withdrawn = new Caller(server.url)
  const second = await fileBy(withdrawn)
  await withdrawn.send(`${base}/requests/${second.id}/withdrawal`, [['reason', '']])
  const left = await enter(withdrawn)
  await open(left, `${base}/requests/${second.id}`, 'request-withdrawn')
  await open(left, `${base}/requests/${second.id}/withdrawal`, 'withdrawal-closed')
  await open(at, `${base}/desk/cases/${second.id}`, 'case-withdrawn')

  for (const { outcome, caller, id } of told) {
    await expect.poll(async () => (await caller.get(`${base}/requests/${id}/letter`)).status, { timeout: 60_000, interval: 500 }).toBe(200)
    const reader = await enter(caller)
    await open(reader, `${base}/requests/${id}`, `request-${outcome}`)
    await open(reader, `${base}/requests/${id}/letter`, `letter-${outcome}`)
    await open(at, `${base}/desk/cases/${id}`, `case-${outcome}`)
  }
})

test('links from the mailbox, seen, used and used up', async () => {
  const [link] = linksIn(await mailsTo(server.dataDir, email, 1))
  const page = await enter()
  await open(page, link!, 'link-code')
  await page.locator('main .btn.main').click()
  await page.locator('.error-summary').waitFor()
  await look(page, '422-link')
})

test('no fault was found on any of them', () => {
  expect(found).toEqual([])
  expect(looked.size).toBeGreaterThanOrEqual(65)
})

test('cookies are kept from scripts and other sites; where people come by TLS, from plain lines too', async () => {
  const kept = new Caller(server.url)
  const { headers } = await kept.get(base + service)
  for (const cookie of headers.getSetCookie()) {
    expect(cookie).toMatch(/; HttpOnly(;|$)/)
    expect(cookie).toMatch(/; SameSite=Lax(;|$)/)
    expect(cookie).not.toMatch(/Secure/)
  }
  expect(headers.getSetCookie().length).toBeGreaterThan(0)
  const secure = await startServer({ env: { PARVIS_ORIGIN: 'https://demarches.exemple.example' } })
  try {
    const answer = await fetch(secure.url + base + service)
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly; SameSite=Lax; Secure/)
    expect(answer.headers.getSetCookie().length).toBeGreaterThan(0)
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=/)
  } finally {
    await secure.stop()
  }
})

test('nothing personal, nothing secret in addresses or in the log; no complaint of a browser, no other host', async () => {
  const secrets = ['Inès', 'Exemplaire', 'Camille-Zo', 'lectrice', '0231000001', '02 31 00', 'arachides', 'parvis-demonstration', 'Secours']
  const { rows } = await withDatabase(db => db.query<{ number: string; code: string }>(`select state ->> 'number' as number, state ->> 'codeHash' as code from streams where kind = 'case'`))
  const tokens = linksIn(await mailsOf(server.dataDir)).map(link => link.split('/access/')[1]!)
  expect(rows.length).toBeGreaterThan(3)
  expect(tokens.length).toBeGreaterThan(0)
  const sessions = (await Promise.all(visits.map(one => one.context.cookies()))).flat().map(cookie => cookie.value)
  expect(sessions.length).toBeGreaterThan(3)
  const log = server.log()
  expect(log).toContain('"route":"/:authority/:language/requests/:case"')
  for (const word of [...secrets, ...rows.flatMap(row => [row.number, row.code]), ...tokens, ...sessions]) expect(log.includes(word), `the log has ${word}`).toBe(false)
  const addresses = visits.flatMap(one => one.addresses).map(address => decodeURIComponent(address))
  expect(addresses.length).toBeGreaterThan(100)
  for (const word of [...secrets, ...rows.map(row => row.number)]) expect(addresses.filter(address => address.includes(word)), word).toEqual([])
  expect(visits.flatMap(one => one.faults)).toEqual([])
})

async function decide(agent: Caller, id: string, outcome: 'accepted' | 'refused'): Promise<void> {
  const answer = await agent.send(`${base}/desk/cases/${id}/decision`, [
    ['outcome', outcome], ['reasons', 'Il reste des places le lundi et le jeudi.\nÀ bientôt.'], ['legalBasis', 'Code de l’éducation, article L131-13'], ['appeal', 'Recours gracieux auprès du maire, deux mois'], ['seen', 'live'], ['step', 'send'],
  ])
  expect(answer.status).toBe(303)
}

async function withDatabase<T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const db = await openDatabase(server.dataDir)
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}
