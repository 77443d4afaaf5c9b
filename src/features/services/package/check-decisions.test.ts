import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../../journal/root.ts'
import { examinePackage } from './examine-package.ts'
import { tellFinding } from './finding.ts'

/* Decision tables of packages, sound and then broken: the event licence of London with two, the tree felling of Jena with one. */

type Texts = Record<string, string>
const read = (path: string, names: readonly string[]): Texts => Object.fromEntries(names.map(name => [name, readFileSync(join(root, 'authorities', path, name), 'utf8')]))
const london = read('london/services/event-licence', ['service.json', 'form.json', 'process.bpmn', 'event.dmn'])
const jena = read('jena/services/baumfaellung', ['service.json', 'form.json', 'process.bpmn', 'fee.dmn'])

type Change = (texts: Texts) => Partial<Texts>
const examine = (sound: Texts, change: Change = () => ({})) => examinePackage({ texts: new Map(Object.entries({ ...sound, ...change(sound) }).filter((one): one is [string, string] => one[1] !== undefined)), faults: [] })
async function faultsOf(sound: Texts, change: Change): Promise<string> {
  const report = await examine(sound, change)
  expect(report.content).toBeNull()
  return report.faults.map(tellFinding).join('\n')
}
/** A file with a piece of it altered, which must be there. */
const alter = (name: string, from: string | RegExp, to: string | ((found: string) => string)): Change => texts => {
  const altered = texts[name]!.replace(from, to as string)
  expect(altered).not.toBe(texts[name])
  return { [name]: altered }
}
const words = (change: (decisions: any[], service: any) => void): Change => texts => {
  const service = JSON.parse(texts['service.json']!)
  change(service.decisions, service)
  return { 'service.json': JSON.stringify(service) }
}
const noRow = (id: string): Change => alter('event.dmn', new RegExp(`<rule id="${id}">[\\s\\S]*?</rule>`), '')

test.each([['London', london], ['Jena', jena]])('the sound tables of %s have no fault and no warning, and are part of what is published', async (_, sound) => {
  const { faults, warnings, content } = await examine(sound)
  expect([...faults, ...warnings].map(tellFinding)).toEqual([])
  const name = Object.keys(sound).at(-1)!
  expect(content).toHaveProperty('decisions', { [name]: sound[name] })
})

test('a question in whole numbers has nothing between one and the next, nor has a count', async () => {
  const altered = await examine(london, alter('event.dmn', /&lt; 500</g, '&lt;= 499<'))
  expect(altered.faults.map(tellFinding)).toEqual([])
  expect((await examine(jena, alter('fee.dmn', '&gt; 1<', '&gt;= 2<'))).faults.map(tellFinding)).toEqual([])
  expect(await faultsOf(jena, alter('fee.dmn', '&gt; 1<', '&gt;= 3<'))).toMatch(/no row holds where Ergebnis der Besichtigung is "favourable", Zahl der Bäume is 2;/)
})

