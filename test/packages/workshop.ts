import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { derivedUuid } from '../../src/base/ids.ts'
import { isRefusal, type Refusal } from '../../src/base/result.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { mail } from '../../src/features/mail/feature.ts'
import { needPackage, needs } from '../../src/features/needs/feature.ts'
import { publishContent, publishPackage, services } from '../../src/features/services/feature.ts'
import { staff } from '../../src/features/staff/feature.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import type { Accepted } from '../../src/journal/kernel.ts'
import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { EnrolAgent } from '../../src/vocabulary/staff.ts'
import { authority } from '../support/example.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { plainPackage } from '../support/plain-package.ts'

export const base = '/town-1/fr'
const canteen = plainPackage()
const readCanteen = (name: string): any => JSON.parse(readFileSync(join(canteen, name), 'utf8'))

/** A small service of the canteen's words: two questions, of which the second hangs on the first. */
export function smallPackage(alter: (service: any, form: any) => void = () => {}): { service: any; form: any } {
  const service = { ...readCanteen('service.json'), id: 'small', numberPrefix: 'SM' }
  const label = (fr: string, en: string, de: string) => ({ fr, en, de })
  const form = {
    languages: ['fr', 'en', 'de'], subject: ['name'],
    groups: [{
      id: 'all', title: label('Votre demande', 'Your request', 'Ihr Antrag'),
      pages: [
        { id: 'colour', questions: [{ id: 'colour', type: 'one-of', label: label('Quelle couleur ?', 'Which colour?', 'Welche Farbe?'), options: [{ id: 'red', label: label('Rouge', 'Red', 'Rot') }, { id: 'blue', label: label('Bleu', 'Blue', 'Blau') }] }] },
        { id: 'name', questions: [{ id: 'name', type: 'person-name', contact: 'name', label: label('Votre nom ?', 'Your name?', 'Ihr Name?') }] },
      ],
    }],
  }
  alter(service, form)
  return { service, form }
}

/** What a package's folder holds: both JSON files, and others by their names. */
type Content = { service: any; form: any; files?: Readonly<Record<string, string>> }

/** All rooms of a town, where packages are published and people and agents come by its doors. */
export async function openWorkshop() {
  const mailer = fakeMailer()
  const rooms = await serveRooms([services, filing(noAddresses), documents(fakeStores(), tmpdir()), cases, accounts, mail(mailer), staff, desk(noMaps), needs], { now: Date.parse('2026-11-16T20:14:00Z') })
  const { journal, server } = rooms

  /** Publishes a package by its folder, as the command line does. */
  async function publish({ service, form, files = {} }: Content, at = 1): Promise<Accepted | Refusal> {
    const folder = await mkdtemp(join(tmpdir(), 'parvis-workshop-'))
    try {
      await writeFile(join(folder, 'service.json'), JSON.stringify(service))
      if (form !== null) await writeFile(join(folder, 'form.json'), JSON.stringify(form))
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
      const done = await publishPackage(journal, at, folder)
      if (!isRefusal(done)) await journal.settled(at, done)
      return done
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  async function published(content: Content, at = 1): Promise<void> {
    const done = await publish(content, at)
    if (isRefusal(done)) throw new Error(JSON.stringify(done))
  }

  const need = await publishContent(journal, 1, needPackage(authority(1), 1)!)
  if (isRefusal(need)) throw new Error(JSON.stringify(need))
  await journal.settled(1, need)

  /** Begins a request for the small service; the address of its first question. */
  async function begin(who: Visitor, home = base, service = 'small'): Promise<string> {
    const page = `${home}/services/${service}`
    return to(await who.post(`${page}/start`, { csrf: csrfIn((await who.get(page)).body) }))
  }
  /** Answers both questions from the first on; the address of the check. */
  async function answer(who: Visitor, first: string): Promise<string> {
    const second = to(await submit(who, first, { colour: 'blue' }))
    return to(await submit(who, second, { 'name.given': 'Ada', 'name.family': 'Exemple' }))
  }
  /** Sends a checked request; the address of its page. */
  const send = async (who: Visitor, check: string): Promise<string> => to(await submit(who, check)).replace(/\/receipt$/, '')

  return {
    ...rooms, mailer, publish, published, begin, answer, send,
    newVisitor: () => new Visitor(server),
    /** An agent, signed in. */
    async agent(email: string, administrator = false, teams: readonly string[] = ['education']): Promise<Visitor> {
      const password = 'four words of an example'
      const done = await journal.send(1, { kind: 'system', name: 'test' }, EnrolAgent, { agent: derivedUuid(`agent/${email}`), key: addressKey(journal.secrets, email), name: 'K. Example', email, password, teams, administrator })
      if (isRefusal(done)) throw new Error(done.refused)
      const who = new Visitor(server)
      expect(to(await submit(who, `${base}/desk/sign-in`, { email, password }))).toBe(`${base}/desk`)
      return who
    },
  }
}

export type Workshop = Awaited<ReturnType<typeof openWorkshop>>

/** Fills in a page's form and sends it, where it posts to itself or to `action`. */
export async function submit(who: Visitor, address: string, fields: Record<string, string> = {}, action = address) {
  return who.post(action, { ...fields, csrf: csrfIn((await who.get(address)).body) })
}

/** Where a post leads. */
export function to(answer: { statusCode: number; body: string; headers: Record<string, unknown> }): string {
  expect(answer.statusCode, answer.body.slice(0, 1_000)).toBe(303)
  return String(answer.headers['location'])
}
