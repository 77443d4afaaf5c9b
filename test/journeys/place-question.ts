import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Server } from '../support/server.ts'
import { base, fillFields, send, stepIn, type Fields } from './canteen.ts'
import { phone, visit, type Visit } from './watched-visit.ts'

/* The question of a street problem that asks where it is, and what else that form asks. */

export const rest: Readonly<Record<string, Fields>> = { kind: [['kind', 'road']], landmark: [], danger: [['danger', 'no']], since: [['since', 'today']], details: [], photo: [], wantsNews: [['wantsNews', 'no']] }

/** The question where it is, on a phone. */
export async function askedPlace(browser: Browser, at: Server, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const visitor = await visit(browser, at.url, { viewport: phone, ...options })
  // The register stands on this machine: nobody outside is asked.
  await visitor.context.route('**/addresses?*', route => route.fulfill({ contentType: 'text/html', body: '<ul><li data-text="12 Rue de l’Exemple\n14123 Fleury-sur-Orne" data-point="49.151,-0.37" data-source="ban">12 Rue de l’Exemple, 14123 Fleury-sur-Orne</li></ul>' }))
  await visitor.page.goto(`${at.url}${base}/services/signalement-rue`)
  await send(visitor.page)
  await fillFields(visitor.page, rest['kind']!)
  await send(visitor.page)
  expect(stepIn(visitor.page.url())).toBe('where')
  if (options.javaScriptEnabled !== false) await visitor.page.getByRole('button', { name: 'Utiliser ma position' }).waitFor()
  return visitor
}

/** Its squares are there. */
export const loaded = (page: Page) => expect.poll(() => page.evaluate(() => {
  const squares = [...document.querySelectorAll<HTMLImageElement>('[data-part=tiles] img')]
  return squares.length > 0 && squares.every(one => one.complete && one.naturalWidth === 256)
})).toBe(true)

export const said = async (page: Page): Promise<string> => even(await page.locator('[data-part=said]').innerText())

/** The typographer's spaces as plain ones. */
export const even = (text: string): string => text.replace(/[^\S\n]/g, ' ')

/** The page's words with its folded answers open. */
export async function opened(page: Page): Promise<string> {
  await page.locator('details').evaluateAll(all => all.forEach(one => one.setAttribute('open', '')))
  return page.locator('main').innerText()
}

/** Answers on to the check. */
export async function toCheck(page: Page): Promise<void> {
  for (let turn = 0; turn < 20 && stepIn(page.url()) !== 'check'; turn++) {
    await fillFields(page, rest[stepIn(page.url())]!)
    await send(page)
  }
}
