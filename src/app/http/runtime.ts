import type { Authority } from '../../base/authority.ts'
import type { Uuid } from '../../base/ids.ts'
import type { Refusal } from '../../base/result.ts'
import type { Accepted, Actor, Ask, AuthorityDb, Call, Feature, Instant, Secrets, Statement } from '../../journal/kernel.ts'

/** What the HTTP half of the roof needs from the rest of the house. */
export type Runtime = {
  readonly features: readonly Feature[]
  /** All authorities, in memory, refreshed by the app. */
  authorities(): readonly Authority[]
  /** Reads bound to an authority by row security. */
  db(authorityId: number): AuthorityDb
  /** For the roof's own tables only. */
  write(authorityId: number): WriteDb
  send(authority: Authority, actor: Actor, call: Call<any>, input: unknown): Promise<Accepted | Refusal>
  ask(authority: Authority): Ask
  /** Waits (200 ms) until the views show a command, else refreshes the stream's rows. */
  settled(authorityId: number, at: Accepted): Promise<void>
  /** Tells of each change of the streams, after their views show it, until the returned function is called. */
  watch(authorityId: number, streams: readonly Uuid[], told: (change: Change) => void): () => void
  /** Who this agent is now; `null` once the agent may no longer act. */
  agent(authority: Authority, id: Uuid): Promise<Agent | null>
  readonly secrets: Secrets
  ready(): Promise<{ ok: boolean; why?: string }>
  now(): Instant
}

/** One statement in a transaction of its own, bound to an authority by row security, under the role of the app. */
export type WriteDb = { rows<R>(statement: Statement, values?: readonly unknown[]): Promise<R[]> }

export type Agent = Extract<Actor, { kind: 'agent' }>

/** A stream has a new version; `id` is the change's place in the journal (`xid-position`). */
export type Change = { readonly stream: Uuid; readonly version: number; readonly id: string }
