import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileForm, type CompiledForm } from '../../src/engines/forms/compile-form.ts'
import { describeStep } from '../../src/engines/forms/describe-step.ts'
import { fields } from '../../src/engines/forms/fields/registry.ts'
import { fillIn } from '../../src/engines/forms/form-test-support.ts'
import type { Answers } from '../../src/engines/forms/form.ts'
import { sql } from '../../src/journal/sql.ts'
import { needService } from '../../src/vocabulary/needs.ts'
import { prefixOf } from '../support/prefix-of.ts'
import { csrfIn, type Visitor } from '../support/visitor.ts'
import { onlyIn, ownIn, sign, spokenIn } from './spoken.ts'
import { openWorkshop, smallPackage, to, type Workshop } from './workshop.ts'

/*
 * A package whose author writes German only, in a town whose pages are read in French and English: each of its texts is shown in
 * German, and said to be German, on every page that people come to.
 */

const root = join(import.meta.dirname, '../../authorities')
const label = (text: string) => ({ de: text })

/** A form with every type of question, each with all the words that it can carry. */
function everyType(): { service: any; form: any } {
  const options = ['a', 'b'].map(id => ({ id, label: label(`Wahl ${id}`), hint: label(`Hinweis ${id}`) }))
  const needs: Readonly<Record<string, unknown>> = { options, currency: 'EUR', statement: label('Ich stimme zu.'), accept: ['pdf'], register: 'none', unit: label('Stück'), unknown: label('Weiß ich nicht') }
  const pages = [...fields.values()].map(({ type, uses, needs: must }, i) => ({
    id: `p${i}`, title: label(`Seite ${i}`), intro: label(`Einleitung ${i}`),
    questions: [{
      id: `q${i}`, type, label: label(type === 'iban' ? 'IBAN' : `Frage ${i}`), hint: label(`Hinweis ${i}`), whenMissing: label(`Bitte ${i}`), ...(type === 'document' && { optional: true }),
      ...Object.fromEntries([...uses, ...must].filter(key => key in needs).map(key => [key, needs[key]])),
    }],
  }))
  const again = { id: 'again', title: label('Wiederholt'), repeat: { min: 1, max: 3, item: label('Ding {n}'), another: label('Noch ein Ding?'), anotherHint: label('Hinweis'), remove: label('Ding {n} entfernen') }, pages: [{ id: 'thing', questions: [{ id: 'thing', type: 'short-text', label: label('Was?') }] }] }
  const computed = [{ id: 'sum', value: '1', type: 'number', unit: label('Punkte'), label: label('Ergebnis') }]
  return smallPackage((service, form) => {
    Object.assign(service, { id: 'every-type', numberPrefix: 'ET' })
    Object.assign(form, { languages: ['de'], subject: undefined, computed, groups: [{ id: 'g', title: label('Alles'), pages }, again] })
  })
}

