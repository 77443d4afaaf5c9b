import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readClient } from '../../src/app/http/assets.ts'
import { root } from '../../src/journal/root.ts'
import { pseudoRandom, sha256, whole } from '../../src/ports/object-store/object-store-contract.ts'
import { openArchive, service, type Archive } from '../documents/archive.ts'
import { openCuttingLine } from '../documents/cutting-line.ts'
import { docx, jpeg, pdf, png } from '../documents/sample-files.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { send, stepIn } from './canteen.ts'
import { overflow, shoot, visit } from './watched-visit.ts'

/* Documents in a real browser: with and without scripts, over a line that breaks, by keyboard, on a narrow phone. */

let archive: Archive
let browser: Browser
let line: Awaited<ReturnType<typeof openCuttingLine>>
beforeAll(async () => {
  ;[archive, browser] = await Promise.all([openArchive({ client: await readClient(join(root, 'dist', 'client')) }), launchBrowser()])
  await archive.server.listen({ port: 0, host: '127.0.0.1' })
  line = await openCuttingLine((archive.server.server.address() as AddressInfo).port)
})
afterAll(async () => {
  await browser?.close()
  await line?.close()
  await archive?.close()
})

const town = '/town-1/fr'
const file = (name: string, buffer: Buffer, mimeType = 'application/octet-stream') => ({ name, mimeType, buffer })

async function begin(page: Page, at = town): Promise<void> {
  await page.goto(`${line.url}${at}/services/${service}`)
  await send(page)
  expect(stepIn(page.url())).toBe('proof')
}
const names = (page: Page) => page.locator('.files li .typed').allInnerTexts()
const draftOf = (page: Page) => /apply\/([^/]+)/.exec(page.url())![1]!

describe.each([['with scripts', true], ['without scripts', false]])('on a phone, %s', (name, javaScriptEnabled) => {
  test('documents are added, taken out, refused, joined and sent', async () => {
    const { page, context, faults } = await visit(browser, line.url, { javaScriptEnabled })
    // axe is a script itself.
    const look = async () => void (javaScriptEnabled && expect(await axe(page)).toEqual([]))
    const choose = async (...files: readonly ReturnType<typeof file>[]) => {
      const before = (await names(page)).length
      await page.setInputFiles('input[type=file]', [...files])
      if (javaScriptEnabled) await expect.poll(async () => (await names(page)).length + (await page.locator('[data-part=said]').innerText()).length).toBeGreaterThan(before)
    }
    await begin(page)
    await look()
    await shoot(page, `documents-empty-${name}`)

    // Something that is no document: the page says what is expected.
    await choose(file('page.pdf', Buffer.from('<html><script>alert(1)</script>')))
    if (javaScriptEnabled) await expect.poll(() => page.locator('[data-part=said]').innerText()).toContain('page.pdf n’est pas d’un type accepté ici')
    else {
      await send(page)
      expect(await page.locator('.error-summary').innerText()).toContain('page.pdf n’est pas d’un type accepté ici')
    }
    await look()
    await shoot(page, `documents-refused-${name}`)

    await choose(file('un.pdf', pdf), file('deux.png', png(8, 8)))
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Ajouter ces fichiers' }).click()
    await expect.poll(() => names(page)).toEqual(['un.pdf', 'deux.png'])
    await look()
    expect(await overflow(page)).toBe(0)
    await shoot(page, `documents-two-${name}`)
    await page.getByRole('button', { name: 'Retirer un.pdf' }).click()
    await expect.poll(() => names(page)).toEqual(['deux.png'])
    await send(page)
    expect(stepIn(page.url())).toBe('place')

    // Enter in the box is the button at the end, not the one that takes a file out.
    await choose(file('a.jpg', jpeg()), file('b.png', png(20, 10)))
    if (javaScriptEnabled) await expect.poll(() => names(page)).toEqual(['a.jpg', 'b.png'])
    await page.fill('[name=where]', 'Rue de l’Exemple')
    await Promise.all([page.waitForURL('**/late'), page.press('[name=where]', 'Enter')])
    await page.goBack()
    await page.reload()
    expect(await names(page)).toEqual(['a.pdf'])
    await send(page)
    await page.check('[name=late][value=yes]')
    await send(page)
    await choose(file('lettre.docx', docx))
    if (javaScriptEnabled) await expect.poll(() => names(page)).toEqual(['lettre.docx'])
    await send(page)
    await send(page)
    await page.check('[name=more][value=no]')
    await send(page)
    expect(stepIn(page.url())).toBe('check')
    await look()
    await shoot(page, `documents-check-${name}`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'a.pdf' }).click()])
    expect(download.suggestedFilename()).toBe('a.pdf')
    const id = draftOf(page)
    await send(page)
    expect(await archive.read(id)).toMatchObject({ answers: { proof: [{ name: 'deux.png' }], photos: [{ name: 'a.pdf' }], reason: [{ name: 'lettre.docx' }] } })
    await page.goto(`${line.url}${town}/requests/${id}`)
    await page.locator('#answers summary').click()
    expect(await page.locator('#answers').innerText()).toContain('lettre.docx')
    await look()
    await shoot(page, `documents-request-${name}`)
    expect(faults).toEqual([])
    await context.close()
  })
})

