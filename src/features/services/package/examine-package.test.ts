import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../journal/root.ts'
import { examinePackage } from './examine-package.ts'
import { tellFinding } from './finding.ts'

/* A package with a process and a table: the tree felling of Jena, sound and then broken. */

const folder = join(root, 'authorities/jena/services/baumfaellung')
const names = ['service.json', 'form.json', 'process.bpmn', 'fee.dmn'] as const
type Texts = Record<(typeof names)[number], string>
const sound = Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')])) as Texts

const examine = (change: (texts: Texts) => Partial<Texts> = () => ({})) => examinePackage({ texts: new Map(Object.entries({ ...sound, ...change(sound) })), faults: [] })
const faults = async (change: (texts: Texts) => Partial<Texts>) => {
  const report = await examine(change)
  expect(report.content).toBeNull()
  return report.faults.map(tellFinding)
}
/** service.json changed as data. */
const service = (change: (json: any) => void) => (texts: Texts) => {
  const json = JSON.parse(texts['service.json'])
  change(json)
  return { 'service.json': JSON.stringify(json) }
}

test('the sound one has neither fault nor warning, and its process is part of what is published', async () => {
  const { faults, warnings, content } = await examine()
  expect([faults, warnings]).toEqual([[], []])
  expect(content).toHaveProperty('process', sound['process.bpmn'])
})

test('faults of the process name the element, and nothing is published', async () => {
  expect(await faults(t => ({ 'process.bpmn': t['process.bpmn'].replace('parvis:milestone="opinions" parvis:outcome="favourable unfavourable"', 'parvis:milestone="moon" parvis:outcome="favourable unfavourable"') }))).toEqual([expect.stringMatching(/^process\.bpmn: "Stellungnahme Straßenraum": .*; mend it in a BPMN editor$/)])
  expect((await faults(() => ({ 'process.bpmn': '<nothing' })))[0]).toMatch(/^process\.bpmn: "the file": it is no BPMN 2\.0 file/)
})

test('steps and outcomes need words, and words a step', async () => {
  expect(await faults(service(json => json.steps.splice(1, 1)))).toEqual([expect.stringContaining('"steps" has no words for "roads" of process.bpmn')])
  expect(await faults(service(json => json.steps[0].outcomes.pop()))).toEqual([expect.stringContaining('no words for the outcome "dangerous" of "nature"')])
  expect(await faults(service(json => json.steps.push({ id: 'gone', name: { de: 'Weg', en: 'Gone', fr: 'Parti' } })))).toEqual([expect.stringContaining('names "gone", which is no element')])
})

test('what the applicant is told to have been done for so many of them needs words, and asking does', async () => {
  const sub = (what: string) => (t: Texts) => ({ 'process.bpmn': t['process.bpmn'].replace('<userTask id="check"', `${what}<userTask id="check"`).replace('sourceRef="filed" targetRef="check" />', 'sourceRef="filed" targetRef="each" /><sequenceFlow id="f1b" sourceRef="each" targetRef="check" />') })
  expect(await faults(sub('<subProcess id="each" parvis:milestone="received"><multiInstanceLoopCharacteristics parvis:collection="trees" /><userTask id="nature2" parvis:act="ask" /></subProcess>'))).toEqual([
    expect.stringContaining('"steps" has no words for "each"'), expect.stringContaining('"steps" has no words for "nature2"'),
  ])
})

test('a milestone that no step reaches is a warning; a fault elsewhere is told alone', async () => {
  const { warnings, content } = await examine(service(json => json.milestones.push({ ...json.milestones[0], id: 'paid' })))
  expect(warnings.map(tellFinding)).toEqual([expect.stringContaining('the milestone "paid" stands on no step')])
  expect(content).not.toBeNull()
  expect(await faults(t => ({ 'form.json': '{', 'process.bpmn': '<nothing' + t['process.bpmn'] }))).toEqual([expect.stringMatching(/^form\.json/)])
})

test('a way that would tell a protected answer is refused', async () => {
  const canteen = join(root, 'authorities/fleury-sur-orne/services/cantine-periscolaire')
  const texts = new Map(['service.json', 'form.json', 'process.bpmn'].map(name => [name, readFileSync(join(canteen, name), 'utf8')]))
  const branching = (condition: string) => examinePackage({ texts: new Map([...texts, ['process.bpmn', texts.get('process.bpmn')!.replace('place = "place"', condition)]]), faults: [] })
  expect((await branching('place = "place"')).faults).toEqual([])
  for (const condition of ['children[loopCounter].needsCare = true', 'some one in children satisfies one.needsCare'])
    expect((await branching(condition)).faults.map(tellFinding)).toEqual([expect.stringContaining('looks at "needsCare", which is protected')])
})
