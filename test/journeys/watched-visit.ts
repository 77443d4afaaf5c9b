import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export type Visit = {
  readonly page: Page
  readonly context: BrowserContext
  /** Every address that this visitor's browser asked for. */
  readonly addresses: readonly string[]
  /** What the browser complained about, and what it asked of another host. */
  readonly faults: readonly string[]
}

export const phone = { width: 390, height: 844 } as const
export const desk = { width: 1280, height: 900 } as const

/** A visitor of their own, with an empty jar of cookies, whose browser is watched. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: phone, locale: 'fr-FR', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(20_000)
  const addresses: string[] = []
  const faults: string[] = []
  context.on('request', request => {
    addresses.push(request.url())
    if (!request.url().startsWith(`${url}/`)) faults.push(`asked another host: ${request.url()}`)
  })
  context.on('console', message => {
    // The browser notes each answer of 4xx as an error; the journeys ask for those on purpose.
    if (message.type() === 'error' && !/Failed to load resource.*status of 4\d\d/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  context.on('weberror', error => faults.push(`script: ${error.error().message}`))
  return { page: await context.newPage(), context, addresses, faults }
}

/** How far the page is wider than its window, in pixels. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** How far the page itself scrolls: at a desk on a screen only its parts do. */
export const rest = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)

/** A picture for whoever looks at the pages: only where PARVIS_SHOTS names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['PARVIS_SHOTS']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
