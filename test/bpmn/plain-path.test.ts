import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../src/journal/root.ts'
import { plainPath, type PathPart } from '../../src/engines/bpmn/plain-path.ts'
import { openProcess } from '../../src/engines/bpmn/read-process.ts'

const pathOf = async (xml: string): Promise<Record<string, PathPart>> => Object.fromEntries(plainPath(await openProcess(xml)))
const example = (path: string) => pathOf(readFileSync(join(root, 'authorities', path, 'process.bpmn'), 'utf8'))
const wrap = (inside: string) => pathOf(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:parvis="urn:parvis:bpmn:1" id="file" targetNamespace="urn:x"><process id="p" isExecutable="true">${inside}</process></definitions>`)
/** `a>b` is a flow, `a>b?` one with a condition. */
const flows = (...pairs: readonly string[]) => pairs.map((pair, i) => {
  const [from, to, condition] = pair.split(/[>?]/)
  return `<sequenceFlow id="f${i}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : '<conditionExpression>true</conditionExpression>'}</sequenceFlow>`
}).join('')
const task = (id: string, more = '') => `<userTask id="${id}" name="${id}" parvis:milestone="${id}" ${more} />`

test('one after the other: who does each, who checks, and that none can be left out', async () => {
  const sure = { sure: true, together: false, beside: [] }
  expect(await example('london/services/street-busking')).toMatchObject({ received: { teams: [], sure: true }, complete: { teams: [null], checks: true }, decision: { teams: [null], checks: false } })
  expect(await wrap(`<startEvent id="s" />${task('a', 'parvis:act="check"')}${task('b', 'parvis:team="roads"')}<endEvent id="e" />${flows('s>a', 'a>b', 'b>e')}`)).toEqual({
    a: { teams: [null], checks: true, ...sure }, b: { teams: ['roads'], checks: false, ...sure },
  })
})

test('two opinions for one milestone are asked side by side, whatever happens where one is late', async () => {
  expect(await example('jena/services/baumfaellung')).toMatchObject({ opinions: { teams: [null, 'roads'], together: true, sure: true, beside: [] }, decision: { together: false, sure: true } })
})

test('branches with milestones of their own are beside each other; all are taken', async () => {
  const path = await wrap(`<startEvent id="s" /><parallelGateway id="g" />${task('a')}${task('b')}${task('c')}<parallelGateway id="j" />${task('d')}<endEvent id="e" />${flows('s>g', 'g>a', 'a>c', 'g>b', 'c>j', 'b>j', 'j>d', 'd>e')}`)
  expect(Object.entries(path).map(([id, { beside, sure }]) => [id, beside, sure])).toEqual([['a', ['b'], true], ['b', ['a', 'c'], true], ['c', ['b'], true], ['d', [], true]])
})

test('what a choice may leave out is not sure, also where ways lead back; what follows the choice is', async () => {
  const telework = await example('geneve/services/teletravail')
  expect(Object.entries(telework).map(([id, { sure }]) => [id, sure])).toEqual([['received', true], ['manager', true], ['hr', false], ['it', false], ['decision', true], ['told', true]])
  const path = await wrap(`<startEvent id="s" />${task('a')}<exclusiveGateway id="g" default="f4" />${task('b')}<exclusiveGateway id="back" />${task('c')}<endEvent id="e" />${flows('s>back', 'back>a', 'a>g', 'g>b?', 'g>c', 'b>back', 'c>e')}`)
  expect([path['a']!.sure, path['b']!.sure, path['c']!.sure]).toEqual([true, false, true])
})

test('a sub-process is gone through, and what follows it comes after what is done in it', async () => {
  const inside = `<startEvent id="is" />${task('a')}<endEvent id="ie" /><sequenceFlow id="i1" sourceRef="is" targetRef="a" /><sequenceFlow id="i2" sourceRef="a" targetRef="ie" />`
  const path = await wrap(`<startEvent id="s" /><parallelGateway id="g" /><subProcess id="sub">${inside}</subProcess>${task('b')}<parallelGateway id="j" />${task('c')}<endEvent id="e" />${flows('s>g', 'g>sub', 'g>b', 'sub>j', 'b>j', 'j>c', 'c>e')}`)
  expect([path['a']!.sure, path['a']!.beside, path['c']!.beside]).toEqual([true, ['b'], []])
})
