import { tmpdir } from 'node:os'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { compileForm, type CompiledForm } from '../../src/engines/forms/compile-form.ts'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import type { Answers } from '../../src/engines/forms/form.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing as filingWith } from '../../src/features/filing/feature.ts'
import { mail } from '../../src/features/mail/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import type { Actor } from '../../src/journal/kernel.ts'
import { sql } from '../../src/journal/sql.ts'
import { noAddresses, type AddressBook } from '../../src/ports/addresses/addresses.ts'
import { noMaps, type MapBook } from '../../src/ports/map-tiles/map-tiles.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, type Visitor } from '../support/visitor.ts'
import { plainPackage } from '../support/plain-package.ts'

const canteen = plainPackage()

/** Where the rooms of a request are served, with the canteen's service published for two authorities. */
export async function openCounter(book: AddressBook = noAddresses, maps: MapBook = noMaps) {
  const mailer = fakeMailer()
  const filing = filingWith(book, maps)
  const rooms = await serveRooms([services, filing, documents(fakeStores(), tmpdir()), cases, accounts, mail(mailer)], { now: Date.parse('2026-11-16T20:14:00Z') })
  for (const id of [1, 2]) {
    const published = await publishPackage(rooms.journal, id, canteen)
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await rooms.journal.settled(id, published)
  }
  const form = compileForm((await rooms.journal.ask(1)(GetService, { service: 'cantine-periscolaire' }))!.form) as CompiledForm

  const rowsOfDraft = (id: string) => rooms.journal.db(1).rows<{ answers: Answers }>(sql('select answers from drafts where authority = $1 and draft = $2'), [1, id])
  const stored = async (id: string): Promise<Answers> => (await rowsOfDraft(id))[0]!.answers

  /** Begins a request; returns the address of its first question. */
  async function begin(who: Visitor, language = 'fr'): Promise<string> {
    const page = await who.get(`/town-1/${language}/services/cantine-periscolaire`)
    return to(await who.post(`/town-1/${language}/services/cantine-periscolaire/start`, { csrf: csrfIn(page.body) }))
  }

  /** Answers every question by the pages themselves; returns the address of the check. */
  async function answerAll(who: Visitor, first: string, pick: (ways: number) => number = () => 0): Promise<string> {
    let address = first
    for (let turn = 0; turn < 60 && !address.endsWith('/check'); turn++) {
      const step = decodeURIComponent(address.split('/').at(-1)!)
      const fields = step.endsWith('.more') ? new URLSearchParams({ more: 'no' }) : fillIn(describeStep(form, await stored(idIn(address)), step, 'fr')!.controls, pick)
      address = to(await postTo(who, address, fields))
    }
    return address
  }

  /** As if every network had made so many attempts of each kind that it has made. */
  const sendAsMany = (count: number) => rooms.journal.db(1).rows(sql('update throttles set count = $2 where authority = $1'), [1, count])

  const system: Actor = { kind: 'system', name: 'sweep' }
  const sweep = async () => {
    for (const one of filing.sweeps!) await one.run({ db: rooms.journal.db(1), now: rooms.clock.now, send: (call: never, input: never) => rooms.journal.send(1, system, call, input) } as never)
  }
  /** Answers the first question. */
  const answerFirst = async (who: Visitor, first: string): Promise<string> =>
    to(await postTo(who, first, fillIn(describeStep(form, {}, 'children.0.child', 'fr')!.controls, () => 0)))
  /** The link in the newest mail to somebody, once `count` have arrived. */
  async function mailedLink(address: string, count = 1): Promise<string> {
    const mine = () => mailer.sent.filter(m => m.to === address)
    await expect.poll(() => mine().length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count)
    return `/town-1/fr/drafts/link/${/\/drafts\/link\/(\S+)/.exec(mine().at(-1)!.text)![1]!}`
  }
  /** Begins a form, answers one question and keeps it by code. */
  async function keptByCode(who: Visitor) {
    const first = await begin(who)
    const second = await answerFirst(who, first)
    return { id: idIn(first), first, second, ...(await codeFor(who, first)) }
  }
  return { ...rooms, mailer, mailedLink, keptByCode, answerFirst, form, rowsOfDraft, stored, begin, answerAll, sendAsMany, sweep }
}

export type Counter = Awaited<ReturnType<typeof openCounter>>

/** The address that a post or a page leads on to. */
export function to(answer: LightMyRequestResponse): string {
  expect(answer.statusCode, answer.body.slice(0, 2000)).toBe(303)
  return String(answer.headers.location)
}

export const idIn = (address: string): string => /\/apply\/([^/]+)/.exec(address)![1]!

/** Opens a page and posts its form. */
export async function postTo(who: Visitor, address: string, fields: URLSearchParams | Record<string, string>): Promise<LightMyRequestResponse> {
  const body = new URLSearchParams(fields)
  body.set('csrf', csrfIn((await who.get(address)).body))
  return who.post(address, body.toString())
}

/** The same draft's page of another step. */
export const stepAt = (address: string, step: string): string => address.replace(/[^/]+$/, step)

/** Keeps a draft by number and code, and reads both from the page. */
export async function codeFor(who: Visitor, address: string): Promise<{ readonly number: string; readonly code: string }> {
  const page = await who.get(to(await postTo(who, stepAt(address, 'go-on-later'), { by: 'code' })))
  const [number, code] = codesIn(page.body)
  return { number: number!, code: code! }
}

/** Number and code as a page shows them. */
export const codesIn = (body: string): string[] => [...body.matchAll(/<dd class="code">([^<]+)</g)].map(found => found[1]!)

/** The hidden fields of a page's forms, as a browser sends them back. */
export const hiddenIn = (body: string): Record<string, string> =>
  Object.fromEntries([...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(found => [found[1]!, found[2]!]))

/** A first question that is answered. */
export const child = { 'child.given': 'Inès', 'child.family': 'Exemple', 'child.birthDate.day': '14', 'child.birthDate.month': '3', 'child.birthDate.year': '2019' }
