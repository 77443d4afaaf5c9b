import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Button } from '../../src/ui/components/button.tsx'
import { Desk } from '../../src/ui/components/desk.tsx'
import { Document } from '../../src/ui/components/document.tsx'
import { Fold } from '../../src/ui/components/fold.tsx'
import { Form } from '../../src/ui/components/form.tsx'
import { Live } from '../../src/ui/components/live.tsx'
import { PrintButton } from '../../src/ui/components/print-button.tsx'
import { TextArea } from '../../src/ui/components/text-area.tsx'
import { UndoCountdown } from '../../src/ui/components/undo-countdown.tsx'
import { SampleCase, SampleQueue, SampleRail } from '../../src/ui/gallery/desk-specimen.tsx'
import { launchBrowser } from '../support/browser.ts'
import { authority } from '../support/example.ts'

/* The custom elements in a real browser, over a page whose state the test changes; and the desk, which must not hide what leaves. */

const root = join(import.meta.dirname, '..', '..')
let folder: string
let browser: Browser
let server: Server
let url: string
let state = { step: 1, writable: true }
const streams = new Set<ServerResponse>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-elements-'))
  await build({ root, configFile: false, publicDir: false, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: join(root, 'src/ui/client.ts'), output: { entryFileNames: 'client.js', assetFileNames: '[name][extname]' } } } })
  server = createServer(async (request, response) => {
    const path = request.url!
    if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 50\n\n')
      streams.add(response)
      request.on('close', () => streams.delete(response))
    } else if (path === '/desk') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(desk())
    } else if (path === '/page') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page())
    } else {
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/css'
      const file = await readFile(join(folder, path)).catch(() => null)
      response.writeHead(file ? 200 : 404, { 'content-type': type }).end(file)
    }
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

afterEach(() => {
  state = { step: 1, writable: true }
})

describe('a live part of a page', () => {
  test('follows what happens and keeps what the reader has begun', async () => {
    const page = await visit()
    await page.fill('textarea', 'texte commencé')
    await page.click('summary')
    await page.focus('textarea')
    await page.evaluate(() => document.querySelector('textarea')!.setSelectionRange(3, 5))
    happen()
    await page.getByText('step 2 of the request').waitFor()
    expect(await page.evaluate(() => {
      const area = document.querySelector('textarea')!
      return [area.value, area.selectionStart, area.selectionEnd, document.activeElement === area, document.querySelector('details')!.open]
    })).toEqual(['texte commencé', 3, 5, true, true])
    expect(await page.textContent('[role=status]')).toBe('say 2')

    await page.evaluate(() => document.querySelector('textarea')!.blur())
    happen()
    await page.getByText('step 3 of the request').waitFor()
    expect(await page.inputValue('textarea')).toBe('texte commencé')
  })

  test('keeps a form in which something was written when the new page has it no longer', async () => {
    const page = await visit()
    await page.fill('textarea', 'presque fini')
    state.writable = false
    happen()
    await page.getByText('step 2 of the request').waitFor()
    expect(await page.inputValue('textarea')).toBe('presque fini')

    await page.fill('textarea', '')
    happen()
    await page.getByText('step 3 of the request').waitFor()
    expect(await page.locator('textarea').count()).toBe(0)
  })

  test('looks once more when its stream was broken', async () => {
    const page = await visit()
    state.step = 2
    for (const stream of streams) stream.destroy()
    await page.getByText('step 2 of the request').waitFor()
  })

  test('lets go of its stream half a minute after nobody looks, and catches up', async () => {
    const page = await visit(true)
    const hide = (hidden: boolean) => page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
    await hide(true)
    await page.clock.fastForward(29_000)
    expect(streams.size).toBe(1)
    await page.clock.fastForward(2_000)
    await until(() => streams.size === 0)
    state.step = 2
    await hide(false)
    await page.getByText('step 2 of the request').waitFor()
    expect(streams.size).toBe(1)
  })
})

