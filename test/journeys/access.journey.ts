import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { Caller, fileBy } from './caller.ts'
import { base, replies, type Receipt, type Replies } from './canteen.ts'
import { linksIn, mailsOf, mailsTo } from './outbox.ts'
import { shoot, visit, type Visit } from './watched-visit.ts'

/* Coming back to a request: by number and code, by a mailed link, on other browsers; and who does not get in. */

let server: Server
let browser: Browser

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const withEmail = (email: string): Replies => ({ ...replies, email: [['email', email]] })
const at = (path: string): string => server.url + base + path

describe.each([['with scripts', true], ['without scripts', false]])('a resident, %s', (name, javaScriptEnabled) => {
  const email = `parent-${javaScriptEnabled ? 'a' : 'b'}@exemple.example`
  let first: Caller
  let receipt: Receipt

  beforeAll(async () => {
    first = new Caller(server.url)
    receipt = await fileBy(first, withEmail(email))
  })

  test('comes back by number and code on another browser, adds a second request, withdraws one, signs out', async () => {
    const visitor = await visit(browser, server.url, { javaScriptEnabled })
    const { page } = visitor
    await page.goto(at('/requests/' + receipt.id))
    expect(await page.title()).not.toContain(receipt.number)
    await page.goto(at('/requests'))
    await page.locator('form[action$="/requests/find"] [name=number]').fill(receipt.number.toLowerCase().replaceAll('-', ' '))
    await page.locator('form[action$="/requests/find"] [name=code]').fill(receipt.code.toLowerCase().replaceAll('-', ''))
    await press(page, 'Ouvrir la demande')
    expect(page.url()).toBe(at('/requests/' + receipt.id))
    expect(await page.locator('main').innerText()).toContain('Inès Exemple')

    const second = await fileBy(new Caller(server.url))
    await page.goto(at('/requests'))
    expect(await page.locator('main').innerText()).not.toContain(second.number)
    await page.locator('form[action$="/requests/find"] [name=number]').fill(second.number)
    await page.locator('form[action$="/requests/find"] [name=code]').fill(second.code)
    await press(page, 'Ouvrir la demande')
    await page.goto(at('/requests'))
    const list = await page.locator('main').innerText()
    expect(list).toContain(receipt.number)
    expect(list).toContain(second.number)
    await shoot(page, `access-requests-${name}`)

    await page.goto(at('/requests/' + second.id))
    await page.getByRole('link', { name: 'Retirer la demande' }).click()
    await page.waitForURL('**/withdrawal')
    await page.fill('[name=reason]', 'Nous déménageons.')
    await shoot(page, `access-withdrawal-${name}`)
    await press(page, 'Retirer la demande')
    expect(page.url()).toBe(at('/requests/' + second.id))
    expect(await page.locator('main').innerText()).toContain('Demande retirée')
    expect(await page.locator('[name=message]').count()).toBe(0)

    // A new code: the old one opens nothing any more.
    await page.goto(at(`/requests/${receipt.id}/code`))
    await press(page, 'Créer un nouveau code')
    const [, fresh] = await page.locator('.receipt .code').allInnerTexts()
    expect(fresh).not.toBe(receipt.code)
    const old = await new Caller(server.url).send(`${base}/requests/find`, [['number', receipt.number], ['code', receipt.code]])
    expect(old.status).toBe(422)
    receipt = { ...receipt, code: fresh! }

    await page.goto(at('/requests'))
    await page.getByRole('link', { name: 'Effacer de cet ordinateur' }).click()
    await page.waitForURL('**/erase')
    expect(await page.locator('main').innerText()).toContain(receipt.number)
    await press(page, 'Effacer de cet ordinateur maintenant')
    expect(await page.locator('main').innerText()).not.toContain(receipt.number)
    // Back shows nothing: nothing of it was kept.
    await page.goBack()
    expect(await page.locator('body').innerText()).not.toContain(receipt.number)
    const gone = await page.goto(at('/requests/' + receipt.id))
    expect(gone!.status()).toBe(404)
    expect(visitor.faults).toEqual([])
    await visitor.context.close()
  })

  test('confirms the address by the mailed link, once; then another browser gets in by a link, once', async () => {
    const mails = await mailsTo(server.dataDir, email, 1)
    // Nothing of the request is told to an address that nobody has confirmed.
    for (const { subject, text } of mails) expect(subject + text).not.toMatch(new RegExp(`${receipt.number}|${receipt.code}|Exemplaire|Inès|cantine`, 'i'))
    const [link] = linksIn(mails)
    const newLinks = async () => linksIn(await mailsTo(server.dataDir, email, 1)).filter(one => one !== link)
    const here = await visit(browser, server.url, { javaScriptEnabled })
    await first.lend(here.context)
    expect((await here.page.goto(server.url + link))!.status()).toBe(200)
    // Opened by a mail scanner or twice: a look changes nothing.
    expect((await here.page.reload())!.status()).toBe(200)
    await press(here.page, 'Confirmer mon adresse')
    expect(here.page.url()).toBe(at('/requests/' + receipt.id))
    expect(await here.page.locator('main').innerText()).not.toContain('pas encore confirmée')
    await usedUp(link!, here)

    const there = await visit(browser, server.url, { javaScriptEnabled })
    await there.page.goto(at('/requests'))
    await there.page.fill('form[action$="/access"] [name=email]', email.toUpperCase())
    await press(there.page, 'Recevoir un lien')
    expect(there.page.url()).toBe(at('/access/sent'))
    const known = await there.page.locator('main').innerText()
    // It goes to the address as it was given, not as it was typed just now.
    await expect.poll(newLinks, { timeout: 30_000 }).toHaveLength(1)
    const [second] = await newLinks()
    await there.page.goto(server.url + second)
    await shoot(there.page, `access-link-${name}`)
    await press(there.page, 'Ouvrir mes demandes')
    expect(there.page.url()).toBe(at('/requests'))
    expect(await there.page.locator('main').innerText()).toContain(receipt.number)
    await usedUp(second!, there)

    // An address that nobody knows gets the same page, and no mail.
    const stranger = await visit(browser, server.url, { javaScriptEnabled })
    await stranger.page.goto(at('/access'))
    await stranger.page.fill('[name=email]', 'personne@exemple.example')
    await press(stranger.page, 'Recevoir un lien')
    expect(stranger.page.url()).toBe(at('/access/sent'))
    expect(await stranger.page.locator('main').innerText()).toBe(known)
    expect((await mailsOf(server.dataDir)).filter(mail => mail.to === 'personne@exemple.example')).toEqual([])
    expect([...here.faults, ...there.faults, ...stranger.faults]).toEqual([])
    for (const { context } of [here, there, stranger]) await context.close()
  })

  /** A second use of a link: 410, whether looked at or pressed. */
  async function usedUp(link: string, { page }: Visit): Promise<void> {
    expect((await page.goto(server.url + link))!.status()).toBe(410)
    expect((await first.send(base + '/requests', [], link)).status).toBe(410)
  }
})