let shop: Workshop
let form: CompiledForm
beforeAll(async () => {
  shop = await openWorkshop()
  const content = onlyIn('de', everyType())
  content.form.languages = ['de']
  await shop.published(content)
  form = compileForm(JSON.parse(JSON.stringify(content.form))) as CompiledForm
  for (const town of readdirSync(root)) for (const service of readdirSync(join(root, town, 'services'))) {
    const folder = join(root, town, 'services', service)
    const read = onlyIn('de', JSON.parse(readFileSync(join(folder, 'service.json'), 'utf8')))
    const own = existsSync(join(folder, 'form.json')) ? { ...onlyIn('de', JSON.parse(readFileSync(join(folder, 'form.json'), 'utf8'))), languages: ['de'] } : null
    // Of those that work something out, with their tables, whose labels are texts of the package, too.
    const files = read.decisions === undefined ? {} : Object.fromEntries(readdirSync(folder).filter(name => /\.(bpmn|dmn)$/.test(name)).map(name => [name, readFileSync(join(folder, name), 'utf8').replaceAll(/parvis:team="\w+"/g, '').replaceAll(/(?<=\slabel=")/g, sign)]))
    await shop.published({ service: { ...read, ...(own && { team: 'education', numberPrefix: prefixOf(service) }), opening: undefined, internal: undefined }, form: own, files })
  }
})
afterAll(() => shop?.close())

/** Opens a page; every text of the package in it is said to be German. Answers with the page. */
async function look(who: Visitor, address: string): Promise<string> {
  const { body, statusCode } = await who.get(address)
  expect(statusCode, address).toBe(200)
  return heard(body, address)
}
function heard(body: string, where: string): string {
  // The title of a window has one language, that of the page.
  const wrong = spokenIn(body.replace(/<title>[\s\S]*?<\/title>/, '')).filter(one => one.language !== 'de')
  expect.soft(wrong, where).toEqual([])
  // And nothing of ours is: a screen reader would read it by the wrong rules.
  expect.soft(ownIn('de', body), where).toEqual([])
  return body
}
const has = (body: string): number => spokenIn(body).length

describe.each(['fr', 'en'])('in %s', language => {
  const home = `/town-1/${language}`

  test('the catalogue and every service', async () => {
    const who = shop.newVisitor()
    expect(has(await look(who, `${home}/services`))).toBeGreaterThan(40)
    for (const address of [home, `${home}/`, `${home}/services?q=Antrag`, `${home}/for/citizen`, `${home}/life-events/everydayLife`]) await who.get(address).then(answer => (answer.statusCode === 200 ? heard(answer.body, address) : null))
    const all = [...(await who.get(`${home}/services`)).body.matchAll(/\/services\/([a-z][\w-]+)"/g)].map(found => found[1]!)
    expect(new Set(all).size).toBeGreaterThan(30)
    for (const service of new Set(all.filter(id => id !== needService))) expect(has(await look(who, `${home}/services/${service}`)), service).toBeGreaterThan(5)
  })

  test('every rule that works something out', async () => expect(has(await look(shop.newVisitor(), `${home}/algorithms`))).toBeGreaterThan(40))

  test('every page of a request, from its first question on', async () => {
    const who = shop.newVisitor()
    const first = await shop.begin(who, home, 'every-type')
    const id = /\/apply\/([^/]+)/.exec(first)![1]!
    const stored = async (): Promise<Answers> => (await shop.journal.db(1).rows<{ answers: Answers }>(sql('select answers from drafts where authority = $1 and draft = $2'), [1, id]))[0]!.answers
    let address = first
    let steps = 0
    let things = 0
    for (; steps < 60 && !address.endsWith('/check'); steps++) {
      const page = await look(who, address)
      expect(has(page), address).toBeGreaterThan(0)
      const csrf = csrfIn(page)
      // First without an answer, so that what is said then is heard too.
      const refused = await who.post(address, { csrf })
      if (refused.statusCode === 422) heard(refused.body, `${address} without an answer`)
      const step = decodeURIComponent(address.split('/').at(-1)!)
      const body = step.endsWith('.more') ? new URLSearchParams({ more: things++ === 0 ? 'yes' : 'no' }) : fillIn(describeStep(form, await stored(), step, language as 'fr')!.controls.map(control => ({ ...control, label: { text: control.label.text.replace(sign, '') } })), n => n - 1)
      body.set('csrf', csrf)
      address = to(refused.statusCode === 303 ? refused : await who.post(address, body.toString()))
    }
    expect(steps).toBeGreaterThan(fields.size)
    for (const path of ['resume', 'discard', 'go-on-later', 'items/again/0/removal']) await look(who, address.replace(/check$/, path))
    expect(has(await look(who, address))).toBeGreaterThan(fields.size)
    await look(who, `${home}/drafts`)
    const request = await shop.send(who, address)
    for (const path of ['', '/receipt', '/messages', '/code', '/withdrawal']) await look(who, request + path)
    await look(who, `${home}/requests`)
    expect(has(await look(who, request))).toBeGreaterThan(fields.size)
    const agent = await shop.agent(`${language}@town.example`)
    expect(has(await look(agent, request.replace('/requests/', '/desk/cases/')))).toBeGreaterThan(fields.size)
  })
})

test('the test would hear a text without its language', () => {
  expect(spokenIn(`<html lang="fr"><p>${sign}Hallo <b lang="de">${sign}Welt</b></p><input title="${sign}Ja"><select lang="de"><option>${sign}Nein</option></select></html>`).map(one => one.language)).toEqual(['fr', 'de', 'fr', 'de'])
})
