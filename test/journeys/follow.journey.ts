import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fr as words } from '../../src/features/desk/texts/fr.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { Caller, fileBy } from './caller.ts'
import { base, type Receipt } from './canteen.ts'
import { desk, shoot, visit, type Visit } from './watched-visit.ts'

/* A request from the applicant's open page to the letter, with an agent at the desk in another browser. */

let server: Server
let browser: Browser

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ env: { PARVIS_UNDO_SECONDS: '4' } }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const question = 'Votre enfant mange-t-il le lundi <u>et</u> le jeudi ?'
const reply = 'Oui, les deux jours.'
const begun = 'Bonjour, encore une chose : '

describe.each([['with scripts', true], ['without scripts', false]])('a request, %s', (name, javaScriptEnabled) => {
  let receipt: Receipt
  let resident: Visit
  let agent: Visit

  beforeAll(async () => {
    const caller = new Caller(server.url)
    receipt = await fileBy(caller)
    resident = await visit(browser, server.url, { javaScriptEnabled })
    agent = await visit(browser, server.url, { javaScriptEnabled, viewport: desk })
    await caller.lend(resident.context)
  })
  afterAll(() => Promise.all([resident.context.close(), agent.context.close()]))

  /** The applicant's page shows a text: by itself with scripts, after a reload without. */
  async function sees(text: string, since: number): Promise<void> {
    const { page } = resident
    if (!javaScriptEnabled) await expect.poll(async () => { await page.reload(); return page.innerText('main') }, { timeout: 20_000 }).toContain(text)
    await page.locator('main').getByText(text).first().waitFor({ timeout: 20_000 })
    if (javaScriptEnabled) console.log(`“${text}” was on the open page ${Date.now() - since} ms after the agent’s press${text === 'Demande refusée' ? ', the four seconds in which it can be undone included' : ''}`)
  }

  test('is asked about, answered, accepted, taken back, decided again and told', async () => {
    const track = resident.page
    const at = agent.page
    await track.goto(`${server.url}${base}/requests/${receipt.id}`)
    if (javaScriptEnabled) {
      await track.locator('details').first().locator('summary').click()
      await track.fill('[name=message]', begun)
      await track.evaluate(() => document.querySelector<HTMLTextAreaElement>('[name=message]')!.setSelectionRange(3, 9))
      await track.evaluate(() => { (window as { sameDocument?: boolean }).sameDocument = true })
    }

    await signIn(at)
    await at.getByRole('link', { name: /Inès Exemple/ }).filter({ has: at.locator(`xpath=self::*[contains(@href, "${receipt.id}")]`) }).click()
    await at.waitForURL(`**/desk/cases/${receipt.id}*`)
    await shoot(at, `follow-case-${name}`)
    await press(at, words.acts.take)
    await sees('s’occupe de votre demande', Date.now())

    await follow(at, words.acts.ask)
    await at.fill('[name=text]', question)
    await shoot(at, `follow-question-${name}`)
    const asked = Date.now()
    await press(at, words.question.send)
    await sees('le jeudi', asked)
    expect(await track.locator('main').innerText()).toContain('<u>et</u>')
    expect(await track.locator('main').innerText()).toContain('C’est à vous')
    if (javaScriptEnabled) {
      expect(await track.evaluate(() => {
        const area = document.querySelector<HTMLTextAreaElement>('[name=message]')!
        return [area.value, area.selectionStart, area.selectionEnd, document.activeElement === area, document.querySelector('details')!.open, (window as { sameDocument?: boolean }).sameDocument]
      })).toEqual([begun, 3, 9, true, true, true])
      await expect.poll(() => track.locator('pv-live [role=status]').textContent()).toContain('vous a posé une question')
    }
    await shoot(track, `follow-asked-${name}`)

    await track.fill('[name=answer]', reply)
    await press(track, 'Envoyer la réponse')
    expect(await track.locator('main').innerText()).toContain(reply)
    if (!javaScriptEnabled) await at.goto(`${server.url}${base}/desk/cases/${receipt.id}`)
    await at.locator('main').getByText(reply).first().waitFor()

    // The place of the one child is checked: nobody decides before. On the waiting list there is nothing for the kitchen to plan.
    expect(await at.getByRole('link', { name: words.acts.accept, exact: true }).count()).toBe(0)
    await press(at, words.acts.complete)
    await at.check('section[aria-labelledby=steps] input[value=waitingList]')
    await press(at, words.steps.done)

    // Accepted, with the letter in sight; then taken back before it leaves.
    await follow(at, words.acts.accept)
    await decide(at, 'Il reste des places le lundi et le jeudi.')
    await shoot(at, `follow-decided-${name}`)
    await press(at, words.deciding.takeBack)
    await at.getByRole('link', { name: words.acts.accept, exact: true }).waitFor()
    await track.reload()
    expect(await track.locator('main').innerText()).not.toContain('acceptée')

    await follow(at, words.acts.refuse)
    await at.fill('[name=reasons]', 'Les deux écoles sont complètes <b>cette année</b>.')
    const decided = Date.now()
    await decide(at)
    await track.reload()
    expect(await track.locator('main').innerText()).not.toContain('refusée')
    await sees('Demande refusée', decided)
    const told = await track.locator('main').innerText()
    expect(told).toContain('Les deux écoles sont complètes <b>cette année</b>.')
    expect(told).toMatch(/recours/i)
    await shoot(track, `follow-told-${name}`)
    await track.goto(`${server.url}${base}/requests/${receipt.id}/letter`)
    expect(await track.locator('main').innerText()).toContain('Les deux écoles sont complètes')
    await at.goto(`${server.url}${base}/desk/cases/${receipt.id}`)
    expect(await at.locator('main').innerText()).toContain('La lettre est partie')
    await shoot(at, `follow-closed-${name}`)
    expect([...resident.faults, ...agent.faults]).toEqual([])
  })
})

async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.url}${base}/desk`)
  await page.waitForURL('**/desk/sign-in*')
  await page.fill('[name=email]', 'camille@fleury.example')
  await page.fill('[name=password]', 'parvis-demonstration')
  await Promise.all([page.waitForURL(url => url.pathname === `${base}/desk`), page.locator('main .btn.main').click()])
}

/** Presses a button that sends a form, and waits for the page that follows. */
const press = async (page: Page, name: string): Promise<void> => {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.getByRole('button', { name, exact: true }).click()])
}

const follow = async (page: Page, name: string): Promise<void> => {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.getByRole('link', { name, exact: true }).click()])
}

/** Sends the decision; without scripts the letter is shown once before. */
async function decide(page: Page, reasons?: string): Promise<void> {
  if (reasons !== undefined) await page.fill('[name=reasons]', reasons)
  await press(page, words.decision.send)
  const wanted = page.getByText(words.deciding.takeBack)
  if ((await wanted.count()) > 0) return
  expect(await page.locator('main').innerText()).toContain('Rien n’est encore parti')
  await press(page, words.decision.send)
  await wanted.waitFor()
}
