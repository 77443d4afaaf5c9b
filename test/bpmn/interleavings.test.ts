import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { checkSoundness } from '../../src/engines/bpmn/check-soundness.ts'
import type { Environment, Model } from '../../src/engines/bpmn/model.ts'
import { begin, offered, play } from '../../src/engines/bpmn/play.ts'
import { readModel } from '../../src/engines/bpmn/read-model.ts'
import type { ProcessState } from '../../src/engines/bpmn/state.ts'
import { anyBlock, tasksOf, traces, xmlOf } from './block.ts'

/*
 * Small random processes, every order in which people can do their tasks, against what the algebra of the process says
 * (block.ts). Each state goes through JSON between two moves, as it does in a head.
 */

const small = anyBlock().filter(block => tasksOf(block) <= 6)

test('the engine allows exactly the orders that the process means', async () => {
  await fc.assert(fc.asyncProperty(small, async block => {
    const model = await modelOf(xmlOf(block))
    expect(played(model)).toEqual(traces(block))
  }), { numRuns: 300 })
})

test('block-structured processes are sound', async () => {
  await fc.assert(fc.asyncProperty(small, async block => {
    const { faults, complete } = await checkSoundness(xmlOf(block))
    expect(faults).toEqual([])
    expect(complete).toBe(true)
  }), { numRuns: 100 })
})

const env: Environment = { data: new Map(), now: 0, due: () => ({ at: 0, times: null }), perform: () => ({ result: 'waits' }) }

async function modelOf(xml: string): Promise<Model> {
  const read = await readModel(xml, text => ({ text, value: () => (text === 'true' ? true : text === 'false' ? false : Number(text)) }))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.model
}

/** Every complete run: whichever of the offered tasks is done next. */
function played(model: Model): ReadonlySet<string> {
  const found = new Set<string>()
  const go = (state: ProcessState, run: readonly string[]): void => {
    expect(state.failed).toBeUndefined()
    const open = offered(model, state)
    if (open.length === 0) {
      expect(state.tokens, `stuck after ${run.join(' ')}`).toEqual([])
      found.add(run.join(' '))
    }
    for (const { token, node } of open) {
      const move = play(model, JSON.parse(JSON.stringify(state)) as ProcessState, { do: 'complete', token: token.id }, env)
      if (isRefusal(move)) throw new Error(move.refused)
      go(move.state, [...run, node.id])
    }
  }
  go(begin(model, model.processes, env).state, [])
  return found
}
