import { describe, expect, test } from 'vitest'
import type { Actor } from '../../journal/kernel.ts'
import { AgentAssigned, AgentEnrolled, AgentSignedIn, PasswordChanged, WorkRemindersSet } from '../../vocabulary/staff.ts'
import { assignAgent, changePassword, enrolAgent, noteSignIn, noteSignOut, setWorkReminders } from './decide.ts'
import { agentKind, type AgentEvent, type AgentState } from './state.ts'

const id = '019a0000-0000-7000-8000-00000000000b'
const system: Actor = { kind: 'system', name: 'test' }
const self: Actor = { kind: 'agent', agent: id, name: 'K. Example', teams: [], administrator: true }
const after = (...events: AgentEvent[]): AgentState => events.reduce((state, event, i) => agentKind.evolve(state, event, { happened: i + 1, version: i + 1, actor: 'test' }), agentKind.initial)
const enrolled = after(AgentEnrolled({ teams: ['education'], administrator: false }, { name: 'K. Example', email: 'k@example.org', passwordHash: 'old' }))
const by = <I, G>(actor: Actor, input: I, given: G) => ({ input, given, actor, now: 9, newId: () => id })

describe('enrolling', () => {
  const input = { agent: id, key: 'k', name: 'K. Example', email: 'k@example.org', password: 'p', teams: ['education'], administrator: false }
  test('writes the hash, never the password, and nothing the second time', () => {
    const events = enrolAgent.decide(agentKind.initial, by(system, input, { passwordHash: 'hash' }))
    expect(events).toEqual([AgentEnrolled({ teams: ['education'], administrator: false }, { name: 'K. Example', email: 'k@example.org', passwordHash: 'hash' })])
    expect(enrolAgent.decide(enrolled, by(system, input, { passwordHash: 'hash' }))).toEqual([])
  })
  test('is the platform’s alone', () => {
    expect([enrolAgent.permit(system, enrolled), enrolAgent.permit(self, enrolled), assignAgent.permit(self, enrolled)]).toEqual([true, false, false])
  })
})

test('other teams are noted once', () => {
  const input = { agent: id, teams: ['roads'], administrator: true }
  expect(assignAgent.decide(enrolled, by(system, input, null))).toEqual([AgentAssigned({ teams: ['roads'], administrator: true }, {})])
  expect(assignAgent.decide(enrolled, by(system, { ...input, teams: ['education'], administrator: false }, null))).toEqual([])
})

test('a password is changed by its owner or the platform', () => {
  const input = { agent: id, password: 'p' }
  expect(changePassword.decide(enrolled, by(self, input, { passwordHash: 'new' }))).toEqual([PasswordChanged({ by: id }, { passwordHash: 'new' })])
  expect(changePassword.decide(enrolled, by({ ...self, agent: 'other' } as Actor, input, { passwordHash: 'new' }))).toMatchObject({ refused: 'NotPermitted' })
  expect(changePassword.permit({ kind: 'visitor', account: id }, enrolled)).toBe(false)
})

test('nobody who was never enrolled signs in or out', () => {
  for (const command of [noteSignIn, noteSignOut]) expect(command.decide(agentKind.initial, by(self, { agent: id, everywhere: false }, null))).toMatchObject({ refused: 'NotFound' })
})

test('the state keeps the last sign-ins; an erased agent has no password and no name', () => {
  expect(after(...Array<AgentEvent>(8).fill(AgentSignedIn({}, {}))).signIns).toEqual([4, 5, 6, 7, 8])
  const erased = after({ ...AgentEnrolled.sample, personal: 'erased' }, { ...PasswordChanged.sample, personal: 'erased' })
  expect([erased.passwordHash, erased.name, erased.email]).toEqual(['', '', 'erased'])
})

test('reminders are on until their agent switches them off; the language is the last that they read', () => {
  const set = (state: AgentState, on: boolean, actor: Actor = self) => setWorkReminders.decide(state, by(actor, { agent: id, on, language: 'de' }, null))
  expect([enrolled.reminded, enrolled.language]).toEqual([true, null])
  expect(set(enrolled, true)).toEqual([])
  expect(set(enrolled, false)).toEqual([WorkRemindersSet({ on: false, language: 'de' }, {})])
  expect(set(enrolled, false, { ...self, agent: 'other' } as Actor)).toMatchObject({ refused: 'NotPermitted' })
  const off = after(AgentEnrolled.sample, AgentSignedIn({ language: 'en' }, {}), AgentSignedIn({}, {}), WorkRemindersSet({ on: false, language: 'de' }, {}))
  expect([off.reminded, off.language, after(AgentEnrolled.sample, AgentSignedIn({ language: 'en' }, {}), AgentSignedIn({}, {})).language]).toEqual([false, 'de', 'en'])
})
