import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { answerUntil, base, fieldsOf, fillFields, readReceipt, replies, send, sendRequest, service, stepIn } from './canteen.ts'
import { overflow, shoot, visit, type Visit } from './watched-visit.ts'

/* A request from the front door to its receipt, as residents make it: on a phone, with and without scripts, in German, by keyboard. */

let server: Server
let browser: Browser

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const two = { ...replies, needsCare: [['needsCare', 'yes']], '1.needsCare': [['needsCare', 'no']], 'children.more': [['more', 'yes']] } as const
const noMore = { ...two, 'children.more': [['more', 'no']] } as const

describe.each([['with scripts', true], ['without scripts', false]])('a parent on a phone, %s', (name, javaScriptEnabled) => {
  let visitor: Visit
  let page: Page

  beforeAll(async () => {
    visitor = await visit(browser, server.url, { javaScriptEnabled })
    page = visitor.page
  })
  afterAll(() => visitor.context.close())

  test('finds the service, answers for two children, changes an answer, sends, and follows the request', async () => {
    await page.goto(server.url + '/fleury-sur-orne')
    expect(page.url()).toBe(server.url + base)
    await page.getByRole('link', { name: /cantine/ }).first().click()
    await page.waitForURL(`**${service}`)
    expect(await page.locator('main').innerText()).toMatch(/Au plus tard le \S+ \d/i)
    await send(page)

    // An answer that is not whole comes back with everything that was typed, and the fault first.
    await page.fill('[name="child.given"]', 'Inès <b>')
    await page.fill('[name="child.birthDate.day"]', '31')
    await page.fill('[name="child.birthDate.month"]', '2')
    const [answer] = await Promise.all([page.waitForResponse(r => r.request().method() === 'POST'), send(page)])
    expect(answer.status()).toBe(422)
    expect(await page.title()).toMatch(/^Erreur/)
    expect(await page.inputValue('[name="child.given"]')).toBe('Inès <b>')
    expect(await page.inputValue('[name="child.birthDate.day"]')).toBe('31')
    if (javaScriptEnabled) expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary')
    else expect(await page.locator('.error-summary[autofocus]').count()).toBe(1)
    await shoot(page, `filing-422-${name}`)
    const faults = page.locator('.error-summary a')
    expect(await faults.count()).toBeGreaterThanOrEqual(2)
    await faults.first().click()
    expect(new URL(page.url()).hash).toBe('#' + await page.locator('[name="child.family"]').getAttribute('id'))

    await answerUntil(page, 'children.more', two)
    await fillFields(page, fieldsOf(page.url(), two))
    await send(page)
    expect(stepIn(page.url())).toBe('children.1.child')

    // One step back, and forth again: the answer is still there.
    await page.getByRole('link', { name: 'Retour' }).first().click()
    await page.waitForURL('**/children.0.healthNote')
    expect(await page.inputValue('[name=healthNote]')).toContain('arachides')
    await send(page)
    expect(stepIn(page.url())).toBe('children.1.child')
    await answerUntil(page, 'check', noMore)

    const check = page.locator('main')
    await expect.poll(() => check.innerText()).toContain('Malo Exemple')
    expect(await check.innerText()).toContain('Inès Exemple')
    expect(await check.innerText()).toContain('742\u00a0€')
    await shoot(page, `filing-check-${name}`)

    // Changing one answer leads back to the check.
    const change = page.locator('a[href*="applicantName"]').first()
    await change.click()
    await page.fill('[name="applicantName.family"]', 'Exemplaire-Dupré')
    await send(page)
    expect(stepIn(page.url())).toBe('check')
    expect(await check.innerText()).toContain('Exemplaire-Dupré')

    const receipt = await sendRequest(page)
    expect(receipt.number).toMatch(/^CA-\d{4}-\d{5}$/)
    expect(receipt.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    await shoot(page, `filing-receipt-${name}`)
    await page.reload()
    expect(await readReceipt(page)).toEqual(receipt)

    // Back and sent again: the same request.
    await page.goto(`${server.url}${base}/apply/${receipt.id}/check`)
    expect(await readReceipt(page)).toEqual(receipt)

    await page.getByRole('link', { name: 'Suivre ma demande' }).click()
    await page.waitForURL(`**/requests/${receipt.id}`)
    expect(await page.locator('main').innerText()).toContain('Réponse au plus tard le')
    expect(await overflow(page)).toBe(0)
    await shoot(page, `filing-tracking-${name}`)
    await page.goto(`${server.url}${base}/requests`)
    expect(await page.locator('main').innerText()).toContain(receipt.number)
    expect(visitor.faults).toEqual([])
  })
})

test('in German on the narrowest phone nothing is wider than the screen', async () => {
  const german = '/fleury-sur-orne/de'
  const { page, context, faults } = await visit(browser, server.url, { viewport: { width: 320, height: 640 }, locale: 'de-DE' })
  const wide: string[] = []
  const measure = async (): Promise<void> => {
    const more = await overflow(page)
    if (more > 0) wide.push(`${new URL(page.url()).pathname}: ${more} px`)
  }
  await page.goto(`${server.url}/fleury-sur-orne`)
  expect(page.url()).toBe(server.url + german)
  expect(await page.getAttribute('html', 'lang')).toBe('de')
  await measure()
  await page.goto(server.url + german + service)
  await measure()
  await send(page)
  await send(page)
  expect(await page.title()).toMatch(/^Fehler/)
  await measure()
  await answerUntil(page, 'check', { ...replies, needsCare: [['needsCare', 'yes']], email: [['email', 'eine.lange.adresse.ohne.trennstelle@beispielgemeinde.example']] }, measure)
  await measure()
  await shoot(page, 'filing-check-german-320')
  const check = page.url()
  await page.goto(check.replace(/check$/, 'go-on-later'))
  await measure()
  await send(page)
  await measure()
  await page.goto(check)
  const { id } = await sendRequest(page)
  await measure()
  for (const path of [`/requests/${id}`, '/requests', `/requests/${id}/withdrawal`, `/requests/${id}/messages`, `/requests/${id}/code`, '/access', '/access/sent', '/requests/find', '/drafts', '/drafts/link', '/drafts/sent', '/erase', '/erased', '/services/cantine-periscolaire/again/email']) {
    await page.goto(server.url + german + path)
    await measure()
  }
  expect(wide).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('by keyboard alone', async () => {
  const { page, context } = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } })
  await page.goto(server.url + base)
  // The first stop leads past the head of the page.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await tabTo(page, () => /cantine/.test(document.activeElement?.getAttribute('href') ?? ''))
  await Promise.all([page.waitForURL(`**${service}`), page.keyboard.press('Enter')])
  await tabTo(page, () => document.activeElement?.matches('.btn.main') ?? false)
  await Promise.all([page.waitForURL('**/children.0.child'), page.keyboard.press('Enter')])

  for (let turn = 0; turn < 40 && stepIn(page.url()) !== 'check'; turn++) {
    const address = page.url()
    await answerByKeys(page)
    await tabTo(page, () => document.activeElement?.matches('main .btn.main') ?? false)
    await Promise.all([page.waitForURL(url => url.href !== address), page.keyboard.press('Enter')])
  }
  await tabTo(page, () => document.activeElement?.matches('main .btn.main') ?? false)
  await Promise.all([page.waitForURL('**/receipt'), page.keyboard.press('Enter')])
  expect((await readReceipt(page)).number).toMatch(/^CA-/)
  await context.close()
})

