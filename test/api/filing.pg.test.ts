import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/journal/sql.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { answers, canteen, openInterface, type Interface } from './interface.ts'

/* Filing and following by a program, over HTTP with real rows and events. Every test comes from a network of its own. */

let face: Interface
beforeAll(async () => {
  face = await openInterface()
})
afterAll(() => face?.close())

let hosts = 1
const newIp = (): string => `192.0.2.${hosts++}`
const readCase = (id: string, town = 1) => face.journal.ask(town)(GetCase, { case: id })
const filed = async (given: Parameters<Interface['file']>[1] = {}) => {
  const answer = await face.file(answers, { ip: newIp(), ...given })
  expect(answer.status, answer.text).toBe(201)
  return answer
}
const follow = (number: string, code: string, given: { ip?: string; town?: string } = {}) =>
  face.call('GET', `/api/${given.town ?? 'town-1'}/cases/${number}`, { headers: { authorization: `Bearer ${code}` }, ip: given.ip ?? newIp() })

describe('a request filed by a program', () => {
  test('is the same case as one from the page, with its number, its code and its last day', async () => {
    const { json, headers } = await filed({ more: { language: 'de' } })
    expect(json).toMatchObject({ number: expect.stringMatching(/^CA-2026-\d{5}$/), code: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/), version: 1, language: 'de', due: '2026-12-07', leftOut: [] })
    expect(headers.location).toBe(`/api/town-1/cases/${json.number}`)
    expect(headers['cache-control']).toBe('no-store')
    const file = (await readCase(json.case))!
    expect(file).toMatchObject({ service: canteen, packageVersion: 1, language: 'de', team: 'education', due: '2026-12-07', status: 'received', answers, subject: expect.stringContaining('Inès') })
    expect(file.contact).toMatchObject({ name: 'Lou Exemple', email: 'lou@exemple.fr', addressKey: expect.any(String) })
    const [event] = await face.journal.db(1).rows<{ facts: { channel: string }; actor: string }>(sql('select facts, actor from journal where authority = $1 and stream = $2'), [1, json.case])
    expect(event).toMatchObject({ facts: { channel: 'api' }, actor: `account:${file.holders[0]}` })
  })

  test('opens on the page by number and code', async () => {
    const { json } = await filed()
    const person = new Visitor(face.server, {}, newIp())
    const door = await person.get('/town-1/fr/requests/find')
    const opened = await person.post('/town-1/fr/requests/find', { csrf: csrfIn(door.body), number: json.number, code: json.code })
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `/town-1/fr/requests/${json.case}`])
    expect((await person.get(`/town-1/fr/requests/${json.case}`)).body).toContain(json.number)
  })

  test('sent again, or at once, or from another network, is one case with one code', async () => {
    const key = randomUUID()
    const all = await Promise.all([1, 2, 3].map(() => filed({ key })))
    all.push(await filed({ key: `"${key.toUpperCase()}"` }))
    // Tomorrow, too: what was right on its day is the same request.
    face.clock.now += 30 * 24 * 3_600_000
    all.push(await filed({ key }))
    face.clock.now -= 30 * 24 * 3_600_000
    expect(new Set(all.map(one => one.text)).size).toBe(1)
    expect((await readCase(all[0]!.json.case))!.version).toBe(1)
  })

  test('under a key that stands for other answers tells nothing of them', async () => {
    const key = randomUUID()
    const first = await filed({ key })
    for (const other of [{ ...answers, relation: 'guardian' }, {}, null]) {
      const answer = await face.file(other, { key, ip: newIp() })
      expect([answer.status, answer.json.type]).toEqual([409, '/api/problems/key-used'])
      expect(answer.text).not.toContain(first.json.number)
    }
    expect((await face.file(answers, { key, more: { language: 'de' }, ip: newIp() })).status).toBe(409)
    const both = randomUUID()
    const race = await Promise.all([answers, { ...answers, relation: 'guardian' }].map(one => face.file(one, { key: both, ip: newIp() })))
    expect(race.map(one => one.status).sort()).toEqual([201, 409])
    // The same key in another town is another request.
    const there = await filed({ key, town: 'town-2' })
    expect(there.json.case).not.toBe(first.json.case)
    expect(await readCase(there.json.case)).toBeNull()
  })

  test('needs a key that nobody guesses', async () => {
    for (const key of ['', 'abc', '00000000-0000-0000-0000-000000000000', '1b4e28ba-2fa1-11d2-883f-0016d3cca427']) {
      const answer = await face.file(answers, { key, ip: newIp() })
      expect([answer.status, answer.json.type], key).toEqual([400, '/api/problems/key-missing'])
    }
  })

  test('names what was not asked, and does not keep it', async () => {
    const [child] = answers.children
    const { json } = await face.file({ ...answers, favouriteColour: 'blue', children: [{ ...child, healthNote: 'Peanuts' }] }, { ip: newIp() })
    expect(json.leftOut.sort()).toEqual(['#/answers/children/0/healthNote', '#/answers/favouriteColour'])
    expect((await readCase(json.case))!.answers).toEqual(answers)
  })

  test('is limited to sixty an hour from one network, and repeats do not count', async () => {
    const ip = newIp()
    const key = randomUUID()
    for (let i = 0; i < 60; i++) expect((await face.file(answers, { ip, ...(i === 0 && { key }) })).status).toBe(201)
    const answer = await face.file(answers, { ip })
    expect([answer.status, answer.headers['retry-after'], answer.json.type]).toEqual([429, '3600', '/api/problems/throttled'])
    expect((await face.file(answers, { ip, key })).status).toBe(201)
    await filed()
  })
})

