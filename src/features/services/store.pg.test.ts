import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authority, testJournal } from '../../../test/support/example.ts'
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.ts'
import { addAuthority } from '../../../test/support/add-authority.ts'
import { prefixOf } from '../../../test/support/prefix-of.ts'
import { newUuid } from '../../base/ids.ts'
import { isRefusal } from '../../base/result.ts'
import type { Journal } from '../../journal/journal.ts'
import { sql } from '../../journal/sql.ts'
import { CountHandovers, GetEntry, GetService, HandOver, ListEntries } from '../../vocabulary/services.ts'
import { publishPackage, services } from './feature.ts'
import { plainPackage } from '../../../test/support/plain-package.ts'

const canteen = plainPackage()
let database: FreshDatabase
let journal: Journal
let folder: string
beforeAll(async () => {
  database = await freshDatabase()
  for (const id of [1, 2, 3]) await addAuthority(database.url, { ...authority(id), ...(id === 3 && { teams: [] }) })
  journal = await testJournal(database.url, { features: [services] })
})
afterAll(async () => {
  await journal?.close()
  await database?.drop()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-package-'))
  await cp(canteen, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

const change = async (name: string, alter: (json: any) => void): Promise<void> => {
  const json = JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown
  alter(json)
  await writeFile(join(folder, name), JSON.stringify(json))
}
/** Publishes the folder under an id of the test's own. */
const publish = async (id: string, at = 1) => {
  await change('service.json', s => Object.assign(s, { id, ...(s.numberPrefix && { numberPrefix: prefixOf(id) }) }))
  const answer = await publishPackage(journal, at, folder)
  if (!isRefusal(answer)) await journal.settled(at, answer)
  return answer
}

describe('a package', () => {
  test('is published once; the same again changes nothing; a new version leaves the old one to its cases', async () => {
    const first = await publish('one')
    expect(first).toMatchObject({ version: 1 })
    expect(await publish('one')).toEqual(first)
    await change('service.json', s => Object.assign(s, { version: 2, name: { de: 'Neu', fr: 'Nouveau' } }))
    expect(await publish('one')).toMatchObject({ version: 2 })
    const ask = journal.ask(1)
    expect((await ask(GetService, { service: 'one' }))!.description.name).toEqual({ de: 'Neu', fr: 'Nouveau' })
    expect((await ask(GetService, { service: 'one', version: 1 }))!.version).toBe(1)
    expect(await ask(GetService, { service: 'one', version: 3 })).toBeNull()
    expect(await ask(GetService, { service: 'two' })).toBeNull()
  })

  test('keeps the order of its languages: the first is the author’s own', async () => {
    await change('service.json', s => (s.name = { fr: 'Nom', de: 'Name' }))
    await publish('ordered')
    const stored = await journal.db(1).rows<{ content: string }>(sql(`select content from packages where authority = $1 and content like '%"id":"ordered"%'`), [1])
    expect(Object.keys((JSON.parse(stored[0]!.content) as { service: { name: object } }).service.name)).toEqual(['fr', 'de'])
  })

  test('is the same object each time, also for two who ask at once', async () => {
    await publish('same')
    const ask = journal.ask(1)
    const [a, b] = await Promise.all([ask(GetService, { service: 'same' }), ask(GetService, { service: 'same', version: 1 })])
    expect(a).toBe(b)
    expect((await ask(ListEntries, {})).find(s => s.description.id === 'same')).toBe(a)
  })

  test('changed under the same version is refused, and the published one stays', async () => {
    await publish('held')
    await change('service.json', s => (s.summary = { fr: 'Autre' }))
    expect(await publish('held')).toMatchObject({ refused: 'VersionAlreadyPublished' })
    expect((await journal.ask(1)(GetService, { service: 'held' }))!.description.summary.fr).not.toBe('Autre')
  })

  test('with faults is refused whole, each with its place and mend', async () => {
    await change('service.json', s => delete s.appeals)
    await change('form.json', f => (f.groups[1].pages[0].questions[0].type = 'guess'))
    const answer = await publish('faulty')
    expect(answer).toMatchObject({ refused: 'PackageUnusable' })
    const issues = isRefusal(answer) ? answer.issues! : []
    expect(issues.map(i => i.field)).toEqual(expect.arrayContaining(['service.appeals', 'form.groups[1].pages[0].questions[0].type']))
    for (const issue of issues) expect(String(issue.detail?.['mend']).length).toBeGreaterThan(8)
    expect(await journal.ask(1)(GetService, { service: 'faulty' })).toBeNull()
  })

  test('that is no JSON, or lacks a file, is refused by the file’s name', async () => {
    await writeFile(join(folder, 'form.json'), '{')
    await rm(join(folder, 'service.json'))
    expect(await publishPackage(journal, 1, folder)).toMatchObject({ refused: 'PackageUnusable', issues: [{ field: 'service.json' }, { field: 'form.json' }] })
  })

  test('for a team that the authority does not have is refused: nobody would see its cases', async () =>
    expect(await publish('teamless', 3)).toMatchObject({ refused: 'PackageUnusable', issues: [{ field: 'service.team' }] }))

  test('with a page that has the address of one of ours is refused', async () => {
    await change('form.json', f => (f.groups[1].pages[0].id = 'check'))
    expect(await publish('clashing')).toMatchObject({ refused: 'PackageUnusable', issues: [{ field: 'form.groups[1].pages[0].id' }] })
  })

  test('of one authority is nothing to another', async () => {
    await publish('mine')
    expect(await journal.ask(2)(GetService, { service: 'mine' })).toBeNull()
    expect(await journal.ask(2)(ListEntries, {})).toEqual([])
    const rows = await journal.db(2).rows(sql('select 1 from packages where authority <> $1 union all select 1 from published_services where authority <> $1'), [2])
    expect(rows).toEqual([])
    await publish('mine', 2)
    expect((await journal.ask(2)(ListEntries, {})).map(s => s.description.id)).toEqual(['mine'])
  })
})

describe('a hand-over', () => {
  const lead = async (id: string, at = 1) => {
    await rm(join(folder, 'form.json'), { force: true })
    await change('service.json', s => {
      for (const name of ['evidence', 'answer', 'silence', 'appeals', 'retention', 'recipients', 'team', 'numberPrefix', 'milestones']) delete s[name]
      s.handover = { to: { fr: 'L’État' }, url: 'https://service.example/titre', words: { fr: 'La suite se fait là-bas.' } }
    })
    return publish(id, at)
  }

  test('stands in the catalogue; nothing can be filed for it', async () => {
    expect(await lead('passport')).toMatchObject({ version: 1 })
    const ask = journal.ask(1)
    const entry = await ask(GetEntry, { service: 'passport' })
    expect(entry).toMatchObject({ version: 1, description: { handover: { url: 'https://service.example/titre' } } })
    expect((await ask(ListEntries, {})).find(e => e.description.id === 'passport')).toBe(entry)
    expect(await ask(GetService, { service: 'passport' })).toBeNull()
  })

  test('with a form is refused: two ways to ask for one thing', async () => {
    await lead('unused')
    await cp(join(canteen, 'form.json'), join(folder, 'form.json'))
    expect(await publish('both')).toMatchObject({ refused: 'PackageUnusable', issues: [{ field: 'form.json' }] })
  })

  test('is counted by day and audience, of one authority only, and names nobody', async () => {
    await lead('identity-card')
    await lead('identity-card', 2)
    const someone = { kind: 'visitor', account: newUuid() } as const
    const count = async (at: number, day: string, audience: 'parent' | null) => {
      const done = await journal.send(at, someone, HandOver, { authority: at, service: 'identity-card', day, audience })
      if (isRefusal(done)) throw new Error(done.refused)
      await journal.settled(at, done)
    }
    for (const [day, audience] of [['2026-11-15', null], ['2026-11-16', null], ['2026-11-16', 'parent'], ['2026-11-16', 'parent']] as const) await count(1, day, audience)
    await count(2, '2026-11-16', null)
    const since = (day: string, at = 1) => journal.ask(at)(CountHandovers, { since: day })
    expect(await since('2026-11-15')).toEqual([{ service: 'identity-card', count: 4 }])
    expect(await since('2026-11-16')).toEqual([{ service: 'identity-card', count: 3 }])
    expect(await since('2026-11-17')).toEqual([])
    expect(await since('2026-11-15', 2)).toEqual([{ service: 'identity-card', count: 1 }])
    const told = await journal.db(1).rows<{ actor: string; personal: unknown }>(sql(`select actor, personal from journal where authority = $1 and type = 'HandedOver'`), [1])
    expect(told).toHaveLength(4)
    expect(new Set(told.map(row => JSON.stringify(row)))).toEqual(new Set([JSON.stringify({ actor: 'visitor', personal: {} })]))
  })

  test('is not counted for a service of the authority’s own, nor for one that is not there', async () => {
    await publish('own')
    for (const service of ['own', 'nowhere'])
      expect(await journal.send(1, { kind: 'visitor', account: null }, HandOver, { authority: 1, service, day: '2026-11-16', audience: null })).toMatchObject({ refused: 'NotFound' })
  })
})

test('the list is the same object until something is published', async () => {
  const ask = journal.ask(1)
  await publish('listed')
  const [a, b] = await Promise.all([ask(ListEntries, {}), ask(ListEntries, {})])
  expect(b).toBe(a)
  await publish('listed-later')
  const after = await ask(ListEntries, {})
  expect(after).not.toBe(a)
  expect(after.map(e => e.description.id)).toEqual([...a.map(e => e.description.id), 'listed-later'].sort())
})