describe('refused with file, decision and mend is', () => {
  test.each<[string, Texts, Change, RegExp]>([
    ['a file that is none', london, () => ({ 'event.dmn': '<html/>' }), /^event\.dmn: "the file": /],
    ['a table that is not evaluated here', london, alter('event.dmn', 'hitPolicy="UNIQUE"', 'hitPolicy="LUCKY"'), /^event\.dmn: "Can the event be licensed\?": its hit policy "LUCKY"/],
    ['a hole, with an example', london, noRow('inStreet'), /^event\.dmn: "Who looks at the event": no row holds where People at the busiest moment is 1, Kind of place is "street"; add a row/],
    ['a hole where a question may not be asked', london, alter('event.dmn', '"no", null', '"no"'), /no row holds where Alcohol is sold, or hot food late at night is true, People at the busiest moment is 500, Premises licence is not known/],
    ['an overlap, with an example', london, alter('event.dmn', '[500..5000)', '[499..5000)'), /rows 1 and 3 both hold where People at the busiest moment is 499, Kind of place is "park", and differ/],
    ['an option that is none', london, alter('event.dmn', /"street"/g, '"road"'), /row 2 compares with "road", which Kind of place can never be/],
    ['another type than the question’s', london, texts => ({ 'event.dmn': texts['event.dmn']!.replace('name="licensable" typeRef="boolean"', 'name="licensable" typeRef="number"').replaceAll('<text>true<', '<text>1<').replaceAll('<text>false<', '<text>0<') }), /"Alcohol is sold, or hot food late at night": it is of type number, and of boolean where it comes from/],
    ['another kind in a cell', london, alter('event.dmn', '&lt; 500', '"few"'), /"Can the event be licensed\?", row 2: .*compares a value of type number with another kind/],
    ['a name that nothing has', london, alter('event.dmn', /"placeKind"|#placeKind|>placeKind</g, (found: string) => found.replace('placeKind', 'spot')), /asks for "Kind of place" \(spot\), which is no question, no computed value/],
    ['a question of a repeated group', jena, alter('fee.dmn', /"trees"|#trees|count\(trees\)/g, (found: string) => found.replace('trees', 'girth')), /\(girth\), which is asked for each item of "trees"; ask for the group: count\(trees\)/],
    ['a protected answer', london, texts => { const form = JSON.parse(texts['form.json']!); for (const g of form.groups) for (const page of g.pages) for (const q of page.questions) if (q.id === 'people') q.protected = 'health'; return { 'form.json': JSON.stringify(form) } }, /"Who looks at the event" looks at "People at the busiest moment", which is protected/],
    ['a protected answer in a group', jena, texts => { const form = JSON.parse(texts['form.json']!); form.groups[1].pages.at(-1).questions[0].protected = 'health'; return { 'form.json': JSON.stringify(form), 'fee.dmn': texts['fee.dmn']!.replaceAll('count(trees)', 'sum(trees.girth)') } }, /looks at "Bäume", which is protected/],
    ['a list in a cell', jena, alter('fee.dmn', 'typeRef="number"><text>count(trees)</text></inputExpression><inputValues><text>[1..20]</text></inputValues>', '><text>trees</text></inputExpression>'), /its input "Zahl der Bäume" is a list or has parts/],
    ['an outcome that is none', jena, alter('fee.dmn', '<text>"dangerous"</text>', '<text>"ill"</text>'), /row 1 compares with "ill", which Ergebnis der Besichtigung can never be/],
    ['a step that may not be done by then', jena, texts => ({ 'fee.dmn': texts['fee.dmn']!.replaceAll('not("dangerous")', '"favourable", "conditional", "unfavourable"'), 'process.bpmn': texts['process.bpmn']!.replace('sourceRef="check" targetRef="ask"', 'sourceRef="check" targetRef="fee"').replace('sourceRef="fee" targetRef="decide"', 'sourceRef="fee" targetRef="ask"').replace('sourceRef="both" targetRef="fee"', 'sourceRef="both" targetRef="decide"') }), /no row holds where Ergebnis der Besichtigung is not known/],
    ['a day as the answer', jena, texts => ({ 'fee.dmn': texts['fee.dmn']!.replaceAll('typeRef="money"', 'typeRef="date"').replaceAll(/<outputEntry><text>.*?<\/text>/g, '<outputEntry><text>date("2026-01-01")</text>') }), /it gives a day, which conditions of a process cannot compare/],
    ['an amount that may come to nothing', london, alter('event.dmn', '<outputEntry><text>"light"</text>', '<outputEntry><text>premisesLicence</text>'), /looks at "premisesLicence", which the decision does not require/],
    ['a table that no step asks', london, alter('process.bpmn', 'parvis:decision="review"', 'parvis:decision="admissible"'), /^event\.dmn: "Who looks at the event" is asked by no step/],
    ['a table without a process', london, () => ({ 'process.bpmn': undefined }), /^process\.bpmn: is missing, so nothing asks the tables/],
    ['a step that asks a table which is not there', london, () => ({ 'event.dmn': undefined }), /"Can it be licensed\?": it asks the decision "admissible", which no \.dmn file of the package has/],
    ['a decision in two files', london, texts => ({ 'other.dmn': texts['event.dmn'] }), /^other\.dmn: the decision "admissible" stands in event\.dmn, too/],
    ['a table without words', london, words(all => all.pop()), /^service\.json: "decisions" has no words for "review" of event\.dmn; add/],
    ['words about no table', london, words(all => all.push({ ...all[0], id: 'tax' })), /"decisions" names "tax", which no \.dmn file has/],
    ['a result without words', london, words(all => all[1].results.pop()), /has no words for the result "full" of "review"/],
    ['a column without words', london, words(all => delete all[0].inputs), /has no words for the column "licensable" of "admissible".*add \{ "id": "sells"/],
    ['a row that computes, without words', jena, words(all => all[0].rules.pop()), /has no words for row 3 of "fee".*add \{ "id": "more"/],
    ['a row that is none', jena, words(all => (all[0].rules[0].id = 'gone')), /names the row "gone"/],
    ['amounts without a currency', jena, words(all => delete all[0].currency), /says no currency for "fee"/],
    ['a currency without amounts', london, words(all => (all[0].currency = 'GBP')), /says a currency for "admissible".*which gives no amounts/],
  ])('%s', async (_, sound, change, says) => expect(await faultsOf(sound, change)).toMatch(says))

  test('words where there is no table at all', async () => expect(await faultsOf(jena, texts => ({ 'fee.dmn': undefined, 'process.bpmn': undefined, 'service.json': texts['service.json']!.replace('"steps"', '"steps"') }))).toMatch(/"decisions" has words, and there is no \.dmn file/))
  test('more files than anybody reads', async () => expect(await faultsOf(london, texts => Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`t${i}.dmn`, texts['event.dmn']!])))).toMatch(/is one of 21 tables/))
})

test('how many there are tells nothing of what is protected in each', async () => expect((await examine(jena, texts => { const form = JSON.parse(texts['form.json']!); form.groups[1].pages.at(-1).questions[0].protected = 'health'; return { 'form.json': JSON.stringify(form) } })).faults.map(tellFinding)).toEqual([]))

describe('warned of is', () => {
  const warned = async (sound: Texts, change: Change) => {
    const { faults, warnings, content } = await examine(sound, change)
    expect(faults.map(tellFinding)).toEqual([])
    expect(content).not.toBeNull()
    return warnings.map(tellFinding).join('\n')
  }
  test('a row that never holds', async () => expect(await warned(london, alter('event.dmn', '<rule id="major">', '<rule><inputEntry><text>&lt; 0</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"full"</text></outputEntry></rule><rule id="major">'))).toMatch(/row 5 can never hold/))
  test('a cell that cannot be looked at', async () => expect(await warned(london, texts => ({ ...alter('event.dmn', '&lt; 500</text></inputEntry><inputEntry><text>not("street")', '? &lt; 500</text></inputEntry><inputEntry><text>not("street")')(texts), ...words(all => (all[1].rules = [{ id: 'light', name: { en: 'Small.', fr: 'Petit.', de: 'Klein.' } }]))(texts) }))).toMatch(/row 1: whether "\? < 500"/))
  test('fees that are said twice', async () => expect(await warned(jena, words((_, service) => {
    const said = { de: 'Gebühr', en: 'Fee', fr: 'Prix' }
    service.cost.table = { caption: said, measure: said, currency: 'EUR', columns: [{ id: 'fee', name: said }], rows: [{ from: 0, below: null, prices: { fee: 4000 } }] }
  }))).toMatch(/says fees in cost\.table, and fee\.dmn works them out/))
})
