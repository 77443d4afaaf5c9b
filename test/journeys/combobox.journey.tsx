import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Button } from '../../src/ui/components/button.tsx'
import { Form } from '../../src/ui/components/form.tsx'
import { LocatedInput } from '../../src/ui/components/located-input.tsx'
import { SearchList } from '../../src/ui/components/search-list.tsx'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'

/* Searching a list and being suggested addresses, by keyboard, by pointer and without a script: always what is posted counts. */

const root = join(import.meta.dirname, '..', '..')
let folder: string
let browser: Browser
let server: Server
let url: string
const asked: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-combobox-'))
  await build({ root, configFile: false, publicDir: false, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: join(root, 'src/ui/client.ts'), output: { entryFileNames: 'client.js', assetFileNames: '[name][extname]' } } } })
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://parvis')
    const html = { 'content-type': 'text/html; charset=utf-8' }
    if (pathname === '/page') response.writeHead(200, html).end(page())
    else if (pathname === '/addresses') {
      asked.push(searchParams.get('q')!)
      response.writeHead(200, html).end('<ul><li data-text="3 rue de l’Exemple\n14123 Fleury" data-point="49.1,-0.3" data-source="ban">3 rue de l’Exemple, 14123 Fleury</li><li data-text="3 rue du Modèle\n14123 Ifs" data-point="49.2,-0.4" data-source="ban">3 rue du Modèle, 14123 Ifs</li></ul>')
    } else {
      const file = await readFile(join(folder, pathname)).catch(() => null)
      response.writeHead(file ? 200 : 404, { 'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'text/css' }).end(file)
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

describe('a list that is searched', () => {
  test('by keyboard alone', async () => {
    const it = await visit()
    const box = it.getByRole('combobox', { name: 'Bus line' })
    await box.focus()
    await it.keyboard.type('gar')
    expect(await box.getAttribute('aria-expanded')).toBe('true')
    expect(await it.getByRole('option').allTextContents()).toEqual(['Ligne 1, Mairie – Gare', 'Ligne 3, Égarés'])
    expect(await it.locator('.field', { has: box }).getByRole('status').textContent()).toBe('2 possible answers.')
    expect(await axe(it)).toEqual([])
    await it.keyboard.press('ArrowDown')
    await it.keyboard.press('ArrowDown')
    const active = await box.getAttribute('aria-activedescendant')
    expect(await it.locator(`#${active}`).textContent()).toBe('Ligne 3, Égarés')
    expect(await it.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
    await it.keyboard.press('Enter')
    expect(await box.inputValue()).toBe('Ligne 3, Égarés')
    expect(await box.getAttribute('aria-expanded')).toBe('false')
    expect(await posted(it)).toMatchObject({ line: '3' })
    // Typing on takes the choice back; Escape closes and leaves what was typed.
    await it.keyboard.press('Backspace')
    expect(await posted(it)).toMatchObject({ line: '', 'line.typed': 'Ligne 3, Égaré' })
    await it.keyboard.press('Escape')
    expect(await it.getByRole('option').count()).toBe(0)
    expect(await box.inputValue()).toBe('Ligne 3, Égaré')
    await it.close()
  })

  test('by other words, by pointer, and by a label typed out', async () => {
    const it = await visit()
    const box = it.getByRole('combobox', { name: 'Bus line' })
    await box.fill('bleue')
    await it.getByRole('option', { name: 'Ligne 1' }).click()
    expect(await posted(it)).toMatchObject({ line: '1' })
    await box.fill('ligne 2, stade – marché')
    await it.keyboard.press('Tab')
    expect(await posted(it)).toMatchObject({ line: '2' })
    // A finger, without any key: all that can be chosen.
    await box.fill('')
    await box.blur()
    await box.click()
    expect(await it.getByRole('option').count()).toBe(3)
    await box.fill('zzz')
    const none = it.locator('.field', { has: box }).getByRole('status')
    expect(await none.textContent()).toBe('Nothing in the list fits.')
    expect((await none.boundingBox())!.height).toBeGreaterThan(10)
    expect(await posted(it)).toMatchObject({ line: '', 'line.typed': 'zzz' })
    await it.close()
  })

  test('is the browser’s own list without a script', async () => {
    const it = await browser.newPage({ javaScriptEnabled: false })
    await it.goto(url)
    await it.getByLabel('Bus line').selectOption('2')
    expect(await it.getByLabel('Bus line').inputValue()).toBe('2')
    expect(await it.getByLabel('Address').inputValue()).toBe('')
    await it.close()
  })
})

describe('an address', () => {
  test('takes a suggestion with its point, and loses the point with its text', async () => {
    const it = await visit()
    const area = it.getByLabel('Address')
    await area.pressSequentially('3 rue de')
    await it.getByRole('option').first().waitFor()
    expect(asked.at(-1)).toBe('3 rue de')
    expect(await axe(it)).toEqual([])
    await it.keyboard.press('ArrowDown')
    await it.keyboard.press('Enter')
    expect(await area.inputValue()).toBe('3 rue de l’Exemple\n14123 Fleury')
    const taken = await posted(it)
    expect(taken).toMatchObject({ 'address.point': '49.1,-0.3', 'address.source': 'ban' })
    expect(taken['address.for']).toBe(taken['address'])
    await area.pressSequentially(' X')
    const changed = await posted(it)
    expect(changed['address.for']).not.toBe(changed['address'])
    await it.close()
  })

  test('is written on without suggestions when there is no network', async () => {
    const it = await visit()
    await it.context().setOffline(true)
    await it.getByLabel('Address').pressSequentially('3 rue de l’Exemple')
    await it.keyboard.press('Enter')
    expect(await it.getByLabel('Address').inputValue()).toBe('3 rue de l’Exemple\n')
    await it.close()
  })

  test('fits a narrow screen with its suggestions', async () => {
    const it = await browser.newPage({ viewport: { width: 320, height: 640 } })
    await it.goto(url)
    await it.getByLabel('Address').pressSequentially('3 rue de')
    await it.getByRole('option').first().waitFor()
    expect(await it.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await it.close()
  })
})

async function visit(): Promise<Page> {
  const it = await browser.newPage()
  await it.goto(url)
  await it.getByRole('combobox', { name: 'Bus line' }).waitFor()
  return it
}

const posted = (it: Page) => it.evaluate(() => Object.fromEntries([...new FormData(document.querySelector('form')!)].map(([name, value]) => [name, String(value)])))

function page(): string {
  const body = (
    <main>
      <h1>Request</h1>
      <Form csrf="token" action="/send">
        <SearchList language="en" name="line" label="Bus line" options={[{ value: '1', label: 'Ligne 1, Mairie – Gare', words: 'bleue' }, { value: '2', label: 'Ligne 2, Stade – Marché' }, { value: '3', label: 'Ligne 3, Égarés' }]} />
        <LocatedInput language="en" name="address" label="Address" value={{ text: '' }} lines={3} autoComplete="off" suggestions="/addresses" />
        <Button>Send</Button>
      </Form>
    </main>
  )
  const head = '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/client.css"><script type="module" src="/client.js"></script>'
  return `<!doctype html><html lang="en"><head><title>Request</title>${head}</head><body>${body}</body></html>`
}
