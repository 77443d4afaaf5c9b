import { isRefusal } from '../../src/base/result.ts'
import type { Environment, Model } from '../../src/engines/bpmn/model.ts'
import { begin, offered, play } from '../../src/engines/bpmn/play.ts'
import { readModel } from '../../src/engines/bpmn/read-model.ts'
import type { Input, ProcessState } from '../../src/engines/bpmn/state.ts'

/* Small processes, written as their elements and their ways: `a>b c>d`; a flow's id is `a-b`. */

export const day = 86_400_000
export const at = (now: number): Environment => ({ data: new Map(), now, due: ({ text }) => ({ at: now + Number(/\d+/.exec(text)) * day, times: 1 }), perform: () => ({ result: 'waits' }) })

export const ways = (text: string): string => text.split(' ').filter(Boolean).map(way => way.split('>')).map(([from, to]) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`).join('')
export const file = (elements: string, flows: string): string => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:parvis="urn:parvis:bpmn:1" id="d" targetNamespace="urn:test"><process id="p"><startEvent id="start"/><endEvent id="end"/>${elements}${ways(flows)}</process></definitions>`
export const tasks = (...ids: string[]): string => ids.map(id => `<userTask id="${id}"/>`).join('')
export const both = '<parallelGateway id="fork"/><parallelGateway id="join"/>'
export const after = (id: string, host: string, days: number, ends = false): string => `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${ends}"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P${days}D</timeDuration></timerEventDefinition></boundaryEvent>`
export const sub = (id: string, elements: string, flows: string): string => `<subProcess id="${id}">${elements}${ways(flows)}</subProcess>`
export const each = (id: string, times: number, how = ''): string => `<userTask id="${id}"><multiInstanceLoopCharacteristics ${how}><loopCardinality xsi:type="tFormalExpression">${times}</loopCardinality></multiInstanceLoopCharacteristics></userTask>`

export async function modelOf(xml: string): Promise<Model> {
  const read = await readModel(xml, text => ({ text, value: () => Number(text) }))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.model
}
/** Where a process stands after some of its steps, named by id. */
export function standing(model: Model, ...done: string[]): ProcessState {
  let { state } = begin(model, model.processes, at(0))
  for (const id of done) state = does(model, state, { do: 'complete', token: offered(model, state).find(one => one.node.id === id)!.token.id })
  return state
}
export function does(model: Model, state: ProcessState, input: Input, now = 0): ProcessState {
  const move = play(model, state, input, at(now))
  if (isRefusal(move)) throw new Error(move.refused)
  return move.state
}
export const open = (model: Model, state: ProcessState): string => offered(model, state).map(one => one.node.id).sort().join(' ')
