import { refuse, type Refusal } from '../../../base/result.ts'
import type { Request } from '../../../journal/kernel.ts'
import { GetEntry, type CatalogueEntry } from '../../../vocabulary/services.ts'
import { pathOf, type ServicePath } from './service-path.tsx'
import { tablesOf, type ServiceTables } from '../tables.ts'

/** A service with its decision tables, where it has some, and what stands behind its milestones. */
export type ServiceModel = { readonly entry: CatalogueEntry; readonly tables: ServiceTables | null; readonly path: ServicePath }

/** The service of `…/services/:service`, in the version on offer. */
export async function loadService(r: Request): Promise<ServiceModel | Refusal> {
  const entry = await r.ask(GetEntry, { service: r.params['service']! })
  return entry ? { entry, tables: await tablesOf(entry), path: await pathOf(entry) } : refuse('NotFound')
}
