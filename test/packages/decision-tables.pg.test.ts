import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { publishPackage } from '../../src/features/services/feature.ts'
import { root } from '../../src/journal/root.ts'
import { sql } from '../../src/journal/sql.ts'
import type { Actor, Call } from '../../src/journal/kernel.ts'
import { codeHash } from '../../src/vocabulary/case-code.ts'
import { CountTableDecisions } from '../../src/vocabulary/case-process.ts'
import { ConfirmComplete, DecideCase, FileCase, GetCase } from '../../src/vocabulary/cases.ts'
import { agent, filing, visitor } from '../support/example.ts'
import { csrfIn, type Visitor } from '../support/visitor.ts'
import { base, openWorkshop, to, type Workshop } from './workshop.ts'

/* Decision tables end to end: published with their package, asked by a case, explained to whoever it is about, and in the public register. */

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop()
})
afterAll(() => shop?.close())

type Files = Record<string, string>
const london = 'london/services/event-licence'
const jena = 'jena/services/baumfaellung'

/** Publishes an example's package in a town whose one team does everything; altered, where a test says so. */
async function publish(path: string, names: readonly string[], at: number, alter: (files: Files) => Files = files => files) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-tables-'))
  try {
    const files: Files = {}
    for (const name of names) files[name] = (await readFile(join(root, 'authorities', path, name), 'utf8')).replaceAll(/"team": "\w+"/g, '"team": "education"').replaceAll(/parvis:team="\w+"/g, '')
    for (const [name, text] of Object.entries(alter(files))) await writeFile(join(folder, name), text)
    const done = await publishPackage(shop.journal, at, folder)
    if (!isRefusal(done)) await shop.journal.settled(at, done)
    return done
  } finally {
    await rm(folder, { recursive: true })
  }
}
const licence = (alter?: (files: Files) => Files, at = 1) => publish(london, ['service.json', 'form.json', 'process.bpmn', 'event.dmn'], at, alter)
const service = (files: Files, change: (json: any) => void): Files => {
  const json = JSON.parse(files['service.json']!)
  change(json)
  return { ...files, 'service.json': JSON.stringify(json) }
}
async function published(done: Awaited<ReturnType<typeof publish>>): Promise<void> {
  if (isRefusal(done)) throw new Error(JSON.stringify(done, null, 1))
}
const page = async (path: string, who: Visitor = shop.newVisitor()) => (await who.get(path)).body
const algorithms = async (town = 'town-1') => (JSON.parse(await page(`/api/${town}/algorithms`)) as { algorithms: any[] }).algorithms

