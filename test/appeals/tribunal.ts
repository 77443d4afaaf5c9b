import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { derivedUuid, newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing as filingRoom } from '../../src/features/filing/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import { staff } from '../../src/features/staff/feature.ts'
import type { Actor, Call } from '../../src/journal/kernel.ts'
import { sql } from '../../src/journal/sql.ts'
import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'
import { codeHash } from '../../src/vocabulary/case-code.ts'
import { DoStep } from '../../src/vocabulary/case-process.ts'
import { ConfirmComplete, DecideCase, FileCase, GetCase, type CaseFile } from '../../src/vocabulary/cases.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { EnrolAgent } from '../../src/vocabulary/staff.ts'
import { agent, filing, visitor } from '../support/example.ts'
import { plainDescription, plainPackage } from '../support/plain-package.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'

/* A town with a canteen that refuses, a service that the law refuses by silence, and one that takes appeals against both. */

export const base = '/town-1/fr'
const code = '7K3M-Q9TX-B2WF'
const password = 'four words of an example'
const label = (fr: string) => ({ fr, en: fr, de: fr })
/** What is posted to the appeal's form, page by page. */
export const answers: readonly Record<string, string>[] = [{ why: 'Rien n’a été lu.' }, { email: 'a@example.org' }]

const process = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:parvis="urn:parvis:bpmn:1" id="appeal" targetNamespace="urn:example:town">
  <process id="gracious" isExecutable="true">
    <startEvent id="filed" parvis:milestone="received" />
    <userTask id="check" name="Vérifier" parvis:act="check" parvis:milestone="complete" />
    <userTask id="opinion" name="Avis" parvis:team="appealed" parvis:outcome="keep change" />
    <userTask id="decide" name="Décider" parvis:act="decide" parvis:milestone="decision" />
    <endEvent id="told" parvis:milestone="told" />
    <sequenceFlow id="f1" sourceRef="filed" targetRef="check" /><sequenceFlow id="f2" sourceRef="check" targetRef="opinion" />
    <sequenceFlow id="f3" sourceRef="opinion" targetRef="decide" /><sequenceFlow id="f4" sourceRef="decide" targetRef="told" />
  </process>
