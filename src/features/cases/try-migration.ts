import type { Authority } from '../../base/authority.ts'
import type { Uuid } from '../../base/ids.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import { publishedProcess } from '../../engines/bpmn/published-process.ts'
import { unpackState, type StoredState } from '../../engines/bpmn/pack-state.ts'
import type { Ask, Instant } from '../../journal/kernel.ts'
import { FindStandings, type CaseStanding, type Places } from '../../vocabulary/case-migration.ts'
import { GetService } from '../../vocabulary/services.ts'
import { faultsOf, isUnmoved, moveAlong, openWay, unaskedBy } from './migrate-case.ts'

/** What would become of all open cases of a service; nothing was written. */
export type Trial = {
  /** Cases that follow the new version already. */
  readonly there: number
  readonly versions: readonly TriedVersion[]
}
export type TriedVersion = {
  readonly from: number
  /** Entries that name what neither version has. */
  readonly faults: readonly string[]
  /** Questions that the new process looks at, and that some of the cases were never asked: conditions take them as unanswered. */
  readonly unasked: readonly string[]
  readonly places: readonly TriedPlace[]
  readonly cases: readonly TriedCase[]
}
/** An element of the old version: how many cases stand at it, and what becomes of what stands there. `what`: what to write, or why not. */
export type TriedPlace = { readonly at: string; readonly name: string; readonly cases: number; readonly moves: number; readonly needsEntry: number; readonly cannot: number; readonly what: readonly string[] }
export type TriedCase = { readonly case: Uuid; readonly number: string; readonly moves: boolean; readonly why: string }

export type TrialInput = { readonly service: string; readonly to: number; readonly from?: number; readonly tokens: Places }

const page = 200

/** Tries a migration over every open case of a service: where they stand, which move by themselves, which need an entry, which cannot. */
export async function tryMigration(ask: Ask, { service, to, from, tokens }: TrialInput, at: { readonly now: Instant; readonly authority: Authority }): Promise<Trial | Refusal> {
  const versions = new Map<number, Trying>()
  let there = 0
  for (let after: Uuid | null = null; ;) {
    const found: { readonly cases: readonly CaseStanding[]; readonly next: Uuid | null } = await ask(FindStandings, { service, after, limit: page })
    for (const one of found.cases) {
      if (one.processVersion === to) there++
      if (one.processVersion === to || (from !== undefined && one.processVersion !== from)) continue
      const known = versions.get(one.processVersion) ?? await openTrying(ask, { service, from: one.processVersion, to }, tokens)
      if (isRefusal(known)) return known
      versions.set(one.processVersion, known)
      await known.add(one, service, ask, at)
    }
    if (found.next === null) break
    after = found.next
  }
  return { there, versions: [...versions.values()].map(one => one.tried()).sort((a, b) => a.from - b.from) }
}

type Counted = { readonly name: string; cases: number; moves: number; needsEntry: number; cannot: number; readonly what: Set<string> }
type Trying = { add(one: CaseStanding, service: string, ask: Ask, at: { readonly now: Instant; readonly authority: Authority }): Promise<void>; tried(): TriedVersion }

async function openTrying(ask: Ask, versions: { service: string; from: number; to: number }, tokens: Places): Promise<Trying | Refusal> {
  const way = await openWay(ask, versions)
  if (isRefusal(way)) return way
  const { model } = await publishedProcess(way.from)
  const faults = await faultsOf(way, tokens)
  const places = new Map<string, Counted>()
  const filedUnder = new Map<number, readonly string[]>()
  const cases: TriedCase[] = []
  const placeAt = (id: string): Counted => {
    const known = places.get(id) ?? { name: model.nodes.get(id)?.name ?? '', cases: 0, moves: 0, needsEntry: 0, cannot: 0, what: new Set<string>() }
    places.set(id, known)
    return known
  }
  return {
    async add(one, service, ask, at) {
      if (!filedUnder.has(one.packageVersion)) filedUnder.set(one.packageVersion, await unaskedBy(way, (await ask(GetService, { service, version: one.packageVersion }))!))
      const why = one.state === null ? 'it was filed before cases had a process' : one.deciding ? 'its decision is about to leave' : null
      const got = why === null ? await moveAlong(way, ask, { service, ...one }, tokens, at) : []
      const unmoved = isUnmoved(got) ? got : []
      for (const id of new Set([...standsAt(one.state as StoredState | null), ...unmoved.map(other => other.at)])) {
        const place = placeAt(id)
        const here = unmoved.filter(other => other.at === id)
        place.cases++
        if (why !== null || here.some(other => other.needs === 'wait')) place.cannot++
        else if (here.length > 0) place.needsEntry++
        else place.moves++
        for (const { what } of here) place.what.add(what)
        if (why !== null) place.what.add(why)
      }
      cases.push({ case: one.case, number: one.number, moves: why === null && unmoved.length === 0, why: why ?? unmoved.map(other => `"${other.element}": ${other.what}`).join('; ') })
    },
    tried: () => ({ from: way.from.version, faults, unasked: [...new Set([...filedUnder.values()].flat())], places: [...places].map(([id, { what, ...place }]) => ({ at: id, ...place, what: [...what] })), cases }),
  }
}

/** Where a case stands, each element once, without the process and sub-processes around it; nowhere where its process is over. */
function standsAt(stored: StoredState | null): ReadonlySet<string> {
  if (!stored) return new Set(['no process'])
  const { tokens } = unpackState(stored)
  if (tokens.length === 0) return new Set(['over'])
  const around = new Set(tokens.map(token => token.in))
  return new Set(tokens.filter(token => !around.has(token.id)).map(token => token.at))
}
