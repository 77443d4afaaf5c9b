import { expect, test } from 'vitest'
import type { Uuid } from '../../src/base/ids.ts'
import { ConfirmComplete, type CaseFile } from '../../src/vocabulary/cases.ts'
import { nature, openForest, until, type Forest } from './felling.ts'

/* The time that a step of Jena's tree felling has ("after ten working days the deputy is asked"), over nodes that come and go. */

const alarms = (forest: Forest) => forest.ask<{ key: string }>("select key from graphile_worker.jobs where task_identifier = 'alarm'")
const rings = async (forest: Forest): Promise<number> => (await forest.ask("select 1 from journal where type = 'ProcessTimerRang'")).length
const stepsOf = ({ open }: CaseFile): readonly string[] => open.map(step => step.step)

/** Requests whose time runs, filed while nobody follows the journal, at the forest's time. */
async function waiting(forest: Forest, count: number): Promise<Uuid[]> {
  const quiet = await forest.node({ follow: false })
  await forest.publish(quiet)
  const cases: Uuid[] = []
  for (let n = 0; n < count; n++) {
    cases.push(await forest.file(quiet))
    await forest.does(quiet, nature, ConfirmComplete, { case: cases[n]! })
  }
  await quiet.close()
  return cases
}
/** Ten working days but a minute go by: the sweep sets the alarms of what is due next. */
async function nearlyPasses(forest: Forest, node: { sweep(): Promise<void> }, count: number): Promise<void> {
  await until(async () => (await forest.ask('select from timers')).length === count)
  expect(await alarms(forest)).toEqual([])
  forest.clock.now = (await forest.ask<{ due: number }>('select min(due)::float as due from timers'))[0]!.due - 60_000
  await node.sweep()
  expect(await alarms(forest)).toHaveLength(count)
}
/** The rest of them goes by: on the clock of every node, and in the queue. */
async function passes(forest: Forest): Promise<void> {
  forest.clock.now = (await forest.ask<{ due: number }>('select max(due)::float as due from timers'))[0]!.due
  await forest.ask('update graphile_worker._private_jobs set run_at = now()')
}

test('a node that was closed while a step waited is followed by one that asks the deputy, once', async () => {
  const forest = await openForest()
  const [id] = await waiting(forest, 1)
  const before = await forest.node()
  await nearlyPasses(forest, before, 1)
  await before.close()
  await passes(forest)
  const after = await forest.node()
  await until(async () => (await rings(forest)) > 0)
  await Promise.all([after.sweep(), after.sweep()])
  expect(stepsOf(await forest.read(after, id!))).toEqual(['nature', 'roads', 'deputy'])
  expect(await rings(forest)).toBe(1)
  await until(async () => (await alarms(forest)).length === 0)
})

test('a node that is started when the time is over already, and nobody set an alarm, asks the deputy', async () => {
  const forest = await openForest()
  forest.clock.now = Date.UTC(2020, 10, 20, 11)
  const [id] = await waiting(forest, 1)
  forest.clock.now += 30 * 86_400_000
  const node = await forest.node()
  await until(async () => (await rings(forest)) > 0)
  expect(stepsOf(await forest.read(node, id!))).toEqual(['nature', 'roads', 'deputy'])
})

test('of two nodes one rings, whichever of them leads; each step is rung once', async () => {
  const forest = await openForest()
  const cases = await waiting(forest, 8)
  const nodes = [await forest.node(), await forest.node()]
  await nearlyPasses(forest, nodes[0]!, cases.length)
  await passes(forest)
  await Promise.all(nodes.map(node => node.sweep()))
  await until(async () => (await rings(forest)) >= cases.length)
  await until(async () => (await alarms(forest)).length === 0)
  for (const id of cases) expect(stepsOf(await forest.read(nodes[1]!, id))).toEqual(['nature', 'roads', 'deputy'])
  expect(await rings(forest)).toBe(cases.length)
})

test('a node that died while it rang leaves its alarm locked: the other one rings in its minute, once', async () => {
  const forest = await openForest()
  const [id] = await waiting(forest, 1)
  const node = await forest.node()
  await nearlyPasses(forest, node, 1)
  // What a process that was killed leaves behind: its job is taken, and nobody works on it.
  await forest.ask(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a process that is gone', attempts = 1`)
  await passes(forest)
  await Promise.all([node.sweep(), node.sweep()])
  expect(stepsOf(await forest.read(node, id!))).toEqual(['nature', 'roads', 'deputy'])
  expect(await rings(forest)).toBe(1)
  // When the queue gives the job free at last, it finds nothing to do.
  await forest.ask('update graphile_worker._private_jobs set locked_at = null, locked_by = null')
  await until(async () => (await alarms(forest)).length === 0)
  expect(await rings(forest)).toBe(1)
})
