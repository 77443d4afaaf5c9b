import { expect, test } from 'vitest'
import { checkSoundness } from './check-soundness.ts'

const file = (inside: string, around = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test">${around}<process id="p">${inside}</process></definitions>`
const flow = (from: string, to: string, condition = ''): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition && `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`
const found = async (xml: string): Promise<readonly string[]> => (await checkSoundness(xml)).faults.map(fault => `${fault.element}: ${fault.what}`)

test('a process with a way back ends', async () => {
  const xml = file(`<startEvent id="s"/><userTask id="check"/><exclusiveGateway id="g" default="g-e"/><endEvent id="e"/>
    ${flow('s', 'check')}${flow('check', 'g')}${flow('g', 'check', 'again')}${flow('g', 'e')}`)
  expect(await found(xml)).toEqual([])
})

test('a choice that is joined as if both ways came never goes on', async () => {
  const xml = file(`<startEvent id="s"/><exclusiveGateway id="g" default="g-b"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j" name="Both"/><endEvent id="e"/>
    ${flow('s', 'g')}${flow('g', 'a', 'x')}${flow('g', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'e')}`)
  expect(await found(xml)).toEqual(['Both: a request can wait here for ever: what it waits for does not come', 'e: no request ever comes to it'])
})

test('a choice without a default may find no way', async () => {
  const xml = file(`<startEvent id="s"/><exclusiveGateway id="g" name="Which?"/><endEvent id="e"/><endEvent id="f"/>${flow('s', 'g')}${flow('g', 'e', 'x')}${flow('g', 'f', 'y')}`)
  expect(await found(xml)).toEqual(['Which?: it may be that no condition holds: give it a default way'])
})

test('a step that nothing leads to is named', async () => {
  const xml = file(`<startEvent id="s"/><endEvent id="e"/><userTask id="lost" name="Lost"/><userTask id="loop"/>${flow('s', 'e')}${flow('lost', 'loop')}${flow('loop', 'lost')}`)
  expect(await found(xml)).toEqual(['Lost: no request ever comes to it', 'loop: no request ever comes to it'])
})

test('a loop that nothing leaves never ends', async () => {
  const xml = file(`<startEvent id="s"/><userTask id="a"/><userTask id="b" name="Again"/>${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'a')}`)
  expect(await found(xml)).toEqual(['a: once here, a request can never end'])
})

test('branches that are not joined pile up in a loop', async () => {
  const xml = file(`<startEvent id="s"/><parallelGateway id="g"/><userTask id="a"/><endEvent id="e"/>${flow('s', 'a')}${flow('a', 'g')}${flow('g', 'a')}${flow('g', 'e')}`)
  expect((await found(xml)).length).toBeGreaterThan(0)
})

test('an error that nobody catches is named', async () => {
  const xml = file(`<startEvent id="s"/><userTask id="a"/><endEvent id="e" name="Gone wrong"><errorEventDefinition errorRef="broken"/></endEvent>${flow('s', 'a')}${flow('a', 'e')}`, '<error id="broken" errorCode="broken"/>')
  expect(await found(xml)).toContain('Gone wrong: the error "broken" is caught nowhere')
})

test('timers, messages and errors at the edge are tried too', async () => {
  const xml = file(`<startEvent id="s"/><userTask id="a"/><boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P10D</timeDuration></timerEventDefinition></boundaryEvent>
    <userTask id="deputy"/><endEvent id="e"/><endEvent id="f"/>${flow('s', 'a')}${flow('a', 'e')}${flow('late', 'deputy')}${flow('deputy', 'f')}`)
  expect(await found(xml)).toEqual([])
})
