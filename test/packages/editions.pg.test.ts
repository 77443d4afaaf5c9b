import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { sql } from '../../src/journal/sql.ts'
import { MigrateCase } from '../../src/vocabulary/case-migration.ts'
import { ListEditions, ListEntries, RetireService, RollBackService } from '../../src/vocabulary/services.ts'
import { base, openWorkshop, smallPackage, submit, to, type Workshop } from './workshop.ts'

/* A service over its versions: what was begun keeps its own, whatever is on offer. */

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop()
})
afterAll(() => shop?.close())

const operator = { kind: 'system', name: 'operator' } as const
const named = (id: string, version: number, name: string, question: string, prefix = 'SM') => smallPackage((service, form) => {
  Object.assign(service, { id, version, numberPrefix: prefix, name: { ...service.name, fr: name } })
  form.groups[0].pages[0].questions[0].label.fr = question
})
async function change(call: typeof RollBackService | typeof RetireService, input: object, at = 1) {
  const done = await shop.journal.send(at, operator, call as typeof RetireService, { authority: at, ...input } as never)
  if (!isRefusal(done)) await shop.journal.settled(at, done)
  return done
}
const rollBack = (service: string, version: number) => change(RollBackService, { service, version })
const retire = (service: string) => change(RetireService, { service })
const bodyOf = async (who: Parameters<Workshop['send']>[0], address: string) => (await who.get(address)).body

describe('a new version', () => {
  test('leaves requests and drafts their own, words and all; going back does the same', async () => {
    await shop.published(named('over', 1, 'Ancien nom', 'Quelle teinte ?', 'OV'))
    const [early, drafting, late] = [shop.newVisitor(), shop.newVisitor(), shop.newVisitor()]
    const filed = await shop.send(early, await shop.answer(early, await shop.begin(early, base, 'over')))
    const begun = await shop.begin(drafting, base, 'over')
    await shop.published(named('over', 2, 'Nouveau nom', 'Quelle couleur choisissez-vous ?', 'OV'))

    expect(await bodyOf(early, `${base}/services/over`)).toContain('Nouveau nom')
    const page = await bodyOf(early, filed)
    expect(page).toContain('Ancien nom')
    expect(page).toContain('Quelle teinte')
    expect(page).not.toContain('Nouveau nom')
    // The draft goes on with the questions that it was begun with, and is filed under them.
    expect(await bodyOf(drafting, begun)).toContain('Quelle teinte')
    const sent = await bodyOf(drafting, await shop.send(drafting, await shop.answer(drafting, begun)))
    expect(sent).toContain('Ancien nom')

    const second = await shop.begin(late, base, 'over')
    expect(await bodyOf(late, second)).toContain('Quelle couleur choisissez-vous')
    expect(await rollBack('over', 1)).not.toHaveProperty('refused')
    expect(await bodyOf(early, `${base}/services/over`)).toContain('Ancien nom')
    expect(await bodyOf(late, second)).toContain('Quelle couleur choisissez-vous')
    expect(await bodyOf(late, await shop.send(late, await shop.answer(late, second)))).toContain('Nouveau nom')
    const fresh = shop.newVisitor()
    expect(await bodyOf(fresh, await shop.begin(fresh, base, 'over'))).toContain('Quelle teinte')
  })

  test('whose steps a request is moved to tells so to applicant and agent, and leaves its words and questions', async () => {
    await shop.published(named('moves', 1, 'Ancien nom', 'Quelle teinte ?', 'MO'))
    const who = shop.newVisitor()
    const filed = await shop.send(who, await shop.answer(who, await shop.begin(who, base, 'moves')))
    const next = named('moves', 2, 'Nouveau nom', 'Quelle couleur choisissez-vous ?', 'MO')
    for (const milestone of next.service.milestones) milestone.ahead.fr = `Bientôt ${milestone.id}`
    await shop.published(next)
    const id = filed.split('/').at(-1)!
    expect(await bodyOf(who, filed)).not.toContain('Bientôt')
    const done = await shop.journal.send(1, operator, MigrateCase, { case: id, from: 1, to: 2, tokens: {} })
    if (isRefusal(done)) throw new Error(done.refused)
    await shop.journal.settled(1, done)
    const page = await bodyOf(who, filed)
    for (const text of ['Ancien nom', 'Quelle teinte', 'Bientôt decision', 'Les étapes de votre demande ont été mises à jour']) expect(page).toContain(text)
    expect(page).not.toContain('Nouveau nom')
    const agent = await shop.agent('moves@example.org')
    const desk = await bodyOf(agent, `${base}/desk/cases/${id}`)
    for (const text of ['Les étapes ont été mises à jour (version 2)', 'Quelle teinte']) expect(desk).toContain(text)
  })

  test('published again after going back changes nothing; the next one has the next number', async () => {
    const [one, two, three] = [1, 2, 3].map(version => named('again', version, `Nom ${version}`, 'Une question ?', 'AG')) as [any, any, any]
    await shop.published(one)
    await shop.published(two)
    await rollBack('again', 1)
    await shop.published(two)
    const current = async () => (await shop.journal.ask(1)(ListEditions, { service: 'again' })).map(line => [line.version, line.name.fr, line.current])
    expect(await current()).toEqual([[2, 'Nom 2', false], [1, 'Nom 1', true]])
    await shop.published(three)
    expect(await current()).toEqual([[3, 'Nom 3', true], [2, 'Nom 2', false], [1, 'Nom 1', false]])
  })

  test('to a version that was never published, or whose team is gone, nobody goes back', async () => {
    await shop.published(named('teams', 1, 'Nom', 'Question ?', 'TE'))
    expect(await rollBack('teams', 7)).toMatchObject({ refused: 'VersionUnknown' })
    expect(await rollBack('nowhere', 1)).toMatchObject({ refused: 'NotFound' })
    await shop.published(named('teams', 2, 'Nom', 'Question ?', 'TE'))
    const owner = new pg.Client({ connectionString: shop.database.url, options: '-c search_path=parvis' })
    await owner.connect()
    try {
      await owner.query(`update authorities set profile = jsonb_set(profile, '{teams}', '[]') where id = 1`)
      expect(await rollBack('teams', 1)).toMatchObject({ refused: 'TeamGone' })
      await owner.query(`update authorities set profile = jsonb_set(profile, '{teams}', '[{"id": "education", "name": {"fr": "Service Éducation"}}]') where id = 1`)
    } finally {
      await owner.end()
    }
  })

  test('with the number letters of another service, current, older or retired, is refused', async () => {
    await shop.published(named('letters', 1, 'Nom', 'Question ?', 'LE'))
    expect(await shop.publish(named('others', 1, 'Nom', 'Question ?', 'LE'))).toMatchObject({ refused: 'PackageUnusable', issues: [{ field: 'service.numberPrefix' }] })
    await retire('letters')
    expect(await shop.publish(named('others', 1, 'Nom', 'Question ?', 'LE'))).toMatchObject({ refused: 'PackageUnusable' })
    expect(await shop.publish(named('letters', 2, 'Nom', 'Question ?', 'LE'))).not.toHaveProperty('refused')
    expect(await shop.publish(named('others', 1, 'Nom', 'Question ?', 'LE'), 2)).not.toHaveProperty('refused')
  })
})

