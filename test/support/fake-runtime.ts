import { createHmac } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Authority } from '../../src/base/authority.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { refuse, type Refusal } from '../../src/base/result.ts'
import type { Accepted, Actor, AuthorityDb, Call, Page, Statement } from '../../src/journal/kernel.ts'
import { noClient } from '../../src/app/http/assets.ts'
import type { HttpSettings } from '../../src/app/http/roof.ts'
import type { Agent, Change, Runtime } from '../../src/app/http/runtime.ts'

export const fleury: Authority = {
  id: 1,
  slug: 'fleury',
  name: 'Fleury d’essai',
  kindOfAuthority: { fr: 'La Ville', en: 'the town', de: 'die Stadt' },
  languages: ['fr', 'en', 'de'],
  zone: 'Europe/Paris',
  country: 'FR',
  openDays: [1, 2, 3, 4, 5],
  theme: { brand: '#17506a', accent: '#c2551b', ground: 'calcaire', arms: '<svg viewBox="0 0 1 1"/>' },
  contact: { phone: '+33 1 99 00 00 00', address: '1 place d’Essai', hours: { fr: 'de 9 h à 17 h' }, email: 'mairie@fleury.example' },
  teams: [{ id: 'education', name: { fr: 'Éducation' } }],
  undoSeconds: 10,
  example: true,
}
export const gera: Authority = { ...fleury, id: 2, slug: 'gera', name: 'Musterstadt', languages: ['de', 'en'] }

export type SessionRow = { hash: string; kind: 'account' | 'agent'; account: Uuid | null; agent: Uuid | null; created: number; seen: number; expires: number }

/** A runtime in memory, for tests of the roof: what the tables would hold stands in `sessions`, `counts`, `versions`. */
export class FakeRuntime implements Runtime {
  readonly features
  clock = Date.UTC(2026, 10, 16, 9)
  sessions = new Map<string, SessionRow>()
  counts = new Map<string, { ends: number; count: number }>()
  versions = new Map<Uuid, number>()
  agents = new Map<Uuid, Agent>()
  sent: { actor: Actor; name: string; input: unknown }[] = []
  waited: Accepted[] = []
  lookups = 0
  answer: Accepted | Refusal = refuse('NothingSet')
  readiness: { ok: boolean; why?: string } = { ok: true }
  broken: Error | null = null
  readonly list: readonly Authority[] = [fleury, gera]
  readonly secrets = { sign: (label: string, text: string) => createHmac('sha256', 'test').update(`${label}\0${text}`).digest('base64url') }
  private readonly watchers = new Map<Uuid, Set<(change: Change) => void>>()

  constructor(pages: readonly Page<any>[]) {
    this.features = [{ name: 'test', pages }]
  }

  authorities = () => this.list
  ask = () => () => Promise.reject(new Error('No room answers here.'))
  now = () => this.clock
  ready = async () => this.readiness
  agent = async (_authority: Authority, id: Uuid) => this.agents.get(id) ?? null
  settled = async (_authority: number, at: Accepted) => void this.waited.push(at)

  async send(_authority: Authority, actor: Actor, call: Call<any>, input: unknown): Promise<Accepted | Refusal> {
    this.sent.push({ actor, name: call.name, input })
    return this.answer
  }

  watch(_authority: number, streams: readonly Uuid[], told: (change: Change) => void): () => void {
    for (const stream of streams) this.watchers.set(stream, (this.watchers.get(stream) ?? new Set()).add(told))
    return () => {
      for (const stream of streams) this.watchers.get(stream)?.delete(told)
    }
  }

  watching = (stream: Uuid): number => this.watchers.get(stream)?.size ?? 0

  change(stream: Uuid, version: number): void {
    this.versions.set(stream, version)
    for (const told of this.watchers.get(stream) ?? []) told({ stream, version, id: `1-${version}` })
  }

  db(authority: number): AuthorityDb {
    return { authority, ...this.write(authority), head: async () => null, claimed: async () => null, nextNumber: async () => 1 }
  }

  write(authority: number) {
    return { rows: async <R>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> => this.run(authority, statement.text, values) as R[] }
  }

  private run(authority: number, text: string, v: readonly unknown[]): unknown[] {
    if (this.broken) throw this.broken
    const key = (hash: unknown): string => `${authority}/${(hash as Buffer).toString('hex')}`
    if (text.includes("encode(hash, 'hex')")) {
      this.lookups++
      return (v[1] as Buffer[]).flatMap(hash => {
        const row = this.sessions.get(key(hash))
        return row && row.expires > Number(v[2]) ? [{ ...row, id: row.account ?? row.agent }] : []
      })
    }
    if (text.includes('insert into sessions as s')) {
      const hash = (v[1] as Buffer).toString('hex')
      const known = this.sessions.get(key(v[1]))
      const live = known?.kind === 'account' && known.expires > Number(v[3]) ? known : null
      const row: SessionRow = { hash, kind: 'account', agent: null, account: live?.account ?? String(v[2]), created: live?.created ?? Number(v[3]), seen: Number(v[3]), expires: Number(v[4]) }
      this.sessions.set(key(v[1]), row)
      return [row]
    }
    if (text.includes('with gone')) {
      if (v[1]) this.sessions.delete(key(v[1]))
      this.sessions.set(key(v[2]), { hash: (v[2] as Buffer).toString('hex'), kind: v[3] as 'agent', account: v[4] as Uuid | null, agent: v[5] as Uuid | null, created: Number(v[6]), seen: Number(v[6]), expires: Number(v[7]) })
      return []
    }
    if (text.includes('delete from sessions s using')) {
      const mine = this.sessions.get(key(v[1]))
      for (const [at, row] of this.sessions) if (mine && ((mine.agent && row.agent === mine.agent) || (mine.account && row.account === mine.account))) this.sessions.delete(at)
      return []
    }
    if (text.startsWith('delete from sessions')) {
      this.sessions.delete(key(v[1]))
      return []
    }
    if (text.startsWith('update sessions')) {
      Object.assign(this.sessions.get(key(v[1])) ?? {}, { seen: v[2], expires: v[3] })
      return []
    }
    if (text.includes('insert into throttles')) {
      const now = Number(v[2])
      return (v[1] as string[]).map((key, i) => {
        const known = this.counts.get(`${authority}/${key}`)
        const times = (v[4] as number[])[i]!
        const row = known && known.ends > now ? { ...known, count: known.count + times } : { ends: now + (v[3] as number[])[i]!, count: times }
        this.counts.set(`${authority}/${key}`, row)
        return { key, count: row.count }
      })
    }
    if (text.includes('from streams')) return [{ newest: (v[1] as Uuid[]).reduce((sum, stream) => sum + (this.versions.get(stream) ?? 0), 0) }]
    throw new Error(`The fake knows no statement: ${text}`)
  }
}

export const testSettings = (changed: Partial<HttpSettings> = {}): HttpSettings => ({
  origin: null,
  trustProxy: false,
  hosts: new Map(),
  client: noClient,
  places: { requests: '/requests', desk: '/desk', signOut: '/desk/sign-out', signIn: { resident: '/requests', desk: '/desk/sign-in' } },
  log: pino({ level: 'silent' }),
  incoming: join(tmpdir(), `parvis-incoming-${process.pid}`),
  ...changed,
})

export const someAgent = (): Agent => ({ kind: 'agent', agent: newUuid(), name: 'Agent d’essai', teams: ['education'], administrator: false })
