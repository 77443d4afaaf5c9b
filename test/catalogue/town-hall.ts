import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { derivedUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { needPackage, needs } from '../../src/features/needs/feature.ts'
import { publishContent, publishPackage, services } from '../../src/features/services/feature.ts'
import { staff } from '../../src/features/staff/feature.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { EnrolAgent } from '../../src/vocabulary/staff.ts'
import { authority } from '../support/example.ts'
import { prefixOf } from '../support/prefix-of.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { plainPackage } from '../support/plain-package.ts'

const canteen = plainPackage()
export const base = '/town-1/fr'
const password = 'four words of an example'

/** What a hand-over's service.json does not have. */
const ours = ['evidence', 'answer', 'silence', 'appeals', 'retention', 'recipients', 'team', 'numberPrefix', 'milestones']

/** A town hall with a catalogue: the canteen, what each test publishes, and the service that takes needs. */
export async function openTownHall() {
  const rooms = await serveRooms([services, filing(noAddresses), cases, accounts, staff, desk(noMaps), needs], { now: Date.parse('2026-11-16T20:14:00Z') })
  const { journal, server, clock } = rooms

  /** Publishes the canteen's package under another id, changed. */
  async function publish(id: string, alter: (service: any) => void = () => {}, at = 1): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'parvis-catalogue-'))
    try {
      await cp(canteen, folder, { recursive: true })
      const service = JSON.parse(await readFile(join(folder, 'service.json'), 'utf8'))
      Object.assign(service, { id, numberPrefix: prefixOf(id) })
      alter(service)
      if (service.handover) {
        for (const part of ours) delete service[part]
        await rm(join(folder, 'form.json'))
      }
      await writeFile(join(folder, 'service.json'), JSON.stringify(service))
      const done = await publishPackage(journal, at, folder)
      if (isRefusal(done)) throw new Error(JSON.stringify(done))
      await journal.settled(at, done)
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const published = await publishContent(journal, 1, needPackage(authority(1), 1)!)
  if (isRefusal(published)) throw new Error(JSON.stringify(published))
  await journal.settled(1, published)

  return {
    journal, clock, publish,
    newVisitor: (ip?: string) => new Visitor(server, {}, ip),
    /** An agent, signed in. */
    async agent(email: string, teams: readonly string[] = ['education']): Promise<{ who: Visitor; id: Uuid }> {
      const id = derivedUuid(`agent/${email}`)
      const done = await journal.send(1, { kind: 'system', name: 'test' }, EnrolAgent, { agent: id, key: addressKey(journal.secrets, email), name: 'K. Example', email, password, teams, administrator: false })
      if (isRefusal(done)) throw new Error(done.refused)
      const who = new Visitor(server)
      expect(to(await submit(who, `${base}/desk/sign-in`, { email, password }))).toBe(`${base}/desk`)
      return { who, id }
    },
    close: () => rooms.close(),
  }
}

export type TownHall = Awaited<ReturnType<typeof openTownHall>>

/** Fills in a page's form and sends it, where it posts to itself or to `action`. */
export async function submit(who: Visitor, address: string, fields: Record<string, string> = {}, action = address): Promise<LightMyRequestResponse> {
  return who.post(action, { ...fields, csrf: csrfIn((await who.get(address)).body) })
}

/** Where a post leads. */
export function to(answer: LightMyRequestResponse): string {
  expect(answer.statusCode, answer.body.slice(0, 1_000)).toBe(303)
  return String(answer.headers.location)
}

/** The names of the services that a page lists, in its order. */
export const listed = (html: string): string[] => [...html.matchAll(/<li class="card"><a href="[^"]*\/services\/([^"?]+)/g)].map(found => found[1]!)
