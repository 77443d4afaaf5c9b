import { expect, test } from 'vitest'
import { day, serviceOf } from '../../../test/support/stepped-case.ts'
import * as commands from './decide.ts'

/* Fleury's canteen: the place of each child is checked, side by side; the kitchen hears of each that has one. */

const noon = Date.UTC(2026, 10, 23, 11)
const { filed, of } = serviceOf('fleury-sur-orne', 'cantine-periscolaire', noon)
const [education, kitchen, streets] = [of('education'), of('kitchen'), of('streets')]
const child = (needsCare: boolean) => ({ schoolYear: 'CP', school: 'rives', needsCare })

test('the children go side by side, each at its own pace; the kitchen plans for those who have a place', async () => {
  const one = await filed({ children: [child(false), child(true), child(false)] })
  await one.does(commands.confirmComplete, {}, education)
  expect(one.open()).toEqual(['place', 'place', 'place'])
  expect(one.state.process!.open.map(({ item, group }) => [item, group])).toEqual([[0, 'children'], [1, 'children'], [2, 'children']])
  expect(one.filePage().rounds).toEqual([{ step: 'perChild', milestone: 'children', done: 0, of: 3 }])
  expect(await one.step('place', kitchen, 'place', { item: 1 })).toEqual({ refused: 'NotPermitted' })

  // On the waiting list there is nothing to cook.
  expect(await one.step('place', education, 'waitingList', { item: 2 })).toBeNull()
  expect([one.filePage().rounds[0]!.done, one.path()[2]]).toEqual([1, 'children now'])
  expect(await one.step('place', education, 'place', { item: 1 })).toBeNull()
  // The second child is not done before the kitchen is.
  expect([one.filePage().rounds[0]!.done, one.open()]).toEqual([1, ['place', 'kitchen']])
  const plan = one.state.process!.open.find(step => step.step === 'kitchen')!
  expect([plan.item, plan.team, plan.reads?.includes('healthNote'), plan.reads?.includes('quotient')]).toEqual([1, 'kitchen', true, false])
  expect(await one.step('kitchen', streets)).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('kitchen', kitchen)).toBeNull()
  expect([one.filePage().rounds[0]!.done, one.path()[2]]).toEqual([2, 'children now'])
  // What is journaled of the steps is the same whether a child has a note or not.
  expect(JSON.stringify(one.state.process)).not.toContain('needsCare')
  expect(await one.step('place', education, 'place', { item: 0 })).toBeNull()
  expect(await one.step('kitchen', kitchen, undefined, { item: 0, now: noon + day })).toBeNull()
  // It is reached with the last child, not with the first.
  expect([one.state.reached['complete'], one.state.reached['children']]).toEqual([noon, noon + day])
  expect([one.filePage().rounds, one.open(), one.path()[2]]).toEqual([[], ['decide'], 'children done'])
  expect(one.state.done.map(done => [done.step, done.item, done.outcome])).toEqual([['place', 2, 'waitingList'], ['place', 1, 'place'], ['kitchen', 1, null], ['place', 0, 'place'], ['kitchen', 0, null]])
  await one.decided(education)
})

test('one child is one place to check', async () => {
  const one = await filed({ children: [child(false)] })
  await one.does(commands.confirmComplete, {}, education)
  await one.step('place', education, 'place')
  await one.step('kitchen', kitchen)
  expect(one.open()).toEqual(['decide'])
})

test('three children stand in 200 bytes, with what was said of each; eight in some hundred', async () => {
  const stands = async (count: number): Promise<number> => {
    const one = await filed({ children: Array.from({ length: count }, () => child(true)) })
    await one.does(commands.confirmComplete, {}, education)
    for (let item = 0; item < count - 1; item++) await one.step('place', education, 'place', { item })
    return one.bytes()
  }
  expect(await stands(3)).toBeLessThanOrEqual(200)
  expect(await stands(8)).toBeLessThanOrEqual(520)
})
