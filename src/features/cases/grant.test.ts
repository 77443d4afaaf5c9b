import { expect, test } from 'vitest'
import { serviceOf } from '../../../test/support/stepped-case.ts'
import * as commands from './decide.ts'

/* Geneva's grant to an association: the team's opinion, then the commission, which meets on the second Tuesday of each month. */

const noon = Date.UTC(2026, 10, 23, 11)
const { filed, of } = serviceOf('geneve', 'subvention-association', noon)
const [community, commission] = [of('community'), of('grantCommission')]

test('the commission is asked on its day and not before, then the decision is made', async () => {
  const one = await filed()
  expect(await one.does(commands.confirmComplete, {}, community)).toBeNull()
  expect(one.path()).toEqual(['received done', 'complete done', 'opinion now', 'commission next', 'decision next', 'told next'])
  expect(await one.step('opinion', commission, 'favourable')).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('opinion', community, 'reserved')).toBeNull()
  // Nobody has anything to do until then; the applicant sees for what it waits.
  expect([one.open(), one.path()[3], one.processTimers().length]).toEqual([[], 'commission now', 1])
  expect(await one.does(commands.decideCase, { outcome: 'accepted' }, community)).toEqual({ refused: 'NotYet' })
  // The second Tuesday of December 2026, as it begins in Geneva.
  expect(one.filePage().rests).toBe(Date.UTC(2026, 11, 7, 23))
  expect(await one.ring()).toBe('2026-12-07T23:00:00.000Z')
  expect(one.filePage().rests).toBeNull()
  expect(await one.step('commission', community, 'favourable')).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('commission', commission, 'partly')).toBeNull()
  expect([one.open(), one.path()[3]]).toEqual([['decide'], 'commission done'])
  await one.decided(community)
  expect(one.path().every(line => line.endsWith('done'))).toBe(true)
})

test('what the commission puts off comes to its next meeting', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, community)
  await one.step('opinion', community, 'favourable')
  await one.ring()
  const meeting = Date.UTC(2026, 11, 8, 16)
  expect(await one.step('commission', commission, 'postponed', { now: meeting })).toBeNull()
  expect(await one.ring()).toBe('2027-01-11T23:00:00.000Z')
  expect(await one.step('commission', commission, 'favourable', { now: Date.UTC(2027, 0, 12, 16) })).toBeNull()
  expect(one.state.reached['commission']).toBe(Date.UTC(2027, 0, 12, 16))
  expect([one.open(), one.state.done.map(done => done.outcome)]).toEqual([['decide'], ['favourable', 'postponed', 'favourable']])
})

test('an opinion given on the day of the meeting comes too late for it', async () => {
  const one = await filed()
  const meeting = Date.UTC(2026, 11, 8, 9)
  await one.does(commands.confirmComplete, {}, community, meeting)
  await one.step('opinion', community, 'favourable', { now: meeting })
  expect(await one.ring()).toBe('2027-01-11T23:00:00.000Z')
})