describe('the register', () => {
  test('is empty where nothing is worked out by a table, and nothing leads to it', async () => {
    expect(await page(`${base}/algorithms`)).toContain('Aucune règle de calcul')
    expect(await page(base)).not.toContain('/algorithms')
    expect(await algorithms()).toEqual([])
  })

  test('lists every table of the services on offer by itself, and none of another authority', async () => {
    await published(await licence())
    await published(await publish(jena, ['service.json', 'form.json', 'process.bpmn', 'fee.dmn'], 2))
    const mine = await page('/town-1/en/algorithms')
    for (const words of ['Can the event be licensed?', 'Who looks at the event', 'anything but: A street', 'A person decides: Education', 'Licensing Act 2003, s. 98 to s. 110 and s. 136', 'One rule applies at a time.', 'for no request in twelve months']) expect(mine).toContain(words)
    expect(mine).toMatch(/since \d+ November 2026 \(version 2 of the service\)/)
    expect(mine).not.toContain('Fee for the check')
    const theirs = await page('/town-2/en/algorithms')
    expect(theirs).toContain('Fee for the check')
    expect(theirs).toContain('The amount for one tree, and 10 euros for each further tree.')
    expect(theirs).not.toContain('Who looks at the event')
    expect([(await algorithms()).map(one => one.id), (await algorithms('town-2')).map(one => one.id)]).toEqual([['admissible', 'review'], ['fee']])
  })

  test('is found from the home and from the service, whose page shows what people pay', async () => {
    expect(await page(base)).toContain(`href="${base}/algorithms"`)
    expect(await page(`${base}/services/event-licence`)).toContain(`href="${base}/algorithms#event-licence-admissible"`)
    const felling = await page('/town-2/de/services/baumfaellung')
    expect(felling).toContain('id="fees-fee-caption"')
    expect(felling.replaceAll('\u00a0', ' ')).toContain('40 €')
  })

  test('as data says the same, cell by cell, in FEEL', async () => {
    const [fee] = await algorithms('town-2')
    expect(fee).toMatchObject({
      id: 'fee', service: 'baumfaellung', version: 3, currency: 'EUR', hitPolicy: 'U', personDecides: true, uses: 0, since: { version: 3 }, inputs: ['nature', 'count(trees)'],
      data: [{ name: 'trees', from: 'answer' }, { name: 'nature', from: 'step' }],
      rules: [{ id: 'dangerous', when: ['"dangerous"', '-'], then: ['0'] }, { id: 'one', when: ['not("dangerous")', '1'], then: ['4000'] }, { id: 'more', when: ['not("dangerous")', '> 1'], then: ['4000 + (count(trees) - 1) * 1000'] }],
    })
  })

  test('says since which version a table decides as it does: not since its words, but since its cells', async () => {
    await published(await licence(files => service(files, json => Object.assign(json, { version: 3, summary: { en: 'Other words.', fr: 'D’autres mots.', de: 'Andere Worte.' } }))))
    expect((await algorithms()).map(one => [one.id, one.version, one.since.version])).toEqual([['admissible', 3, 2], ['review', 3, 2]])
    await published(await licence(files => ({ ...service(files, json => (json.version = 4)), 'event.dmn': files['event.dmn']!.replaceAll('5000', '4000') })))
    expect((await algorithms()).map(one => [one.id, one.version, one.since.version])).toEqual([['admissible', 4, 2], ['review', 4, 4]])
  })

  test('leaves out what is for staff only', async () => {
    await published(await licence(files => service(files, json => Object.assign(json, { id: 'staff-party', numberPrefix: 'SP', internal: true, audiences: ['staff'] }))))
    expect((await algorithms()).map(one => one.service)).toEqual(['event-licence', 'event-licence'])
    expect(await page('/town-1/en/algorithms')).not.toContain('staff-party')
  })
})

test('publishing refuses a table with a hole, by file, decision and example, and changes nothing', async () => {
  const refused = await licence(files => ({ ...service(files, json => (json.version = 5)), 'event.dmn': files['event.dmn']!.replace(/<rule id="major">[\s\S]*?<\/rule>/, '') }))
  expect(refused).toMatchObject({ refused: 'PackageUnusable', issues: [expect.objectContaining({ field: 'event.dmn', detail: expect.objectContaining({ what: '"Who looks at the event": no row holds where People at the busiest moment is 5000' }) })] })
  expect((await algorithms()).map(one => one.version)).toEqual([4, 4])
})

