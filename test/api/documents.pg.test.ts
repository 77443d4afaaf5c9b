import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { heic, jpeg, pdf, png } from '../documents/sample-files.ts'
import { openInterface, papers, type Interface } from './interface.ts'

/* Documents by programs: sent ahead with the key of their request, and named by no other. Every test comes from a network of its own. */

let face: Interface
beforeAll(async () => {
  face = await openInterface()
})
afterAll(() => face?.close())

let hosts = 1
const newIp = (): string => `203.0.113.${hosts++}`
const day = 24 * 3_600_000
const send = (content: Buffer, given: Parameters<Interface['sendDocument']>[1] = {}) => face.sendDocument(content, { ip: newIp(), ...given })
const file = (answers: object, key: string) => face.file(answers, { key, service: papers, ip: newIp() })
const sweep = () => Promise.all(face.journal.features.flatMap(feature => feature.sweeps ?? []).filter(one => one.name === 'documents').map(one =>
  one.run({ db: face.journal.db(1), ask: face.journal.ask(1), now: face.clock.now } as never)))

test('a document that was sent ahead is filed with its request, as the pages keep it', async () => {
  const key = randomUUID()
  const plan = await send(pdf, { key, name: '../../gp\u202ej.html' })
  expect([plan.status, plan.headers['cache-control'], plan.headers.location], plan.text).toEqual([201, 'no-store', undefined])
  expect(plan.json).toEqual({ file: expect.stringMatching(/^[0-9a-f]{64}$/), name: 'gpj.html.pdf', type: 'application/pdf', bytes: pdf.length })
  const photo = await send(heic, { key, question: 'photo', name: 'IMG.HEIC' })
  // Sent again, it is the same.
  expect((await send(pdf, { key, name: 'other.pdf' })).json).toEqual(plan.json)
  const answers = { plan: [plan.json], trees: [{ photo: [photo.json] }] }
  const filed = await file(answers, key)
  expect(filed.status, filed.text).toBe(201)
  expect((await face.journal.ask(1)(GetCase, { case: filed.json.case }))!.answers).toEqual(answers)
  // Also all of it once more, weeks later: what a request names stays.
  for (const wait of [1, 30]) {
    face.clock.now += wait * day
    await sweep()
  }
  expect((await send(pdf, { key })).json).toEqual(plan.json)
  expect((await file(answers, key)).text).toBe(filed.text)
})

test('nobody else’s document can be named, by its hash or by all that is known of it', async () => {
  const key = randomUUID()
  const plan = (await send(pdf, { key })).json
  const [other, elsewhere] = [randomUUID(), randomUUID()]
  await send(png(2, 2), { key: other })
  const strange = { pointer: '#/answers/plan/0', rule: 'unknownFile', detail: expect.stringMatching(/has not arrived/), mend: expect.stringMatching(/Idempotency-Key/) }
  for (const mine of [other, elsewhere]) expect((await file({ plan: [plan] }, mine)).json.errors).toEqual([strange])
  for (const altered of [{ ...plan, name: 'x.pdf' }, { ...plan, bytes: 1 }, { ...plan, type: 'image/png' }]) expect((await file({ plan: [altered] }, key)).json.errors).toContainEqual(strange)
  // The same content under one's own key is one's own.
  const again = (await send(pdf, { key: elsewhere })).json
  expect((await file({ plan: [again] }, elsewhere)).status).toBe(201)
  expect((await file({ plan: [plan] }, key)).status).toBe(201)
})

test('what no request names goes after a day, and not while it is being filed', async () => {
  const [loose, filed] = [randomUUID(), randomUUID()]
  const one = (await send(jpeg(1), { key: loose })).json
  const two = (await send(png(3, 3), { key: filed })).json
  face.clock.now += day - 1000
  // Refused for the rest of it: the document is held for another day.
  expect((await file({ plan: [two], trees: [{}] }, filed)).status).toBe(422)
  face.clock.now += 2000
  await sweep()
  expect((await file({ plan: [one] }, loose)).json.errors).toMatchObject([{ rule: 'unknownFile' }])
  expect((await file({ plan: [two] }, filed)).status).toBe(201)
})

test('a document is refused for what its content is, and for what is missing', async () => {
  const refusal = async (content: Buffer, given: Parameters<Interface['sendDocument']>[1] = {}) => {
    const { status, json } = await send(content, given)
    return [status, json.errors?.[0] ?? json.type]
  }
  const fault = (rule: string, detail: RegExp) => [422, { pointer: '#/file', rule, detail: expect.stringMatching(detail), mend: expect.any(String) }]
  expect(await refusal(Buffer.from('<!doctype html><script>'), { name: 'a.pdf' })).toEqual(fault('wrongType', /a/))
  expect(await refusal(pdf, { question: 'photo' })).toEqual(fault('wrongType', /plan/))
  expect(await refusal(Buffer.alloc(0))).toEqual(fault('emptyFile', /plan/))
  expect(await refusal(Buffer.concat([pdf, Buffer.alloc(1_000_001)]))).toEqual(fault('fileTooLarge', /1 MB|1.MB/))
  expect(await refusal(pdf, { field: 'plan' })).toEqual(fault('required', /“file”/))
  expect(await refusal(pdf, { key: 'guessed' })).toEqual([400, '/api/problems/key-missing'])
  expect(await refusal(pdf, { headers: { 'content-type': 'application/pdf' } })).toEqual([415, '/api/problems/not-multipart'])
  expect(await refusal(pdf, { question: 'toString' })).toEqual([404, '/api/problems/not-found'])
  expect(await refusal(pdf, { town: 'town-2' })).toEqual([404, '/api/problems/not-found'])
})

test('three hundred an hour come from one network', async () => {
  const ip = newIp()
  // Counted before anything else is looked at.
  for (let i = 0; i < 300; i++) expect((await face.sendDocument(pdf, { ip, key: 'none' })).status).toBe(400)
  const shut = await face.sendDocument(pdf, { ip })
  expect([shut.status, shut.headers['retry-after']]).toEqual([429, '3600'])
  expect((await send(pdf)).status).toBe(201)
})

test('the questions are titled in the language that was asked for', async () => {
  const titled = async (language: string) => (await face.call('GET', `/api/town-1/services/${papers}/schema`, { headers: { 'accept-language': language } }))
  expect((await titled('en')).json.properties.plan.title).toBe('Map')
  expect((await titled('fr')).json.properties.plan.title).toBe('Plan')
  expect((await titled('en')).headers.vary).toMatch(/accept-language/)
})
