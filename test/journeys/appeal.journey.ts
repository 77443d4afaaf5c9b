import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readClient } from '../../src/app/http/assets.ts'
import { root } from '../../src/journal/root.ts'
import { openTribunal, type Tribunal } from '../appeals/tribunal.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { desk as wide, overflow, phone, shoot, visit } from './watched-visit.ts'

/* A refusal is contested: from the refused request to the appeal's receipt, past the agent who may not decide it, to the other one who accepts; both pages tell. */

let town: Tribunal
let browser: Browser
let url: string
beforeAll(async () => {
  [town, browser] = await Promise.all([openTribunal({ client: await readClient(join(root, 'dist', 'client')) }), launchBrowser()])
  await town.server.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(town.server.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const main = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '')

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${url}/town-1/fr/desk/sign-in`)
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', town.password)
  await page.click('main button[type=submit]')
  await page.waitForURL('**/desk')
}

test.each([true, false])('a refusal is contested, another agent accepts, and both pages tell (scripts: %s)', async javaScriptEnabled => {
  const { file } = await town.refused()
  const request = `${url}/town-1/fr/requests/${file.id}`
  const { page, context, faults } = await visit(browser, url, { viewport: phone, javaScriptEnabled })
  const looked = async (at: Page, name: string) => {
    // axe needs scripts; the pages are the same.
    if (javaScriptEnabled) expect(await axe(at)).toEqual([])
    expect(await overflow(at)).toBeLessThanOrEqual(0)
    await shoot(at, name)
  }
  await page.goto(`${url}/town-1/fr/requests/find`)
  await page.fill('form[action$="/requests/find"] [name=number]', file.number)
  await page.fill('form[action$="/requests/find"] [name=code]', town.code)
  await page.click('form[action$="/requests/find"] button')
  await page.waitForURL(request)
  await looked(page, 'appeal-refused-phone')
  await page.goto(request.replace('/fr/', '/de/'))
  expect(await main(page)).toContain('Diese Entscheidung anfechten')
  await page.goto(`${request}/letter`)
  await looked(page, 'appeal-letter-phone')

  await page.click('section[aria-labelledby=contest] button')
  await page.waitForURL('**/apply/**')
  expect(await main(page)).toContain(`Vous contestez la décision sur la demande ${file.number}`)
  await looked(page, 'appeal-question-phone')
  await page.fill('textarea[name=why]', 'Mon dossier n’a pas été lu.')
  await page.click('main form .btn.main')
  await page.fill('input[name=email]', 'a@example.org')
  await page.click('main form .btn.main')
  await page.waitForURL('**/check')
  await looked(page, 'appeal-check-phone')
  await page.click('main form .btn.main')
  await page.waitForURL('**/receipt')
  const appeal = /requests\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await town.throughOpinion(appeal)

  const first = await visit(browser, url, { viewport: wide, javaScriptEnabled })
  await signIn(first.page, 'both@example.org')
  await first.page.goto(`${url}/town-1/fr/desk/cases/${appeal}`)
  expect(await main(first.page)).toContain('Vous avez pris la décision contestée')
  expect(await first.page.locator('a[href*="outcome="]').count()).toBe(0)
  await looked(first.page, 'appeal-first-desk')

  const judge = await visit(browser, url, { viewport: wide, javaScriptEnabled })
  await signIn(judge.page, 'legal@example.org')
  await judge.page.goto(`${url}/town-1/fr/desk/cases/${appeal}`)
  await looked(judge.page, 'appeal-judge-desk')
  await judge.page.click('a[href*="outcome=accepted"]')
  await judge.page.waitForURL('**/decision?*')
  await looked(judge.page, 'appeal-decision-desk')
  await judge.page.fill('[name=reasons]', 'Votre dossier n’avait pas été lu.')
  await judge.page.click('button[form=decide][value=send]')
  // Without scripts the letter is read first.
  if (!javaScriptEnabled) await judge.page.click('button[form=decide][value=send]')
  await judge.page.waitForURL(`**/desk/cases/${appeal}*`)
  town.clock.now += 120_000
  await town.journal.ringDue(1, appeal, town.clock.now)

  await page.goto(`${url}/town-1/fr/requests/${appeal}`)
  expect(await main(page)).toContain(file.number)
  await page.click(`section[aria-labelledby=linked] a[href$="${file.id}"]`)
  await page.waitForURL(request)
  expect(await main(page)).toContain('Le recours a été accepté le')
  expect(await page.locator('section[aria-labelledby=contest] button').count()).toBe(0)
  await looked(page, 'appeal-accepted-phone')
  await first.page.goto(`${url}/town-1/fr/desk/cases/${file.id}`)
  expect(await main(first.page)).toContain('Accepté le')
  await looked(first.page, 'appeal-accepted-desk')

  // Whoever comes without a case is led to it.
  await page.goto(`${url}/town-1/fr/services/appeal`)
  expect(await main(page)).toContain('Ouvrez la demande qui a été refusée')
  expect(await page.locator('main form[action$="/start"]').count()).toBe(0)
  await looked(page, 'appeal-service-phone')
  expect([...faults, ...first.faults, ...judge.faults]).toEqual([])
  await Promise.all([context.close(), first.context.close(), judge.context.close()])
}, 120_000)
