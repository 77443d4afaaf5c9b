import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authority } from '../../../test/support/example.ts'
import { addDays } from '../../base/time.ts'
import type { AgentToRemind } from '../../vocabulary/staff.ts'
import type { PressingCase } from '../../vocabulary/work-reminders.ts'
import { horizonOf, pressingWork } from './pressing-work.ts'

const horizon = horizonOf('2026-11-25', authority())
const one = (id: string, more: Partial<PressingCase> = {}): PressingCase => ({ case: id, team: 'education', teams: [], agent: null, due: '2026-11-26', silence: null, ...more })
const agent = (id: string, teams: readonly string[] = ['education'], more: Partial<AgentToRemind> = {}): AgentToRemind => ({ agent: id, email: `${id}@example.org`, teams, reminded: true, language: null, ...more })
const told = (cases: readonly PressingCase[], agents: readonly AgentToRemind[]) => Object.fromEntries(pressingWork(cases, agents, horizon).map(work => [work.agent, work.cases]))

test('the horizon counts working days: weekends, holidays and own closings do not', () => {
  expect(horizon).toEqual({ today: '2026-11-25', due: '2026-11-27', law: '2026-12-02' })
  expect(horizonOf('2026-12-23', { ...authority(), closed: ['2026-12-24'] })).toEqual({ today: '2026-12-23', due: '2026-12-29', law: '2027-01-04' })
})

describe('who is reminded of a case', () => {
  const [ann, ben, cem] = [agent('ann'), agent('ben'), agent('cem', ['roads'])]
  test('its agent alone, else everybody in its team', () => {
    expect(told([one('taken', { agent: 'ann' }), one('free')], [ann, ben, cem])).toEqual({ ann: ['free', 'taken'], ben: ['free'] })
  })
  test('its team, where whoever took it has left the team or the house', () => {
    expect(told([one('a', { agent: 'gone' }), one('b', { agent: 'cem' })], [ann, ben, cem])).toEqual({ ann: ['a', 'b'], ben: ['a', 'b'] })
  })
  test('another team with a step to do in it, once', () => {
    expect(told([one('a', { agent: 'ann', teams: ['roads'] })], [ann, ben, cem])).toEqual({ ann: ['a'], cem: ['a'] })
    expect(pressingWork([one('a', { teams: ['roads'] })], [agent('both', ['education', 'roads'])], horizon)).toMatchObject([{ all: 1, soon: 1 }])
  })
  test('nobody who has switched it off, nor the team in the place of its agent', () => {
    expect(told([one('a', { agent: 'ann' })], [{ ...ann, reminded: false }, ben])).toEqual({})
  })
  test('nobody, where nothing is due', () => expect(pressingWork([], [ann, ben], horizon)).toEqual([]))
})

describe('what presses', () => {
  test('is late, due soon, or the law’s; each case counts once in all', () => {
    const cases = [
      one('late', { due: '2026-11-24' }), one('today', { due: '2026-11-25' }), one('soon', { due: '2026-11-27' }), one('law', { due: '2027-01-04', silence: '2026-12-02' }),
      one('late and law', { due: '2026-11-20', silence: '2026-11-25' }),
    ]
    expect(pressingWork(cases, [agent('ann')], horizon)).toEqual([{
      agent: 'ann', day: '2026-11-25', all: 5, late: 2, soon: 2, law: 2, lawFirst: '2026-11-25', cases: ['late and law', 'late', 'today', 'soon', 'law'],
    }])
  })
  test('counts all, and names eight at most', () => {
    const days = fc.integer({ min: -40, max: 2 }).map(n => addDays('2026-11-25', n))
    fc.assert(fc.property(fc.array(days, { minLength: 1, maxLength: 40 }), dues => {
      const [work] = pressingWork(dues.map((due, i) => one(String(i), { due })), [agent('ann')], horizon)
      expect([work!.all, work!.late + work!.soon, work!.cases.length]).toEqual([dues.length, dues.length, Math.min(8, dues.length)])
      expect(work!.lawFirst).toBeUndefined()
    }))
  })
})
