import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fields } from '../../src/engines/forms/fields/registry.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { keys, pointer, type Hands } from './hands.ts'
import { errands, type Errand, type Named } from './papers.ts'
import { readForm, readName } from './read-form.ts'
import { bare, readQuestions, type Asked } from './read-page.ts'
import { answerAll, expectSummary, stepOf } from './resident.ts'
import { desk, overflow, phone, shoot, visit } from './watched-visit.ts'

/*
 * Fourteen services of the five example authorities from their page to the followed request: with scripts, without, by keyboard
 * alone, in German on the narrowest phone. Together they meet every field type there is. One server and one browser for all.
 */

let server: Server
let browser: Browser
beforeAll(async () => { [server, browser] = await Promise.all([startServer(), launchBrowser()]) })
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

type Way = { readonly name: string; readonly scripts: boolean; readonly keyboard: boolean; readonly screen: BrowserContextOptions }
const ways = {
  scripts: { name: 'with scripts', scripts: true, keyboard: false, screen: { viewport: phone } },
  plain: { name: 'without scripts', scripts: false, keyboard: false, screen: { viewport: phone } },
  keyboard: { name: 'by keyboard alone', scripts: true, keyboard: true, screen: { viewport: desk } },
  narrow: { name: 'in German at 320 px', scripts: true, keyboard: false, screen: { viewport: { width: 320, height: 640 }, locale: 'de-DE' } },
} as const satisfies Record<string, Way>

/** The field types that were answered, by way. */
const met: Record<keyof typeof ways, Set<string>> = { scripts: new Set(), plain: new Set(), keyboard: new Set(), narrow: new Set() }
const filed: string[] = []
/** What axe has looked at: one page of each kind is enough, a kind being what is asked and how wide the page is. */
const looked = new Set<string>()
let number = 0

describe.concurrent('with scripts', () => {
  for (const name of ['streetProblem', 'payLater', 'library', 'visitorParking', 'greening', 'grant', 'reportProblem', 'deskSpace', 'helpOnline', 'schoolFault', 'apprentice'] as const) test(name, () => run(name, 'scripts'))
  for (const name of ['streetProblem', 'library', 'visitorParking', 'grant', 'helpOnline'] as const) test(`${name} without scripts`, () => run(name, 'plain'))
  for (const name of ['streetProblem', 'apprentice'] as const) test(`${name} by keyboard`, () => run(name, 'keyboard'))
  for (const name of ['residentParking', 'ownFile', 'visitorParkingInGerman'] as const) test(`${name} at 320 px`, () => run(name, 'narrow'))
})

test('together they met every field type, with scripts and without', () => {
  const all = [...fields.keys()]
  const missed = (seen: ReadonlySet<string>) => all.filter(type => !seen.has(type))
  expect(missed(new Set([...met.scripts, ...met.narrow]))).toEqual([])
  expect(missed(met.plain)).toEqual([])
  console.log('keyboard missed', missed(met.keyboard), looked.size)
})

/** From the service's page to the followed request. */
async function run(named: Named, how: keyof typeof ways): Promise<void> {
  const way = ways[how]
  const { authority, service, language, answers }: Errand = errands[named]
  const form = await readForm(authority, service)
  const { page, context, faults } = await visit(browser, server.url, { ...way.screen, javaScriptEnabled: way.scripts })
  const t0 = performance.now()
  const hands: Hands = way.keyboard ? keys(page) : pointer(page, way.scripts)
  const look = (kind: string) => lookAt(page, kind, way)

  await page.goto(`${server.url}/${authority}/${language}/services/${service}`)
  expect(bare(await page.locator('h1').innerText())).toBe(bare(await readName(authority, service, language)))
  await look('service')
  await hands.goOn()
  await refuseFirst(page, hands, way, look)

  const said = await answerAll({
    page, hands, language, answers,
    async seen(_, asked) {
      await look(kindOf(asked, form))
      for (const { id, label } of asked) {
        const written = form.get(id)
        // Whether there is another item is asked by the form itself.
        if (!written) continue
        expect(bare(label), id).toBe(bare(written.label[language]!))
        if (answers[id] !== undefined) met[how].add(written.type)
      }
    },
  })
  await expectSummary(page, said)
  await look('check')
  await hands.goOn()

  const id = /\/requests\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1]
  expect(id, await page.locator('main').innerText()).toBeDefined()
  const [no, code] = await page.locator('.receipt .code').allInnerTexts()
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await look('receipt')
  await hands.follow(`main a[href$="/requests/${id}"]`)
  expect(await page.locator('main').innerText()).toContain(no)
  await look('request')
  expect(faults).toEqual([])
  filed.push(`${authority}/${service}`)
  console.log(named, how, ((performance.now() - t0) / 1000).toFixed(1), ++number)
  await context.close()
}

/** Sent without an answer, the first question comes back: the faults first, with the focus on them, and a way from each to its field. */
async function refuseFirst(page: Page, hands: Hands, way: Way, look: (kind: string) => Promise<void>): Promise<void> {
  const step = stepOf(page)
  const [answer] = await Promise.all([page.waitForResponse(one => one.request().method() === 'POST'), hands.goOn()])
  expect(answer.status()).toBe(422)
  expect(stepOf(page)).toBe(step)
  await look('422')
  if (way.scripts) expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary')
  if (!way.keyboard) return
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const [question] = await readQuestions(page)
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe(question!.controls[0]!.name)
}

/** Nothing wider than the screen on any page; on one of each kind, no fault that axe knows. */
async function lookAt(page: Page, kind: string, way: Way): Promise<void> {
  expect(await overflow(page), page.url()).toBe(0)
  if (way.name === ways.narrow.name) expect(await page.getAttribute('html', 'lang')).toBe('de')
  const key = `${kind} at ${page.viewportSize()!.width} px`
  // axe is a script itself.
  if (!way.scripts || looked.has(key)) return
  looked.add(key)
  expect(await axe(page), `${key}: ${page.url()}`).toEqual([])
  await shoot(page, `errands-${key.replace(/\W+/g, '-')}`)
}

const kindOf = (asked: readonly Asked[], form: Awaited<ReturnType<typeof readForm>>): string => `question ${asked.map(({ id }) => form.get(id)?.type ?? id).join(' ')}`
