import { expect, test } from 'vitest'
import { compileFeel } from '../feel/feel.ts'
import { doneBefore } from './done-before.ts'
import { readModel } from './read-model.ts'

const flow = (from: string, to: string): string => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`
const task = (id: string): string => `<userTask id="${id}"/>`

/** What is certainly done before `x`, of the tasks a to d. */
async function before(inside: string): Promise<string> {
  const read = await readModel(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test"><process id="p"><startEvent id="s"/>${inside}</process></definitions>`, text => {
    const feel = compileFeel(text)
    return 'fault' in feel ? feel.fault : { text, value: data => feel.value(data) }
  })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const all = doneBefore(read.model)(read.model.nodes.get('x')!)
  return ['a', 'b', 'c', 'd'].filter(id => all.has(id)).join('')
}

test('one after the other, and not what comes later', async () => expect(await before(`${['a', 'b', 'x', 'c'].map(task).join('')}${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'x')}${flow('x', 'c')}`)).toBe('ab'))
test('both sides of a parallel join', async () => expect(await before(`${['a', 'b', 'x'].map(task).join('')}<parallelGateway id="f"/><parallelGateway id="j"/>${flow('s', 'f')}${flow('f', 'a')}${flow('f', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'x')}`)).toBe('ab'))
test('neither of two ways, but what is before both', async () => expect(await before(`${['a', 'b', 'c', 'x'].map(task).join('')}<exclusiveGateway id="f" default="f-a"/>${flow('s', 'c')}${flow('c', 'f')}${flow('f', 'a')}<sequenceFlow id="f-b" sourceRef="f" targetRef="b"><conditionExpression>y</conditionExpression></sequenceFlow>${flow('a', 'x')}${flow('b', 'x')}`)).toBe('c'))
test('nor of an inclusive join, of which only one may come', async () => expect(await before(`${['a', 'b', 'x'].map(task).join('')}<inclusiveGateway id="f" default="f-a"/><inclusiveGateway id="j"/>${flow('s', 'f')}${flow('f', 'a')}<sequenceFlow id="f-b" sourceRef="f" targetRef="b"><conditionExpression>y</conditionExpression></sequenceFlow>${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'x')}`)).toBe(''))
test('a way back takes nothing away', async () => expect(await before(`${['a', 'b', 'x'].map(task).join('')}<exclusiveGateway id="g" default="g-b"/>${flow('s', 'a')}${flow('a', 'x')}${flow('x', 'g')}<sequenceFlow id="g-a" sourceRef="g" targetRef="a"><conditionExpression>y</conditionExpression></sequenceFlow>${flow('g', 'b')}`)).toBe('a'))
test('what an event at its edge interrupts is not done', async () => expect(await before(`${['a', 'b', 'x'].map(task).join('')}<boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>${flow('s', 'a')}${flow('a', 'b')}${flow('late', 'x')}`)).toBe('a'))
test('within a sub-process, what is before it; after it, the sub-process', async () => expect(await before(`${task('a')}<subProcess id="b"><startEvent id="s2"/>${task('c')}${task('x')}${flow('s2', 'c')}${flow('c', 'x')}</subProcess>${flow('s', 'a')}${flow('a', 'b')}`)).toBe('ac'))
