import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { startServer, type Server } from '../support/server.ts'
import { startTiles, type Tiles } from '../support/tile-server.ts'
import { base, fillFields, readReceipt, send } from './canteen.ts'
import { askedPlace, even, loaded, opened, rest, said, toCheck } from './place-question.ts'
import { desk, overflow, shoot, visit } from './watched-visit.ts'

/* A place out of doors: with a map by finger and by keys, by the device, and by words alone. */

let server: Server
let plain: Server
let browser: Browser
let tiles: Tiles

beforeAll(async () => {
  tiles = await startTiles();
  [server, plain, browser] = await Promise.all([
    startServer({ env: { PARVIS_MAP_TILES: tiles.template, PARVIS_MAP_ATTRIBUTION: '© Exemple, carte d’essai', PARVIS_ADDRESSES: 'ban' } }), startServer(), launchBrowser(),
  ])
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([server?.stop(), plain?.stop()])
  tiles?.close()
})

const here = { latitude: 49.1444, longitude: -0.3755 }

describe('with a map', () => {
  test('by the device and by keys, to the answers of the check, the tracking page and the desk', async () => {
    const visitor = await askedPlace(browser, server, { geolocation: { ...here, accuracy: 12 }, permissions: ['geolocation'] })
    const { page } = visitor
    const window = page.getByRole('application', { name: 'Carte' })
    await loaded(page)
    expect(await page.locator('[data-part=pin], [data-part=remove]').evaluateAll(parts => parts.filter(part => part.checkVisibility()).length)).toBe(0)
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await shoot(page, 'place-empty-390')

    await page.getByRole('button', { name: 'Utiliser ma position' }).click()
    await expect.poll(() => said(page)).toBe('Point : 49,1444° nord, 0,3755° ouest')
    expect(await page.locator('[data-part=status]').innerText()).toContain('à 12 m près')
    expect(await page.inputValue('[name=where]')).toBe('49.1444, -0.3755')

    // Words of one's own stay, and so does the point.
    await page.fill('[name=where]', 'devant l’école')
    await window.focus()
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('[data-part=status]').innerText()).toMatch(/^\d+ m plus au nord\.$/)
    const moved = await said(page)
    expect(moved).not.toContain('49,1444°')
    expect(await page.inputValue('[name=where]')).toBe('devant l’école')
    await page.keyboard.press('Shift+ArrowDown')
    expect(await page.locator('[data-part=status]').innerText()).toMatch(/plus au sud/)
    await page.keyboard.press('-')
    await page.keyboard.press('+')
    await loaded(page)
    expect(await axe(page)).toEqual([])
    await shoot(page, 'place-390')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axe(page)).toEqual([])
    await shoot(page, 'place-dark-390')
    const point = await said(page)

    await send(page)
    await toCheck(page)
    const sent = `devant l’école\n${point.replace('Point', 'Point mis sur la carte')}`
    expect(even(await page.locator('main').innerText())).toContain(sent)
    expect(await axe(page)).toEqual([])
    await shoot(page, 'place-check-dark-390')
    await page.emulateMedia({ colorScheme: 'light' })
    await send(page)
    const { id } = await readReceipt(page)
    await page.goto(`${server.url}${base}/requests/${id}`)
    expect(even(await opened(page))).toContain(sent)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main').innerText()).toContain('devant l’école')
    expect(visitor.faults).toEqual([])
    await visitor.context.close()

    const agent = await visit(browser, server.url, { viewport: desk })
    await agent.page.goto(`${server.url}${base}/desk/sign-in`)
    await fillFields(agent.page, [['email', 'claude@fleury.example'], ['password', 'parvis-demonstration']])
    await send(agent.page)
    await agent.page.goto(`${server.url}${base}/desk/cases/${id}`)
    expect(even(await agent.page.locator('main').innerText())).toContain(sent)
    const picture = agent.page.getByRole('img', { name: 'devant l’école' })
    const squares = await picture.locator('image').evaluateAll(all => all.map(one => one.getAttribute('href')!))
    expect(squares.length).toBeGreaterThan(0)
    expect(squares.length).toBeLessThanOrEqual(4)
    for (const square of squares) expect(await agent.page.evaluate(address => fetch(address).then(answer => answer.status), square)).toBe(200)
    expect(await agent.page.locator('main').innerText()).toContain('© Exemple, carte d’essai')
    expect(await axe(agent.page)).toEqual([])
    await picture.scrollIntoViewIfNeeded()
    await shoot(agent.page, 'place-desk-1280')
    await agent.page.emulateMedia({ colorScheme: 'dark' })
    await shoot(agent.page, 'place-desk-dark-1280')
    await agent.page.emulateMedia({ media: 'print' })
    expect(await picture.isVisible()).toBe(false)
    expect(agent.faults).toEqual([])
    await agent.context.close()
  })

  test('by finger: a tap sets the point, dragging moves it, and it can be taken away', async () => {
    const { page, context, faults } = await askedPlace(browser, server, { viewport: desk })
    await loaded(page)
    const window = page.getByRole('application', { name: 'Carte' })
    // Nothing moves any more, and the whole map is in sight: a mouse reaches no further.
    await page.evaluate(() => document.fonts.ready)
    await window.evaluate(map => map.scrollIntoView({ block: 'center' }))
    const box = (await window.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.click(x + 60, y + 20)
    const first = await said(page)
    expect(first).toMatch(/^Point : 49,1\d+° nord, 0,3\d+° ouest$/)
    // By its body: the foot stays below the finger by as much.
    await page.mouse.move(x + 60, y)
    await page.mouse.down()
    await page.mouse.move(x, y - 60, { steps: 4 })
    await page.mouse.up()
    const second = await said(page)
    expect(second).not.toBe(first)
    // The map moves below the pin: the point stays where it is in the world.
    await page.mouse.move(x - 100, y + 60)
    await page.mouse.down()
    await page.mouse.move(x - 40, y + 90, { steps: 4 })
    await page.mouse.up()
    expect(await said(page)).toBe(second)
    await loaded(page)
    await shoot(page, 'place-1280')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shoot(page, 'place-dark-1280')
    // What was set is shown again after an error, and after coming back.
    await page.getByRole('button', { name: 'Retirer le point' }).click()
    expect(await said(page)).toBe('')
    expect(await page.inputValue('[name=where]')).toBe('')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('where')
    await send(page)
    expect(await page.locator('.error').first().innerText()).toContain('Dites où')
    expect(faults).toEqual([])
    await context.close()
  })

  test('by keys from an empty map; squares that do not come leave the question as it is', async () => {
    tiles.break(true)
    const { page, context } = await askedPlace(browser, server, { viewport: { width: 320, height: 640 } })
    const window = page.getByRole('application', { name: 'Carte' })
    await window.focus()
    // To a scale that nobody has looked at: what was fetched before, the server still has.
    await page.keyboard.press('-')
    await page.keyboard.press('-')
    await page.keyboard.press('ArrowRight')
    expect(even(await page.locator('[data-part=status]').innerText())).toMatch(/^Milieu de la carte : /)
    await page.keyboard.press('Enter')
    const point = await said(page)
    expect(point).toMatch(/^Point : /)
    expect(await overflow(page)).toBe(0)
    await expect.poll(() => page.locator('[data-part=tiles] img').count()).toBe(0)
    await shoot(page, 'place-grey-320')
    await send(page)
    await page.goBack()
    await page.getByRole('application', { name: 'Carte' }).waitFor()
    expect(await said(page)).toBe(point)
    tiles.break(false)
    await context.close()
  })

  test('by a suggestion, whose point stays while its words stand in front', async () => {
    const { page, context, faults } = await askedPlace(browser, server)
    const box = page.getByRole('combobox')
    await box.pressSequentially('12 rue')
    await page.getByRole('option').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await said(page)).toBe('Point : 49,151° nord, 0,37° ouest')
    expect(await page.locator('[data-part=pin]').isVisible()).toBe(true)
    await box.press('End')
    await box.pressSequentially(', devant le portail')
    expect(await said(page)).toBe('Point : 49,151° nord, 0,37° ouest')
    await send(page)
    await toCheck(page)
    expect(even(await page.locator('main').innerText())).toContain('12 Rue de l’Exemple, 14123 Fleury-sur-Orne, devant le portail\nPoint de l’adresse proposée : 49,151° nord, 0,37° ouest')
    await page.getByRole('link', { name: 'Modifier Où est le problème' }).click()
    await page.getByRole('button', { name: 'Utiliser ma position' }).waitFor()
    expect(await said(page)).toBe('Point : 49,151° nord, 0,37° ouest')
    await box.fill('14 rue du Modèle')
    expect(await said(page)).toBe('')
    expect(await page.locator('[data-part=status]', { hasText: 'le point est retiré' }).count()).toBe(1)
    expect(await page.locator('[data-part=pin]').isVisible()).toBe(false)
    expect(faults).toEqual([])
    await context.close()
  })
})

