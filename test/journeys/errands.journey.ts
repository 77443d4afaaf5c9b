import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../src/base/language.ts'
import { fields } from '../../src/engines/forms/fields/registry.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { base, service } from './canteen.ts'
import { keys, pointer, type Hands } from './hands.ts'
import { errands, type Errand, type Named } from './papers.ts'
import { readForm, readName } from './read-form.ts'
import { bare, readQuestions } from './read-page.ts'
import { answerAll, expectSummary, stepOf } from './resident.ts'
import { visitSlowly } from './slow-line.ts'
import { desk, overflow, phone, shoot, visit } from './watched-visit.ts'

/*
 * Thirteen services of the five example authorities, from their page to the request that is followed: with scripts, without, by
 * keyboard alone, in German on the narrowest phone, and the way to a first question over 3G. Together they meet every field type
 * there is. One server and one browser for all; five go on at a time.
 */

let server: Server
let browser: Browser
beforeAll(async () => { [server, browser] = await Promise.all([startServer(), launchBrowser()]) })
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const phoneAt320 = { viewport: { width: 320, height: 640 }, locale: 'de-DE' } as const
const ways = {
  'with scripts': { scripts: true, keyboard: false, screen: { viewport: phone } },
  'without scripts': { scripts: false, keyboard: false, screen: { viewport: phone } },
  'by keyboard alone': { scripts: true, keyboard: true, screen: { viewport: desk } },
  'in German at 320 px': { scripts: true, keyboard: false, screen: phoneAt320 },
} as const satisfies Record<string, { readonly scripts: boolean; readonly keyboard: boolean; readonly screen: BrowserContextOptions }>
type Way = keyof typeof ways

/** Those that are gone through by another way, too, wait for the long run. */
const again = <N extends Named>(...names: N[]): readonly N[] => (process.env['PARVIS_LONG'] ? names : [])
const plan: Readonly<Record<Way, readonly Named[]>> = {
  'with scripts': ['payLater', 'greening', 'reportProblem', 'deskSpace', ...again('grant', 'visitorParking', 'helpOnline')],
  'without scripts': ['grant', 'library', 'streetProblem', 'visitorParking', 'helpOnline'],
  'by keyboard alone': ['apprentice', 'streetProblem', 'library', 'schoolFault'],
  'in German at 320 px': ['residentParking', 'ownFile', ...again('visitorParkingInGerman')],
}
const tours = (Object.keys(plan) as Way[]).flatMap(way => plan[way].map(errand => ({ way, errand })))

/** Every way through the front door that came to its end, and the field types that were answered on it. */
const done: { readonly way: Way; readonly errand: Named; readonly types: ReadonlySet<string> }[] = []
/** What axe has looked at: one page of each kind is enough, a kind being what is asked and how wide the screen is. */
const looked = new Set<string>()

describe.concurrent('a resident', () => {
  // The long ones first, so that nobody waits for the last.
  for (const { way, errand } of [...tours].sort((a, b) => Number(ways[b.way].keyboard) - Number(ways[a.way].keyboard))) test(`${errand}, ${way}`, () => run(errand, way))

  test('on 3G with an empty cache asks for nothing but pages, their style and their script before the first question', async () => {
    // Files are compressed beside the server's first moments; before, they are larger.
    while ((await fetch(server.url + (await styleOf(base)), { headers: { 'accept-encoding': 'br' } })).headers.get('content-encoding') !== 'br') await sleep(100)
    const { page, context, faults } = await visit(browser, server.url)
    const [home, offer, question] = await visitSlowly(page, server.url, base, service, 'child.given', () => page.waitForLoadState('networkidle'))

    // Two round trips: the page, then what it names. Fonts and pictures are named by the style sheet, and wait for it.
    const [first, ...named] = home!.asked
    expect(first).toBe(`GET ${base}`)
    expect(named.slice(0, 3).sort((a, b) => Number(a.endsWith('.js')) - Number(b.endsWith('.js')) || Number(a.includes('theme')) - Number(b.includes('theme')))).toEqual([
      expect.stringMatching(/^GET \/assets\/client-\S+\.css$/), expect.stringMatching(/^GET \/fleury-sur-orne\/theme-\S+\.css$/), expect.stringMatching(/^GET \/assets\/client-\S+\.js$/),
    ])
    for (const address of named.slice(3)) expect(address).toMatch(/\.(woff2|svg)$/)
    expect(home!.bytes).toBeLessThanOrEqual(25_000)
    // One round trip, then two: beginning answers with the address of the question. Everything else is kept.
    expect(offer!.asked).toEqual([`GET ${base}${service}`])
    expect(offer!.bytes).toBeLessThanOrEqual(10_000)
    expect(question!.asked).toEqual([`POST ${base}${service}/start`, expect.stringMatching(/^GET \S+\/apply\/[0-9a-f-]{36}\/children\.0\.child$/)])
    expect(question!.bytes).toBeLessThanOrEqual(8_000)
    // From the second page on the fonts are in the cache, and there before the first letter is drawn.
    expect(await page.locator('link[rel=preload][as=font]').count()).toBe(2)
    expect(faults).toEqual([])
    await context.close()
  })
})

