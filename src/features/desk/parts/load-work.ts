import type { Actor, Request } from '../../../journal/kernel.ts'
import type { Said } from '../../../engines/forms/control.ts'
import { say } from '../../../engines/forms/say.ts'
import { CountWork, FindWork, type CaseLine } from '../../../vocabulary/case-lists.ts'
import { GetService } from '../../../vocabulary/services.ts'
import { readPlace, type Place } from '../work.ts'

export type Agent = Extract<Actor, { kind: 'agent' }>

/** The queue as it stands beside everything at the desk. */
export type Work = {
  readonly place: Place
  readonly agent: Agent
  readonly counts: { readonly toDo: number; readonly waiting: number }
  readonly lines: readonly CaseLine[]
  /** Where the list goes on. */
  readonly next: Place | null
  /** A service's name in the reader's language, by `service/version`. */
  readonly names: ReadonlyMap<string, Said>
}

/** As many as an agent scrolls through; the keyset goes on from the last. */
const pageLength = 40

export async function loadWork(r: Request, agent: Agent): Promise<Work> {
  const place = readPlace(r.query)
  const { teams } = agent
  const [counts, found] = await Promise.all([r.ask(CountWork, { teams }), r.ask(FindWork, { teams, ...place, limit: pageLength + 1 })])
  const lines = found.slice(0, pageLength)
  const last = lines.at(-1)
  const next = found.length > pageLength && last ? { waiting: place.waiting, after: { due: last.due, case: last.case } } : null
  const kinds = new Map(lines.map(line => [nameKey(line), line]))
  const names = await Promise.all([...kinds].map(async ([key, { service, packageVersion }]): Promise<[string, Said]> => {
    const found = await r.ask(GetService, { service, version: packageVersion })
    return [key, found ? say(found.description.name, r.language) : { text: service }]
  }))
  return { place, agent, counts, lines, next, names: new Map(names) }
}

export const nameKey = ({ service, packageVersion }: Pick<CaseLine, 'service' | 'packageVersion'>): string => `${service}/${packageVersion}`