test('a device that may not say where it is, is told so kindly; the words are enough', async () => {
  const { page, context, addresses } = await askedPlace(browser, plain)
  expect(await page.getByRole('application').count()).toBe(0)
  await page.getByRole('button', { name: 'Utiliser ma position' }).click()
  await expect.poll(() => page.locator('[data-part=status]').innerText()).toContain('ce n’est pas un problème')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('where')
  expect(await axe(page)).toEqual([])
  expect(addresses.some(address => address.includes('/map'))).toBe(false)
  await context.setGeolocation(here)
  await context.grantPermissions(['geolocation'])
  await page.getByRole('button', { name: 'Utiliser ma position' }).click()
  await expect.poll(() => said(page)).toBe('Point : 49,1444° nord, 0,3755° ouest')
  await shoot(page, 'place-no-map-390')
  await context.close()
})

test('without a script it is a box for words, and coordinates are understood', async () => {
  const { page, context, faults } = await askedPlace(browser, server, { javaScriptEnabled: false })
  expect(await page.getByRole('application').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Utiliser ma position' }).count()).toBe(0)
  expect(await overflow(page)).toBe(0)
  await shoot(page, 'place-no-script-390')
  await page.fill('[name=where]', '49.1444, -0.3755')
  await send(page)
  await page.goBack()
  await page.reload()
  expect(await said(page)).toBe('Point : 49,1444° nord, 0,3755° ouest')
  expect(faults).toEqual([])
  await context.close()
})

test('other pages load nothing of it, and may not ask where somebody is', async () => {
  const visitor = await visit(browser, server.url)
  const policy = async (address: string) => (await visitor.page.goto(address))!.headers()['permissions-policy']
  expect(await policy(`${server.url}${base}/services/signalement-rue`)).toContain('geolocation=()')
  await send(visitor.page)
  expect(await policy(visitor.page.url())).toContain('geolocation=()')
  expect(visitor.addresses.filter(address => /place-|\/map\//.test(address))).toEqual([])
  await fillFields(visitor.page, rest['kind']!)
  await send(visitor.page)
  expect(await policy(visitor.page.url())).toContain('geolocation=(self)')
  await visitor.context.close()
})
