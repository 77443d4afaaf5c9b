import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileForm } from '../../src/engines/forms/compile-form.ts'
import { needPackage } from '../../src/features/needs/feature.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { ThemeNeed } from '../../src/vocabulary/needs.ts'
import { publishNeed } from '../../src/app/seed.ts'
import { parseServiceDescription } from '../../src/vocabulary/parse-service.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { agent, authority } from '../support/example.ts'
import type { Visitor } from '../support/visitor.ts'
import { base, openTownHall, submit, to, type TownHall } from './town-hall.ts'

let town: TownHall
beforeAll(async () => {
  town = await openTownHall()
})
afterAll(() => town?.close())

/** Tells a need through its pages; `answers` by field name. Returns its id. */
async function tell(who: Visitor, answers: Record<string, Record<string, string>> = {}): Promise<Uuid> {
  const replies: Record<string, Record<string, string>> = {
    need: { need: 'Un banc à l’arrêt de bus' }, more: { details: '' }, forWhom: { forWhom: 'everybody' }, place: { place: 'Rue de l’Exemple' }, email: { 'email.none': 'yes' }, name: {}, phone: {}, ...answers,
  }
  let address = to(await submit(who, `${base}/services/need`, {}, `${base}/services/need/start`))
  for (let turn = 0; turn < 12 && !address.endsWith('/check'); turn++) address = to(await submit(who, address, replies[address.split('/').at(-1)!]))
  return /requests\/([^/]+)\/receipt/.exec(to(await submit(who, address)))![1]!
}

describe('the service that takes needs', () => {
  test.each(['FR', 'DE', 'CH', 'GB'] as const)('is a whole package in %s', country => {
    const made = needPackage({ ...authority(), country }, 1)!
    expect(parseServiceDescription(JSON.parse(JSON.stringify(made.service)))).toMatchObject({ id: 'need' })
    expect(compileForm(JSON.parse(JSON.stringify(made.form)))).not.toBeInstanceOf(Array)
    const texts = JSON.stringify(made).match(/"fr":/g)!.length
    for (const language of ['en', 'de']) expect(JSON.stringify({ ...made, service: { ...made.service, recipients: [] } }).match(new RegExp(`"${language}":`, 'g'))!.length).toBeGreaterThanOrEqual(texts - 2)
  })
  test('is answered by the team that the authority names, else by its first; without a team there is none', () => {
    const teams = [{ id: 'one', name: { fr: 'Un' } }, { id: 'two', name: { fr: 'Deux' } }]
    expect(needPackage({ ...authority(), teams }, 1)!.service.team).toBe('one')
    expect(needPackage({ ...authority(), teams, needsTeam: 'two' }, 1)!.service.team).toBe('two')
    expect(needPackage({ ...authority(), teams: [] }, 1)).toBeNull()
  })
  test('is published anew only where something of it changed, and cases keep theirs', async () => {
    const need = async () => (await town.journal.ask(1)(GetService, { service: 'need' }))!
    const before = await need()
    await publishNeed(town, authority(1))
    expect(await need()).toBe(before)
    await publishNeed(town, { ...authority(1), country: 'CH' })
    expect((await need()).version).toBe(before.version + 1)
    expect((await need()).description.legalBasis[0]!.article).toContain('Bundesverfassung')
    await publishNeed(town, authority(1))
    expect(await need()).toMatchObject({ version: before.version + 2, description: { legalBasis: before.description.legalBasis } })
    expect(await town.journal.ask(1)(GetService, { service: 'need', version: before.version })).toBe(before)
    await publishNeed(town, { ...authority(1), teams: [] })
    expect((await need()).version).toBe(before.version + 2)
  })
  test('has an id that no other package may have', async () => {
    await expect(town.publish('need')).rejects.toThrow(/every authority has/)
  })
})

