import { describe, expect, test } from 'vitest'
import { newUuid } from '../../../base/ids.ts'
import { isRefusal } from '../../../base/result.ts'
import type { Actor, Command } from '../../../journal/kernel.ts'
import { agent, authority, filing, visitor } from '../../../../test/support/example.ts'
import { readPlainService } from '../../../../test/support/plain-service.ts'
import { playingAt } from '../../../../test/support/played-case.ts'
import { addHolder, answerAsked, askApplicant, confirmContact, decideCase, fileCase, sendDecision, takeCase, takeDecisionBack, withdrawCase } from '../decide.ts'
import { caseFile } from '../process.ts'
import { caseKind, type CaseState } from '../state.ts'
import { shownCase } from './shown-case.ts'

const holder = newUuid()
const applicant = visitor(holder)
const clerk = agent()
const id = newUuid()
const start = Date.UTC(2026, 10, 16, 9)
const playing = await playingAt(readPlainService(), start, authority())

/** A case by its commands, an hour apart. */
function caseAfter(...commands: [Command<any, CaseState, any, any>, Actor, object][]): CaseState {
  let state = caseKind.initial
  let version = 0
  const all: typeof commands = [[fileCase, applicant, filing(holder)], ...commands]
  all.forEach(([command, actor, input], i) => {
    const now = start + i * 3_600_000
    expect(command.permit(actor, state)).toBe(true)
    const events = command.decide(state, { input: { case: id, ...input }, given: playing, actor, now, newId: newUuid })
    if (isRefusal(events)) throw new Error(events.refused)
    const actorText = actor.kind === 'agent' ? `agent:${actor.agent}` : actor.kind === 'system' ? 'system:test' : `account:${actor.account}`
    for (const event of events) state = caseKind.evolve(state, event, { happened: now, version: ++version, actor: actorText })
  })
  return state
}
const show = (state: CaseState, today = '2026-11-17') => shownCase(caseFile(id, 1, state), today)
const types = (state: CaseState) => show(state).steps.map(step => step.type)

const take = [takeCase, clerk, {}] as [Command<any, CaseState, any>, Actor, object]
const refuseIt = [decideCase, clerk, { outcome: 'refused', reasons: 'Full.', legalBasis: 'Art. 1', appeal: 'Write.', undoSeconds: 60 }] as typeof take
const takeBack = [takeDecisionBack, clerk, {}] as typeof take
const ask = (text: string) => [askApplicant, clerk, { text }] as typeof take
const answer = [answerAsked, applicant, { text: 'Mondays.' }] as typeof take
const sendIt = (state: CaseState): CaseState => {
  const events = sendDecision.decide(state, { input: { case: id, timer: state.decision!.timer }, given: playing, actor: { kind: 'system', name: 'timer' }, now: state.decision!.leaves, newId: newUuid })
  if (isRefusal(events)) throw new Error(events.refused)
  return events.reduce((s, event) => caseKind.evolve(s, event, { happened: state.decision!.leaves, version: 9, actor: 'system:timer' }), state)
}

describe('a decision that has not left', () => {
  test('changes nothing of what the applicant sees', () => {
    expect(show(caseAfter(take, refuseIt))).toEqual(show(caseAfter(take)))
    expect(show(caseAfter(take, refuseIt))).toMatchObject({ status: 'examined', closed: false, decision: null })
  })

  test('leaves no trace when it is taken back', () => {
    expect(types(caseAfter(take, refuseIt, takeBack))).toEqual(['CaseFiled', 'CaseTaken'])
    expect(types(sendIt(caseAfter(take, refuseIt, takeBack, refuseIt)))).toEqual(['CaseFiled', 'CaseTaken', 'DecisionMade', 'DecisionSent'])
  })

  test('leaves no trace when the request is withdrawn before', () => {
    const state = caseAfter(take, refuseIt, [withdrawCase, applicant, { reason: '' }])
    expect(show(state)).toMatchObject({ status: 'withdrawn', closed: true, decision: null })
    expect(types(state)).toEqual(['CaseFiled', 'CaseTaken', 'CaseWithdrawn'])
  })
})

test('a decision that has left is shown whole', () => {
  expect(show(sendIt(caseAfter(take, refuseIt)))).toMatchObject({ status: 'refused', closed: true, late: false, decision: { outcome: 'refused', reasons: 'Full.', by: 'K. Example' } })
})

test('what is asked is every question since the last answer', () => {
  const texts = (state: CaseState) => show(state).asked.map(message => message.text)
  expect(texts(caseAfter(ask('Which days?')))).toEqual(['Which days?'])
  expect(texts(caseAfter(ask('Which days?'), answer))).toEqual([])
  expect(texts(caseAfter(ask('Which days?'), answer, ask('Which class?'), ask('And the school?')))).toEqual(['Which class?', 'And the school?'])
})

test('late is an open case after its last day', () => {
  expect(show(caseAfter(), '2026-12-14').late).toBe(false)
  expect(show(caseAfter(), '2026-12-15').late).toBe(true)
  expect(show(sendIt(caseAfter(refuseIt)), '2026-12-15').late).toBe(false)
})

describe('a further holder', () => {
  const add = (actor: Actor, codeHash?: string) => addHolder.decide(caseAfter(), { input: { case: id, holder: newUuid(), codeHash }, given: null, actor, now: start, newId: newUuid })
  test('needs the code, or whoever holds the case', () => {
    expect(add(visitor(newUuid()), 'another hash')).toMatchObject({ refused: 'WrongCode' })
    expect(add(visitor(newUuid()))).toMatchObject({ refused: 'WrongCode' })
    expect(add(visitor(newUuid()), 'hash-of-a-code')).toMatchObject([{ type: 'HolderAdded', facts: { by: 'code' } }])
    expect(add(applicant)).toMatchObject([{ type: 'HolderAdded', facts: { by: 'confirmation' } }])
  })
  test('is who confirms the address, nobody else', () => {
    const confirm = (account: string) => confirmContact.decide(caseAfter(), { input: { case: id, account }, given: null, actor: applicant, now: start, newId: newUuid })
    expect(confirm(newUuid())).toMatchObject({ refused: 'NotPermitted' })
    expect(confirm(holder)).toMatchObject([{ type: 'ContactConfirmed' }])
  })
})
