import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { demonstrationPassword } from '../../src/app/seed.ts'
import { pointer } from './hands.ts'
import { answerAll } from './resident.ts'
import { errands } from './papers.ts'
import { desk, overflow, phone, shoot, visit } from './watched-visit.ts'

/* Jena's tree felling: two opinions asked side by side, each team does its own, then the decision; the applicant reads it in plain words. */

let server: Server
let browser: Browser
beforeAll(async () => { [server, browser] = await Promise.all([startServer(), launchBrowser()]) })
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const town = '/jena/de'

async function agent(email: string) {
  const visited = await visit(browser, server.url, { viewport: desk, locale: 'de-DE' })
  await visited.page.goto(`${server.url}${town}/desk`)
  await visited.page.fill('input[name=email]', email)
  await visited.page.fill('input[name=password]', demonstrationPassword)
  await visited.page.click('main button[type=submit]')
  return visited
}

const opinion = async (page: Page, outcome: string, note: string): Promise<void> => {
  await page.check(`section[aria-labelledby=steps] input[value=${outcome}]`)
  await page.fill('section[aria-labelledby=steps] textarea', note)
  await page.click('section[aria-labelledby=steps] form button')
}

test('is told before it is sent: who has it when, two at the same time, within one screen of a phone', async () => {
  const applicant = await visit(browser, server.url, { viewport: phone, locale: 'de-DE' })
  const { page } = applicant
  await page.goto(`${server.url}${town}/services/baumfaellung`)
  const path = page.locator('section[aria-labelledby=delay] ol')
  expect((await path.locator('h3').allInnerTexts()).map(text => text.replace(/[\s\u2060]+/g, ' '))).toEqual([
    'Sie senden Ihren Antrag', 'Die Angaben werden geprüft Untere Naturschutzbehörde',
    'Jemand sieht sich den Baum an, zwei Stellen nehmen Stellung Untere Naturschutzbehörde und Fachdienst Straßenraum, gleichzeitig',
    'Die Naturschutzbehörde entscheidet Untere Naturschutzbehörde', expect.stringMatching(/^Sie erhalten die Antwort Spätestens am \d+\. \S+, wenn Sie heute absenden$/),
  ])
  expect((await path.boundingBox())!.height).toBeLessThan(phone.height)
  await shoot(page, 'path-ahead-phone')
  await page.getByText('Und wenn niemand antwortet?').click()
  expect(await path.innerText()).toContain('Ohne Genehmigung darf der Baum nicht gefällt werden')
  expect(await axe(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 640 })
  expect([await axe(page), await overflow(page)]).toEqual([[], 0])
  expect(applicant.faults).toEqual([])
  await applicant.context.close()
})

test('an agent switches the reminders off and on', async () => {
  const { page, faults, context } = await agent('toni@jena.example')
  await page.goto(`${server.url}${town}/desk/account`)
  const card = page.locator('section[aria-labelledby=reminders]')
  await card.getByRole('button', { name: 'Keine Erinnerungen mehr' }).click()
  await card.getByRole('button', { name: 'Erinnerungen bekommen' }).waitFor()
  expect([await axe(page), await overflow(page)]).toEqual([[], 0])
  await card.getByRole('button', { name: 'Erinnerungen bekommen' }).click()
  await card.getByRole('button', { name: 'Keine Erinnerungen mehr' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('goes from the request over two opinions to the decision', async () => {
  const applicant = await visit(browser, server.url, { viewport: phone, locale: 'de-DE' })
  const { page } = applicant
  const hands = pointer(page, true)
  await page.goto(`${server.url}${town}/services/baumfaellung`)
  await hands.goOn()
  await answerAll({ page, hands, language: 'de', answers: errands.treeFelling.answers, seen: async () => {} })
  await hands.goOn()
  const id = /\/requests\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1]
  expect(id, await page.locator('main').innerText()).toBeDefined()
  const request = `${server.url}${town}/requests/${id}`
  await page.goto(request)
  const path = () => page.locator('section[aria-labelledby=path]').innerText()
  expect(await path()).toContain('Die Angaben werden geprüft')

  const nature = await agent('toni@jena.example')
  const here = `${server.url}${town}/desk/cases/${id}`
  await nature.page.goto(here)
  await nature.page.click('form[action*=completeness] button')
  // Nobody decides before both opinions are there.
  expect(await nature.page.locator('a[href*="outcome=accepted"]').count()).toBe(0)
  await page.goto(request)
  expect(await path()).toContain('0 von 2 eingegangen.')

  // The streets team finds the case in its own queue, although it is another team's.
  const roads = await agent('robin@jena.example')
  await roads.page.click(`main a[href*="${id}"]`)
  expect(await axe(roads.page)).toEqual([])
  await roads.page.click('section[aria-labelledby=steps] form button')
  expect(await roads.page.locator('section[aria-labelledby=steps] .error').innerText()).toContain('Wählen Sie eine Antwort.')
  await opinion(roads.page, 'favourable', 'Gute Sicht auf die Straße.')
  await expect.poll(() => roads.page.url()).toBe(`${server.url}${town}/desk`)
  // Its part is done: the case is not its business any more.
  expect((await roads.page.goto(here))?.status()).toBe(404)
  await page.goto(request)
  expect(await path()).toContain('1 von 2 eingegangen.')

  await nature.page.goto(here)
  expect(await nature.page.locator('section[aria-labelledby=steps]').innerText()).toContain('Gute Sicht auf die Straße.')
  await opinion(nature.page, 'conditional', 'Eine Linde nachpflanzen.')
  expect(await nature.page.locator('a[href*="outcome=accepted"]').count()).toBe(1)
  await nature.page.click('section[aria-labelledby=steps] a[href*="/process"]')
  expect(await nature.page.locator('svg.bpmn [id], svg.bpmn').count()).toBeGreaterThan(0)
  expect(await axe(nature.page)).toEqual([])
  await nature.page.setViewportSize(phone)
  expect(await overflow(nature.page)).toBeLessThanOrEqual(0)
  await page.goto(request)
  expect(await path()).toContain('Baum besichtigt, Stellungnahmen eingegangen')
  // What it costs is worked out, and how: what was looked at, the rule, the result.
  await page.click('#worked-out summary')
  const worked = (await page.locator('#worked-out').innerText()).replaceAll('\u00a0', ' ')
  for (const words of ['Gebühr für die Prüfung', 'Nur mit Ersatzpflanzung', 'Zahl der Bäume', 'Ergebnis: 40 €', 'Regel 2']) expect(worked).toContain(words)
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await shoot(page, 'worked-out-phone')
  await page.click('#worked-out a[href*="/algorithms#"]')
  expect(await page.locator('h2#baumfaellung-fee').isVisible()).toBe(true)
  await page.goto(request)
  // What colleagues noted for each other is theirs.
  expect(await page.content()).not.toContain('Linde')
  for (const { faults } of [applicant, nature, roads]) expect(faults.filter(one => !one.includes('404'))).toEqual([])
})
