import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { mail } from '../../src/features/mail/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import type { Actor, Call } from '../../src/journal/kernel.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import { codeHash } from '../../src/vocabulary/case-code.ts'
import { FileCase, GetCase, type CaseFile } from '../../src/vocabulary/cases.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { agent, filing, visitor } from '../support/example.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { plainPackage } from '../support/plain-package.ts'

export const base = '/town-1/fr'
/** The secret code of every case of these tests. */
export const code = '7K3M-Q9TX-B2WF'

/** A town with the canteen's package, where cases are filed, handled and mailed about, and people come to the residents' door. */
export async function openTown() {
  const mailer = fakeMailer()
  const rooms = await serveRooms([services, cases, accounts, mail(mailer)], { now: Date.parse('2026-11-16T20:14:00Z') })
  const { journal, clock, server } = rooms
  const published = await publishPackage(journal, 1, plainPackage())
  if (isRefusal(published)) throw new Error(JSON.stringify(published))
  const clerk = agent()

  async function act<I>(actor: Actor, call: Call<I>, input: I): Promise<void> {
    const done = await journal.send(1, actor, call, input)
    if (isRefusal(done)) throw new Error(`${call.name}: ${JSON.stringify(done)}`)
    await journal.settled(1, done)
  }
  const newVisitor = (ip?: string) => new Visitor(server, {}, ip)
  const read = async (id: Uuid): Promise<CaseFile> => (await journal.ask(1)(GetCase, { case: id }))!
  /** The address in the newest mail to somebody, once `count` have arrived. */
  async function mailedLink(address: string, count = 1): Promise<string> {
    const mine = () => mailer.sent.filter(m => m.to === address)
    await expect.poll(() => mine().length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count)
    return `${base}/access/${/\/access\/(\S+)/.exec(mine().at(-1)!.text)![1]!}`
  }
  return {
    journal, clock, mailer, clerk, act, read, newVisitor, mailedLink,
    async file(email?: string): Promise<CaseFile> {
      const holder = newUuid()
      const draft = newUuid()
      await act(visitor(holder), FileCase, filing(holder, {
        draft, codeHash: codeHash(journal.secrets, draft, code), answers: {},
        contact: { name: 'A. Example', ...(email && { email, addressKey: addressKey(journal.secrets, email) }) },
      }))
      return read(draft)
    },
    /** Opens a case in a browser of its own. */
    async holder(file: CaseFile, who = newVisitor()): Promise<Visitor> {
      expect(to(await submit(who, `${base}/requests/find`, { number: file.number, code }))).toBe(`${base}/requests/${file.id}`)
      return who
    },
    /** Asks for a link by the page, and opens the mail. */
    async signInLink(address: string, who: Visitor): Promise<string> {
      const before = mailer.sent.filter(m => m.to === address).length
      expect(to(await submit(who, `${base}/access`, { email: address }))).toBe(`${base}/access/sent`)
      return mailedLink(address, before + 1)
    },
    close: () => rooms.close(),
  }
}

export type Town = Awaited<ReturnType<typeof openTown>>

/** Fills in a page's form and sends it, where it posts to itself or to `action`. */
export async function submit(who: Visitor, address: string, fields: Record<string, string> = {}, action = address): Promise<LightMyRequestResponse> {
  return who.post(action, { ...fields, csrf: csrfIn((await who.get(address)).body) })
}

/** Where a post leads. */
export function to(answer: LightMyRequestResponse): string {
  expect(answer.statusCode, answer.body.slice(0, 1_000)).toBe(303)
  return String(answer.headers.location)
}

/** A page without what differs each time: the token of its forms and their own ids. */
export const steady = (body: string): string => body.replace(/name="(csrf|once)" value="[^"]*"/g, '')
