import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { agent, authority, visitor } from '../../../test/support/example.ts'
import { PlayedCase, readService } from '../../../test/support/played-case.ts'
import type { Authority } from '../../base/authority.ts'
import { newUuid } from '../../base/ids.ts'
import { instantOf } from '../../base/time.ts'
import type { Actor } from '../../journal/kernel.ts'
import { root } from '../../journal/root.ts'
import { lastDayFor, refusedOn } from '../../vocabulary/appeals.ts'
import { noteAppeal } from './appeals.ts'
import * as commands from './decide.ts'
import { decideBySilence } from './decide-in-time.ts'
import { caseFile, statusOf } from './process.ts'

/* Appeals as the example authorities take them, played by the real commands: what they may be about, who does what, who may not decide. */

const system: Actor = { kind: 'system', name: 'timer' }
const townOf = (slug: string): Authority => ({ ...authority(), ...(JSON.parse(readFileSync(join(root, 'authorities', slug, 'authority.json'), 'utf8')) as Partial<Authority>) })
const fleury = townOf('fleury-sur-orne')
const jena = townOf('jena')
const at = (day: string, time = '12:00') => instantOf(day, time, 'Europe/Paris')
const letter = { outcome: 'refused', reasons: 'The rule says no.', legalBasis: 'art. 1', appeal: 'Within two months.', undoSeconds: 0 }

/** A request to a service, refused on a day by an agent. */
async function refused(path: string, town: Authority, by: Actor, day: string): Promise<PlayedCase> {
  const one = new PlayedCase(readService(path), town)
  expect(await one.file({}, at(day, '09:00'))).toBeNull()
  expect(await one.does(commands.decideCase, letter, by, at(day))).toBeNull()
  expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, at(day, '12:01'))).toBeNull()
  return one
}
/** An appeal about it, of an account that holds it, or of a stranger. */
async function contested(first: PlayedCase, path: string, town: Authority, day: string, { holds = true, ...more }: { holds?: boolean; about?: string } = {}) {
  const appeal = new PlayedCase(readService(path), town)
  appeal.first = first
  if (holds) expect(await first.does(commands.addHolder, { holder: appeal.account, codeHash: first.state.codeHash }, appeal.applicant, at(day))).toBeNull()
  const filed = await appeal.file({}, at(day), { about: first.id, ...more })
  return { appeal, filed }
}
const file = (one: PlayedCase) => caseFile(one.id, one.version, one.state)

describe('the day of a refusal', () => {
  test('is that on which it was sent; the last day for an appeal is a working day', async () => {
    const one = await refused('fleury-sur-orne/services/acte-naissance', fleury, agent(newUuid(), 'M. Example', ['civilRegistry']), '2026-11-27')
    expect(refusedOn(file(one), fleury)).toBe('2026-11-27')
    const [way] = one.service.description.appeals
    // 27 January 2027 is a Wednesday; two months after 28 November is a Thursday; after 30 November a Saturday.
    expect(lastDayFor(way!, '2026-11-27', fleury)).toBe('2027-01-27')
    expect(lastDayFor(way!, '2026-11-30', fleury)).toBe('2027-02-01')
  })
  test('is the day after silence fell, and none while nothing is decided, or once it was accepted after all', async () => {
    const one = new PlayedCase(readService('fleury-sur-orne/services/acte-naissance'), fleury)
    await one.file({}, at('2026-11-23'))
    expect(refusedOn(file(one), fleury)).toBeNull()
    const due = one.timers().find(timer => timer.send.call === 'DecideBySilence')!
    await one.does(decideBySilence, due.send.input as object, system, due.due)
    expect(refusedOn(file(one), fleury)).toBe('2027-01-24')
    const clerk = agent(newUuid(), 'M. Example', ['civilRegistry'])
    await one.does(commands.decideCase, { ...letter, outcome: 'accepted' }, clerk, due.due + 1)
    // It may still be taken back.
    expect(refusedOn(file(one), fleury)).toBe('2027-01-24')
    await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, due.due + 2)
    expect(refusedOn(file(one), fleury)).toBeNull()
  })
})

