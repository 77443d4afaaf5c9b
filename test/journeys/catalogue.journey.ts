import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { prefixOf } from '../support/prefix-of.ts'
import { startServer, temporaryFolder, type Server } from '../support/server.ts'
import { answerUntil, base, fillFields, readReceipt, send, type Replies } from './canteen.ts'
import { desk, overflow, phone, shoot, visit } from './watched-visit.ts'

/* From what somebody types to the service, to somebody else's service, and to an answer for what is in no list. */

const root = join(import.meta.dirname, '..', '..')
const outside = 'https://titres.example/carte'
let folder: string
let server: Server
let browser: Browser

beforeAll(async () => {
  folder = await temporaryFolder()
  await furnish(join(folder, 'town'))
  const parvis = (...args: string[]) => promisify(execFile)(process.execPath, [join(root, 'dist', 'server', 'main.js'), ...args], { env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: '', PARVIS_DATA: join(folder, 'data') } })
  await mkdir(join(folder, 'data'))
  await parvis('seed')
  await parvis('authority', join(folder, 'town'), 'fleury-sur-orne');
  [server, browser] = await Promise.all([startServer({ dataDir: join(folder, 'data'), env: { PARVIS_UNDO_SECONDS: '1' } }), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  const cluster = await realpath(join(folder, 'data', 'postgres')).catch(() => null)
  if (cluster !== null) await rm(cluster, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

/** The example town with a service of the state, an internal one, a call that is over, and enough others for a long list. */
async function furnish(town: string): Promise<void> {
  await cp(join(root, 'authorities', 'fleury-sur-orne'), town, { recursive: true })
  const add = async (id: string, alter: (service: any) => void): Promise<void> => {
    const at = join(town, 'services', id)
    await cp(join(town, 'services', 'cantine-periscolaire'), at, { recursive: true })
    const service = JSON.parse(await readFile(join(at, 'service.json'), 'utf8'))
    Object.assign(service, { id, numberPrefix: prefixOf(id), keywords: [{ fr: 'exemple' }], audiences: ['citizen'], lifeEvents: ['everydayLife'], description: { fr: 'Une démarche d’exemple.' } })
    alter(service)
    if (service.handover) {
      for (const part of ['evidence', 'answer', 'silence', 'appeals', 'retention', 'recipients', 'team', 'numberPrefix', 'milestones', 'steps']) delete service[part]
      for (const file of ['form.json', 'process.bpmn']) await rm(join(at, file))
    }
    await writeFile(join(at, 'service.json'), JSON.stringify(service))
  }
  await add('titre-identite', s => Object.assign(s, {
    name: { fr: 'Carte d’identité et passeport', de: 'Bundespersonalausweisantragstellung' }, summary: { fr: 'Faire ou refaire un titre d’identité.', de: 'Einen Ausweis bekommen oder erneuern.' }, keywords: [{ fr: 'papiers', de: 'Ausweis' }], audiences: ['citizen', 'visitor'],
    lifeEvents: ['citizenship'], handover: { to: { fr: 'L’État', de: 'Der Staat' }, url: outside, words: { fr: 'La demande continue sur le site de l’État.', de: 'Der Antrag geht auf der Seite des Staates weiter.' } },
  }))
  await add('materiel-agents', s => Object.assign(s, { name: { fr: 'Commander du matériel de bureau' }, summary: { fr: 'Écran, chaise, casque.' }, internal: true, audiences: ['staff'] }))
  await add('appel-clos', s => Object.assign(s, { name: { fr: 'Appel à projets de quartier' }, summary: { fr: 'Déposez une idée.' }, opening: { from: '2026-01-05T08:00', until: '2026-02-01T12:00' } }))
  const others = ['Emprunter un vélo', 'Réserver une salle', 'Louer un jardin partagé', 'Obtenir un composteur', 'S’inscrire à l’école de musique', 'Demander une place en crèche', 'Organiser une fête de rue', 'Afficher une annonce', 'Adopter un arbre', 'Visiter les archives', 'Donner des livres']
  for (const [i, name] of others.entries()) await add(`exemple-${i}`, s => Object.assign(s, { name: { fr: name }, summary: { fr: `${name}, en quelques minutes.` } }))
}

describe.each([['with scripts', true], ['without scripts', false]])('somebody on a phone, %s', (name, javaScriptEnabled) => {
  test('types a word with a slip, finds the service of the state, and arrives there', async () => {
    const { page, context, faults } = await visit(browser, server.url, { javaScriptEnabled })
    await page.goto(server.url + base)
    await page.locator('#q').pressSequentially('pasport')
    if (!javaScriptEnabled) await page.locator('#q').press('Enter')
    await page.locator('#found').getByText('Vous avez écrit').waitFor()
    if (javaScriptEnabled) await expect.poll(() => page.locator('pv-search [role=status]').textContent()).toMatch(/démarches? trouvées?/)
    expect(new URL(page.url()).search).toBe('?q=pasport')
    expect(await page.inputValue('#q')).toBe('pasport')
    await page.locator('#found a[href$="/services/titre-identite"]').click()
    await page.waitForURL('**/services/titre-identite')
    expect(await page.locator('main').innerText()).toContain('L’État')
    await Promise.all([page.waitForRequest(outside), page.locator('main form .btn.main').click()])
    // Nobody answers there; that the browser asks is what counts, and that no policy of ours stood in the way.
    expect(faults).toEqual([`asked another host: ${outside}`])
    await context.close()
  })

  test('tells a need that is in no list; an agent gives it a theme and answers; the answer is seen', async () => {
    const { page, context, faults } = await visit(browser, server.url, { javaScriptEnabled })
    const wish = `Une fontaine au parc, ${name}`
    const told: Replies = { need: [['need', wish]], more: [], forWhom: [['forWhom', 'everybody']], place: [['place', 'Parc de l’Exemple']], email: [['email.none', 'yes']], name: [], phone: [] }
    await page.goto(`${server.url}${base}?q=zorglub`)
    await page.locator('main').getByRole('link', { name: 'Dire mon besoin' }).click()
    await page.waitForURL('**/services/need')
    await send(page)
    await answerUntil(page, 'check', told)
    await send(page)
    const receipt = await readReceipt(page)
    expect(receipt.number).toMatch(/^NE-/)

    const agent = await visit(browser, server.url, { javaScriptEnabled, viewport: desk })
    const at = agent.page
    await signIn(at)
    await at.getByRole('link', { name: 'Besoins hors liste' }).click()
    await at.waitForURL('**/desk/needs')
    const card = at.locator('li.card', { hasText: wish })
    await card.locator('select').selectOption('publicSpace')
    await Promise.all([at.waitForEvent('domcontentloaded'), card.locator('button').click()])
    expect(await at.locator('main table').innerText()).toContain('Rue, places, arbres')
    await at.locator('li.card', { hasText: wish }).getByRole('link').click()
    await at.waitForURL('**/desk/cases/*')
    await at.locator('.acts a').first().click()
    await at.waitForURL('**/decision?*')
    await fillFields(at, [['reasons', 'Elle sera posée au printemps.']])
    const decide = () => Promise.all([at.waitForEvent('domcontentloaded'), at.locator('.acts .btn.main').click()])
    await decide()
    if (!javaScriptEnabled) await decide()

    await expect.poll(async () => {
      await page.goto(`${server.url}${base}/requests/${receipt.id}`)
      return page.locator('main').innerText()
    }, { timeout: 30_000 }).toContain('Elle sera posée au printemps.')
    expect([...faults, ...agent.faults]).toEqual([])
    await Promise.all([context.close(), agent.context.close()])
  })
})

test('every page of the catalogue: axe, contrast in the dark, nothing wider than 320 px, in German too', async () => {
  const { page, context, faults } = await visit(browser, server.url)
  const found: string[] = []
  await signIn(page)
  const look = async (state: string): Promise<void> => {
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      for (const { rule, help, where } of await axe(page)) found.push(`${state}: ${rule} at ${size.width} px, ${help} ${where.join(' | ')}`)
      await shoot(page, `catalogue-${state}-${size.width}`)
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const { where } of await axe(page, ['color-contrast'])) found.push(`${state}: contrast in dark, ${where.join(' | ')}`)
    await shoot(page, `catalogue-${state}-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 640 })
    await measure(page, state, found)
  }
  const paths: readonly (readonly [string, string])[] = [
    ['home', ''], ['found', '?q=fete+de+rue'], ['slip', '?q=pasport'], ['nothing', '?q=zorglub'], ['all', '/services'], ['event', '/life-events/everydayLife'], ['audience', '/for/citizen'],
    ['handover', '/services/titre-identite'], ['closed', '/services/appel-clos'], ['need', '/services/need'], ['desk-services', '/desk/services'], ['desk-service', '/desk/services/materiel-agents'], ['desk-needs', '/desk/needs'],
  ]
  for (const [state, path] of paths) {
    expect((await page.goto(server.url + base + path))!.status(), state).toBe(200)
    await look(state)
    await page.goto(`${server.url}/fleury-sur-orne/de${path}`)
    await measure(page, `${state} in German`, found)
  }
  expect(found).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.url}${base}/desk/sign-in`)
  await fillFields(page, [['email', 'camille@fleury.example'], ['password', 'parvis-demonstration']])
  await Promise.all([page.waitForURL('**/desk'), page.locator('main .btn.main').click()])
}

async function measure(page: Page, state: string, found: string[]): Promise<void> {
  const more = await overflow(page)
  if (more > 0) found.push(`${state}: ${more} px wider than 320`)
}
