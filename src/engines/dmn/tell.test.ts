import { beforeAll, describe, expect, test } from 'vitest'
import { readService } from '../../../test/support/played-case.ts'
import type { Reading } from '../../base/language.ts'
import { publishedForm } from '../forms/published-form.ts'
import type { Decision, Table } from './decision.ts'
import { publishedDecisions } from './published-decisions.ts'
import { tellCase } from './tell-case.ts'
import { tellTable } from './tell-table.ts'
import { tellValue, type Teller } from './tell-value.ts'
import type { Work } from './tell-work.ts'

/* The tables of Jena and London in words, and what they came to in a case. */

const [jena, london] = [readService('jena/services/baumfaellung'), readService('london/services/event-licence')]
let all: { jena: ReadonlyMap<string, Decision>; london: ReadonlyMap<string, Decision> }
beforeAll(async () => {
  all = { jena: await publishedDecisions(jena), london: await publishedDecisions(london) }
})

const tellerOf = (service: typeof jena, decisions: ReadonlyMap<string, Decision>, reading: Reading): Teller =>
  ({ form: publishedForm(service), steps: service.description.steps ?? [], words: service.description.decisions ?? [], decisions, asks: new Map(), reading })
const told = (service: typeof jena, decisions: ReadonlyMap<string, Decision>, id: string, reading: Reading) => {
  const decision = decisions.get(id)!
  return tellTable(tellerOf(service, decisions, reading), decision, decision.logic as Table)
}
const whole = (pieces: readonly { text: string }[]): string => pieces.map(one => one.text).join('')
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('a table in words', () => {
  test('of the form’s options and of limits', () => {
    const { name, hit, inputs, rows } = told(london, all.london, 'review', 'en')
    expect([name.text, hit, inputs.map(one => one.text)]).toEqual(['Who looks at the event', 'One rule applies at a time.', ['How many people do you expect at the busiest moment?', 'What kind of place do you need?']])
    expect(rows.map(row => [...row.conditions.map(one => plain(whole(one.value))), ...row.results.map(one => one.text)])).toEqual([
      ['below 500 people', 'anything but: A street', 'The events team alone'],
      ['below 500 people', 'A street', 'The streets team, too'],
      ['500 people or more and below 5,000 people', 'anything but: A street', 'The safety advisory group, too'],
      ['500 people or more and below 5,000 people', 'A street', 'The safety advisory group and the streets team, too'],
      ['5,000 people or more', 'any', 'The safety advisory group and the streets team, too'],
    ])
  })
  test('also where an answer is missing, and with a sentence and a law of its own', () => {
    const row = told(london, all.london, 'admissible', 'de').rows.at(-1)!
    expect(row.conditions.map(one => plain(whole(one.value)))).toEqual(['Ja', '500 Personen oder mehr', 'Noch nicht oder keine Angabe'])
    expect([row.sentence!.text.slice(0, 23), row.article]).toEqual(['An 500 Personen oder me', 'Licensing Act 2003, s. 136'])
  })
  test.each<[Reading, string, string]>([['de', '40 €', 'Ergebnis'], ['fr', '40 €', 'Voir l’arbre sur place'], ['en', '€40', 'Look at the tree']])('amounts stand in their currency (%s)', (reading, forty) => {
    const { rows, inputs } = told(jena, all.jena, 'fee', reading)
    expect(plain(rows[1]!.results[0]!.text)).toBe(forty)
    expect(inputs[1]!.lang).toBeUndefined()
  })
  test('what the package has no words for is the author’s, and marked so', () => {
    const bare = { ...tellerOf(jena, all.jena, 'fr'), words: [], steps: [] }
    const decision = all.jena.get('fee')!
    const { name, inputs, rows, purpose } = tellTable(bare, decision, decision.logic as Table)
    expect([name, purpose]).toEqual([{ text: 'Gebühr', lang: 'de' }, null])
    expect(inputs).toEqual([{ text: 'Ergebnis der Besichtigung', lang: 'de' }, { text: 'Zahl der Bäume', lang: 'de' }])
    expect(rows[2]!.results).toEqual([{ text: '4000 + (count(trees) - 1) * 1000', lang: 'de' }])
  })
  test('ours stay ours around the package’s words of another language', () => {
    const onlyGerman = { ...tellerOf(london, all.london, 'fr'), form: publishedForm(JSON.parse(JSON.stringify({ form: london.form }, (key, value) => (key === 'label' && value.de ? { de: value.de } : value)))) }
    const decision = all.london.get('admissible')!
    const { rows } = tellTable(onlyGerman, decision, decision.logic as Table)
    expect(rows[2]!.conditions[2]!.value).toEqual([{ text: 'Ja', lang: 'de' }, { text: ' ou ' }, { text: 'Sie wurde beantragt', lang: 'de' }])
    const review = all.london.get('review')!
    expect(tellTable(onlyGerman, review, review.logic as Table).rows[0]!.conditions[1]!.value).toEqual([{ text: 'tout sauf\u202f: ' }, { text: 'Eine Straße', lang: 'de' }])
  })
  test('a row without a word of its own says its conditions, a default says so', () => {
    expect(told(london, all.london, 'review', 'en').rows[1]!.sentence).toBeNull()
    const table = all.jena.get('fee')!.logic as Table
    const decision = { ...all.jena.get('fee')!, logic: { ...table, outputs: [{ ...table.outputs[0], otherwise: table.rules[0]!.outputs[0]! }] as never } }
    expect(tellTable(tellerOf(jena, all.jena, 'en'), decision, decision.logic as Table).rows.at(-1)).toMatchObject({ row: 'default', conditions: [], sentence: { text: 'Where no rule applies' } })
  })
  test('several, none and unknown values', () => {
    const teller = tellerOf(london, all.london, 'en')
    const source = { kind: 'table', decision: all.london.get('review')! } as const
    expect([['light', 'full'], [], null, { a: 'light', b: true }].map(value => tellValue(teller, value, source, 'text').text)).toEqual([
      'The events team alone, The safety advisory group and the streets team, too', 'nothing', 'no answer', 'The events team alone, Yes',
    ])
  })
})

