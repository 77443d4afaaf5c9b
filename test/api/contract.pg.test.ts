import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdf, png } from '../documents/sample-files.ts'
import { answers, canteen, newAjv, openInterface, papers, type Interface } from './interface.ts'

/* The document of the interface, checked by a linter; and the interface, checked against its document. */

type Spoken = { operationId: string; security: object[]; requestBody?: { content: Record<string, { schema: object }> }; responses: Record<string, { content: Record<string, { schema: object }> }> }
type Document = { openapi: string; paths: Record<string, Record<'get' | 'post', Spoken>>; components: { schemas: { Problem: object } } }

let face: Interface
let own: Document
beforeAll(async () => {
  face = await openInterface()
  own = (await face.call('GET', '/api/town-1/openapi.json')).json as Document
})
afterAll(() => face?.close())

test.each(['/api/openapi.json', '/api/town-1/openapi.json'])('%s is sound OpenAPI 3.1', async address => {
  const { json, headers } = await face.call('GET', address)
  const checked = await new Validator().validate(json)
  expect(checked.errors ?? []).toEqual([])
  expect(checked.valid).toBe(true)
  expect(json.openapi).toBe('3.1.0')
  expect(headers['cache-control']).toBe('public, max-age=60')
  const ids = Object.values((json as Document).paths).flatMap(path => [path.get, path.post].filter(one => one !== undefined).map(one => one.operationId))
  expect(new Set(ids).size).toBe(ids.length)
})

test('the document of an authority holds the form of each of its services', () => {
  const schema = bodyOf(`/services/${canteen}/cases`)
  const check = newAjv().compile(schema)
  expect(check({ answers })).toBe(true)
  expect(check({ answers: { ...answers, relation: 'uncle' } })).toBe(false)
  expect(check({})).toBe(false)
})

describe('every operation answers as its document says', () => {
  let receipt: { number: string; code: string }
  beforeAll(async () => {
    receipt = (await face.file(answers)).json as typeof receipt
  })
  let planKey: string
  let plan: object
  beforeAll(async () => {
    planKey = randomUUID()
    plan = (await face.sendDocument(pdf, { key: planKey })).json
  })
  const multipart = (content: Buffer, headers: Record<string, string> = {}, filename = '; filename="a.bin"') => ({
    raw: Buffer.concat([Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"${filename}\r\n\r\n`), content, Buffer.from('\r\n--x--\r\n')]),
    headers: { ...key(), 'content-type': 'multipart/form-data; boundary=x', ...headers },
  })
  const key = () => ({ 'idempotency-key': randomUUID() })
  const code = () => ({ authorization: `Bearer ${receipt.code}` })
  const calls: Record<string, () => readonly (readonly [status: number, address: string, given?: Parameters<Interface['call']>[2]])[]> = {
    listServices: () => [[200, '/services']],
    getService: () => [[200, `/services/${canteen}`], [404, '/services/nothing'], [404, '/services/%00']],
    listAlgorithms: () => [[200, '/algorithms']],
    getSchema: () => [[200, `/services/${canteen}/schema`], [404, '/services/nothing/schema']],
    [`fileCase.${canteen}`]: () => [
      [201, `/services/${canteen}/cases`, { body: { answers }, headers: key() }],
      [400, `/services/${canteen}/cases`, { body: { answers } }],
      [400, `/services/${canteen}/cases`, { raw: '{', headers: key() }],
      [404, '/services/nothing/cases', { body: { answers }, headers: key() }],
      [413, `/services/${canteen}/cases`, { raw: `"${'x'.repeat(257 * 1024)}"`, headers: key() }],
      [415, `/services/${canteen}/cases`, { raw: 'answers=1', headers: { ...key(), 'content-type': 'application/x-www-form-urlencoded' } }],
      [422, `/services/${canteen}/cases`, { body: { answers: {} }, headers: key() }],
    ],
    [`fileCase.${papers}`]: () => [[422, `/services/${papers}/cases`, { body: { answers: { plan: [{ ...plan, file: 'a'.repeat(64) }] } }, headers: key() }], [201, `/services/${papers}/cases`, { body: { answers: { plan: [plan], trees: [] } }, headers: { 'idempotency-key': planKey } }]],
    sendDocument: () => [
      [201, `/services/${papers}/documents/photo`, multipart(png(4, 4))],
      [400, `/services/${papers}/documents/plan`, multipart(pdf, { 'idempotency-key': 'mine' })],
      [404, `/services/${papers}/documents/name`, multipart(pdf)],
      [404, '/services/nothing/documents/plan', multipart(pdf)],
      [413, `/services/${papers}/documents/plan`, multipart(Buffer.alloc(300_000, 'x'), {}, '')],
      [415, `/services/${papers}/documents/plan`, { body: {}, headers: key() }],
      [422, `/services/${papers}/documents/photo`, multipart(pdf)],
    ],
    getCase: () => [[200, `/cases/${receipt.number}`, { headers: code() }], [401, `/cases/${receipt.number}`], [404, '/cases/CA-2026-99999', { headers: code() }]],
  }

  test('each is driven here', () => {
    const told = Object.values(own.paths).flatMap(path => [path.get, path.post].flatMap(one => (one ? [one.operationId] : [])))
    expect(told.sort()).toEqual(Object.keys(calls).sort())
  })

  test.each(Object.keys(calls))('%s', async name => {
    const [, path] = Object.entries(own.paths).find(([, one]) => one.get?.operationId === name || one.post?.operationId === name)!
    const method = path.get ? 'GET' : 'POST'
    for (const [status, address, given] of calls[name]!()) {
      const answer = await face.call(method, `/api/town-1${address}`, given)
      expect(answer.status, `${address}: ${answer.text}`).toBe(status)
      const told = (path.get ?? path.post).responses[status]
      expect(told, `${name} ${status} is not told`).toBeDefined()
      const [type, { schema }] = Object.entries(told!.content)[0]!
      expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`)
      const ajv = newAjv()
      const check = ajv.compile('$ref' in schema ? own.components.schemas.Problem : schema)
      expect(check(answer.json), `${address} ${status}: ${ajv.errorsText(check.errors)}`).toBe(true)
    }
  })

  test('the schema of the answers is itself a schema, and takes what is filed', async () => {
    const { json } = await face.call('GET', `/api/town-1/services/${canteen}/schema`)
    expect(newAjv().compile(json)(answers)).toBe(true)
    expect(newAjv().compile(json)({ ...answers, colour: 1 })).toBe(false)
  })
})

const bodyOf = (address: string): object => own.paths[`/api/town-1${address}`]!.post.requestBody!.content['application/json']!.schema