describe('nobody gets in', () => {
  test('by the mailbox alone: it takes number and code besides', async () => {
    const email = 'mal-ecrite@exemple.example'
    const receipt = await fileBy(new Caller(server.url), withEmail(email))
    const [link] = linksIn(await mailsTo(server.dataDir, email, 1))
    const reader = new Caller(server.url)
    const page = await reader.get(link!)
    expect(page.status).toBe(200)
    expect(page.html).toContain('name="code"')
    expect(page.html).not.toMatch(new RegExp(`${receipt.number}|Inès|Exemplaire`))
    expect((await reader.send(link!, [['number', receipt.number], ['code', 'ABCD-EFGH-JKMN']])).status).toBe(422)
    expect((await reader.get(`${base}/requests/${receipt.id}`)).status).toBe(404)
    // The wrong try did not use the link up.
    const opened = await reader.send(link!, [['number', receipt.number], ['code', receipt.code]])
    expect([opened.status, opened.to]).toEqual([303, `${base}/requests/${receipt.id}`])
    expect((await reader.get(opened.to)).status).toBe(200)
    expect((await reader.get(link!)).status).toBe(410)
  })

  test('by trying codes: after a few the number is closed for a while, to the right code too', async () => {
    const receipt = await fileBy(new Caller(server.url))
    const statuses: number[] = []
    for (let tries = 0; tries < 8; tries++) statuses.push((await new Caller(server.url).send(`${base}/requests/find`, [['number', receipt.number], ['code', `ABCD-EFGH-${1000 + tries}`]])).status)
    expect(statuses[0]).toBe(422)
    expect(statuses.at(-1)).toBe(429)
    const late = await new Caller(server.url).send(`${base}/requests/find`, [['number', receipt.number], ['code', receipt.code]])
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('retry-after') ?? '900')).toBeGreaterThan(0)
    expect(late.html).toContain('Trop d’essais')
    // A number that does not exist answers like a wrong code.
    const none = await new Caller(server.url).send(`${base}/requests/find`, [['number', 'CA-2026-99999'], ['code', receipt.code]])
    expect(none.status).toBe(422)
    expect(none.html).toContain('ne vont pas ensemble')
  })

  test('by a link that was made up', async () => {
    const [link] = linksIn(await mailsOf(server.dataDir))
    const forged = link!.slice(0, -4) + (link!.endsWith('AAAA') ? 'BBBB' : 'AAAA')
    for (const path of [forged, `${base}/access/x`, `${base}/access/${'0'.repeat(400)}`]) expect((await new Caller(server.url).get(path)).status).toBe(404)
  })
})

const press = async (page: Page, name: string): Promise<void> => {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('main').getByRole('button', { name, exact: true }).click()])
}
