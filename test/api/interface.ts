import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { HttpSettings } from '../../src/app/http/roof.ts'
import { isRefusal } from '../../src/base/result.ts'
import { compileForm, type CompiledForm } from '../../src/engines/forms/compile-form.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { serveRooms } from '../support/served-rooms.ts'

export const canteen = 'cantine-periscolaire'
const folder = join(import.meta.dirname, '../../authorities/fleury-sur-orne/services', canteen)

/** The programming interface under the real roof, with the canteen's service published for two authorities. */
export async function openInterface(settings: Partial<HttpSettings> = {}) {
  const rooms = await serveRooms([services, filing(noAddresses), documents(fakeStores(), tmpdir()), cases, accounts], { now: Date.parse('2026-11-16T20:14:00Z') }, settings)
  for (const id of [1, 2]) {
    const published = await publishPackage(rooms.journal, id, folder)
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await rooms.journal.settled(id, published)
  }
  const form = compileForm((await rooms.journal.ask(1)(GetService, { service: canteen }))!.form) as CompiledForm

  async function call(method: 'GET' | 'POST' | 'PUT' | 'OPTIONS', url: string, given: { body?: unknown; raw?: string | Buffer; headers?: Record<string, string>; ip?: string } = {}) {
    const { body, raw, headers = {}, ip = '127.0.0.1' } = given
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const answer = await rooms.server.inject({
      method, url, payload, remoteAddress: ip,
      headers: { host: 'localhost', 'accept-language': 'en', ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
    })
    const json = /json/.test(String(answer.headers['content-type'])) && answer.body !== '' ? (JSON.parse(answer.body) as any) : null
    return { status: answer.statusCode, json, headers: answer.headers, text: answer.body }
  }

  /** Files the canteen's request; `key` is made anew where none is given. */
  const file = (answers: unknown, given: { key?: string; more?: object; headers?: Record<string, string>; town?: string; ip?: string } = {}) =>
    call('POST', `/api/${given.town ?? 'town-1'}/services/${canteen}/cases`, {
      body: { answers, ...given.more }, headers: { 'idempotency-key': given.key ?? randomUUID(), ...given.headers }, ip: given.ip,
    })

  return { ...rooms, form, call, file }
}

export type Interface = Awaited<ReturnType<typeof openInterface>>

/** JSON Schema 2020-12, strict but for our own words. */
export function newAjv() {
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
  ;(addFormats as unknown as (a: typeof ajv) => void)(ajv)
  for (const word of ['x-version']) ajv.addKeyword(word)
  return ajv
}

/** Answers that the canteen's form takes on 16 November 2026. */
export const answers = {
  children: [
    {
      child: { given: 'Inès', family: 'Exemple', birthDate: '2019-03-14' }, schoolYear: 'CE1', school: 'unknown', canteenDays: ['monday', 'friday'], care: ['none'],
      startDate: '2026-12-01', needsCare: false,
    },
  ],
  quotient: 74_200,
  emergencyWho: 'other',
  emergencyName: { given: 'Ana', family: 'Exemple' },
  emergencyPhone: '02 61 91 00 01',
  applicantName: { given: 'Lou', family: 'Exemple' },
  relation: 'parent',
  email: 'lou@exemple.fr',
  consent: true,
}
