import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { agent, authority, filing, visitor } from '../../../test/support/example.ts'
import { newUuid } from '../../base/ids.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import { root } from '../../journal/root.ts'
import type { Actor, Ask, Command } from '../../journal/kernel.ts'
import { casePath } from '../../vocabulary/case-path.ts'
import type { ServiceDescription } from '../../vocabulary/services.ts'
import * as commands from './decide.ts'
import { caseFile, statusOf } from './process.ts'
import { caseKind, type CaseEvent, type CaseState } from './state.ts'

/* The process of Jena's tree felling, from filing to the letter: two opinions side by side, one of them late. */

const folder = join(root, 'authorities/jena/services/baumfaellung')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const service = { version: 2, description: JSON.parse(read('service.json')) as ServiceDescription, form: JSON.parse(read('form.json')) as unknown, process: read('process.bpmn') }
const ask = (() => Promise.resolve(service)) as unknown as Ask
const town = { ...authority(), country: 'DE' as const, region: 'DE-TH' as const, zone: 'Europe/Berlin' }

const noon = Date.UTC(2026, 10, 23, 11)
const day = 86_400_000
const account = newUuid()
const id = newUuid()
const nature = agent(newUuid(), 'N. Example', ['nature'])
const roads = agent(newUuid(), 'R. Example', ['roads'])
const other = agent(newUuid(), 'O. Example', ['trade'])
const system: Actor = { kind: 'system', name: 'timer' }

class Case {
  state: CaseState = caseKind.initial
  version = 0

  async does(command: Command<any, CaseState, CaseEvent, any>, input: object, actor: Actor, now = noon): Promise<Refusal | null> {
    if (!command.permit(actor, this.state)) return { refused: 'NotPermitted' }
    const whole = { case: id, ...input }
    const given = command.given ? await command.given(ask, whole, this.state, { now, authority: town }) : null
    if (isRefusal(given)) return given
    const events = command.decide(this.state, { input: whole, given, actor, now, newId: () => newUuid(now) })
    if (isRefusal(events)) return events
    // What is stored goes through JSON.
    for (const event of JSON.parse(JSON.stringify(events)) as CaseEvent[]) this.state = caseKind.evolve(this.state, event, { happened: now, version: ++this.version, actor: actor.kind })
    return null
  }

  open = () => this.state.process!.open.map(step => step.step)
  token = (step: string) => this.state.process!.open.find(one => one.step === step)!.token
  path = () => casePath(caseFile(id, 1, this.state), service.description).map(one => `${one.id} ${one.state}`)
  timers = () => caseKind.timers!(this.state, id)
}

const filed = async (): Promise<Case> => {
  const one = new Case()
  expect(await one.does(commands.fileCase, filing(account, { draft: id, service: 'baumfaellung', packageVersion: 2, team: 'nature', hasProcess: true, answers: {} }), visitor(account))).toBeNull()
  return one
}

const letter = { outcome: 'accepted', reasons: 'The tree is ill.', legalBasis: '§ 29', appeal: 'Within a month.', undoSeconds: 0 }

test('two opinions are asked side by side; nobody decides before both are there', async () => {
  const one = await filed()
  expect(one.open()).toEqual(['check'])
  expect(await one.does(commands.decideCase, letter, nature)).toEqual({ refused: 'NotYet' })
  expect(one.path()).toEqual(['received done', 'complete now', 'opinions next', 'decision next', 'told next'])
  expect(await one.does(commands.confirmComplete, {}, nature)).toBeNull()
  expect(one.open()).toEqual(['nature', 'roads'])
  expect(one.path()).toEqual(['received done', 'complete done', 'opinions now', 'decision next', 'told next'])
  expect(await one.does(commands.decideCase, letter, nature)).toMatchObject({ refused: 'NotYet' })

  // Each team does its own step, and no other does it.
  expect(await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: '' }, other)).toEqual({ refused: 'NotPermitted' })
  expect(await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: '' }, nature)).toEqual({ refused: 'NotPermitted' })
  expect(await one.does(commands.doStep, { token: one.token('roads'), note: '' }, roads)).toMatchObject({ refused: 'Incomplete' })
  expect(await one.does(commands.doStep, { token: one.token('roads'), outcome: 'favourable', note: 'Free sight.' }, roads)).toBeNull()
  expect(await one.does(commands.doStep, { token: 99, outcome: 'favourable', note: '' }, nature)).toMatchObject({ refused: 'StepGone' })
  expect(one.path()[2]).toBe('opinions now')
  expect(await one.does(commands.doStep, { token: one.token('nature'), outcome: 'conditional', note: 'Plant a lime.' }, nature)).toBeNull()
  expect(one.state.done.map(done => [done.step, done.outcome, done.note])).toEqual([['roads', 'favourable', 'Free sight.'], ['nature', 'conditional', 'Plant a lime.']])

  expect(one.open()).toEqual(['decide'])
  expect(await one.does(commands.decideCase, letter, nature)).toBeNull()
  expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system)).toBeNull()
  expect(one.state.process!.state.tokens).toEqual([])
  expect([statusOf(one.state), one.path().map(line => line.split(' ')[1])]).toEqual(['accepted', ['done', 'done', 'done', 'done', 'done']])
})

test('a late opinion rings once at midnight after ten working days, and the deputy is asked', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature)
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
  await one.does(commands.confirmComplete, {}, nature)
  await one.does(commands.ringProcess, one.timers()[0]!.send.input as object, system, one.timers()[0]!.due)
  for (const [step, who] of [['nature', nature], ['roads', roads]] as const) await one.does(commands.doStep, { token: one.token(step), outcome: 'favourable', note: '' }, who)
  expect(one.open()).toEqual(['deputy', 'decide'])
  await one.does(commands.decideCase, letter, nature)
  await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system)
  expect([one.state.process!.state.tokens, one.open(), one.timers()]).toEqual([[], [], []])
  expect(one.path().at(-1)).toBe('told done')
})

test('a process that ended or failed without a decision keeps nobody from an answer', async () => {
  for (const state of [{ next: 9, tokens: [] }, { next: 9, tokens: [{ id: 0, at: 'treeFelling' }], failed: 'NoWay' }]) {
    const one = await filed()
    one.state = { ...one.state, process: { state, open: [] } }
    expect(await one.does(commands.decideCase, letter, nature)).toBeNull()
    expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system)).toBeNull()
    expect([statusOf(one.state), one.state.process!.state.tokens]).toEqual(['accepted', []])
  }
})

test('a withdrawn request leaves nothing waiting', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature)
  expect(await one.does(commands.withdrawCase, { reason: '' }, visitor(account))).toBeNull()
  expect([one.state.process!.state.tokens, one.timers(), one.path()]).toEqual([[], [], ['received done', 'complete done', 'opinions dropped', 'decision dropped', 'told dropped']])
})

test('where it stands is some hundred bytes', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, nature)
  expect(JSON.stringify(one.state.process!.state).length).toBeLessThanOrEqual(200)
})
