import { expect, test } from 'vitest'
import { agent, authority } from '../../../test/support/example.ts'
import { PlayedCase, readService } from '../../../test/support/played-case.ts'
import { newUuid } from '../../base/ids.ts'
import type { Actor } from '../../journal/kernel.ts'
import * as commands from './decide.ts'
import { statusOf } from './process.ts'

/* The process of Jena's tree felling, from filing to the letter: two opinions side by side, one of them late. */

const service = readService('jena/services/baumfaellung')
const town = { ...authority(), country: 'DE' as const, region: 'DE-TH' as const, zone: 'Europe/Berlin' }

const noon = Date.UTC(2026, 10, 23, 11)
const day = 86_400_000
const nature = agent(newUuid(), 'N. Example', ['nature'])
const roads = agent(newUuid(), 'R. Example', ['roads'])
const other = agent(newUuid(), 'O. Example', ['trade'])
const system: Actor = { kind: 'system', name: 'timer' }

const filed = async (): Promise<PlayedCase> => {
  const one = new PlayedCase(service, town)
  expect(await one.file({}, noon)).toBeNull()
  return one
}

const letter = { outcome: 'accepted', reasons: 'The tree is ill.', legalBasis: '§ 29', appeal: 'Within a month.', undoSeconds: 0 }

test('two opinions are asked side by side; nobody decides before both are there', async () => {
  const one = await filed()
  expect(one.open()).toEqual(['check'])
  expect(await one.does(commands.decideCase, letter, nature, noon)).toEqual({ refused: 'NotYet' })
  expect(one.path()).toEqual(['received done', 'complete now', 'opinions next', 'decision next', 'told next'])
  expect(await one.does(commands.confirmComplete, {}, nature, noon)).toBeNull()
  expect(one.open()).toEqual(['nature', 'roads'])
  expect(one.path()).toEqual(['received done', 'complete done', 'opinions now', 'decision next', 'told next'])
  expect(await one.does(commands.decideCase, letter, nature, noon)).toMatchObject({ refused: 'NotYet' })

  // Each team does its own step, and no other does it.
  expect(await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: '' }, other, noon)).toEqual({ refused: 'NotPermitted' })
  expect(await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: '' }, nature, noon)).toEqual({ refused: 'NotPermitted' })
  expect(await one.does(commands.doStep, { token: one.token('roads'), note: '' }, roads, noon)).toMatchObject({ refused: 'Incomplete' })
  expect(await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: 'Free sight.' }, roads, noon)).toBeNull()
  expect(await one.does(commands.doStep, { token: 99, outcome: 'favourable', note: '' }, nature, noon)).toMatchObject({ refused: 'StepGone' })
  expect(one.path()[2]).toBe('opinions now')
  expect(await one.does(commands.doStep, { token: one.token('nature'), outcome: 'conditional', note: 'Plant a lime.' }, nature, noon)).toBeNull()
  expect(one.state.done.map(done => [done.step, done.outcome, done.note])).toEqual([['roads', 'favourable', 'Free sight.'], ['nature', 'conditional', 'Plant a lime.']])

  expect(one.open()).toEqual(['decide'])
  expect(await one.does(commands.decideCase, letter, nature, noon)).toBeNull()
  expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, noon)).toBeNull()
  expect(one.tokens()).toEqual([])
  expect([statusOf(one.state), one.path().map(line => line.split(' ')[1])]).toEqual(['accepted', ['done', 'done', 'done', 'done', 'done']])
})

test('a late opinion rings once at midnight after ten working days, and the deputy is asked', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature, noon)
  const [timer] = one.timers()
  // From Monday 23 November: ten working days end on Monday 7 December.
  expect(new Date(timer!.due).toISOString()).toBe('2026-12-07T23:00:00.000Z')
  const input = timer!.send.input as object
  expect(await one.does(commands.ringProcess, input, system, timer!.due - 1)).toEqual({ refused: 'TimerGone' })
  expect(await one.does(commands.ringProcess, input, system, timer!.due)).toBeNull()
  expect(one.open()).toEqual(['nature', 'roads', 'deputy'])
  expect(await one.does(commands.ringProcess, input, system, timer!.due + day)).toEqual({ refused: 'TimerGone' })
  expect(one.timers()).toEqual([])
})

test('a decision that has left ends what else was waiting', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature, noon)
  await one.does(commands.ringProcess, one.timers()[0]!.send.input as object, system, one.timers()[0]!.due)
  for (const [step, who] of [['nature', nature], ['roads', roads]] as const) await one.does(commands.doStep, { token: one.token(step), outcome: 'favourable', note: '' }, who, noon)
  expect(one.open()).toEqual(['deputy', 'decide'])
  await one.does(commands.decideCase, letter, nature, noon)
  await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, noon)
  expect([one.tokens(), one.open(), one.timers()]).toEqual([[], [], []])
  expect(one.path().at(-1)).toBe('told done')
})

test('a process that ended or failed without a decision keeps nobody from an answer', async () => {
  for (const state of [{ next: 9, tokens: [] }, { next: 9, tokens: [{ id: 0, at: 'treeFelling' }], failed: 'NoWay' }]) {
    const one = await filed()
    one.state = { ...one.state, process: { state, open: [] } }
    expect(await one.does(commands.decideCase, letter, nature, noon)).toBeNull()
    expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, noon)).toBeNull()
    expect([statusOf(one.state), one.tokens()]).toEqual(['accepted', []])
  }
})

test('a withdrawn request leaves nothing waiting', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature, noon)
  expect(await one.does(commands.withdrawCase, { reason: '' }, one.applicant, noon)).toBeNull()
  expect([one.tokens(), one.timers(), one.path()]).toEqual([[], [], ['received done', 'complete done', 'opinions dropped', 'decision dropped', 'told dropped']])
})

test.each([
  ['one tree', ['conditional'], 1, 4_000, { row: 2, rule: 'one' }],
  ['three trees', ['favourable'], 3, 6_000, { row: 3, rule: 'more' }],
  ['a dangerous tree', ['dangerous'], 3, 0, { row: 1, rule: 'dangerous' }],
] as const)('the fee of %s is worked out when both opinions are there, in whole cents', async (_, [seen], trees, cents, rule) => {
  const one = new PlayedCase(service, town)
  await one.file({ trees: Array.from({ length: trees }, () => ({ species: 'lime' })) }, noon)
  await one.does(commands.confirmComplete, {}, nature, noon)
  await one.does(commands.doStep, { token: one.token('nature'), outcome: seen, note: '' }, nature, noon)
  expect(one.state.worked).toEqual([])
  await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: '' }, roads, noon)
  expect(one.state.worked).toEqual([{ task: 'fee', decision: 'fee', value: cents, currency: 'EUR', rules: [{ decision: 'fee', ...rule }], version: 3, at: noon }])
  expect(one.open()).toEqual(['decide'])
})

test('where it stands is some hundred bytes', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature, noon)
  expect(JSON.stringify(one.state.process!.state).length).toBeLessThanOrEqual(200)
})
