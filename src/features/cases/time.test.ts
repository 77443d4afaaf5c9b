import { expect, test } from 'vitest'
import { agent, authority } from '../../../test/support/example.ts'
import { PlayedCase, readService } from '../../../test/support/played-case.ts'
import type { Authority } from '../../base/authority.ts'
import { newUuid } from '../../base/ids.ts'
import { instantOf } from '../../base/time.ts'
import type { Actor } from '../../journal/kernel.ts'
import type { PublishedService } from '../../vocabulary/services.ts'
import { certificateOf } from './parts/certificate.ts'
import { shownCase } from './parts/shown-case.ts'
import * as commands from './decide.ts'
import { decideBySilence, endAsking, remindApplicant } from './decide-in-time.ts'
import { caseFile, statusOf, turnOf } from './process.ts'

/* What time does to a case: silence that decides, clocks that stand still, what was asked and did not come. */

const system: Actor = { kind: 'system', name: 'timer' }
const paris: Authority = { ...authority(), country: 'FR', zone: 'Europe/Paris' }
const at = (day: string, time = '12:00') => instantOf(day, time, 'Europe/Paris')

/** The tablet of a lycée: ten working days are promised, after two months silence accepts. The birth certificate: silence refuses. */
const accepts = readService('ile-de-france/services/tablette-lyceen')
const refuses = readService('fleury-sur-orne/services/acte-naissance')
const lapses: PublishedService = { ...accepts, description: { ...accepts.description, asking: { term: { amount: 10, unit: 'workingDays' }, lapse: { words: { fr: 'Sans réponse, la demande s’arrête.' }, article: 'Règle d’exemple' } } } }

async function filed(service: PublishedService, day: string, time?: string) {
  const one = new PlayedCase(service, paris)
  expect(await one.file({}, at(day, time), { due: '2026-12-07' })).toBeNull()
  const clerk = agent(newUuid(), 'K. Example', [service.description.team])
  return { one, clerk, timer: (call: string) => one.timers().find(timer => timer.send.call === call) }
}
const letter = { outcome: 'accepted', reasons: 'It is due.', legalBasis: 'art. 1', appeal: 'Within two months.', undoSeconds: 3_600 }

test('consent by silence comes at midnight of the authority’s zone, once, and is told with its certificate', async () => {
  const { one, clerk, timer } = await filed(accepts, '2026-11-23')
  const { due, send } = timer('DecideBySilence')!
  // Two months after 23 November is a Saturday: the law does not wait for Monday. Midnight in Paris, in winter, is 23 h UTC.
  expect(new Date(due).toISOString()).toBe('2027-01-23T23:00:00.000Z')
  expect(await one.does(decideBySilence, send.input as object, system, due - 1)).toEqual({ refused: 'TimerNotDue' })
  expect(await one.does(decideBySilence, send.input as object, system, due)).toBeNull()
  expect([statusOf(one.state), turnOf(one.state), one.open()]).toEqual(['accepted', 'nobody', []])
  expect(one.path()).toEqual(['received done', 'complete dropped', 'decision done', 'told dropped'])
  // A second alarm, and a second clerk, come too late.
  expect(await one.does(decideBySilence, send.input as object, system, due + 1)).toEqual({ refused: 'TimerGone' })
  expect(await one.does(commands.decideCase, { ...letter, outcome: 'refused' }, clerk, due + 1)).toMatchObject({ refused: 'CaseAlreadyClosed' })
  expect(one.timers()).toEqual([])
  const file = caseFile(one.id, 1, one.state)
  const certificate = certificateOf({ file, service: accepts.description, form: null, tables: new Map() }, paris)!
  expect(certificate.parts.map(part => part.text).join(' ')).toContain('23 janvier 2027')
  expect(shownCase(file, '2027-01-25')).toMatchObject({ status: 'accepted', closed: true, late: false, tacit: { last: '2027-01-23' } })
})

