import type { Reading } from '../../base/language.ts'
import type { Request } from '../../journal/kernel.ts'
import { CountTableDecisions } from '../../vocabulary/case-process.ts'
import { GetService, ListEditions, ListEntries, type EditionLine } from '../../vocabulary/services.ts'
import { publicCatalogue, sortedByName } from './catalogue.ts'
import { fingerprint, tablesOf, type ServiceTables } from './tables.ts'

/*
 * The register of algorithms: every decision table of the services on offer, by itself. Nobody adds one, nobody leaves one out
 * (France: code des relations entre le public et l'administration, art. L312-1-3; the mention in a decision itself: art. L311-3-1).
 */

/** A table in the register: the first version in which it decided as it does today, and in how many requests it was used in a year. */
export type Registered = { readonly of: ServiceTables; readonly at: number; readonly since: EditionLine | null; readonly uses: number }

const year = 365 * 86_400_000

/** All tables of public services, in the order of the services' names. */
export async function registerOf(r: Pick<Request, 'ask' | 'now'> & { readonly reading: Reading }): Promise<readonly Registered[]> {
  const services = await Promise.all(sortedByName(publicCatalogue(await r.ask(ListEntries, {})).entries, r.reading).flatMap(entry => tablesOf(entry) ?? []))
  if (services.length === 0) return []
  const counts = await r.ask(CountTableDecisions, { since: r.now - year })
  const all = await Promise.all(services.map(async of => {
    const editions = await r.ask(ListEditions, { service: of.entry.description.id })
    return Promise.all(of.tables.map(async ({ decision }, at): Promise<Registered> => ({
      of, at, since: await sinceOf(r, of, at, editions),
      uses: counts.find(one => one.service === of.entry.description.id && one.decision === decision.id)?.count ?? 0,
    })))
  }))
  return all.flat()
}

/** Goes back from the version on offer for as long as the table is the same. */
async function sinceOf({ ask }: Pick<Request, 'ask'>, { entry, tables }: ServiceTables, at: number, editions: readonly EditionLine[]): Promise<EditionLine | null> {
  const { decision } = tables[at]!
  const print = fingerprint(decision)
  let since: EditionLine | null = null
  for (const line of editions.filter(one => one.version <= entry.version)) {
    const version = await ask(GetService, { service: line.service, version: line.version })
    const same = version && (await tablesOf(version))?.tables.find(one => one.decision.id === decision.id)
    if (!same || fingerprint(same.decision) !== print) break
    since = line
  }
  return since
}

/** Where a table stands on the register's page. */
export const placeOf = ({ of, at }: Registered): string => `${of.entry.description.id}-${of.tables[at]!.decision.id}`
