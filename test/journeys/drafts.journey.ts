import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { answerUntil, base, begin, fieldsOf, fillFields, readReceipt, send, stepIn } from './canteen.ts'
import { linksIn, mailsTo } from './outbox.ts'
import { overflow, shoot, visit } from './watched-visit.ts'

/* A form that is left and taken up again on another device, a page that stood open for too long, a computer that others use. */

let server: Server
let browser: Browser

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const at = (path: string): string => server.url + base + path
const mainText = (page: Page): Promise<string> => page.locator('main').innerText()

async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.getByRole('button', { name, exact: true }).first().click()])
}

describe.each([['with scripts', true], ['without scripts', false]])('a parent, %s', (_name, javaScriptEnabled) => {
  /** Axe needs scripts; the pages are the same without. */
  async function look(page: Page, state: string): Promise<void> {
    if (javaScriptEnabled) expect(await axe(page), state).toEqual([])
    const size = page.viewportSize()!
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await overflow(page), state).toBe(0)
    await page.setViewportSize(size)
    if (javaScriptEnabled) await shoot(page, `drafts-${state}`)
  }

  test('stops at the library, goes on at home by number and code, and sends one request', async () => {
    const library = await visit(browser, server.url, { javaScriptEnabled })
    const { page } = library
    await begin(page, server.url)
    await answerUntil(page, 'children.0.schoolYear')
    await look(page, 'step')
    await fillFields(page, fieldsOf(page.url()))
    await press(page, 'Arrêter et continuer plus tard')
    expect(stepIn(page.url())).toBe('go-on-later')
    await look(page, 'later')
    await press(page, 'Garder 14 jours et montrer le code')
    const [number, code] = await page.locator('.receipt .code').allInnerTexts()
    await look(page, 'code')

    // The library's computer forgets everything.
    await page.getByRole('link', { name: 'Effacer de cet ordinateur' }).click()
    await page.waitForURL('**/erase')
    await look(page, 'erase')
    await press(page, 'Effacer de cet ordinateur maintenant')
    expect(new URL(page.url()).pathname).toBe(`${base}/erased`)
    await look(page, 'erased')
    expect(await library.context.cookies()).toEqual([])
    for (let steps = 0; steps < 6; steps++) {
      await page.goBack()
      const shown = await page.content()
      for (const word of ['Inès', code!, number!]) expect(shown, page.url()).not.toContain(word)
    }

    const home = await visit(browser, server.url, { javaScriptEnabled })
    await home.page.goto(at('/requests'))
    await home.page.getByRole('link', { name: 'Reprendre un formulaire' }).click()
    await home.page.waitForURL('**/drafts')
    await look(home.page, 'drafts')
    await home.page.fill('[name=number]', number!.toLowerCase())
    await home.page.fill('[name=code]', '0000 0000 0000')
    await press(home.page, 'Ouvrir le formulaire')
    expect(await home.page.title()).toMatch(/^Erreur/)
    await home.page.fill('[name=code]', code!.toLowerCase().replaceAll('-', ' '))
    await press(home.page, 'Ouvrir le formulaire')
    expect(stepIn(home.page.url())).toBe('resume')
    await look(home.page, 'resume')
    await home.page.getByRole('link', { name: 'Reprendre où j’en étais' }).click()
    await home.page.waitForURL('**/children.0.school')
    await answerUntil(home.page, 'check')
    expect(await mainText(home.page)).toContain('Inès Exemple')
    await send(home.page)
    expect((await readReceipt(home.page)).number).toMatch(/^CA-/)
    expect([...library.faults, ...home.faults]).toEqual([])
    await Promise.all([library.context.close(), home.context.close()])
  })

  test('writes on a page that stood open for too long, and loses nothing', async () => {
    const { page, context, faults } = await visit(browser, server.url, { javaScriptEnabled })
    await begin(page, server.url)
    await fillFields(page, fieldsOf(page.url()))
    // The same session under another token: the page's own is stale.
    await page.locator('main form input[name=csrf]').first().evaluate((input: HTMLInputElement) => { input.value = 'stale' })
    const [stale] = await Promise.all([page.waitForResponse(r => r.request().method() === 'POST'), send(page)])
    expect(stale.status()).toBe(403)
    expect(await mainText(page)).toContain('Veuillez envoyer encore une fois')
    expect(await page.inputValue('[name="child.given"]')).toBe('Inès')
    await look(page, 'stale')
    await send(page)
    expect(stepIn(page.url())).toBe('children.0.schoolYear')

    // The cookie is gone: the answer is kept, and begins a new form.
    await answerUntil(page, 'children.0.school')
    await fillFields(page, fieldsOf(page.url()))
    await context.clearCookies()
    const [answer] = await Promise.all([page.waitForResponse(r => r.request().method() === 'POST'), send(page)])
    expect(answer.status()).toBe(403)
    expect(await mainText(page)).toContain('Votre réponse est encore là')
    expect(await page.isChecked('[name=school][value=rives]')).toBe(true)
    await look(page, 'lost')
    await press(page, 'Commencer avec cette réponse')
    expect(stepIn(page.url())).toBe('children.0.child')
    await answerUntil(page, 'children.0.school')
    expect(await page.isChecked('[name=school][value=rives]')).toBe(true)
    expect(faults).toEqual([])
    await context.close()
  })

  test('answers in one window what was sent in another, and is told', async () => {
    const { page, context, faults } = await visit(browser, server.url, { javaScriptEnabled })
    await begin(page, server.url)
    await answerUntil(page, 'check')
    const late = await context.newPage()
    await late.goto(page.url().replace(/check$/, 'quotient'))
    await late.fill('[name=quotient]', '801')
    await send(page)
    const { number } = await readReceipt(page)
    await send(late)
    expect(await mainText(late)).toContain('801')
    await look(late, 'sent-meanwhile')
    await late.getByRole('link', { name: 'Voir le reçu' }).click()
    await late.waitForURL('**/receipt')
    expect((await readReceipt(late)).number).toBe(number)
    // Back, and pressed again: the same request, and no second one.
    await page.goBack()
    expect(page.url()).toContain('/receipt')
    await page.goto(at('/requests'))
    expect(await page.locator('main').getByText(/^CA-\d{4}-\d{5}$/).count()).toBe(1)
    expect(faults).toEqual([])
    await context.close()
  })

  test('has a link mailed, and goes on where it is opened', async () => {
    const email = `later-${javaScriptEnabled ? 'a' : 'b'}@exemple.example`
    const first = await visit(browser, server.url, { javaScriptEnabled })
    await begin(first.page, server.url)
    await answerUntil(first.page, 'children.0.schoolYear')
    await press(first.page, 'Arrêter et continuer plus tard')
    await first.page.fill('[name=email]', email)
    await press(first.page, 'Recevoir un lien')
    expect(await mainText(first.page)).toContain(email)
    await look(first.page, 'mailed')
    const [link] = linksIn(await mailsTo(server.dataDir, email, 1))
    const second = await visit(browser, server.url, { javaScriptEnabled })
    await second.page.goto(server.url + link!)
    expect(await mainText(second.page)).not.toContain('Cantine')
    await look(second.page, 'link')
    await press(second.page, 'Ouvrir le formulaire')
    await second.page.getByRole('link', { name: 'Reprendre où j’en étais' }).click()
    await second.page.waitForURL('**/children.0.schoolYear')
    // Both go on.
    await first.page.goto(second.page.url())
    expect(stepIn(first.page.url())).toBe('children.0.schoolYear')
    expect((await second.page.goto(server.url + link!))!.status()).toBe(410)
    expect([...first.faults, ...second.faults]).toEqual([])
    await Promise.all([first.context.close(), second.context.close()])
  })
})