describe('what tables came to in a case', () => {
  const tables = (of: 'jena' | 'london') => new Map([[3, { decisions: all[of], words: (of === 'jena' ? jena : london).description.decisions ?? [] }]])
  const fee: Work & { at: number; version: number } = { version: 3, task: 'fee', decision: 'fee', value: 6000, currency: 'EUR', rules: [{ decision: 'fee', row: 3 }], at: 20 }
  const known = { answers: { trees: [{ species: 'lime' }, { species: 'oak' }, { species: 'oak' }] }, done: [{ step: 'nature', outcome: 'conditional', at: 10 }, { step: 'nature', outcome: 'dangerous', at: 30 }], worked: [fee] }

  test('is told by what was known then, in the person’s own answers', () => {
    const [work] = tellCase(jena, tables('jena'), known, 'en')
    expect(work).toMatchObject({ task: 'fee', name: { text: 'Fee for the check' }, article: 'Verwaltungskostensatzung, Gebührenverzeichnis (Beispiel)', refuses: false })
    expect(plain(work!.result!.text)).toBe('€60')
    expect(work!.parts[0]!.facts.map(fact => [fact.label.text, fact.value?.text, fact.guarded])).toEqual([['Look at the tree', 'Only with a replacement tree', false], ['Number of trees', '3', false]])
    expect(work!.parts[0]!.rules.map(rule => [rule.row, rule.sentence!.text])).toEqual([[3, 'The amount for one tree, and 10 euros for each further tree.']])
  })
  test('says an option in its words, and which questions it looked at', () => {
    const answers = { eventKind: 'community', people: 640, placeKind: 'street', alcohol: 'none', food: false }
    const [work] = tellCase(london, tables('london'), { answers, done: [], worked: [{ task: 'review', decision: 'review', value: 'full', rules: [{ decision: 'review', row: 4 }], version: 3, at: 1 }] }, 'fr')
    expect(work!.parts[0]!.facts.map(fact => [plain(fact.value!.text), fact.questions])).toEqual([['640 personnes', ['people']], ['Une rue', ['placeKind']]])
  })
  test('leads to a refusal where the package says so', () => {
    const refusing = { task: 'admissible', decision: 'admissible', value: 'no', rules: [{ decision: 'admissible', row: 4 }], version: 3, at: 1 }
    expect(tellCase(london, tables('london'), { answers: {}, done: [], worked: [refusing, { ...refusing, value: 'yes' }] }, 'en').map(work => work.refuses)).toEqual([true, false])
  })
  test('keeps the rule when the answers are erased', () => {
    const [work] = tellCase(jena, tables('jena'), { ...known, answers: 'erased' }, 'en')
    expect(work!.parts[0]!.facts.map(fact => fact.value)).toEqual([null, null])
    expect([work!.parts[0]!.rules.length, plain(work!.result!.text)]).toEqual([1, '€60'])
  })
  test('says so where a table could not decide', () => expect(tellCase(jena, tables('jena'), { ...known, worked: [{ task: 'fee', decision: 'fee', refused: 'NoRule', version: 3, at: 1 }] }, 'en')).toMatchObject([{ result: null, parts: [] }]))
})
