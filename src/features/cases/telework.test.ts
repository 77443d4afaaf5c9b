import { expect, test } from 'vitest'
import { serviceOf } from '../../../test/support/stepped-case.ts'
import * as commands from './decide.ts'

/* Geneva's telework request: manager, human resources, IT, one after the other; whoever says no leads straight to the decision. */

const noon = Date.UTC(2026, 10, 23, 11)
const { filed, of } = serviceOf('geneve', 'teletravail', noon)
const [managers, hr, it] = [of('managers'), of('humanResources'), of('it')]

test('three teams, one after the other, each when it is its turn', async () => {
  const one = await filed()
  expect([one.open(), one.path()]).toEqual([['manager'], ['received done', 'manager now', 'hr next', 'it next', 'decision next', 'told next']])
  // Neither is it the turn of the others, nor may they see what is not theirs yet.
  expect(await one.step('manager', hr, 'agrees')).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('manager', it, 'agrees')).toEqual({ refused: 'NotPermitted' })
  expect(await one.does(commands.decideCase, { outcome: 'refused' }, hr)).toEqual({ refused: 'NotYet' })
  expect(await one.step('manager', managers, 'agrees')).toBeNull()
  expect(one.open()).toEqual(['hr'])
  expect(await one.step('hr', managers, 'inOrder')).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('hr', hr, 'inOrder')).toBeNull()
  expect([one.open(), one.path()[3]]).toEqual([['it'], 'it now'])
  expect(one.state.process!.open[0]!.reads).not.toContain('adaptationNote')
  expect(await one.step('it', it, 'later')).toBeNull()
  await one.decided(hr)
  expect(one.path().every(line => line.endsWith('done'))).toBe(true)
})

test.each([['the manager', 'manager', managers, 'declines', ['hr dropped', 'it dropped']], ['human resources', 'hr', hr, 'notPossible', ['it dropped']]] as const)('when %s says no, the decision comes at once', async (_who, last, who, no, dropped) => {
  const one = await filed()
  if (last === 'hr') await one.step('manager', managers, 'agrees')
  expect(await one.step(last, who, no)).toBeNull()
  expect(one.open()).toEqual(['decide'])
  // Nobody is told to wait for what will not come.
  expect(one.path().filter(line => line.endsWith('dropped'))).toEqual(dropped)
  await one.decided(hr)
  expect(one.path().filter(line => line.endsWith('dropped'))).toEqual(dropped)
})