test('together they met every field type, with scripts and without, at all five authorities', () => {
  expect(done.length).toBe(tours.length)
  const missed = (chosen: (way: Way) => boolean) => {
    const types = new Set(done.filter(one => chosen(one.way)).flatMap(one => [...one.types]))
    return [...fields.keys()].filter(type => !types.has(type))
  }
  expect(missed(way => ways[way].scripts)).toEqual([])
  expect(missed(way => !ways[way].scripts)).toEqual([])
  expect(missed(way => ways[way].keyboard)).toEqual([])
  const met = done.map(one => errands[one.errand])
  expect(new Set(met.map(one => `${one.authority}/${one.service}`)).size).toBeGreaterThanOrEqual(10)
  expect(new Set(met.map(one => one.authority)).size).toBe(5)
})

/** From the service's page to the request that is followed. */
async function run(errand: Named, name: Way): Promise<void> {
  const way = ways[name]
  const { authority, service, language, answers }: Errand = errands[errand]
  const form = await readForm(authority, service)
  const { page, context, faults } = await visit(browser, server.url, { ...way.screen, javaScriptEnabled: way.scripts })
  const hands: Hands = way.keyboard ? keys(page) : pointer(page, way.scripts)
  const look = (kind: string) => lookAt(page, kind, name, language)
  const types = new Set<string>()

  await page.goto(`${server.url}/${authority}/${language}/services/${service}`)
  expect(bare(await page.locator('h1').innerText())).toBe(bare(await readName(authority, service, language)))
  await look('service')
  await hands.goOn()
  await refuseFirst(page, hands, name, look)

  const said = await answerAll({
    page, hands, language, answers,
    async seen(asked) {
      await look(`question ${asked.map(({ id }) => form.get(id)?.type ?? id).join(' ')}`)
      for (const { id, label } of asked) {
        const written = form.get(id)
        // Whether there is another item is asked by the form itself.
        if (!written) continue
        expect(bare(label), id).toBe(bare(written.label[language]!))
        if (answers[id] !== undefined) types.add(written.type)
      }
    },
  })
  await expectSummary(page, said)
  await look('check')
  await hands.goOn()

  const id = /\/requests\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1]
  if (!id) throw new Error(`There is no receipt: ${await page.locator('main').innerText()}`)
  const [number, code] = await page.locator('.receipt .code').allInnerTexts()
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await look('receipt')
  await hands.follow(`main a[href$="/requests/${id}"]`)
  expect(await page.locator('main').innerText()).toContain(number)
  await look('request')
  expect(faults).toEqual([])
  done.push({ way: name, errand, types })
  await context.close()
}

/** Sent without an answer, the first question comes back: the faults first, with the focus on them, and a way from each to its field. */
async function refuseFirst(page: Page, hands: Hands, name: Way, look: (kind: string) => Promise<void>): Promise<void> {
  const step = stepOf(page)
  const [answer] = await Promise.all([page.waitForResponse(one => one.request().method() === 'POST'), hands.goOn()])
  expect(answer.status()).toBe(422)
  expect(stepOf(page)).toBe(step)
  await look('422')
  if (!ways[name].scripts) return void expect(await page.locator('.error-summary[autofocus]').count()).toBe(1)
  await page.waitForFunction(() => document.activeElement?.className === 'error-summary')
  if (!ways[name].keyboard) return
  const [question] = await readQuestions(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe(question!.controls[0]!.name)
}

/** Nothing wider than the screen on any page, in the language that was chosen; on one page of each kind, no fault that axe knows. */
async function lookAt(page: Page, kind: string, name: Way, language: Language): Promise<void> {
  expect(await overflow(page), page.url()).toBe(0)
  expect(await page.getAttribute('html', 'lang')).toBe(language)
  const key = `${kind} at ${page.viewportSize()!.width} px`
  // axe is a script itself.
  if (!ways[name].scripts || looked.has(key)) return
  looked.add(key)
  expect(await axe(page), `${key}: ${page.url()}`).toEqual([])
  await shoot(page, `errands-${key.replace(/\W+/g, '-')}`)
}

/** The address of a page's style sheet. */
async function styleOf(path: string): Promise<string> {
  return /href="(\/assets\/[^"]+\.css)"/.exec(await (await fetch(server.url + path)).text())![1]!
}
