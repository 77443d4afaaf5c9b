import { describe, expect, test } from 'vitest'
import { agent, authority, filing, visitor } from '../../../test/support/example.ts'
import { readPlainService } from '../../../test/support/plain-service.ts'
import { playingAt } from '../../../test/support/played-case.ts'
import { newUuid } from '../../base/ids.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import type { Actor, Command } from '../../journal/kernel.ts'
import { casePath } from '../../vocabulary/case-path.ts'
import * as commands from './decide.ts'
import { caseFile, statusOf, turnOf } from './process.ts'
import { caseKind, type CaseEvent, type CaseState } from './state.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const account = newUuid()
const applicant = visitor(account)
const clerk = agent(newUuid(), 'K. Example')
const system: Actor = { kind: 'system', name: 'timer' }
const id = newUuid()
const service = readPlainService()
const playing = await playingAt(service, noon, authority())
const letter = { case: id, outcome: 'refused' as const, reasons: 'No place is free.', legalBasis: 'Rules, art. 3', appeal: 'Within two months.', undoSeconds: 60 }

/** A case after the given steps: each is a command with its input and actor, decided and folded one after the other. */
type Doing = readonly [Command<any, CaseState, CaseEvent, any>, unknown, Actor, number?]
function after(...steps: readonly Doing[]): CaseState {
  let state = caseKind.initial
  let version = 0
  for (const [command, input, actor, at = noon] of steps) {
    const events = decide(state, command, input, actor, at)
    if (isRefusal(events)) throw new Error(`${command.call.name}: ${events.refused}`)
    const name = actor.kind === 'agent' ? `agent:${actor.agent}` : actor.kind === 'visitor' ? `account:${actor.account}` : `system:${actor.name}`
    for (const event of events) state = caseKind.evolve(state, event, { happened: at, version: ++version, actor: name })
  }
  return state
}
function decide(state: CaseState, command: Command<any, CaseState, CaseEvent, any>, input: unknown, actor: Actor, now = noon): readonly CaseEvent[] | Refusal {
  if (!command.permit(actor, state)) return { refused: 'NotPermitted' }
  return command.decide(state, { input, given: playing, actor, now, newId: () => newUuid(now) }) as readonly CaseEvent[] | Refusal
}
const types = (answer: readonly CaseEvent[] | Refusal) => (isRefusal(answer) ? answer.refused : answer.map(e => e.type))

const filed: Doing = [commands.fileCase, { ...filing(account), draft: id }, applicant]
const taken: Doing = [commands.takeCase, { case: id }, clerk]
const asked: Doing = [commands.askApplicant, { case: id, text: 'Which days?' }, clerk]
const refused: Doing = [commands.decideCase, letter, clerk]
const decisionTimers = (s: CaseState) => caseKind.timers!(s, id).filter(timer => timer.send.call === 'SendDecision')
const timerOf = (s: CaseState) => s.decision!.timer
const sent = (s: CaseState): CaseState => {
  const [event] = decide(s, commands.sendDecision, { case: id, timer: timerOf(s) }, system, noon + 60_000) as readonly CaseEvent[]
  return caseKind.evolve(s, event!, { happened: noon + 60_000, version: 99, actor: 'system:timer' })
}

describe('filing', () => {
  test('makes the case the applicant’s own; a second send changes nothing', () => {
    const s = after(filed)
    expect([statusOf(s), turnOf(s)]).toEqual(['received', 'team'])
    expect(types(decide(s, filed[0], filed[1], applicant))).toEqual([])
  })
  test('of somebody else’s draft, or for another account, is refused', () => {
    const other = visitor(newUuid())
    expect(types(decide(after(filed), filed[0], { ...(filed[1] as object), holder: other.kind === 'visitor' ? other.account : '' }, other))).toBe('NotFound')
    expect(types(decide(caseKind.initial, filed[0], filed[1], other))).toBe('NotPermitted')
  })
})

describe('the path', () => {
  test('goes received, complete, decision, told; what can be taken back has not happened', () => {
    const states = (s: CaseState) => casePath(caseFile(id, 1, s), service.description).map(m => m.state)
    expect(states(after(filed))).toEqual(['done', 'now', 'next', 'next'])
    const complete: Doing = [commands.confirmComplete, { case: id }, clerk]
    expect(states(after(filed, complete))).toEqual(['done', 'done', 'now', 'next'])
    expect(states(after(filed, complete, refused))).toEqual(['done', 'done', 'now', 'next'])
    expect(states(sent(after(filed, complete, refused)))).toEqual(['done', 'done', 'done', 'done'])
    // Nobody checked that nothing is missing: the path does not claim it.
    expect(states(sent(after(filed, refused)))).toEqual(['done', 'dropped', 'done', 'done'])
    expect(states(after(filed, [commands.withdrawCase, { case: id, reason: '' }, applicant]))).toEqual(['done', 'dropped', 'dropped', 'dropped'])
  })
  test('a question makes it the applicant’s turn until it is answered, also when a decision in between is taken back', () => {
    expect([statusOf(after(filed, asked)), turnOf(after(filed, asked))]).toEqual(['waiting', 'applicant'])
    const back = after(filed, asked, refused, [commands.takeDecisionBack, { case: id }, clerk])
    expect(statusOf(back)).toBe('waiting')
    expect(caseFile(id, 1, after(filed, asked, refused)).asked).toBe(true)
    const answered = after(filed, asked, [commands.answerAsked, { case: id, text: 'Mondays.' }, applicant])
    expect([statusOf(answered), answered.messages.map(m => m.text)]).toEqual(['examined', ['Which days?', 'Mondays.']])
    expect(types(decide(answered, commands.answerAsked, { case: id, text: 'Again.' }, applicant))).toBe('NothingAsked')
  })
})

