import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Event, EventType, Kind, View } from '../../src/journal/kernel.ts'
import type { Violation } from './tree.ts'

/** What an event once held, as JSON. */
export type Sample = { readonly facts: unknown; readonly personal: unknown }
/** The golden samples of each event type, oldest first: journals hold all of them for ever. */
export type Golden = Readonly<Record<string, readonly Sample[]>>
export type AnyEventType = EventType<string, unknown, unknown>

/** The event definitions of a module of the vocabulary, in the order of its text. */
export const eventsIn = (module: object): AnyEventType[] =>
  Object.values(module).filter((value): value is AnyEventType => typeof value === 'function' && 'sample' in value && 'type' in value)

/** Golden samples by file of the vocabulary: `cases` → `golden/cases.json`. */
export function readGolden(folder: string): Record<string, Golden> {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(readdirSync(folder).map(name => [name.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden]))
}

export function writeGolden(folder: string, all: Readonly<Record<string, Golden>>): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, golden] of Object.entries(all)) writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(golden, null, 2)}\n`)
}

/** Every event's sample is the newest of its golden samples; none was changed, none has left the vocabulary. */
export function keepGolden(file: string, events: readonly AnyEventType[], golden: Golden): Violation[] {
  const fault = (what: string, mend: string): Violation => ({ file: `src/vocabulary/${file}.ts`, line: 1, what, mend })
  return [
    ...events.filter(event => golden[event.type] === undefined)
      .map(event => fault(`${event.type} has no golden sample.`, 'Add it with `npm run house -- --golden`.')),
    ...events.filter(event => golden[event.type] !== undefined && !same(golden[event.type]!.at(-1), sampleOf(event)))
      .map(event => fault(`${event.type} no longer means what its golden sample says.`,
        'An event’s meaning never changes: add a new type, or only optional parts (`npm run house -- --golden` checks and keeps both samples).')),
    ...Object.keys(golden).filter(type => !events.some(event => event.type === type))
      .map(type => fault(`${type} is in the golden samples, but no longer in the vocabulary.`, 'Journals hold it: keep the event. Only while none does, delete its samples too.')),
  ]
}

/** Adds new events and grown samples; a sample that lost a part or changed its form is refused with its name. */
export function addGolden(events: readonly AnyEventType[], golden: Golden): { golden: Golden; refused: string[] } {
  const refused: string[] = []
  const next: Record<string, readonly Sample[]> = { ...golden }
  for (const event of events) {
    const kept = golden[event.type] ?? []
    const sample = sampleOf(event)
    const last = kept.at(-1)
    if (last === undefined) next[event.type] = [sample]
    else if (same(last, sample)) continue
    else if (!includes(sample, last)) refused.push(event.type)
    else next[event.type] = includes(last, sample) ? [...kept.slice(0, -1), sample] : [...kept, sample]
  }
  return { golden: next, refused }
}

/**
 * Folds each kind's golden stream (its events in the order of the vocabulary), oldest and newest samples, with personal
 * data and erased, each state read back from JSON as the database does; then draws its timers and views.
 */
export function foldGolden(kind: Kind<any, any>, types: readonly string[], golden: Golden, views: readonly View<any>[]): Violation[] {
  const found: Violation[] = []
  if (types.length === 0) found.push({ file: kind.kind, line: 1, what: `The kind ${kind.kind} folds no event of the vocabulary.`, mend: 'Name its events in the file of its `kind()`.' })
  for (const age of ['oldest', 'newest'] as const)
    for (const form of ['personal', 'erased'] as const) {
      let state: unknown = kind.initial
      types.forEach((type, index) => {
        const sample = golden[type]?.at(age === 'oldest' ? 0 : -1)
        if (sample === undefined) return
        const event = { type, facts: sample.facts, personal: form === 'erased' ? 'erased' : sample.personal } as Event
        const where = { file: kind.kind, line: index + 1 }
        try {
          const folded = kind.evolve(state, event, { happened: 1_790_000_000_000 + index, version: index + 1, actor: 'system:golden' })
          state = JSON.parse(JSON.stringify(folded ?? null))
          if (!same(state, folded)) found.push({ ...where, what: `${kind.kind} after ${type} (${age}, ${form}) is not plain data.`, mend: 'A state is stored as JSON: no Map, Set, Date or NaN.' })
          kind.timers?.(state, stream)
          for (const view of views.filter(v => v.of === kind)) view.rows(state, stream)
        } catch (error) {
          found.push({ ...where, what: `${kind.kind} cannot fold ${type} (${age}, ${form}): ${(error as Error).message}`, mend: 'Fold every event that a journal may hold, with personal data and without.' })
        }
      })
    }
  return found
}

const stream = '019a0000-0000-7000-8000-000000000000'

const sampleOf = (event: AnyEventType): Sample => JSON.parse(JSON.stringify({ facts: event.sample.facts, personal: event.sample.personal })) as Sample

/** Whether two values are the same as JSON, keys in any order; what JSON cannot hold is the same as nothing. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  const keys = (o: object) => Object.keys(o).filter(key => (o as Record<string, unknown>)[key] !== undefined)
  return keys(a).length === keys(b).length && keys(a).every(key => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

/** Whether `now` still has every part of `before`, each in the same form. */
function includes(now: unknown, before: unknown): boolean {
  if (typeof before !== 'object' || before === null) return typeof now === typeof before && (now === null) === (before === null)
  if (typeof now !== 'object' || now === null || Array.isArray(now) !== Array.isArray(before)) return false
  if (Array.isArray(before)) return (now as unknown[]).length === 0 || before.length === 0 || includes((now as unknown[])[0], before[0])
  return Object.entries(before).every(([key, value]) => key in now && includes((now as Record<string, unknown>)[key], value))
}
