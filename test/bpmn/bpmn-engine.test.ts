import { Engine, type Execution } from 'bpmn-engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBlock, tasksOf, traces, xmlOf, type Block } from './block.ts'

/*
 * The oracle of block.ts against an engine that others wrote (bpmn-engine, over bpmn-elements), where that one is right: sequences,
 * parallel and exclusive ways, sub-processes. Its inclusive joins do not wait, and its loops are not compared. What interleavings.test.ts
 * holds our engine to is not our own opinion alone.
 */

const plays = (block: Block): boolean =>
  block.kind === 'task' || (block.kind === 'sub' ? plays(block.part) : block.kind !== 'inclusive' && block.kind !== 'twice' && block.parts.every(plays))
const small = anyBlock().filter(block => plays(block) && tasksOf(block) <= 6)

/** As the other engine reads conditions: a bare word would be a text, and every text holds. */
const theirs = (block: Block): string => xmlOf(block).replaceAll(/<conditionExpression>(true|false)<\/conditionExpression>/g, '<conditionExpression xsi:type="tFormalExpression">${$1}</conditionExpression>')
  .replace('<definitions ', '<definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ')

type Postponed = { readonly id: string; readonly type: string; getPostponed?(): readonly Postponed[] }

/** The tasks that wait, those in sub-processes too, whose own list names themselves again. */
const tasksIn = (around: { getPostponed?(): readonly Postponed[] }, within = ''): readonly string[] =>
  (around.getPostponed?.() ?? []).flatMap(one => (one.type === 'bpmn:UserTask' ? [one.id] : one.type === 'bpmn:SubProcess' && one.id !== within ? tasksIn(one, one.id) : []))

test('another engine does tasks in orders that the oracle knows, whichever of those offered is done next', async () => {
  await fc.assert(fc.asyncProperty(small, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), async (block, choices) => {
    const execution: Execution = await new Engine({ source: theirs(block) }).execute()
    const run: string[] = []
    for (const choice of choices) {
      const waiting = [...new Set(tasksIn(execution))]
      if (waiting.length === 0) break
      const next = waiting[choice % waiting.length]!
      run.push(next)
      execution.signal({ id: next })
    }
    // Those of the oracle are all runs to the end.
    expect([...traces(block)]).toContain(run.join(' '))
  }), { numRuns: 100 })
})