describe('a retired service', () => {
  test('is offered nowhere; its requests and drafts go on; it can be taken up again', async () => {
    const content = named('gone', 1, 'Démarche retirée', 'Question ?', 'GO')
    await shop.published(content)
    const [who, drafting] = [shop.newVisitor(), shop.newVisitor()]
    const filed = await shop.send(who, await shop.answer(who, await shop.begin(who, base, 'gone')))
    const begun = await shop.begin(drafting, base, 'gone')
    const listed = async () => (await shop.journal.ask(1)(ListEntries, {})).map(entry => entry.description.id)
    expect(await listed()).toContain('gone')
    await retire('gone')

    expect(await listed()).not.toContain('gone')
    expect(await bodyOf(who, `${base}/services`)).not.toContain('Démarche retirée')
    expect((await who.get(`${base}/services/gone`)).statusCode).toBe(404)
    expect((await who.get(`${base}/services/gone/start`)).statusCode).toBe(404)
    expect(await bodyOf(who, filed)).toContain('Démarche retirée')
    expect(await bodyOf(drafting, await shop.send(drafting, await shop.answer(drafting, begun)))).toContain('Démarche retirée')

    await shop.published(content)
    expect(await listed()).not.toContain('gone')
    await rollBack('gone', 1)
    expect(await listed()).toContain('gone')
    expect((await who.get(`${base}/services/gone`)).statusCode).toBe(200)
  })

  test('what is on offer is the same after a rebuild', async () => {
    const editions = () => shop.journal.ask(1)(ListEditions, {})
    const before = [await editions(), await shop.journal.ask(1)(ListEntries, {})]
    await shop.journal.replay()
    expect([await editions(), await shop.journal.ask(1)(ListEntries, {})]).toEqual(before)
  })

  test('the list of another authority holds none of it', async () => {
    expect((await shop.journal.ask(2)(ListEditions, {})).map(line => line.service)).toEqual(['others'])
    expect(await shop.journal.db(2).rows(sql('select 1 from editions where authority <> $1'), [2])).toEqual([])
  })
})