</definitions>`
const form = {
  languages: ['fr', 'en', 'de'],
  groups: [{ id: 'appeal', title: label('Votre recours'), pages: [
    { id: 'why', questions: [{ id: 'why', type: 'long-text', max: 4000, label: label('Pourquoi ?') }] },
    { id: 'email', questions: [{ id: 'email', type: 'email', contact: 'email', label: label('Votre e-mail') }] },
  ] }],
}

/** Packages in folders that are gone when the tests end. */
function packages() {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-appeals-'))
  globalThis.process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const plain = plainDescription()
  const named = { ...plain, appeals: plain.appeals.map((one: { id: string }) => (one.id === 'gracious' ? { ...one, service: 'appeal' } : one)) }
  const write = (service: object, more: Record<string, string> = {}): string => {
    const own = plainPackage()
    writeFileSync(join(own, 'service.json'), JSON.stringify(service))
    for (const [file, content] of Object.entries(more)) writeFileSync(join(own, file), content)
    return own
  }
  return [
    write({
      ...plain, id: 'appeal', takesAppeals: true, team: 'legal', numberPrefix: 'RG', appeals: plain.appeals.filter((one: { id: string }) => one.id === 'court'),
      steps: [{ id: 'opinion', name: label('Avis'), outcomes: [{ id: 'keep', name: label('Juste') }, { id: 'change', name: label('À revoir') }] }],
    }, { 'form.json': JSON.stringify(form), 'process.bpmn': process }),
    write(named),
    write({ ...named, id: 'need-silence', numberPrefix: 'SI', silence: { ...plain.silence, means: 'refusal' } }),
  ]
}

export async function openTribunal(settings: Parameters<typeof serveRooms>[2] = {}) {
  const rooms = await serveRooms([services, filingRoom(noAddresses), documents(fakeStores(), tmpdir()), cases, accounts, staff, desk(noMaps)], { now: Date.parse('2026-11-16T20:14:00Z') }, settings)
  const { journal, clock, server, database } = rooms
  for (const id of [1, 2]) {
    await addTeam(database.url, id)
    for (const one of packages()) {
      const published = await publishPackage(journal, id, one)
      if (isRefusal(published)) throw new Error(JSON.stringify(published))
      await journal.settled(id, published)
    }
  }
  const send = <I>(authority: number, actor: Actor, call: Call<I>, input: I) => journal.send(authority, actor, call, input)
  async function act<I>(actor: Actor, call: Call<I>, input: I, authority = 1): Promise<void> {
    const done = await send(authority, actor, call, input)
    if (isRefusal(done)) throw new Error(`${call.name}: ${JSON.stringify(done)}`)
    await journal.settled(authority, done)
  }
  const read = async (id: Uuid, authority = 1): Promise<CaseFile> => (await journal.ask(authority)(GetCase, { case: id }))!
  async function enrol(email: string, teams: readonly string[]): Promise<Actor> {
    const id = derivedUuid(`agent/${email}`)
    await act({ kind: 'system', name: 'test' }, EnrolAgent, { agent: id, key: addressKey(journal.secrets, email), name: 'K. Example', email, password, teams, administrator: false })
    return agent(id, 'K. Example', [...teams])
  }
  const decider = await enrol('both@example.org', ['education', 'legal'])
  const judge = await enrol('legal@example.org', ['legal'])
  const newVisitor = () => new Visitor(server)

  /** The request in a browser, by its number and code. */
  async function again(file: CaseFile, who = newVisitor()): Promise<Visitor> {
    if ((await who.get(`${base}/requests/${file.id}`)).statusCode === 200) return who
    to(await who.post(`${base}/requests/find`, { number: file.number, code, csrf: csrfIn((await who.get(`${base}/requests/find`)).body) }))
    return who
  }
  async function filed(service = 'cantine-periscolaire', authority = 1) {
    const [holder, draft] = [newUuid(), newUuid()]
    await act(visitor(holder), FileCase, filing(holder, { draft, service, codeHash: codeHash(journal.secrets, draft, code), answers: {} }), authority)
    const file = await read(draft, authority)
    return { file, holder, who: authority === 1 ? await again(file) : newVisitor() }
  }
  async function decided(outcome: 'accepted' | 'refused', authority = 1) {
    const one = await filed('cantine-periscolaire', authority)
    await act(decider, DecideCase, { case: one.file.id, outcome, reasons: 'La cantine est pleine.', legalBasis: 'Règlement, art. 3', appeal: 'Écrivez au maire.', undoSeconds: 0 }, authority)
    await journal.sweep()
    await expect.poll(async () => (await read(one.file.id, authority)).status, { timeout: 15_000 }).toBe(outcome)
    return { ...one, file: await read(one.file.id, authority) }
  }
  return {
    server, journal, clock, code, password, send, act, read, decider, judge, newVisitor, again, filed, decided,
    refused: (authority = 1) => decided('refused', authority),
    /** Checked by the legal team, and the team that decided gave its opinion. */
    async throughOpinion(id: Uuid): Promise<void> {
      await act(judge, ConfirmComplete, { case: id })
      const [step] = (await read(id)).open
      expect(step).toMatchObject({ step: 'opinion', team: 'education' })
      await act(agent(newUuid(), 'E. Example', ['education']), DoStep, { case: id, token: step!.token, outcome: 'change', note: '' })
    },
    async signedIn(email: string): Promise<Visitor> {
      const who = newVisitor()
      expect(to(await who.post(`${base}/desk/sign-in`, { email, password, csrf: csrfIn((await who.get(`${base}/desk/sign-in`)).body) }))).toBe(`${base}/desk`)
      return who
    },
    /** Keeps a draft by number and code. */
    async kept(who: Visitor, check: string): Promise<{ number: string; code: string }> {
      const later = check.replace(/check$/, 'go-on-later')
      const { body } = await who.get(to(await who.post(later, { by: 'code', csrf: csrfIn((await who.get(later)).body) })))
      const [number, kept] = [...body.matchAll(/<dd class="code">([^<]+)</g)].map(found => found[1]!)
      return { number: number!, code: kept! }
    },
    holderOf: async (id: Uuid): Promise<Uuid> => (await read(id)).holders[0]!,
    /** The appeals about a case, as their events say. */
    about: async (id: Uuid): Promise<Uuid[]> => (await journal.db(1).rows<{ stream: Uuid }>(sql(`select stream from journal where authority = $1 and type = 'CaseFiled' and facts ->> 'about' = $2`), [1, id])).map(one => one.stream),
    drafts: () => journal.db(1).rows(sql(`select draft from drafts where authority = $1 and service = 'appeal'`), [1]),
    count: async (type: string, stream: Uuid): Promise<number> => (await journal.db(1).rows<{ count: number }>(sql('select count(*)::int as count from journal where authority = $1 and type = $2 and stream = $3'), [1, type, stream]))[0]!.count,
    close: () => rooms.close(),
  }
}

export type Tribunal = Awaited<ReturnType<typeof openTribunal>>

/** A legal team, beside the one that every town of the tests has. */
async function addTeam(url: string, authority: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parvis' })
  await client.connect()
  try {
    await client.query(`update authorities set profile = jsonb_set(profile, '{teams}', profile -> 'teams' || '[{"id":"legal","name":{"fr":"Affaires juridiques"}}]'::jsonb) where id = $1`, [authority])
  } finally {
    await client.end()
  }
}

/** Where a post leads. */
export function to(answer: { statusCode: number; body: string; headers: Record<string, unknown> }): string {
  expect(answer.statusCode, answer.body.slice(0, 1_500)).toBe(303)
  return String(answer.headers['location'])
}

export const text = (html: string): string => html.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ').replace(/ ([.,])/g, '$1')