describe('answers that do not fit', () => {
  const [child] = answers.children
  const { consent: _, ...unsigned } = answers

  test.each([
    ['missing', unsigned, '#/answers/consent', 'required', /Tick the box/, /Add/],
    ['in another form', { ...answers, relation: 7 }, '#/answers/relation', 'malformed', /cannot be read/, /"enum":\["parent"/],
    ['not on offer', { ...answers, relation: 'uncle' }, '#/answers/relation', 'notOffered', /Choose from the list/, /parent, guardian, onBehalf/],
    ['in an item', { ...answers, children: [child, { ...child, child: { ...child!.child, birthDate: '2030-01-01' } }] }, '#/answers/children/1/child/birthDate', 'tooLate', /too late/, /Show the sentence/],
    ['too many items', { ...answers, children: Array(9).fill(child) }, '#/answers/children', 'tooMany', /at most 8/, /list of objects/],
    ['no list', { ...answers, children: 'Inès' }, '#/answers/children', 'malformed', /cannot be read/, /list of objects/],
    ['no object', 'Inès', '#/answers', 'malformed', /cannot be read/, /"answers"/],
  ] as const)('%s: named by place, rule, what to say and what to mend', async (_name, sent, pointer, rule, say, mend) => {
    const { status, json, headers } = await face.file(sent, { ip: newIp() })
    expect([status, headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8'])
    expect(json).toMatchObject({ type: '/api/problems/unusable', status: 422 })
    expect(json.errors).toContainEqual({ pointer, rule, detail: expect.stringMatching(say), mend: expect.stringMatching(mend) })
  })

  test('name the plain language: easy language is a way of reading pages', async () => {
    const { status, json } = await face.file(answers, { ip: newIp(), more: { language: 'fr-simple' } })
    expect(status).toBe(422)
    expect(json.errors).toEqual([{ pointer: '#/language', rule: 'notOffered', detail: expect.any(String), mend: expect.stringContaining('fr, en, de') }])
  })

  test('are told in the language that was asked for', async () => {
    const told = async (language: string, header = 'en') => (await face.file(unsigned, { ip: newIp(), more: { language }, headers: { 'accept-language': header } })).json
    expect((await told('fr')).errors[0].detail).toMatch(/Cochez/)
    expect((await told('de')).title).toMatch(/berichtigen/)
    const wrong = await told('xx', 'de')
    expect(wrong.errors).toEqual([{ pointer: '#/language', rule: 'notOffered', detail: expect.stringMatching(/Sprache/), mend: expect.stringMatching(/fr/) }])
  })

  test('around them: versions and members that are not known', async () => {
    const { json } = await face.file(answers, { ip: newIp(), more: { version: 7 } })
    expect(json.errors).toMatchObject([{ pointer: '#/version', rule: 'notOffered', mend: expect.stringContaining('"version": 1') }])
    expect((await face.file(answers, { ip: newIp(), more: { version: '1', colour: 1 } })).json.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['#/colour', '#/version'])
    expect((await face.file(answers, { ip: newIp(), more: { version: 1 } })).status).toBe(201)
    expect((await face.call('POST', `/api/town-1/services/${canteen}/cases`, { body: [], headers: { 'idempotency-key': randomUUID() }, ip: newIp() })).json.errors).toMatchObject([{ pointer: '#' }])
  })
})

describe('a request followed by a program', () => {
  test('says what the tracking page says, and nothing of the person', async () => {
    const { json: receipt } = await filed()
    const { status, json, text, headers } = await follow(receipt.number.toLowerCase(), receipt.code.replaceAll('-', ' ').toLowerCase())
    expect(status).toBe(200)
    expect(json).toMatchObject({ number: receipt.number, status: 'received', late: false, yourTurn: false, filed: '2026-11-16T20:14:00.000Z', due: '2026-12-07', messages: 0 })
    expect(json.milestones.map((m: { id: string; state: string }) => [m.id, m.state])).toEqual([['received', 'done'], ['complete', 'now'], ['decision', 'next'], ['told', 'next']])
    expect(headers['cache-control']).toBe('no-store')
    for (const personal of ['Inès', 'Lou', 'exemple.fr']) expect(text).not.toContain(personal)
    face.clock.now += 40 * 24 * 3_600_000
    expect((await follow(receipt.number, receipt.code)).json.late).toBe(true)
    face.clock.now -= 40 * 24 * 3_600_000
  })

  test('without a code, with a wrong one, under an unknown number or in another town is not found', async () => {
    const { json: receipt } = await filed()
    const bare = await face.call('GET', `/api/town-1/cases/${receipt.number}?code=${receipt.code}`)
    expect([bare.status, bare.headers['www-authenticate'], bare.json.type]).toEqual([401, 'Bearer', '/api/problems/code-missing'])
    expect((await follow(receipt.number, 'no')).status).toBe(401)
    const [wrong, unknown, elsewhere] = [await follow(receipt.number, '0000-0000-0000'), await follow('CA-2026-99999', receipt.code), await follow(receipt.number, receipt.code, { town: 'town-2' })]
    expect([wrong.status, wrong.text]).toEqual([404, unknown.text])
    expect(elsewhere.text).toBe(wrong.text)
  })

  test('is counted together with tries on the page', async () => {
    const { json: receipt } = await filed()
    const ip = newIp()
    const person = new Visitor(face.server, {}, ip)
    const csrf = csrfIn((await person.get('/town-1/fr/requests/find')).body)
    for (let i = 0; i < 3; i++) expect((await person.post('/town-1/fr/requests/find', { csrf, number: receipt.number, code: '0000-0000-0000' })).statusCode).toBe(422)
    for (let i = 0; i < 2; i++) expect((await follow(receipt.number, '0000-0000-0000', { ip })).status).toBe(404)
    const shut = await follow(receipt.number, receipt.code, { ip })
    expect([shut.status, shut.headers['retry-after']]).toEqual([429, '900'])
    expect((await person.post('/town-1/fr/requests/find', { csrf, number: receipt.number, code: receipt.code })).statusCode).toBe(429)
    expect((await follow(receipt.number, receipt.code)).status).toBe(200)
  })
})
