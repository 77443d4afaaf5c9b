import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'

/* A phone on 3G, by Chromium's own emulation: each request waits for the latency, all of them share the bandwidth. */

export const threeG = { latencyMs: 400, kbitPerSecond: 400 } as const

export type Arrived = { readonly address: string; readonly kind: string; readonly bytes: number }

export type Leg = {
  readonly name: 'home' | 'service' | 'first question'
  /** From the click (or the address typed) until the page can be used. */
  readonly seconds: number
  /** What was asked for on the way, redirects too, in this order. */
  readonly asked: readonly string[]
  /** Bytes that came over the wire meanwhile, headers too. */
  readonly bytes: number
}

/**
 * A visit over the slow line, with whatever the context has in its cache: the authority's home, by its link to the service, by
 * its button to the first question. A page can be used when what comes next is drawn and takes a click or a letter.
 */
export async function visitSlowly(page: Page, url: string, home: string, service: string, question: string, readingMs = 0): Promise<readonly Leg[]> {
  const line = await slowDown(page.context(), page)
  const link = page.locator(`main a[href$="${service}"]`).first()
  const button = page.locator('main .btn.main[type=submit]')
  const box = page.locator(`main [name="${question}"]`)
  const legs: Leg[] = []
  const leg = async (name: Leg['name'], set: () => Promise<unknown>, usable: () => Promise<unknown>): Promise<void> => {
    line.begin()
    const began = performance.now()
    await set()
    await usable()
    legs.push({ name, seconds: (performance.now() - began) / 1000, ...line.soFar() })
    await sleep(readingMs)
  }
  await leg('home', () => page.goto(url + home, { waitUntil: 'commit' }), () => link.click({ trial: true }))
  await leg('service', () => link.click({ noWaitAfter: true }), async () => {
    await page.waitForURL(`**${service}`, { waitUntil: 'commit' })
    await button.click({ trial: true })
  })
  await leg('first question', () => button.click({ noWaitAfter: true }), async () => {
    await page.waitForURL('**/apply/**', { waitUntil: 'commit' })
    await box.fill('I')
  })
  return legs
}

async function slowDown(context: BrowserContext, page: Page): Promise<{ begin(): void; soFar(): { asked: readonly string[]; bytes: number } }> {
  const devtools = await context.newCDPSession(page)
  let asked: string[] = []
  let bytes = 0
  devtools.on('Network.requestWillBeSent', ({ request, redirectResponse }) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`)
    if (redirectResponse) bytes += redirectResponse.encodedDataLength
  })
  // The headers of an answer, then its content piece by piece, so that what is still under way counts as well.
  devtools.on('Network.responseReceived', ({ response }) => { if (!response.fromDiskCache) bytes += response.encodedDataLength })
  devtools.on('Network.dataReceived', ({ encodedDataLength }) => { bytes += encodedDataLength })
  const bytesPerSecond = (threeG.kbitPerSecond * 1000) / 8
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: threeG.latencyMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond, connectionType: 'cellular3g' })
  return {
    begin() {
      asked = []
      bytes = 0
    },
    soFar: () => ({ asked, bytes }),
  }
}