test('a file goes on over a line that breaks again and again, and the form waits for it', async () => {
  const { page, context } = await visit(browser, line.url)
  await begin(page)
  const content = Buffer.concat([pdf, pseudoRandom(900_000)])
  line.cutAfter(...Array<number>(5).fill(120_000))
  await page.setInputFiles('input[type=file]', file('long.pdf', content))
  // Continued while it is under way: the page says so, and goes on when the file is there.
  await page.getByRole('button', { name: 'Continuer', exact: true }).click()
  await page.waitForURL('**/place')
  expect(line.broken()).toBe(5)
  const id = draftOf(page)
  const [{ answers }] = (await archive.rows<{ answers: Record<string, unknown> }>(`select answers from drafts where draft = '${id}'`)) as [{ answers: Record<string, unknown> }]
  expect(answers['proof']).toMatchObject([{ file: sha256(content), name: 'long.pdf', bytes: content.length }])
  expect((await whole(await archive.stores.of(1).get(sha256(content)))).equals(content)).toBe(true)
  await context.close()
})

test('a file that was under way when the page was loaded anew goes on where it stood', async () => {
  const { page, context } = await visit(browser, line.url)
  await begin(page)
  const content = Buffer.concat([pdf, pseudoRandom(800_000)])
  const chosen = { name: 'encore.pdf', type: 'application/pdf', base64: content.toString('base64') }
  const choose = () => page.evaluate(({ name, type, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], name, { type, lastModified: 1_790_000_000_000 }))
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!
    input.files = data.files
    input.dispatchEvent(new Event('change'))
  }, chosen)
  line.cutAfter(400_000)
  // The page asks where it stands before it goes on: until it is loaded anew it hears nothing, so that it cannot be done before.
  await page.route('**', route => (route.request().method() === 'HEAD' ? route.abort() : route.continue()))
  await choose()
  await expect.poll(() => line.broken()).toBe(1)
  await page.unroute('**')
  await page.reload()
  const offsets: string[] = []
  page.on('request', request => { if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '') })
  await choose()
  await expect.poll(() => names(page)).toEqual(['encore.pdf'])
  expect(Number(offsets[0])).toBeGreaterThan(100_000)
  await context.close()
})

test('a photo that is larger than anybody needs is made smaller before it leaves, upright', async () => {
  const { page, context } = await visit(browser, line.url)
  await begin(page)
  await page.setInputFiles('input[type=file]', file('preuve.pdf', pdf))
  await expect.poll(() => names(page)).toEqual(['preuve.pdf'])
  await send(page)
  const size = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 })
    const paint = canvas.getContext('2d')!
    for (let i = 0; i < 60_000; i++) {
      paint.fillStyle = `hsl(${(i * 47) % 360} 80% ${20 + (i % 60)}%)`
      paint.fillRect((i * 7919) % 4000, (i * 104_729) % 3000, 25, 25)
    }
    const blob = await new Promise<Blob>(resolve => canvas.toBlob(made => resolve(made!), 'image/jpeg', 1))
    const data = new DataTransfer()
    data.items.add(new File([blob], 'IMG_0001.jpeg', { type: 'image/jpeg' }))
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!
    input.files = data.files
    input.dispatchEvent(new Event('change'))
    return blob.size
  })
  await expect.poll(() => names(page)).toEqual(['IMG_0001.jpg'])
  const [row] = await archive.rows<{ file: string; bytes: number }>(`select d.file, d.bytes from uploads u join documents d using (authority, file) where u.draft = '${draftOf(page)}' and u.name = 'IMG_0001.jpg'`)
  expect(row!.bytes).toBeLessThan(size / 2)
  const smaller = await page.evaluate(async base64 => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))]))
    return [picture.width, picture.height]
  }, (await whole(await archive.stores.of(1).get(row!.file))).toString('base64'))
  expect(smaller).toEqual([2500, 1875])
  await context.close()
})

test('in German on the narrowest phone nothing is wider than the screen; by keyboard a file is taken out', async () => {
  const { page, context } = await visit(browser, line.url, { viewport: { width: 320, height: 640 }, locale: 'de-DE' })
  await begin(page, '/town-1/de')
  await page.setInputFiles('input[type=file]', file('Einkommensteuerbescheidsänderungsantrag_ohne_jede_Trennstelle_2026.pdf', pdf))
  await expect.poll(async () => (await names(page)).length).toBe(1)
  expect(await overflow(page)).toBe(0)
  await shoot(page, 'documents-german-320')
  await page.focus('input[type=file]')
  await page.keyboard.press('Shift+Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Entfernen')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await names(page)).toEqual([])
  await context.close()
})
