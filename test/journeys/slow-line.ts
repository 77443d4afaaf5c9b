import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'

/* A phone on 3G, by Chromium's own emulation: each request waits for the latency, all of them share the bandwidth. */

export const threeG = { latencyMs: 400, kbitPerSecond: 400 } as const

export type Leg = {
  readonly name: 'home' | 'service' | 'first question'
  /** From the click (or the address typed) until the page can be used. */
  readonly seconds: number
  /** What was asked of the server on the way, in this order: not what the browser had kept. */
  readonly asked: readonly string[]
  /** The bytes of whatever came whole over the line meanwhile, headers too. */
  readonly bytes: number
}

/**
 * A visit over the slow line, with whatever the context has in its cache: the authority's home, by its link to the service, by
 * its button to the first question. A page can be used when what comes next is drawn and takes a click or a letter; `read` is what
 * the visitor does then, before they go on.
 */
export async function visitSlowly(page: Page, url: string, home: string, service: string, question: string, read: () => Promise<unknown>): Promise<readonly Leg[]> {
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
    const seconds = (performance.now() - began) / 1000
    legs.push({ name, seconds, ...(await line.soFar()) })
    await read()
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

type Line = { begin(): void; soFar(): Promise<{ asked: readonly string[]; bytes: number }> }

async function slowDown(context: BrowserContext, page: Page): Promise<Line> {
  const devtools = await context.newCDPSession(page)
  const asked = new Map<string, string[]>()
  const kept = new Set<string>()
  let bytes = 0
  const pages = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse, type }) => {
    asked.set(requestId, [...(asked.get(requestId) ?? []), `${request.method} ${new URL(request.url).pathname}`])
    if (redirectResponse) bytes += redirectResponse.encodedDataLength
    if (type === 'Document') pages.add(requestId)
  })
  devtools.on('Network.requestServedFromCache', ({ requestId }) => kept.add(requestId))
  devtools.on('Network.responseReceived', ({ requestId, response }) => { if (response.fromDiskCache) kept.add(requestId) })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    pages.delete(requestId)
    if (!kept.has(requestId)) bytes += encodedDataLength
  })
  const bytesPerSecond = (threeG.kbitPerSecond * 1000) / 8
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: threeG.latencyMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond, connectionType: 'cellular3g' })
  return {
    begin() {
      asked.clear()
      kept.clear()
      bytes = 0
    },
    async soFar() {
      // The end of the page may still be under way.
      while (pages.size > 0) await sleep(10)
      return { asked: [...asked].filter(([id]) => !kept.has(id)).flatMap(([, addresses]) => addresses), bytes }
    },
  }
}