describe('a decision', () => {
  test('waits for its timer, is sent once, and binds then', () => {
    const s = after(filed, refused)
    expect(decisionTimers(s)).toEqual([{ id: timerOf(s), due: noon + 60_000, send: { call: 'SendDecision', input: { case: id, timer: timerOf(s) } } }])
    expect(types(decide(s, commands.sendDecision, { case: id, timer: timerOf(s) }, system, noon + 59_999))).toBe('TimerNotDue')
    const gone = sent(s)
    expect(decisionTimers(gone)).toEqual([])
    expect(types(decide(gone, commands.sendDecision, { case: id, timer: timerOf(s) }, system, noon + 70_000))).toBe('TimerGone')
    for (const [command, input, actor] of [refused, asked, taken, [commands.withdrawCase, { case: id, reason: '' }, applicant] as Doing])
      expect(types(decide(gone, command, input, command === commands.takeCase ? agent() : actor))).toBe('CaseAlreadyClosed')
    expect(types(decide(gone, commands.takeDecisionBack, { case: id }, clerk))).toBe('DecisionAlreadySent')
  })
  test('made by a second agent is refused with the first one’s name', () => {
    expect(decide(after(filed, refused), commands.decideCase, letter, agent())).toEqual({ refused: 'AlreadyDecided', detail: { outcome: 'refused', by: 'K. Example' } })
  })
  test('that was taken back, or overtaken by a withdrawal, is never sent', () => {
    const s = after(filed, refused)
    for (const step of [[commands.takeDecisionBack, { case: id }, clerk], [commands.withdrawCase, { case: id, reason: 'We move.' }, applicant]] as Doing[]) {
      const next = after(filed, refused, step)
      expect(decisionTimers(next)).toEqual([])
      expect(types(decide(next, commands.sendDecision, { case: id, timer: timerOf(s) }, system, noon + 60_000))).toBe('TimerGone')
    }
  })
})

describe('permits', () => {
  const stranger = visitor(newUuid())
  const otherTeam = agent(newUuid(), 'X', ['roads'])
  test.each([
    ['takeCase', { case: id }], ['confirmComplete', { case: id }], ['askApplicant', { case: id, text: 'x' }], ['decideCase', letter], ['takeDecisionBack', { case: id }],
  ] as const)('%s is for agents of the team', (name, input) => {
    for (const actor of [applicant, stranger, otherTeam, system]) expect(types(decide(after(filed), commands[name], input, actor))).toBe('NotPermitted')
  })
  test.each([
    ['answerAsked', { case: id, text: 'x' }], ['withdrawCase', { case: id, reason: '' }], ['replaceCode', { case: id, codeHash: 'another-hash' }],
  ] as const)('%s is for who holds the case', (name, input) => {
    for (const actor of [stranger, clerk, otherTeam, system, visitor(null as never)]) expect(types(decide(after(filed), commands[name], input, actor))).toBe('NotPermitted')
  })
  test.each([['sendDecision', { case: id, timer: 't' }], ['noteNotice', { case: id, mailing: id, notice: 'received', result: 'sent' }]] as const)('%s is for the platform', (name, input) => {
    for (const actor of [applicant, stranger, clerk]) expect(types(decide(after(filed), commands[name], input, actor))).toBe('NotPermitted')
  })
  test('a code opens the case to whoever shows it, and to nobody else', () => {
    const own = stranger.kind === 'visitor' ? stranger.account : null
    expect(types(decide(after(filed), commands.addHolder, { case: id, holder: own, codeHash: 'wrong' }, stranger))).toBe('WrongCode')
    expect(types(decide(after(filed), commands.addHolder, { case: id, holder: own }, stranger))).toBe('WrongCode')
    expect(types(decide(after(filed), commands.addHolder, { case: id, holder: own, codeHash: 'hash-of-a-code' }, stranger))).toEqual(['HolderAdded'])
    expect(types(decide(caseKind.initial, commands.addHolder, { case: id, holder: own, codeHash: '' }, stranger))).toBe('WrongCode')
  })
})
