import type { Language } from '../../base/language.ts'
import { kind, type Instant, type Moment, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { AgentAssigned, AgentEnrolled, AgentSignedIn, AgentSignedOut, PasswordChanged, WorkRemindersSet } from '../../vocabulary/staff.ts'

export type AgentEvent = Of<typeof AgentEnrolled | typeof AgentAssigned | typeof PasswordChanged | typeof AgentSignedIn | typeof AgentSignedOut | typeof WorkRemindersSet>

/** Who works here. `passwordHash` is empty once the person is erased: nothing opens such a desk. */
export type AgentState = {
  readonly enrolled: Instant | null
  readonly name: string
  readonly email: string | 'erased'
  readonly passwordHash: string
  readonly passwordSince: Instant
  readonly teams: readonly string[]
  readonly administrator: boolean
  /** The sign-in before the current one is what an agent wants to see: both are kept. */
  readonly signIns: readonly Instant[]
  /** Whether they are reminded by e-mail of what presses, and the language that they last read the desk in. */
  readonly reminded: boolean
  readonly language: Language | null
}

const initial: AgentState = { enrolled: null, name: '', email: 'erased', passwordHash: '', passwordSince: 0, teams: [], administrator: false, signIns: [], reminded: true, language: null }
const keptSignIns = 5

/** An agent: one person at one authority's desk. */
export const agentKind = kind<AgentState, AgentEvent>({ kind: 'agent', shape: 2, initial, evolve: apply })

function apply(s: AgentState, e: AgentEvent, at: Moment): AgentState {
  switch (e.type) {
    case 'AgentEnrolled':
      return { ...s, ...e.facts, ...(e.personal === 'erased' ? {} : e.personal), enrolled: at.happened, passwordSince: at.happened }
    case 'AgentAssigned':
      return { ...s, ...e.facts }
    case 'PasswordChanged':
      return { ...s, passwordHash: e.personal === 'erased' ? '' : e.personal.passwordHash, passwordSince: at.happened }
    case 'AgentSignedIn':
      return { ...s, signIns: [...s.signIns, at.happened].slice(-keptSignIns), language: e.facts.language ?? s.language }
    case 'WorkRemindersSet':
      return { ...s, reminded: e.facts.on, language: e.facts.language }
    case 'AgentSignedOut':
      return s
    default:
      return unknownEvent(e)
  }
}

