import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readClient } from '../../src/app/http/assets.ts'
import { derivedUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { instantOf } from '../../src/base/time.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { mail } from '../../src/features/mail/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import { staff } from '../../src/features/staff/feature.ts'
import { root } from '../../src/journal/root.ts'
import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { EnrolAgent } from '../../src/vocabulary/staff.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { plainDescription } from '../support/plain-package.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { form, label, opinions, steps, town } from './two-opinions.ts'
import { desk as wide, overflow, phone, shoot, visit } from './watched-visit.ts'

/* What time does to a request, as its applicant and the desk see it, on a clock that the test moves: a holiday, silence, a document never sent. */

const zone = 'Europe/Paris'
const at = (day: string, time = '10:00') => instantOf(day, time, zone)
const password = 'four words of an example'
const mailer = fakeMailer()
let rooms: Awaited<ReturnType<typeof serveRooms>>
let browser: Browser
let url: string
let folder: string

beforeAll(async () => {
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'parvis-time-'))
  rooms = await serveRooms([services, filing(noAddresses), documents(fakeStores(), tmpdir()), cases, accounts, staff, desk(noMaps), mail(mailer)], { now: at('2026-12-14') }, { client: await readClient(join(root, 'dist', 'client')) }, town)
  // Silence accepts after two months; what is asked ends the request where it does not come within ten working days.
  const description = plainDescription()
  await writeFile(join(folder, 'service.json'), JSON.stringify({ ...description, id: 'wish', numberPrefix: 'WI', asking: { term: { amount: 10, unit: 'workingDays' }, lapse: { words: label('Sans réponse dans ce délai, la demande s’arrête.'), article: 'Règlement, art. 4' } } }))
  await writeFile(join(folder, 'form.json'), JSON.stringify(form))
  await publish()
  await writeFile(join(folder, 'service.json'), JSON.stringify({ ...description, id: 'tree', numberPrefix: 'TR', steps }))
  await writeFile(join(folder, 'process.bpmn'), opinions)
  await publish()
  for (const [email, team] of [['k@example.org', 'education'], ['r@example.org', 'roads']] as const) {
    const enrolled = await rooms.journal.send(1, { kind: 'system', name: 'test' }, EnrolAgent, { agent: derivedUuid(`agent/${email}`), key: addressKey(rooms.journal.secrets, email), name: `${email[0]!.toUpperCase()}. Example`, email, password, teams: [team], administrator: false })
    if (isRefusal(enrolled)) throw new Error(JSON.stringify(enrolled))
  }
  await rooms.server.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(rooms.server.server.address() as AddressInfo).port}`
})
async function publish(): Promise<void> {
  const published = await publishPackage(rooms.journal, 1, folder)
  if (isRefusal(published)) throw new Error(JSON.stringify(published))
  await rooms.journal.settled(1, published)
}
afterAll(async () => {
  await browser?.close()
  await rooms?.close()
  if (folder) await rm(folder, { recursive: true })
})

const base = '/town-1/fr'

type Receipt = { readonly address: string; readonly number: string; readonly code: string }

/** Files the request in the browser on a day; says its page, and how to come back to it. */
async function filed(page: Page, day: string, service = 'wish'): Promise<Receipt> {
  rooms.clock.now = at(day)
  await page.goto(`${url}${base}/services/${service}`)
  await page.click('main form button')
  await page.fill('input[name=what]', 'Une place à la cantine')
  await page.click('main form button[type=submit], main form button')
  await page.waitForURL('**/check')
  await page.click('main form button')
  await page.waitForURL('**/receipt')
  const [number, code] = await page.locator('.receipt .code').allInnerTexts()
  return { address: page.url().replace('/receipt', ''), number: number!, code: code! }
}
/** Whoever looks again after weeks comes back by number and code: their session is over. */
async function look(page: Page, { address, number, code }: Receipt): Promise<void> {
  const there = await page.goto(address)
  if (there?.status() !== 404) return
  await page.goto(`${url}${base}/requests/find`)
  await page.locator('form[action$="/requests/find"] [name=number]').fill(number)
  await page.locator('form[action$="/requests/find"] [name=code]').fill(code)
  await page.click('form[action$="/requests/find"] button')
  await page.waitForURL(address)
}
const idIn = (address: string) => /requests\/([0-9a-f-]{36})/.exec(address)![1]!
/** Time passes, and rings what is due. */
async function passTo(address: string, when: number): Promise<void> {
  rooms.clock.now = when
  await rooms.journal.ringDue(1, idIn(address), when)
}
async function clerk(email?: string) {
  const visited = await visit(browser, url, { viewport: wide })
  await signIn(visited.page, email)
  return visited
}
async function signIn(page: Page, email = 'k@example.org'): Promise<void> {
  await page.goto(`${url}${base}/desk/sign-in`)
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', password)
  await page.click('main button[type=submit]')
  await page.waitForURL('**/desk')
}
const main = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '')

test('holidays move the promise; then nobody answers, and silence accepts at midnight, with a certificate to show', async () => {
  const { page, context, faults } = await visit(browser, url, { viewport: phone })
  const mine = await filed(page, '2026-12-14')
  const { address } = mine
  await look(page, mine)
  // Fifteen working days from Monday 14 December, without Christmas and New Year's Day: a Wednesday in January.
  expect(await main(page)).toContain('Réponse au plus tard le mercredi 6 janvier 2027')
  expect(await page.locator('#limit, section[aria-labelledby=limit]').first().innerText()).toMatch(/Acceptée par la loi après le\s+dimanche.14 février 2027/)
  await passTo(address, at('2027-02-14', '23:59'))
  await look(page, mine)
  expect(await main(page)).toContain('Réponse en retard')
  await passTo(address, at('2027-02-15', '00:00'))
  await look(page, mine)
  expect(await main(page)).toContain('Demande acceptée')
  expect(await main(page)).toContain('La loi l’accepte : pas de réponse au dimanche 14 février')
  expect(await axe(page)).toEqual([])
  await shoot(page, 'time-silence-phone')
  await page.click('a[href$="/certificate"]')
  expect(await main(page)).toContain('Attestation d’acceptation par silence')
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await shoot(page, 'time-certificate-phone')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/certificate/file"]')])
  expect(download.suggestedFilename()).toMatch(/^attestation-WI-2026-\d{5}\.pdf$/)
  const bytes = await readFile(await download.path())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  if (process.env['PARVIS_SHOTS']) await writeFile(join(process.env['PARVIS_SHOTS'], 'time-certificate.pdf'), bytes)

  const agent = await clerk()
  expect((await agent.page.goto(`${url}${base}/desk/cases/${idIn(address)}`))?.status()).toBe(200)
  expect(await main(agent.page)).toContain('la loi a accepté la demande')
  expect(await agent.page.locator('a[href*="outcome=accepted"]').count()).toBe(0)
  expect(await axe(agent.page)).toEqual([])
  // Nobody else's, and nothing where nothing was decided by silence.
  const other = await visit(browser, url, { viewport: phone })
  expect((await other.page.goto(`${address}/certificate/file`))?.status()).toBe(404)
  const { address: open } = await filed(other.page, '2027-02-15')
  expect((await other.page.goto(`${open}/certificate`))?.status()).toBe(404)
  expect([...faults, ...agent.faults, ...other.faults]).toEqual([])
  await Promise.all([context.close(), agent.context.close(), other.context.close()])
})

test('a document is asked for and never sent: the clocks stand still, a reminder comes, then the request ends by its rule', async () => {
  const { page, context, faults } = await visit(browser, url, { viewport: phone })
  const mine = await filed(page, '2026-12-14')
  const { address } = mine
  const agent = await clerk()
  const question = `${url}${base}/desk/cases/${idIn(address)}/question`
  await agent.page.goto(question)
  await agent.page.fill('textarea[name=text]', 'Il manque votre justificatif de domicile.')
  await agent.page.fill('input[name=by]', '2026-12-01')
  await agent.page.click('button[form=ask]')
  expect(await main(agent.page)).toContain('Choisissez un jour après aujourd’hui')
  expect(await agent.page.inputValue('textarea[name=text]')).toBe('Il manque votre justificatif de domicile.')
  expect(await axe(agent.page)).toEqual([])
  await shoot(agent.page, 'time-question-desk')
  await agent.page.fill('input[name=by]', '2027-01-08')
  await agent.page.click('button[form=ask]')
  await agent.page.waitForURL(`**/desk/cases/${idIn(address)}*`)
  expect(await main(agent.page)).toContain('La personne a jusqu’au')

  await look(page, mine)
  expect(await main(page)).toContain('Répondez au plus tard le vendredi 8 janvier 2027')
  expect(await main(page)).toContain('les délais sont suspendus')
  expect(await axe(page)).toEqual([])
  await shoot(page, 'time-asked-phone')
  // Three working days before, at nine.
  await passTo(address, at('2027-01-05', '09:00'))
  await look(page, mine)
  await page.locator('details#history summary, #history summary').first().click()
  expect(await main(page)).toContain('Nous vous avons rappelé la question.')
  await passTo(address, at('2027-01-09', '00:00'))
  await look(page, mine)
  expect(await main(page)).toContain('Demande terminée sans suite')
  expect(await main(page)).toContain('Sans réponse dans ce délai, la demande s’arrête.')
  expect(await page.locator('form[action$="/answer"], form[action$="/messages"]').count()).toBe(0)
  expect(await axe(page)).toEqual([])
  await shoot(page, 'time-lapsed-phone')
  await signIn(agent.page)
  await agent.page.goto(`${url}${base}/desk/cases/${idIn(address)}`)
  expect(await main(agent.page)).toContain('Ce qui était demandé n’est pas arrivé')
  expect(await axe(agent.page)).toEqual([])
  expect([...faults, ...agent.faults]).toEqual([])
  await Promise.all([context.close(), agent.context.close()])
})

test('of two opinions one is late, over a holiday and the beginning of summer time: the deputy is asked, and the applicant reads it plainly', async () => {
  const { page, context, faults } = await visit(browser, url, { viewport: phone })
  const mine = await filed(page, '2027-03-15', 'tree')
  const { address } = mine
  const here = `${url}${base}/desk/cases/${idIn(address)}`
  const school = await clerk()
  await school.page.goto(here)
  await school.page.click('form[action*=completeness] button')
  await school.page.locator('section[aria-labelledby=steps]').waitFor()
  await school.page.check('section[aria-labelledby=steps] input[value=yes]')
  await school.page.click('section[aria-labelledby=steps] form button')
  await school.page.goto(here)
  expect(await main(school.page)).toContain('en attente de « Voirie »')
  // Nobody decides with one opinion of two.
  expect(await school.page.locator('a[href*="outcome=accepted"]').count()).toBe(0)

  // Ten working days from Monday 15 March, without Easter Monday, end on the 30th: midnight comes an hour earlier by the sun than it did before.
  const rings = at('2027-03-31', '00:00')
  expect(new Date(rings).toISOString()).toBe('2027-03-30T22:00:00.000Z')
  await passTo(address, rings - 1)
  await signIn(school.page)
  await school.page.goto(here)
  expect(await main(school.page)).not.toContain('Demander l’avis à la suppléance')
  await passTo(address, rings)
  await school.page.goto(here)
  expect(await main(school.page)).toContain('Demander l’avis à la suppléance')
  expect(await axe(school.page)).toEqual([])
  await shoot(school.page, 'time-late-desk')
  // The applicant reads where it stands, and nothing of what colleagues ask each other.
  await look(page, mine)
  expect(await page.locator('section[aria-labelledby=path]').innerText()).toContain('Décision')
  expect(await main(page)).not.toContain('suppléance')

  const roads = await clerk('r@example.org')
  await roads.page.goto(here)
  await roads.page.check('section[aria-labelledby=steps] input[value=no]')
  await roads.page.click('section[aria-labelledby=steps] form button')
  await roads.page.waitForURL(`**${base}/desk`)
  await school.page.goto(here)
  expect(await school.page.locator('a[href*="outcome=accepted"]').count()).toBe(1)
  expect([...faults, ...school.faults, ...roads.faults]).toEqual([])
  await Promise.all([context.close(), school.context.close(), roads.context.close()])
})
