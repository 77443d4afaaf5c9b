import type { Uuid } from '../base/ids.ts'
import { isUuid } from '../base/ids.ts'
import { isLanguage, type Language } from '../base/language.ts'
import { refuse } from '../base/result.ts'
import { call, event } from '../journal/kernel.ts'
import { fields } from './input.ts'

/* Agents: who works here, in which teams, and how they sign in. */

const b = '019a0000-0000-7000-8000-00000000000b'

export const AgentEnrolled = event<'AgentEnrolled', { teams: readonly string[]; administrator: boolean }, { name: string; email: string; passwordHash: string }>('AgentEnrolled', {
  facts: { teams: ['education'], administrator: false }, personal: { name: 'K. Example', email: 'k@example.org', passwordHash: '$argon2id$…' },
})
/** Enrolled again with other teams, or made administrator. */
export const AgentAssigned = event<'AgentAssigned', { teams: readonly string[]; administrator: boolean }, Record<string, never>>('AgentAssigned', { facts: { teams: [], administrator: true }, personal: {} })
export const PasswordChanged = event<'PasswordChanged', { by: Uuid | 'system' }, { passwordHash: string }>('PasswordChanged', { facts: { by: b }, personal: { passwordHash: '$argon2id$…' } })
/** Somebody signed in, or signed out everywhere: kept so that an agent can see it. `language`: the one they read the desk in. */
export const AgentSignedIn = event<'AgentSignedIn', { language?: Language }, Record<string, never>>('AgentSignedIn', { facts: { language: 'fr' }, personal: {} })
export const AgentSignedOut = event<'AgentSignedOut', { everywhere: boolean }, Record<string, never>>('AgentSignedOut', { facts: { everywhere: true }, personal: {} })
/** The agent wants to be reminded by e-mail of what presses, or no longer; in the language that they read then. */
export const WorkRemindersSet = event<'WorkRemindersSet', { on: boolean; language: Language }, Record<string, never>>('WorkRemindersSet', { facts: { on: false, language: 'fr' }, personal: {} })

/** The password is hashed before the decision and kept nowhere else. `key` is the address's keyed hash. */
export type EnrolAgentInput = { agent: Uuid; key: string; name: string; email: string; password: string; teams: readonly string[]; administrator: boolean }
export const EnrolAgent = call<EnrolAgentInput>('EnrolAgent', raw => (isUuid((raw as EnrolAgentInput).agent) ? (raw as EnrolAgentInput) : refuse('BadInput')))
export const AssignAgent = call<{ agent: Uuid; teams: readonly string[]; administrator: boolean }>('AssignAgent', raw => raw as { agent: Uuid; teams: readonly string[]; administrator: boolean })
export const ChangePassword = call<{ agent: Uuid; password: string }>('ChangePassword', fields({ agent: isUuid, password: (v: unknown): v is string => typeof v === 'string' }))
export const NoteSignIn = call<{ agent: Uuid; language?: Language }>('NoteSignIn', fields({ agent: isUuid, language: (v: unknown): v is Language | undefined => v === undefined || isLanguage(v) }))
export const NoteSignOut = call<{ agent: Uuid; everywhere: boolean }>('NoteSignOut', fields({ agent: isUuid, everywhere: (v: unknown): v is boolean => typeof v === 'boolean' }))
export const SetWorkReminders = call<{ agent: Uuid; on: boolean; language: Language }>('SetWorkReminders', fields({ agent: isUuid, on: (v: unknown): v is boolean => typeof v === 'boolean', language: isLanguage }))

export type AgentProfile = { readonly agent: Uuid; readonly name: string; readonly email: string | 'erased'; readonly teams: readonly string[]; readonly administrator: boolean }
/** Who an agent is now: asked at every request of theirs. */
export const GetAgent = call<{ agent: Uuid }, AgentProfile | null>('GetAgent', fields({ agent: isUuid }))
/** For signing in: the agent under an address's keyed hash, with the password's hash. Never leaves the room that asks. */
export const FindAgentByAddress = call<{ key: string }, (AgentProfile & { readonly passwordHash: string }) | null>('FindAgentByAddress', fields({ key: (v: unknown): v is string => typeof v === 'string' }))
/** An agent with an address. `reminded`: unless they have switched it off; `language`: the one they last read the desk in. */
export type AgentToRemind = { readonly agent: Uuid; readonly email: string; readonly teams: readonly string[]; readonly reminded: boolean; readonly language: Language | null }
/** Everybody who works here and can be written to. */
export const ListAgentsToRemind = call<Record<string, never>, readonly AgentToRemind[]>('ListAgentsToRemind', () => ({}))