test('a need is told without a name or an address, followed, answered at the desk, and the answer is seen', async () => {
  const resident = town.newVisitor()
  const id = await tell(resident)
  const file = (await town.journal.ask(1)(GetCase, { case: id }))!
  expect(file).toMatchObject({ service: 'need', subject: 'Un banc à l’arrêt de bus', contact: { name: '' }, team: 'education' })
  expect(file.number).toMatch(/^NE-2026-\d{5}$/)
  expect((await resident.get(`${base}/requests/${id}`)).body).toContain('Besoin reçu')

  const { who } = await town.agent('needs@town.example')
  const queue = (await who.get(`${base}/desk`)).body
  expect(queue).toContain('Un banc à l’arrêt de bus')
  expect(queue).toContain('Sans nom, Mon besoin n’est pas dans la liste')
  const decision = await who.get(`${base}/desk/cases/${id}/decision?outcome=accepted`)
  expect(decision.body).not.toContain('remplit les conditions')
  expect(decision.body).not.toContain('À  ')
  const fields = { outcome: 'accepted', reasons: 'Un banc sera posé au printemps.', legalBasis: 'CRPA', appeal: 'Écrivez-nous.', seen: 'live', step: 'send' }
  expect(to(await submit(who, `${base}/desk/cases/${id}/decision?outcome=accepted`, fields, `${base}/desk/cases/${id}/decision`))).toContain(`/desk/cases/${id}`)
  town.clock.now += 120_000
  await expect.poll(async () => (await town.journal.ask(1)(GetCase, { case: id }))!.status, { timeout: 15_000 }).toBe('accepted')
  expect((await resident.get(`${base}/requests/${id}`)).body).toContain('Un banc sera posé au printemps.')
})

describe('at the desk, a need', () => {
  test('is given a theme, and counted by it; the newest theme holds', async () => {
    const { who } = await town.agent('themes@town.example')
    const id = await tell(town.newVisitor(), { need: { need: 'Une navette le dimanche' } })
    const choose = (theme: string) => submit(who, `${base}/desk/needs`, { theme }, `${base}/desk/needs/${id}/theme`)
    // Somebody else told it: the list follows within moments.
    await expect.poll(async () => (await who.get(`${base}/desk/needs`)).body).toContain('Une navette le dimanche')
    expect((await who.get(`${base}/desk/needs`)).body).toContain('Sans thème')
    expect(to(await choose('transport'))).toBe(`${base}/desk/needs#need-${id}`)
    const list = (await who.get(`${base}/desk/needs`)).body
    expect(list).toMatch(/<th scope="row">Déplacements<\/th><td[^>]*>1<\/td>/)
    expect(list).toContain('<option value="transport" selected')
    await choose('ageing')
    await choose('ageing')
    const after = (await who.get(`${base}/desk/needs`)).body
    expect(after).toMatch(/<th scope="row">Grand âge<\/th><td[^>]*>1<\/td>/)
    expect(after).not.toMatch(/<th scope="row">Déplacements/)
    for (const wrong of ['', 'nothing', '__proto__']) await choose(wrong)
    expect((await who.get(`${base}/desk/needs`)).body).toContain('<option value="ageing" selected')
  })
  test('of another team is not there, nor is a request that is no need', async () => {
    const id = await tell(town.newVisitor(), { need: { need: 'Seulement pour son équipe' } })
    const { who } = await town.agent('other@town.example', ['roads'])
    expect((await who.get(`${base}/desk/needs`)).body).not.toContain('Seulement pour son équipe')
    expect((await submit(who, `${base}/desk/needs`, { theme: 'work' }, `${base}/desk/needs/${id}/theme`)).statusCode).toBeGreaterThanOrEqual(403)
    expect(await town.journal.send(1, agent(newUuid(), 'K.', ['roads']), ThemeNeed, { case: id, theme: 'work' })).toMatchObject({ refused: 'NotFound' })
    expect(await town.journal.send(2, agent(), ThemeNeed, { case: id, theme: 'work' })).toMatchObject({ refused: 'NotFound' })
    expect(await town.journal.send(1, { kind: 'visitor', account: newUuid() }, ThemeNeed, { case: id, theme: 'work' })).toMatchObject({ refused: 'NotPermitted' })
  })
  test('is nothing to the public', async () => expect(to(await town.newVisitor().get(`${base}/desk/needs`))).toContain('/desk/sign-in'))
})
