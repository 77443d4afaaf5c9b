import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { roomsWith } from '../../src/app/features.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { publishContent } from '../../src/features/services/feature.ts'
import type { Journal } from '../../src/journal/journal.ts'
import type { Actor, Call } from '../../src/journal/kernel.ts'
import { root } from '../../src/journal/root.ts'
import { FileCase, GetCase, type CaseFile } from '../../src/vocabulary/cases.ts'
import { addAuthority } from '../support/add-authority.ts'
import { freshDatabase } from '../support/database.ts'
import { agent, authority, filing, testJournal, visitor } from '../support/example.ts'
import { tablesOf } from '../support/played-case.ts'
import { fakeOutside } from '../support/fake-outside.ts'

/* Jena's tree felling over a real database, with all rooms and as many nodes as a test opens: by the commands that pages send. */

const folder = join(root, 'authorities/jena/services/baumfaellung')
const profile = JSON.parse(readFileSync(join(root, 'authorities/jena/authority.json'), 'utf8'))
const { agents: _agents, ...jena } = profile
const town = { ...authority(1), ...jena, id: 1, slug: 'jena', theme: authority().theme }

export const nature = agent(newUuid(), 'N. Example', ['nature'])
export const roads = agent(newUuid(), 'R. Example', ['roads'])
export const operator: Actor = { kind: 'system', name: 'operator' }

/** The package as it lies in the examples, altered. */
export function felling(alter: (service: any, process: string) => string = (_service, process) => process): { service: any; form: unknown; process: string; decisions?: Readonly<Record<string, string>> } {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const service = JSON.parse(read('service.json'))
  return { service, form: JSON.parse(read('form.json')), process: alter(service, read('process.bpmn')), ...tablesOf('jena/services/baumfaellung') }
}

/** The next version: the roads' step has another id, and somebody goes there before the decision, which the public path says, too. */
export const nextFelling = () => felling((service, process) => {
  service.version++
  const words = (text: string) => ({ de: text, en: text, fr: text })
  service.milestones.splice(3, 0, { id: 'visited', name: words('Visited'), ahead: words('The visit') })
  service.steps.find((step: any) => step.id === 'roads').id = 'traffic'
  service.steps.push({ id: 'site', name: words('Go there') })
  return process
    .replaceAll('"roads"', '"traffic"').replace('parvis:team="traffic"', 'parvis:team="roads"')
    .replace('<userTask id="decide"', '<userTask id="site" name="Ortstermin" parvis:milestone="visited" /><userTask id="decide"')
    .replace('sourceRef="both" targetRef="fee" />', 'sourceRef="both" targetRef="site" /><sequenceFlow id="toFee" sourceRef="site" targetRef="fee" />')
})

export async function openForest() {
  const database = await freshDatabase()
  onTestFinished(database.drop)
  await addAuthority(database.url, town)
  const admin = new pg.Pool({ connectionString: database.url, max: 2, options: '-c search_path=parvis' })
  admin.on('error', () => {})
  onTestFinished(() => admin.end())
  // Far from the database's own clock, by which its queue goes: nothing is due before a test says so.
  const clock = { now: Date.UTC(2090, 10, 20, 11) }

  /** A node of its own; the end of the test closes it. */
  async function node(more: Parameters<typeof testJournal>[1] = {}): Promise<Journal> {
    const journal = await testJournal(database.url, { features: roomsWith(fakeOutside()), now: () => clock.now, authority: () => town, authorities: () => [town], ...more })
    const { close } = journal
    let closing: Promise<void> | undefined
    journal.close = () => (closing ??= close())
    onTestFinished(journal.close)
    return journal
  }

  const does = async <I>(journal: Journal, actor: Actor, call: Call<I>, input: object): Promise<void> => {
    const done = await journal.send(1, actor, call, input)
    expect(isRefusal(done), `${call.name}: ${JSON.stringify(done)}`).toBe(false)
  }

  return {
    url: database.url, town, clock, node, does,
    ask: async <R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> => (await admin.query(text, values as unknown[])).rows,
    async publish(journal: Journal, content = felling()): Promise<void> {
      const done = await publishContent(journal, 1, content)
      expect(isRefusal(done), JSON.stringify(done)).toBe(false)
    },
    /** A request that somebody sent. */
    async file(journal: Journal, version = felling().service.version): Promise<Uuid> {
      const account = newUuid()
      const draft = newUuid()
      await does(journal, visitor(account), FileCase, filing(account, { draft, service: 'baumfaellung', packageVersion: version, language: 'de', team: 'nature', answers: {}, contact: { name: 'A. Example' } }))
      return draft
    },
    async read(journal: Journal, id: Uuid): Promise<CaseFile> {
      return (await journal.ask(1)(GetCase, { case: id }))!
    },
  }
}

export type Forest = Awaited<ReturnType<typeof openForest>>

/** Waits until something holds; the test's own time limit ends a wait in vain. */
export async function until(holds: () => Promise<unknown> | unknown): Promise<void> {
  while (!(await holds())) await sleep(20)
}