test('after a refusal by silence the authority may still answer, and the answer takes its place', async () => {
  const { one, clerk, timer } = await filed(refuses, '2026-11-23')
  const { due, send } = timer('DecideBySilence')!
  expect(await one.does(decideBySilence, send.input as object, system, due)).toBeNull()
  expect([statusOf(one.state), turnOf(one.state), one.open()]).toEqual(['refused', 'team', ['check']])
  const file = () => caseFile(one.id, 1, one.state)
  expect(certificateOf({ file: file(), service: refuses.description, form: null, tables: new Map() }, paris)!.heading).toContain('refus')
  expect(await one.does(commands.decideCase, { ...letter, undoSeconds: 0 }, clerk, due + 1_000)).toBeNull()
  expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, due + 2_000)).toBeNull()
  expect([statusOf(one.state), turnOf(one.state)]).toEqual(['accepted', 'nobody'])
  expect(certificateOf({ file: file(), service: refuses.description, form: null, tables: new Map() }, paris)).toBeNull()
})

test('the clocks change over the end of summer time: the limit is midnight there, not 24 hours times days', async () => {
  const { timer } = await filed(accepts, '2026-09-12')
  expect(new Date(timer('DecideBySilence')!.due).toISOString()).toBe('2026-11-12T23:00:00.000Z')
  const spring = await filed(accepts, '2026-02-10')
  expect(new Date(spring.timer('DecideBySilence')!.due).toISOString()).toBe('2026-04-10T22:00:00.000Z')
})

test('a decision made in time leaves before the law decides, however long it may be taken back', async () => {
  const { one, clerk, timer } = await filed(accepts, '2026-11-23')
  const { due, send } = timer('DecideBySilence')!
  expect(await one.does(commands.decideCase, letter, clerk, due - 60_000)).toBeNull()
  expect(one.state.decision!.leaves).toBe(due - 1_000)
  // Even where no node was there at midnight, the decision made in time stands.
  expect(await one.does(decideBySilence, send.input as object, system, due + 1_000)).toEqual({ refused: 'TimerGone' })
  expect(await one.does(commands.sendDecision, { timer: one.state.decision!.timer }, system, due + 2_000)).toBeNull()
  expect([statusOf(one.state), one.state.tacit]).toEqual(['accepted', null])
})

test('while the applicant is asked, promise and limit stand still; then the promise moves on, and consent by silence begins anew', async () => {
  const { one, clerk, timer } = await filed(accepts, '2026-11-23')
  expect(await one.does(commands.askApplicant, { text: 'Which class?', by: '2026-12-11' }, clerk, at('2026-11-25'))).toBeNull()
  expect(timer('DecideBySilence')).toBeUndefined()
  expect(shownCase(caseFile(one.id, 1, one.state), '2026-12-09').late).toBe(false)
  expect(await one.does(commands.answerAsked, { text: 'Seconde.' }, one.applicant, at('2026-12-02'))).toBeNull()
  // Five working days were waited: 7 December becomes the 14th. Two months from a complete request: 2 February.
  expect([one.state.due, one.state.silence!.last, turnOf(one.state)]).toEqual(['2026-12-14', '2027-02-02', 'team'])
  expect(one.timers().map(({ send }) => send.call)).toEqual(['DecideBySilence'])
})

test('refusal by silence is only suspended: it moves on by the days that were waited', async () => {
  const { one, clerk } = await filed(refuses, '2026-11-23')
  await one.does(commands.askApplicant, { text: 'Whose?', by: '2026-12-11' }, clerk, at('2026-11-25'))
  // Asked again meanwhile: it has waited since the first question.
  await one.does(commands.askApplicant, { text: 'And where born?', by: '2026-12-11' }, clerk, at('2026-11-27'))
  await one.does(commands.answerAsked, { text: 'Mine.' }, one.applicant, at('2026-12-02'))
  expect(one.state.silence!.last).toBe('2027-01-30')
})

test('a document never sent: a reminder three working days before, then the case goes on without it', async () => {
  const { one, clerk, timer } = await filed(refuses, '2026-11-23')
  await one.does(commands.askApplicant, { text: 'The livret, please.', by: '2026-12-11' }, clerk, at('2026-11-25'))
  const remind = timer('RemindApplicant')!
  expect(new Date(remind.due).toISOString()).toBe('2026-12-08T08:00:00.000Z')
  expect(await one.does(remindApplicant, remind.send.input as object, system, remind.due)).toBeNull()
  expect(await one.does(remindApplicant, remind.send.input as object, system, remind.due)).toEqual({ refused: 'TimerGone' })
  expect([statusOf(one.state), timer('RemindApplicant')]).toEqual(['waiting', undefined])
  const end = timer('EndAsking')!
  expect(new Date(end.due).toISOString()).toBe('2026-12-11T23:00:00.000Z')
  expect(await one.does(endAsking, end.send.input as object, system, end.due)).toBeNull()
  // Suspended from 25 November to 11 December: sixteen days.
  expect([statusOf(one.state), turnOf(one.state), one.state.silence!.last]).toEqual(['examined', 'team', '2027-02-08'])
  expect(await one.does(commands.answerAsked, { text: 'Sorry.' }, one.applicant, end.due + 1)).toEqual({ refused: 'NothingAsked' })
  expect(caseFile(one.id, 1, one.state).history.map(step => step.type)).toEqual(['CaseFiled', 'CaseTaken', 'InformationAsked', 'ApplicantReminded', 'AskedInVain'])
})