test('in Jena the team that decided looks again first, whichever it is; then another team decides, and never the same person', async () => {
  const both = agent(newUuid(), 'T. Beispiel', ['citizenService', 'legal'])
  const first = await refused('jena/services/bewohnerparken', jena, both, '2026-11-16')
  for (const [outcome, then] of [['redress', 'grant'], ['uphold', 'decide']] as const) {
    const { appeal, filed } = await contested(first, 'jena/services/widerspruch', jena, '2026-12-01')
    expect(filed).toBeNull()
    const legal = agent(newUuid(), 'S. Beispiel', ['legal'])
    expect(await appeal.does(commands.confirmComplete, {}, legal, at('2026-12-02'))).toBeNull()
    expect(appeal.state.process!.open).toMatchObject([{ step: 'redress', team: 'citizenService' }])
    expect(await appeal.does(commands.decideCase, letter, legal, at('2026-12-02'))).toEqual({ refused: 'NotYet' })
    expect(await appeal.does(commands.doStep, { token: appeal.token('redress'), outcome, note: '' }, agent(newUuid(), 'X', ['nature']), at('2026-12-03'))).toEqual({ refused: 'NotPermitted' })
    expect(await appeal.does(commands.doStep, { token: appeal.token('redress'), outcome, note: '' }, both, at('2026-12-03'))).toBeNull()
    expect(appeal.open()).toEqual([then])
    expect(await appeal.does(commands.decideCase, letter, both, at('2026-12-04'))).toEqual({ refused: 'DecidedFirst' })
    expect(await appeal.does(commands.decideCase, { ...letter, outcome: 'accepted' }, legal, at('2026-12-04'))).toBeNull()
    expect(await appeal.does(commands.sendDecision, { timer: appeal.state.decision!.timer }, system, at('2026-12-04', '12:01'))).toBeNull()
    expect(statusOf(appeal.state)).toBe('accepted')
    expect(appeal.path().every(one => one.endsWith(' done'))).toBe(true)
  }
})

test('in Fleury the team that decided gives its opinion, and silence refuses the appeal after two months', async () => {
  const first = await refused('fleury-sur-orne/services/acte-naissance', fleury, agent(newUuid(), 'M. Example', ['civilRegistry']), '2026-11-16')
  const { appeal } = await contested(first, 'fleury-sur-orne/services/recours-gracieux', fleury, '2026-12-01')
  await appeal.does(commands.confirmComplete, {}, agent(newUuid(), 'A. Exemple', ['legal']), at('2026-12-02'))
  expect(appeal.state.process!.open).toMatchObject([{ step: 'opinion', team: 'civilRegistry' }])
  expect(appeal.state.silence).toMatchObject({ means: 'refusal', last: '2027-02-01' })
})

test('an appeal is about a refused case of the same person whose service names the one that takes it, or it is not filed', async () => {
  const clerk = agent(newUuid(), 'M. Example', ['civilRegistry'])
  const first = await refused('fleury-sur-orne/services/acte-naissance', fleury, clerk, '2026-11-16')
  const taker = 'fleury-sur-orne/services/recours-gracieux'
  expect((await contested(first, taker, fleury, '2026-12-01')).filed).toBeNull()
  expect((await contested(first, taker, fleury, '2026-12-01', { holds: false })).filed).toMatchObject({ refused: 'AppealNotYours' })
  expect((await contested(first, taker, fleury, '2026-12-01', { about: newUuid() })).filed).toMatchObject({ refused: 'AppealNotYours' })
  expect((await contested(first, taker, fleury, '2026-12-01', { about: undefined as never })).filed).toMatchObject({ refused: 'AppealOfNothing' })
  expect((await contested(first, 'jena/services/widerspruch', fleury, '2026-12-01')).filed).toMatchObject({ refused: 'NotAppealable' })
  const open = new PlayedCase(readService('fleury-sur-orne/services/acte-naissance'), fleury)
  await open.file({}, at('2026-11-16'))
  expect((await contested(open, taker, fleury, '2026-12-01')).filed).toMatchObject({ refused: 'NotAppealable' })
})

test('the refused case hears of its appeal from the platform alone, and once', async () => {
  const first = await refused('fleury-sur-orne/services/acte-naissance', fleury, agent(newUuid(), 'M. Example', ['civilRegistry']), '2026-11-16')
  const told = { appeal: newUuid(), number: 'RG-2026-00001' }
  for (const actor of [visitor(first.account), agent(newUuid(), 'M. Example', ['civilRegistry'])]) expect(await first.does(noteAppeal, told, actor, at('2026-12-01'))).toEqual({ refused: 'NotPermitted' })
  expect(await first.does(noteAppeal, told, system, at('2026-12-01'))).toBeNull()
  const { version } = first
  expect(await first.does(noteAppeal, told, system, at('2026-12-01'))).toBeNull()
  expect([first.version, first.state.appeals]).toEqual([version, [{ case: told.appeal, number: told.number }]])
  expect(statusOf(first.state)).toBe('refused')
})