describe('small helps', () => {
  test('a second press sends nothing', async () => {
    const page = await visit()
    const pressed = await page.evaluate(() => {
      const stopped: boolean[] = []
      // Hears each send after the element's own listener, and keeps the page where it is.
      addEventListener('submit', (event) => {
        stopped.push(event.defaultPrevented)
        event.preventDefault()
      })
      const button = document.querySelector<HTMLButtonElement>('button[type=submit]')!
      button.click()
      button.click()
      const waiting = button.getAttribute('aria-disabled')
      // Back by the browser's own button.
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
      button.click()
      return { stopped, waiting }
    })
    expect(pressed).toEqual({ stopped: [false, true, false], waiting: 'true' })
  })

  test('the time in which something can be undone is counted down by the server’s clock', async () => {
    const page = await visit(true)
    const shown = () => page.getAttribute('pv-undo', 'data-shown')
    expect(await shown()).toBe('20 s left')
    await page.clock.fastForward(5_000)
    expect(await shown()).toBe('15 s left')
    await page.clock.fastForward(60_000)
    expect(await shown()).toBe('time is up')
  })

  test('the print button shows where a script can print, and nowhere else', async () => {
    const page = await visit()
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(true)
    const still = await browser.newPage({ javaScriptEnabled: false })
    await still.goto(url)
    expect(await still.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    expect(await still.textContent('#case')).toContain('step 1')
    await still.close()
  })
})

describe('the desk', () => {
  test.each([[1366, 768], [834, 1112], [1920, 1080]])('at %i × %i the letter and the buttons that decide are in sight, however long the case', async (width, height) => {
    const page = await browser.newPage({ viewport: { width, height } })
    await page.goto(url.replace('/page', '/desk'))
    for (const name of ['Accepter', 'Refuser']) {
      const button = (await page.getByRole('button', { name }).boundingBox())!
      expect(button.y + button.height).toBeLessThanOrEqual(height)
    }
    const letter = (await page.getByText('Votre demande est acceptée').boundingBox())!
    expect(letter.y + letter.height).toBeLessThan((await page.getByRole('button', { name: 'Accepter' }).boundingBox())!.y)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
    await page.close()
  })
})

async function visit(frozen = false): Promise<Page> {
  for (const context of browser.contexts()) await context.close()
  await until(() => streams.size === 0)
  const page = await browser.newPage()
  if (frozen) await page.clock.install({ time: 1_000_000_000_000 })
  await page.goto(url)
  await until(() => streams.size === 1)
  return page
}

function happen(): void {
  state.step++
  for (const stream of streams) stream.write('data: new\n\n')
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: 20_000 }).toBe(true)

/** The living page's desk with a letter of forty lines. */
function desk(): string {
  const site = { authority: { ...authority(), languages: ['fr'] as const }, language: 'fr' as const, reading: 'fr' as const, stylesheets: ['/client.css'], script: null, fonts: [], alternates: [], easy: [], home: '/', requests: '/', desk: '/', agent: null, csrf: '' }
  const open = String(
    <Document site={site} title="Desk" desk>
      <Desk rail={<SampleRail />} queue={<SampleQueue />} open={<SampleCase site={site} />} />
    </Document>,
  )
  return `<!doctype html>${open.replace('Il reste des places', `${'Une ligne.\n'.repeat(40)}Il reste des places`)}`
}

function page(): string {
  const language = 'en'
  const body = (
    <main>
      <Live src="/events" id="case" say={`say ${state.step}`}>
        <p>step {state.step} of the request</p>
        <Fold title="History">
          <p>filed</p>
        </Fold>
        {state.writable && (
          <Form csrf={`token ${state.step}`} action="/send">
            <TextArea language={language} name="text" label="Write" />
            <Button>Send</Button>
          </Form>
        )}
      </Live>
      {/* A server whose clock is a year ahead of the browser's. */}
      <UndoCountdown language={language} now={1_031_536_000_000} until={1_031_536_020_000}>
        Leaves at noon.
      </UndoCountdown>
      <PrintButton language={language} />
    </main>
  )
  const head = '<link rel="stylesheet" href="/client.css"><script type="module" src="/client.js"></script>'
  return `<!doctype html><html lang="en"><head><title>Request</title>${head}</head><body>${body}</body></html>`
}
