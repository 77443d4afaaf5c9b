import { refuse, type Refusal } from '../../base/result.ts'
import { command, type Actor } from '../../journal/kernel.ts'
import {
  AgentAssigned, AgentEnrolled, AgentSignedIn, AgentSignedOut, AssignAgent, ChangePassword, EnrolAgent, NoteSignIn, NoteSignOut, PasswordChanged, SetWorkReminders, WorkRemindersSet,
} from '../../vocabulary/staff.ts'
import { hashPassword } from './password.ts'
import { anybody, isAgent, isAgentOrSystem, isSystem } from './permits.ts'
import { agentKind, type AgentState } from './state.ts'

/** The address is claimed: one agent of an authority for each. */
export const enrolAgent = command({
  call: EnrolAgent, of: agentKind, stream: i => i.agent, opens: true, permit: isSystem,
  claims: i => [`agent/${i.key}`],
  given: async (_ask, input) => ({ passwordHash: await hashPassword(input.password) }),
  decide(s, { input, given: { passwordHash } }) {
    if (s.enrolled) return []
    const { name, email, teams, administrator } = input
    return [AgentEnrolled({ teams, administrator }, { name, email, passwordHash })]
  },
})

export const assignAgent = command({
  call: AssignAgent, of: agentKind, stream: i => i.agent, permit: isSystem,
  decide(s, { input: { teams, administrator } }) {
    const same = s.administrator === administrator && s.teams.join() === teams.join()
    return enrolled(s) ?? (same ? [] : [AgentAssigned({ teams, administrator }, {})])
  },
})

/** The page has asked for the current password; the platform may set one without it. */
export const changePassword = command({
  call: ChangePassword, of: agentKind, stream: i => i.agent, permit: isAgentOrSystem,
  given: async (_ask, input) => ({ passwordHash: await hashPassword(input.password) }),
  decide: (s, { input, given, actor }) => enrolled(s) ?? own(actor, input.agent) ?? [PasswordChanged({ by: actor.kind === 'agent' ? actor.agent : 'system' }, given)],
})

/** Whoever signs in is nobody yet, so anybody may note it: the page has checked the password, and the note opens nothing. */
export const noteSignIn = command({
  call: NoteSignIn, of: agentKind, stream: i => i.agent, permit: anybody,
  decide: (s, { input: { language } }) => enrolled(s) ?? [AgentSignedIn({ ...(language && { language }) }, {})],
})

export const noteSignOut = command({
  call: NoteSignOut, of: agentKind, stream: i => i.agent, permit: isAgent,
  decide: (s, { input, actor }) => enrolled(s) ?? own(actor, input.agent) ?? [AgentSignedOut({ everywhere: input.everywhere }, {})],
})

export const setWorkReminders = command({
  call: SetWorkReminders, of: agentKind, stream: i => i.agent, permit: isAgent,
  decide: (s, { input: { agent, on, language }, actor }) => enrolled(s) ?? own(actor, agent) ?? (s.reminded === on ? [] : [WorkRemindersSet({ on, language }, {})]),
})

const enrolled = (s: AgentState): Refusal | undefined => (s.enrolled ? undefined : refuse('NotFound'))

const own = (actor: Actor, agent: string): Refusal | undefined => (actor.kind === 'agent' && actor.agent !== agent ? refuse('NotPermitted') : undefined)