test('a document never sent lapses the request where its service says so; an answer in time does not', async () => {
  const { one, clerk, timer } = await filed(lapses, '2026-11-23')
  await one.does(commands.askApplicant, { text: 'The certificate, please.' }, clerk, at('2026-11-25'))
  // Nobody named a day: ten working days, the service's own term.
  expect(one.state.asked!.by).toBe('2026-12-09')
  const end = timer('EndAsking')!
  expect(await one.does(endAsking, end.send.input as object, system, end.due - 1)).toEqual({ refused: 'TimerNotDue' })
  expect(await one.does(endAsking, end.send.input as object, system, end.due)).toBeNull()
  expect([statusOf(one.state), turnOf(one.state), one.open(), one.timers()]).toEqual(['lapsed', 'nobody', [], []])
  expect(await one.does(commands.answerAsked, { text: 'Here.' }, one.applicant, end.due + 1)).toMatchObject({ refused: 'NothingAsked' })
  expect(await one.does(commands.writeMessage, { text: 'Here.' }, one.applicant, end.due + 1)).toMatchObject({ refused: 'CaseAlreadyClosed' })

  const other = await filed(lapses, '2026-11-23')
  await other.one.does(commands.askApplicant, { text: 'The certificate, please.' }, other.clerk, at('2026-11-25'))
  const late = other.timer('EndAsking')!
  await other.one.does(commands.answerAsked, { text: 'Here.' }, other.one.applicant, late.due - 1)
  expect(await other.one.does(endAsking, late.send.input as object, system, late.due)).toEqual({ refused: 'TimerGone' })
  expect(statusOf(other.one.state)).toBe('examined')
})

test('a day for the answer must lie ahead, and within a year; close days leave no time for a reminder', async () => {
  const { one, clerk, timer } = await filed(refuses, '2026-11-23')
  for (const by of ['2026-11-25', '2026-11-01', '2027-11-27']) expect(await one.does(commands.askApplicant, { text: 'x', by }, clerk, at('2026-11-25'))).toMatchObject({ refused: 'Incomplete', issues: [{ field: 'by' }] })
  expect(await one.does(commands.askApplicant, { text: 'x', by: '2026-11-26' }, clerk, at('2026-11-25'))).toBeNull()
  expect([timer('RemindApplicant'), timer('EndAsking')!.due]).toEqual([undefined, at('2026-11-27', '00:00')])
})

test('what the authority closes later leaves a timer that was set valid; the clocks that go on count by the new days', async () => {
  const ways = await Promise.all([[], ['2026-11-30', '2026-12-01', '2026-12-10']].map(async closed => {
    const { one, clerk, timer } = await filed(accepts, '2026-11-23')
    expect(await one.does(commands.askApplicant, { text: 'Which number?', by: '2026-12-11' }, clerk, at('2026-11-25'))).toBeNull()
    one.authority = { ...paris, closed }
    // By its own days: the last day that was said, and the reminder three working days before it, as the calendar was.
    expect(one.state.asked!.by).toBe('2026-12-11')
    const remind = timer('RemindApplicant')!
    expect(new Date(remind.due).toISOString()).toBe('2026-12-08T08:00:00.000Z')
    expect(await one.does(remindApplicant, remind.send.input as object, system, remind.due)).toBeNull()
    expect(await one.does(commands.answerAsked, { text: '12' }, one.applicant, at('2026-12-09'))).toBeNull()
    return one.state.due
  }))
  // Promised for 7 December: ten working days were waited, of which the other calendar worked eight; and one of those that follow it does not.
  expect(ways).toEqual(['2026-12-21', '2026-12-18'])
})