/** Presses Tab until the focus stands where it should; every stop on the way must be visible. */
async function tabTo(page: Page, there: () => boolean): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate(there)) return
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate(() => {
      const at = document.activeElement
      if (!at || at === document.body) return null
      const box = at.getBoundingClientRect()
      const { outlineStyle, outlineWidth } = getComputedStyle(at)
      const seen = box.width > 0 && box.height > 0 && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
      return seen ? null : at.outerHTML.slice(0, 200)
    })
    expect(hidden, 'the focus is not to be seen').toBeNull()
  }
  throw new Error(`The focus never came there on ${page.url()}.`)
}

/** Types into fields, moves through radios with the arrows, ticks boxes with the space bar. */
async function answerByKeys(page: Page): Promise<void> {
  for (const [name, value] of fieldsOf(page.url())) {
    const control = page.locator(`[name="${name}"]`).first()
    const type = await control.getAttribute('type')
    if (type === 'radio') {
      await tabTo(page, () => document.activeElement?.matches('input[type=radio]') ?? false)
      await page.keyboard.press('Space')
      for (let presses = 0; presses < 20 && !(await page.isChecked(`[name="${name}"][value="${value}"]`)); presses++) await page.keyboard.press('ArrowDown')
    } else {
      await page.evaluate(wanted => { document.documentElement.dataset['wanted'] = wanted }, type === 'checkbox' ? `[name="${name}"][value="${value}"]` : `[name="${name}"]`)
      await tabTo(page, () => document.activeElement?.matches(document.documentElement.dataset['wanted']!) ?? false)
      if (type === 'checkbox') await page.keyboard.press('Space')
      else await page.keyboard.type(value)
    }
  }
}
