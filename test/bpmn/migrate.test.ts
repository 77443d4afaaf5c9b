import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { openEndCheck } from '../../src/engines/bpmn/check-soundness.ts'
import { migrate } from '../../src/engines/bpmn/migrate.ts'
import type { Environment, Model } from '../../src/engines/bpmn/model.ts'
import type { Places } from '../../src/engines/bpmn/places.ts'
import { begin, offered, play } from '../../src/engines/bpmn/play.ts'
import { readModel } from '../../src/engines/bpmn/read-model.ts'
import type { ProcessState } from '../../src/engines/bpmn/state.ts'
import { anyBlock, tasksOf, xmlOf } from './block.ts'

/*
 * Small random processes with one task renamed, added or taken away: every state that a request can stand in is moved, or refused by the
 * name of an element; what was moved can be done in the orders in which the old version could have been.
 */

const small = anyBlock().filter(block => tasksOf(block) <= 5)
const env: Environment = { data: new Map(), now: 0, due: () => ({ at: 0, times: null }), perform: () => ({ result: 'waits' }) }

async function modelOf(xml: string): Promise<Model> {
  const read = await readModel(xml, text => ({ text, value: () => (text === 'true' ? true : text === 'false' ? false : Number(text)) }))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.model
}

const after = (model: Model, state: ProcessState): readonly { readonly id: string; readonly next: ProcessState }[] => offered(model, state).map(({ token, node }) => {
  const move = play(model, JSON.parse(JSON.stringify(state)) as ProcessState, { do: 'complete', token: token.id }, env)
  if (isRefusal(move)) throw new Error(move.refused)
  return { id: node.id, next: move.state }
})

/** Every state in which a request can wait, once. */
function states(model: Model): readonly ProcessState[] {
  const found = new Map<string, ProcessState>()
  const waiting = [begin(model, model.processes, env).state]
  while (waiting.length > 0) {
    const state = waiting.pop()!
    const key = JSON.stringify(state)
    if (found.has(key) || found.size > 200) continue
    found.set(key, state)
    waiting.push(...after(model, state).map(one => one.next))
  }
  return [...found.values()]
}

/** Every order in which what is left can be done; a state from which nothing ends has none, and fails. */
function ordersFrom(model: Model, state: ProcessState): ReadonlySet<string> {
  const left = after(model, state)
  if (left.length === 0) expect(state.tokens).toEqual([])
  return new Set(left.length === 0 ? [''] : left.flatMap(({ id, next }) => [...ordersFrom(model, next)].map(order => `${id} ${order}`)))
}

async function between(before: string, now: string, places: Places) {
  const [from, to, ends] = [await modelOf(before), await modelOf(now), await openEndCheck(now)]
  return states(from).map(state => ({ from, to, state, standing: state.tokens.map(token => token.at), result: migrate(from, to, state, places, env, ends) }))
}

const oneTask = (tasks: number) => fc.integer({ min: 1, max: tasks }).map(n => `t${n}`)
const blockWithTask = small.chain(block => fc.tuple(fc.constant(block), oneTask(countOf(xmlOf(block)))))
const countOf = (xml: string): number => xml.match(/<userTask/g)!.length

test('a renamed task: with an entry everything moves and goes on in the same orders; without one exactly what stands at it is refused', async () => {
  await fc.assert(fc.asyncProperty(blockWithTask, async ([block, task]) => {
    const before = xmlOf(block)
    const now = before.replaceAll(`"${task}"`, '"renamed"')
    for (const { from, to, state, result } of await between(before, now, { [task]: 'renamed' })) {
      expect(result).not.toHaveProperty('unmoved')
      const orders = [...ordersFrom(from, state)].map(order => order.split(' ').map(id => (id === task ? 'renamed' : id)).join(' '))
      if ('move' in result) expect(ordersFrom(to, result.move.state)).toEqual(new Set(orders))
    }
    for (const { standing, result } of await between(before, now, {})) {
      if ('unmoved' in result) expect(new Set(result.unmoved.map(one => one.at))).toEqual(new Set([task]))
      expect('unmoved' in result).toBe(standing.includes(task))
    }
  }), { numRuns: 100 })
})

test('a task added behind another: what does not wait at its join by that very way moves, and ends', async () => {
  await fc.assert(fc.asyncProperty(blockWithTask, async ([block, task]) => {
    const before = xmlOf(block)
    const [, flow, target] = new RegExp(`<sequenceFlow id="(\\w+)" sourceRef="${task}" targetRef="(\\w+)">`).exec(before)!
    const scope = new RegExp(`<sequenceFlow id="${flow}".*?</sequenceFlow>`)
    const now = before.replace(scope, `<sequenceFlow id="${flow}" sourceRef="${task}" targetRef="added"></sequenceFlow><userTask id="added" /><sequenceFlow id="new" sourceRef="added" targetRef="${target}"></sequenceFlow>`)
    for (const { to, state, result } of await between(before, now, {})) {
      const halfDone = state.tokens.some(token => token.by === flow)
      if ('unmoved' in result) expect([halfDone, result.unmoved.map(one => one.at)]).toEqual([true, [target]])
      else expect([halfDone, [...ordersFrom(to, result.move.state)].length > 0]).toEqual([false, true])
    }
    // Whoever says that the way counts as done has all of them moved.
    for (const { result, to } of await between(before, now, { [flow!]: 'new' })) {
      expect(result).not.toHaveProperty('unmoved')
      if ('move' in result) ordersFrom(to, result.move.state)
    }
  }), { numRuns: 100 })
})

test('any other process: moved or refused by the name of where it stands, and what was moved ends', async () => {
  let moved = 0
  await fc.assert(fc.asyncProperty(small, small, async (one, other) => {
    for (const { to, standing, result } of await between(xmlOf(one), xmlOf(other), {})) {
      if ('unmoved' in result) {
        expect(result.unmoved.length).toBeGreaterThan(0)
        for (const { at, what } of result.unmoved) expect([standing.includes(at), what !== '']).toEqual([true, true])
      } else {
        moved++
        ordersFrom(to, result.move.state)
      }
    }
  }), { numRuns: 150 })
  expect(moved).toBeGreaterThan(50)
})
