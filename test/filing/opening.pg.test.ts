import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { publishPackage } from '../../src/features/services/feature.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { plainPackage } from '../support/plain-package.ts'
import { prefixOf } from '../support/prefix-of.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { child, hiddenIn, idIn, openCounter, postTo, stepAt, to, type Counter } from './counter.ts'

/* A service with a closing date: outside of its opening nothing is begun and nothing sent, and no answer is lost. */

const base = '/town-1/fr'
let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter?.close())

/** The canteen as a call of this name, open for a while (the counter's time is 16 November, 21:14). */
async function publish(service: string, opening: { from?: string; until?: string }, version = 1): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-call-'))
  try {
    await cp(plainPackage(), folder, { recursive: true })
    const file = join(folder, 'service.json')
    await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), id: service, numberPrefix: prefixOf(service), version, opening }))
    const published = await publishPackage(counter.journal, 1, folder)
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await counter.journal.settled(1, published)
  } finally {
    await rm(folder, { recursive: true })
  }
  return `${base}/services/${service}`
}

const begin = async (who: Visitor, page: string) => who.post(`${page}/start`, { csrf: csrfIn((await who.get(`${base}/requests`)).body) })

test('before and after its opening nothing can be begun', async () => {
  const visitor = new Visitor(counter.server)
  for (const opening of [{ from: '2026-11-16T21:15' }, { until: '2026-11-16T21:14' }]) {
    const page = await publish(`call-${Object.keys(opening)[0]}`, opening)
    expect(to(await begin(visitor, page))).toBe(page)
    const again = await postTo(visitor, `${page}/again/children.0.child`, { ...child, 'draft-then': 'anew' })
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain('value="Inès"')
  }
  expect(to(await begin(visitor, await publish('call-now', { from: '2026-11-16T21:14', until: '2026-11-16T21:15' })))).toContain('/apply/')
})

test('begun before the end and sent after it is refused; the answers stay, to be read and printed', async () => {
  const visitor = new Visitor(counter.server)
  const page = await publish('call-ends', { until: '2026-11-17T12:00' })
  const check = await counter.answerAll(visitor, to(await begin(visitor, page)))
  const shown = (await visitor.get(check)).body
  expect(shown).toContain('À envoyer avant le')
  const then = counter.clock.now
  try {
    counter.clock.now = Date.parse('2026-11-17T11:00:00Z')
    const late = await visitor.post(check, hiddenIn(shown))
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('C’était ouvert jusqu’au mardi 17 novembre 2026, 12\u00a0h')
    expect(late.body).toContain('pv-print')
    expect(late.body).toContain('Vérifiez vos réponses')
    expect(late.body).not.toContain('Envoyer la demande')
    expect((await visitor.get(stepAt(check, 'relation'))).body).toContain('C’était ouvert')
    expect(await counter.journal.ask(1)(GetCase, { case: idIn(check) })).toBeNull()
    // The authority gives more time: the form begun under the earlier edition can be sent.
    await publish('call-ends', { until: '2026-11-17T14:00' }, 2)
    expect((await visitor.get(check)).body).toContain('14\u00a0h')
    expect(to(await postTo(visitor, check, {}))).toContain('/receipt')
  } finally {
    counter.clock.now = then
  }
})

test('the last moment before the end is in time', async () => {
  const visitor = new Visitor(counter.server)
  const check = await counter.answerAll(visitor, to(await begin(visitor, await publish('call-last', { until: '2026-11-16T22:00' }))))
  const then = counter.clock.now
  try {
    counter.clock.now = Date.parse('2026-11-16T21:00:00Z') - 1
    expect(to(await postTo(visitor, check, {}))).toContain('/receipt')
  } finally {
    counter.clock.now = then
  }
})