describe('a request', () => {
  const code = '7K3M-Q9TX-B2WF'
  const clerk = agent(newUuid(), 'K. Example', ['education'])
  async function act<I>(actor: Actor, call: Call<I>, input: I): Promise<void> {
    const done = await shop.journal.send(1, actor, call, input)
    if (isRefusal(done)) throw new Error(`${call.name}: ${JSON.stringify(done)}`)
    await shop.journal.settled(1, done)
  }
  async function checked(answers: object): Promise<Uuid> {
    const [holder, draft] = [newUuid(), newUuid()]
    await act(visitor(holder), FileCase, filing(holder, { draft, service: 'event-licence', packageVersion: 4, codeHash: codeHash(shop.journal.secrets, draft, code), answers: answers as never, subject: 'Summer fair' }))
    await act(clerk, ConfirmComplete, { case: draft })
    return draft
  }
  const read = async (id: Uuid) => (await shop.journal.ask(1)(GetCase, { case: id }))!
  async function opened(id: Uuid): Promise<Visitor> {
    const who = shop.newVisitor()
    const find = `${base}/requests/find`
    to(await who.post(find, { number: (await read(id)).number, code, csrf: csrfIn((await who.get(find)).body) }))
    return who
  }
  const large = { eventName: 'Fête du quai', eventKind: 'community', people: 640, placeKind: 'street', alcohol: 'none', food: false }

  test('is explained to whoever made it, in their own answers, and counted', async () => {
    const id = await checked(large)
    const mine = await page(`/town-1/en/requests/${id}`, await opened(id))
    for (const words of ['How this was worked out', 'Who looks at the event', '640\u00a0people', 'Rule 4', 'The safety advisory group and the streets team, too', '/town-1/en/algorithms#event-licence-review']) expect(mine).toContain(words)
    expect(await page('/town-1/en/algorithms')).toContain('for 1 request in twelve months')
    expect(await page('/town-2/en/algorithms')).toContain('for no request in twelve months')
  })

  test('keeps the rule and the result as facts of the journal, and not one answer', async () => {
    const id = await checked({ ...large, people: 777 })
    const rows = await shop.journal.db(1).rows<{ facts: any }>(sql(`select facts from journal where authority = $1 and stream = $2 and type = 'CaseFoundComplete'`), [1, id])
    expect(rows[0]!.facts.process.decided).toEqual([
      { task: 'admissible', decision: 'admissible', value: 'yes', rules: [{ decision: 'admissible', row: 1, rule: 'noSale' }] },
      { task: 'review', decision: 'review', value: 'full', rules: [{ decision: 'review', row: 4, rule: 'largeInStreet' }] },
    ])
    expect(JSON.stringify(rows[0]!.facts)).not.toContain('777')
  })

  test('is explained at the desk, where the rule that leads to a refusal is proposed as its reason, and stands in the letter', async () => {
    const id = await checked({ ...large, alcohol: 'sold', premisesLicence: 'no' })
    // A rule that speaks for a refusal is no decision yet: it is not told before people have decided.
    expect(await page(`/town-1/en/requests/${id}`, await opened(id))).not.toContain('It cannot be licensed')
    const at = await shop.agent('agent@example.org')
    const desk = await page(`/town-1/en/desk/cases/${id}`, at)
    for (const words of ['How this was worked out', 'It cannot be licensed', 'Licensing Act 2003, s. 136', 'Not yet']) expect(desk).toContain(words)
    const deciding = await page(`/town-1/en/desk/cases/${id}/decision?outcome=refused`, at)
    expect(/<textarea[^>]*name="reasons"[^>]*>([^<]*)/.exec(deciding)![1]).toContain('vendus à 500 personnes ou plus')
    expect(/<textarea[^>]*name="legalBasis"[^>]*>([^<]*)/.exec(deciding)![1]!.trim()).toMatch(/^Licensing Act 2003, s\. 136\.\n/)
    expect(await page(`/town-1/en/desk/cases/${id}/decision?outcome=accepted`, at)).not.toMatch(/name="reasons"[^>]*>[^<]*vendus/)
    await act(clerk, DecideCase, { case: id, outcome: 'refused', reasons: 'Il manque la licence.', legalBasis: 's. 136', appeal: 'Douze mois.', undoSeconds: 0 })
    await shop.journal.ringDue(1, id, shop.clock.now + 1_000)
    const letter = await page(`${base}/requests/${id}/letter`, await opened(id))
    for (const words of ['Les règles de calcul utilisées', 'L’événement peut-il être autorisé', 'Il ne peut pas être autorisé', 'Une personne a pris la décision', '/town-1/fr/algorithms']) expect(letter).toContain(words)
  })

  test('counts for its own authority alone', async () => {
    const count = (at: number) => shop.journal.ask(at)(CountTableDecisions, { since: 0 })
    expect(new Set((await count(1)).map(one => one.service))).toEqual(new Set(['event-licence']))
    expect(await count(2)).toEqual([])
    expect(await shop.journal.db(2).rows(sql('select service from table_decisions where authority = any($1)'), [[1, 2]])).toEqual([])
  })
})