describe('at the desk', () => {
  test('an administrator goes back to a version and retires a service, each by a page that says what follows', async () => {
    await shop.published(named('desked', 1, 'Première', 'Question ?', 'DE'))
    await shop.published(named('desked', 2, 'Deuxième', 'Question ?', 'DE'))
    const who = await shop.agent('sacha@town.example', true)
    expect(await bodyOf(who, `${base}/desk`)).toContain('/desk/editions')
    expect(await bodyOf(who, `${base}/desk/editions`)).toContain('Deuxième')
    const page = `${base}/desk/editions/desked`
    expect(await bodyOf(who, page)).toContain(`${page}/roll-back/1`)

    expect(await bodyOf(who, `${page}/roll-back/1`)).toContain('Elle remplace la version 2')
    expect(to(await submit(who, `${page}/roll-back/1`))).toBe(page)
    expect(await bodyOf(who, page)).toContain('La version 1 est proposée')
    expect(await bodyOf(who, `${page}/roll-back/1`)).not.toContain('<button class="btn main"')
    expect(await bodyOf(shop.newVisitor(), `${base}/services/desked`)).toContain('Première')

    expect(to(await submit(who, `${page}/retirement`))).toBe(page)
    expect(await bodyOf(who, page)).toContain('n’est plus proposée')
    expect((await shop.newVisitor().get(`${base}/services/desked`)).statusCode).toBe(404)
    expect(to(await submit(who, `${page}/roll-back/2`))).toBe(page)
    expect(await bodyOf(shop.newVisitor(), `${base}/services/desked`)).toContain('Deuxième')
  })

  test('for everybody else, in another authority, and for what does not exist there is nothing', async () => {
    const [agent, administrator] = [await shop.agent('camille@town.example'), await shop.agent('dominique@town.example', true)]
    const pages = ['', '/desked', '/desked/roll-back/1', '/desked/retirement'].map(path => `${base}/desk/editions${path}`)
    for (const address of pages) {
      expect((await agent.get(address)).statusCode, address).toBe(404)
      expect((await shop.newVisitor().get(address)).statusCode, address).not.toBe(200)
      expect((await administrator.get(address.replace('town-1', 'town-2'))).statusCode, address).not.toBe(200)
    }
    for (const path of ['/nowhere', '/desked/roll-back/9', '/desked/roll-back/01', '/need/roll-back/1', '/need/retirement']) expect((await administrator.get(`${base}/desk/editions${path}`)).statusCode, path).toBe(404)
    expect((await administrator.get(`${base}/desk/editions/need`)).statusCode).toBe(200)
    expect((await submit(agent, `${base}/desk/account`, {}, `${base}/desk/editions/desked/retirement`)).statusCode).toBe(404)
    expect(await bodyOf(administrator, `${base}/desk/editions/desked`)).toContain('La version 2 est proposée')
  })
})

test('the migration makes the list of what was published before', async () => {
  const owner = new pg.Client({ connectionString: shop.database.url, options: '-c search_path=parvis' })
  await owner.connect()
  try {
    const all = async () => (await owner.query('select * from editions where service = $1 order by authority, package_version', ['again'])).rows
    const before = await all()
    await owner.query('delete from editions')
    const text = readFileSync(join(import.meta.dirname, '../../migrations/0011-packages.sql'), 'utf8')
    // As the role that migrates, whom row security binds.
    await owner.query('set role parvis_owner')
    await owner.query(text.slice(text.indexOf('alter table streams no force')))
    await owner.query('reset role')
    expect(before).toHaveLength(3)
    expect(await all()).toEqual(before)
    const { rows } = await owner.query('select relforcerowsecurity as forced from pg_class where oid = any($1::regclass[])', [['streams', 'editions']])
    expect(rows).toEqual([{ forced: true }, { forced: true }])
  } finally {
    await owner.end()
  }
})
