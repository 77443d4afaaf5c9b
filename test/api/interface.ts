import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { HttpSettings } from '../../src/app/http/roof.ts'
import { isRefusal } from '../../src/base/result.ts'
import { compileForm, type CompiledForm } from '../../src/engines/forms/compile-form.ts'
import { accounts } from '../../src/features/accounts/feature.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { publishContent, publishPackage, readPackage, services } from '../../src/features/services/feature.ts'
import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'
import { GetService } from '../../src/vocabulary/services.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { plainPackage } from '../support/plain-package.ts'

export const canteen = 'cantine-periscolaire'
export const papers = 'papers'
const folder = plainPackage()

/** The programming interface under the real roof, with the canteen's service published for two authorities. */
export async function openInterface(settings: Partial<HttpSettings> = {}) {
  const rooms = await serveRooms([services, filing(noAddresses), documents(fakeStores(), tmpdir()), cases, accounts], { now: Date.parse('2026-11-16T20:14:00Z') }, settings)
  for (const id of [1, 2]) {
    const published = await publishPackage(rooms.journal, id, folder)
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await rooms.journal.settled(id, published)
  }
  /** The same rules as the canteen's, for a form that asks for documents: `plan` must be there, each of `trees` has a `photo`. */
  const withPapers = await readPackage(folder)
  if (isRefusal(withPapers) || withPapers.form === null) throw new Error('The package cannot be read.')
  const published = await publishContent(rooms.journal, 1, { service: { ...withPapers.service, id: papers, version: 1 }, form: papersForm })
  if (isRefusal(published)) throw new Error(JSON.stringify(published))
  await rooms.journal.settled(1, published)
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

  /** Files a request, the canteen's where no service is named; `key` is made anew where none is given. */
  const file = (answers: unknown, given: { key?: string; more?: object; headers?: Record<string, string>; town?: string; service?: string; ip?: string } = {}) =>
    call('POST', `/api/${given.town ?? 'town-1'}/services/${given.service ?? canteen}/cases`, {
      body: { answers, ...given.more }, headers: { 'idempotency-key': given.key ?? randomUUID(), ...given.headers }, ip: given.ip,
    })

  /** Sends a document ahead, as curl -F does. */
  function sendDocument(content: Buffer, given: { name?: string; key?: string; question?: string; town?: string; service?: string; ip?: string; field?: string; headers?: Record<string, string> } = {}) {
    const { name = 'plan.pdf', key = randomUUID(), question = 'plan', town = 'town-1', service = papers, field = 'file', ip } = given
    const raw = Buffer.concat([Buffer.from(`--x\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`), content, Buffer.from('\r\n--x--\r\n')])
    return call('POST', `/api/${town}/services/${service}/documents/${question}`, { raw, ip, headers: { 'idempotency-key': key, 'content-type': 'multipart/form-data; boundary=x', ...given.headers } })
  }

  return { ...rooms, form, call, file, sendDocument }
}

export type Interface = Awaited<ReturnType<typeof openInterface>>

/** JSON Schema 2020-12, strict but for our own words. */
export function newAjv() {
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
  ;(addFormats as unknown as (a: typeof ajv) => void)(ajv)
  for (const word of ['x-version']) ajv.addKeyword(word)
  return ajv
}

const words = { fr: 'Plan', en: 'Map', de: 'Plan' }
const papersForm = {
  languages: ['fr', 'en', 'de'],
  groups: [
    { id: 'all', title: words, pages: [{ id: 'plan', questions: [{ id: 'plan', type: 'document', accept: ['pdf', 'image'], most: 2, maxMb: 1, label: words }] }] },
    { id: 'trees', title: words, repeat: { min: 0, max: 2, item: words, another: words, remove: words }, pages: [{ id: 'photo', questions: [{ id: 'photo', type: 'document', accept: ['image'], label: words }] }] },
  ],
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
