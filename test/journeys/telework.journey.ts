import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fr as words } from '../../src/features/desk/texts/fr.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { demonstrationPassword } from '../../src/app/seed.ts'
import { addDays, dayOf } from '../../src/base/time.ts'
import { pointer } from './hands.ts'
import { answerAll, type Answers } from './resident.ts'
import { desk, overflow, phone, rest, shoot, type Visit, visit } from './watched-visit.ts'

/* A member of Geneva's staff asks to work from home: the head of service, human resources and IT, each at their own desk, one after the other. */

let server: Server
let browser: Browser
beforeAll(async () => { [server, browser] = await Promise.all([startServer({ env: { PARVIS_UNDO_SECONDS: '1' } }), launchBrowser()]) })
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const town = '/geneve/fr'
const answers: Answers = {
  applicantName: { parts: { given: 'Alix', family: 'Exemple' } }, unit: 'Espace public', employment: '80', managerEmail: 'sacha@geneve.example', teleworkDays: ['Mardi'],
  startDate: { day: addDays(dayOf(Date.now(), 'Europe/Zurich'), 30) }, workplace: 'Chez moi, en Suisse', workAddress: 'Rue de l’Exemple 3\n1204 Genève', equipment: ['Un écran'], adaptation: 'Oui',
  adaptationNote: 'Une chaise réglable.', safety: { ticked: true }, email: 'alix@geneve.example',
}

async function agent(name: string): Promise<Visit> {
  const visited = await visit(browser, server.url, { viewport: desk })
  await signIn(visited.page, name)
  return visited
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${server.url}${town}/desk`)
  await page.fill('input[name=email]', `${name}@geneve.example`)
  await page.fill('input[name=password]', demonstrationPassword)
  await Promise.all([page.waitForURL(`**${town}/desk`), page.click('main button[type=submit]')])
}

/** Files the request at the desk of internal services; its id. */
async function ask(page: Page): Promise<string> {
  const hands = pointer(page, true)
  await page.goto(`${server.url}${town}/desk/services/teletravail`)
  await hands.goOn()
  await answerAll({ page, hands, language: 'fr', answers, seen: async () => {} })
  await hands.goOn()
  const id = /\/requests\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1]
  expect(id, await page.locator('main').innerText()).toBeDefined()
  return id!
}

const inQueue = (page: Page, id: string) => page.goto(`${server.url}${town}/desk`).then(() => page.locator(`main a[href*="${id}"]`).count())
const steps = (page: Page) => page.locator('section[aria-labelledby=steps]')

/** From the queue to the case, and its step done with an answer and a note. */
async function does(page: Page, id: string, outcome: string, note: string): Promise<void> {
  expect(await inQueue(page, id)).toBeGreaterThan(0)
  await page.click(`main a[href*="${id}"]`)
  await steps(page).waitFor()
  // On a screen only the parts of the desk scroll.
  if (page.viewportSize()!.width > phone.width) expect(await rest(page)).toBe(0)
  await page.check(`section[aria-labelledby=steps] input[value=${outcome}]`)
  await page.fill('section[aria-labelledby=steps] textarea', note)
  await Promise.all([page.waitForEvent('domcontentloaded'), steps(page).locator('form button').click()])
}

test('goes through three desks to the decision, and nobody sees more than their part needs', async () => {
  const applicant = await agent('alix')
  const id = await ask(applicant.page)
  const [manager, hr, it] = [await agent('sacha'), await agent('morgan'), await agent('claude')]
  const here = `${server.url}${town}/desk/cases/${id}`
  const path = async () => {
    await applicant.page.goto(`${server.url}${town}/requests/${id}`)
    return applicant.page.locator('section[aria-labelledby=path]').innerText()
  }
  expect(await path()).toContain('Votre responsable donne son accord, ou non')
  expect(await inQueue(it.page, id)).toBe(0)
  expect((await it.page.goto(here))?.status()).toBe(404)

  // The head of service reads the days asked for, and nothing on health.
  await manager.page.goto(here)
  const declared = await manager.page.locator('main').innerText()
  expect(declared).toContain('Mardi')
  expect(declared).not.toContain('chaise réglable')
  expect(await axe(manager.page)).toEqual([])
  await shoot(manager.page, 'telework-manager')
  await does(manager.page, id, 'agrees', 'Le mardi, l’équipe est au complet.')
  expect((await manager.page.goto(here))?.status()).toBe(404)

  // Human resources decide later: first the check, and the note of the manager beside it.
  expect(await path()).toContain('Votre responsable a répondu')
  await hr.page.goto(here)
  expect(await hr.page.locator('main').innerText()).toContain('chaise réglable')
  expect(await steps(hr.page).innerText()).toContain('l’équipe est au complet')
  expect(await hr.page.getByRole('link', { name: words.acts.accept, exact: true }).count()).toBe(0)
  await does(hr.page, id, 'inOrder', 'Assurance vérifiée.')

  // IT sees what the equipment needs.
  await it.page.goto(here)
  const needed = await it.page.locator('main').innerText()
  expect(needed).toContain('Un écran')
  for (const hidden of ['chaise réglable', 'managerEmail', '80 %']) expect(needed).not.toContain(hidden)
  await it.page.setViewportSize(phone)
  expect(await overflow(it.page)).toBeLessThanOrEqual(0)
  await does(it.page, id, 'ready', '')
  expect((await it.page.goto(here))?.status()).toBe(404)
  expect(await path()).toContain('Matériel et accès prévus')

  await hr.page.goto(here)
  await Promise.all([hr.page.waitForURL('**/decision?*'), hr.page.getByRole('link', { name: words.acts.accept, exact: true }).click()])
  await hr.page.fill('[name=reasons]', 'Le mardi convient à l’équipe.')
  await Promise.all([hr.page.waitForEvent('domcontentloaded'), hr.page.getByRole('button', { name: words.decision.send, exact: true }).click()])
  await expect.poll(path, { timeout: 20_000 }).toContain('Réponse envoyée')
  // What colleagues noted for each other is theirs.
  expect(await applicant.page.content()).not.toContain('au complet')
  for (const { faults } of [applicant, manager, hr, it]) expect(faults.filter(one => !one.includes('404'))).toEqual([])
})

test('a manager who does not agree leads straight to the decision', async () => {
  const applicant = await agent('alix')
  const id = await ask(applicant.page)
  const [manager, hr, it] = [await agent('sacha'), await agent('morgan'), await agent('claude')]
  await does(manager.page, id, 'declines', 'Le mardi est le jour de l’accueil.')
  await hr.page.goto(`${server.url}${town}/desk/cases/${id}`)
  expect(await hr.page.getByRole('link', { name: words.acts.refuse, exact: true }).count()).toBe(1)
  expect(await steps(hr.page).innerText()).toContain('jour de l’accueil')
  expect(await inQueue(it.page, id)).toBe(0)
})
