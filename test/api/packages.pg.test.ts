import { readdirSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { publishContent, readPackage } from '../../src/features/services/feature.ts'
import { isHandover, ListEntries, type CatalogueEntry } from '../../src/vocabulary/services.ts'
import { pdf } from '../documents/sample-files.ts'
import { newAjv, openInterface, type Interface } from './interface.ts'

/* Every example package behind the interface: forms of every kind, hand-overs, internal services, calls with a closing date. */

const root = join(import.meta.dirname, '../../authorities')
const team = 'education'

let face: Interface
let all: readonly CatalogueEntry[]
beforeAll(async () => {
  face = await openInterface()
  for (const authority of readdirSync(root))
    for (const service of readdirSync(join(root, authority, 'services'))) {
      const read = await readPackage(join(root, authority, 'services', service))
      if (isRefusal(read)) throw new Error(`${service}: ${JSON.stringify(read.issues)}`)
      // The town of the tests has one team.
      const published = await publishContent(face.journal, 1, read.form === null ? read : { ...read, service: { ...read.service, team } })
      if (isRefusal(published)) throw new Error(`${service}: ${JSON.stringify(published.issues)}`)
      await face.journal.settled(1, published)
    }
  all = await face.journal.ask(1)(ListEntries, {})
})
afterAll(() => face?.close())

const get = async (address: string) => (await face.call('GET', `/api/town-1${address}`)).json
const post = (service: string, answers: unknown, key: string = randomUUID()) =>
  face.call('POST', `/api/town-1/services/${service}/cases`, { body: { answers }, headers: { 'idempotency-key': key } })

test('the document with all their forms is sound, and each schema is a schema', async () => {
  const document = await get('/openapi.json')
  const checked = await new Validator().validate(document)
  expect(checked.errors ?? []).toEqual([])
  const bodies = Object.entries(document.paths).flatMap(([path, one]: [string, any]) => (one.post?.requestBody.content['application/json'] ? [[path, one.post.requestBody.content['application/json'].schema]] : []))
  expect(bodies.length).toBe(all.filter(entry => !isHandover(entry) && !entry.description.internal && !entry.description.takesAppeals).length)
  for (const [, schema] of bodies) newAjv().compile(schema)
})

test('each service is told as the document says, with links that lead somewhere', async () => {
  const { paths } = await get('/openapi.json')
  const schemaOf = (path: string) => paths[`/api/town-1${path}`].get.responses['200'].content['application/json'].schema
  const one = newAjv().compile(schemaOf('/services/{service}'))
  const { services } = await get('/services')
  const ajv = newAjv()
  expect(ajv.compile(schemaOf('/services'))({ services }), ajv.errorsText()).toBe(true)
  expect(services).toHaveLength(all.filter(entry => !entry.description.internal).length)
  for (const service of services) {
    const told = await get(`/services/${service.id}`)
    expect(one(told), `${service.id}: ${JSON.stringify(one.errors)}`).toBe(true)
    expect(told).toMatchObject(service)
    expect(told).not.toHaveProperty('team')
    const form = await face.call('GET', `/api/town-1/services/${service.id}/schema`)
    expect([form.status, service.links.schema !== undefined], service.id).toEqual(service.handover || service.takesAppeals ? [404, false] : [200, true])
    if (service.handover || service.takesAppeals) expect((await post(service.id, {})).status).toBe(404)
  }
})

test('what is for staff does not exist for programs', async () => {
  const internal = all.filter(entry => entry.description.internal).map(entry => entry.description.id)
  expect(internal.length).toBeGreaterThan(0)
  for (const id of internal) {
    expect((await face.sendDocument(pdf, { service: id, question: 'offers' })).status).toBe(404)
    for (const address of [`/services/${id}`, `/services/${id}/schema`]) expect((await face.call('GET', `/api/town-1${address}`)).status).toBe(404)
    expect((await post(id, {})).status).toBe(404)
  }
})

test('answers that do not fit any of the forms are named with a sentence in each language', async () => {
  for (const { id, handover, opening, takesAppeals } of (await get('/services')).services) {
    if (handover || opening || takesAppeals) continue
    for (const language of ['fr', 'en', 'de']) {
      const { status, json } = await face.call('POST', `/api/town-1/services/${id}/cases`, { body: { answers: {}, language }, headers: { 'idempotency-key': randomUUID() }, ip: `198.51.100.${language.charCodeAt(0)}` })
      expect(status, id).toBe(422)
      for (const error of json.errors) expect(error, `${id} ${language}`).toMatchObject({ pointer: expect.stringMatching(/^#\/answers\/\w/), detail: expect.stringMatching(/\p{L}{3}/u), mend: expect.stringMatching(/\p{L}{3}/u) })
    }
  }
})

describe('a service with a closing date', () => {
  const words = { en: 'Call' }
  const at = (time: string) => (face.clock.now = Date.parse(`${time}+01:00`))
  beforeAll(async () => {
    const read = await readPackage(join(root, 'fleury-sur-orne/services/cantine-periscolaire'))
    if (isRefusal(read) || read.form === null) throw new Error('unreadable')
    const form = { languages: ['en'], groups: [{ id: 'all', title: words, pages: [{ id: 'idea', questions: [{ id: 'idea', type: 'short-text', label: words }] }, { id: 'plan', questions: [{ id: 'plan', type: 'document', accept: ['pdf'], optional: true, label: words }] }] }] }
    const published = await publishContent(face.journal, 1, { service: { ...read.service, id: 'call', version: 1, team, opening: { from: '2026-11-20T08:00', until: '2026-11-27T12:00' } }, form })
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await face.journal.settled(1, published)
  })

  test('takes nothing before and after, and goes on knowing what was sent in time', async () => {
    const key = randomUUID()
    at('2026-11-20T07:59:59')
    const early = await post('call', { idea: 'A' }, key)
    expect([early.status, early.json.type]).toEqual([409, '/api/problems/closed'])
    at('2026-11-27T11:59:59')
    const filed = await post('call', { idea: 'A' }, key)
    expect(filed.status, filed.text).toBe(201)
    at('2026-11-27T12:00:00')
    expect((await post('call', { idea: 'A' })).status).toBe(409)
    expect((await post('call', { idea: 'A' }, key)).text).toBe(filed.text)
    expect((await get('/services/call')).opening).toEqual({ from: '2026-11-20T08:00', until: '2026-11-27T12:00' })
  })

  test('takes a document ahead within its opening only', async () => {
    const send = async () => (await face.sendDocument(pdf, { service: 'call' })).status
    at('2026-11-20T07:59:59')
    expect(await send()).toBe(409)
    at('2026-11-20T08:00:00')
    expect(await send()).toBe(201)
    at('2026-11-27T12:00:00')
    expect(await send()).toBe(409)
  })

  test('takes no file by its hash, whosever it is', async () => {
    at('2026-11-21T12:00:00')
    const { status, json } = await post('call', { idea: 'A', plan: [{ file: 'a'.repeat(64), name: 'plan.pdf', type: 'application/pdf', bytes: 12 }] })
    expect([status, json.errors]).toEqual([422, [{ pointer: '#/answers/plan/0', rule: 'unknownFile', detail: expect.any(String), mend: expect.any(String) }]])
    expect((await get('/services/call/schema')).properties.plan).toMatchObject({ type: 'array', title: 'Call' })
  })
})
