import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { derivedUuid, newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import { staff } from '../../src/features/staff/feature.ts'
import { noMaps, type MapBook } from '../../src/ports/map-tiles/map-tiles.ts'
import { rowsOf } from '../../src/journal/database.ts'
import type { Actor, Call } from '../../src/journal/kernel.ts'
import { sql } from '../../src/journal/sql.ts'
import { FileCase, GetCase, type CaseFile, type FileCaseInput } from '../../src/vocabulary/cases.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { EnrolAgent } from '../../src/vocabulary/staff.ts'
import { filing, visitor } from '../support/example.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { plainPackage } from '../support/plain-package.ts'

export const base = '/town-1/fr'
export const password = 'four words of an example'

/** A town hall with the canteen's package and agents who sign in by its door. */
export async function openOffice(maps: MapBook = noMaps) {
  const rooms = await serveRooms([services, cases, staff, desk(maps)], { now: Date.parse('2026-11-16T20:14:00Z') })
  const { journal, clock, server } = rooms
  const published = await publishPackage(journal, 1, plainPackage())
  if (isRefusal(published)) throw new Error(JSON.stringify(published))

  async function act<I>(actor: Actor, call: Call<I>, input: I): Promise<void> {
    const done = await journal.send(1, actor, call, input)
    if (isRefusal(done)) throw new Error(`${call.name}: ${JSON.stringify(done)}`)
    await journal.settled(1, done)
  }
  const read = async (id: Uuid): Promise<CaseFile> => (await journal.ask(1)(GetCase, { case: id }))!
  const newVisitor = (ip?: string) => new Visitor(server, {}, ip)
  return {
    journal, clock, act, read, newVisitor,
    async enrol(email: string, name = 'K. Example', teams: readonly string[] = ['education']): Promise<Uuid> {
      const agent = derivedUuid(`agent/${email}`)
      await act({ kind: 'system', name: 'test' }, EnrolAgent, { agent, key: addressKey(journal.secrets, email), name, email, password, teams, administrator: false })
      return agent
    },
    async signedIn(email: string, who = newVisitor()): Promise<Visitor> {
      expect(to(await submit(who, `${base}/desk/sign-in`, { email, password }))).toBe(`${base}/desk`)
      return who
    },
    /** All counts of attempts that have begun are now beyond their limit. */
    fillThrottles: () => rowsOf(journal.pools.app, 1, sql('update throttles set count = 1000000 where authority = 1')),
    async file(more: Partial<FileCaseInput> = {}): Promise<CaseFile> {
      const holder = newUuid()
      const draft = newUuid()
      await act(visitor(holder), FileCase, filing(holder, { draft, answers: {}, ...more }))
      return read(draft)
    },
    close: () => rooms.close(),
  }
}

export type Office = Awaited<ReturnType<typeof openOffice>>

/** Fills in a page's form and sends it, where it posts to itself or to `action`. */
export async function submit(who: Visitor, address: string, fields: Record<string, string> = {}, action = address): Promise<LightMyRequestResponse> {
  return who.post(action, { ...fields, csrf: csrfIn((await who.get(address)).body) })
}

/** Where a post leads. */
export function to(answer: LightMyRequestResponse): string {
  expect(answer.statusCode, answer.body.slice(0, 1_000)).toBe(303)
  return String(answer.headers.location)
}

/** What a page's field holds. */
export const valueOf = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
