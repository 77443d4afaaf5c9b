import { question, view, type AuthorityDb } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { GetService, HasPackage, ListServices, serviceStream, type PublishedService, type ServicePackage } from '../../vocabulary/services.ts'
import { serviceKind, type Edition, type ServiceState } from './state.ts'

/** One row a service: which version is current. */
export const publishedServices = view<ServiceState>({
  table: 'published_services', of: serviceKind,
  rows: s => s.editions.slice(-1).map(e => ({ service: s.service, package_version: e.version })),
})

const put = sql('insert into packages (authority, hash, content) values ($1, $2, $3) on conflict (authority, hash) do nothing')
const has = sql('select 1 from packages where authority = $1 and hash = $2')
const read = sql('select content from packages where authority = $1 and hash = $2')
const current = sql('select service, package_version as version from published_services where authority = $1 order by service')

/** Stores a package's bytes under their hash. */
export const storePackage = (db: AuthorityDb, hash: string, content: string): Promise<unknown> => db.rows(put, [db.authority, hash, content])

export const questions = [
  question({ call: GetService, answer: (db, i) => findService(db, i.service, i.version) }),
  question({
    call: ListServices,
    async answer(db) {
      const lines = await db.rows<{ service: string; version: number }>(current, [db.authority])
      const found = await Promise.all(lines.map(line => findService(db, line.service, line.version)))
      return found.filter(one => one !== null)
    },
  }),
  question({ call: HasPackage, answer: async (db, i) => (await db.rows(has, [db.authority, i.hash])).length > 0 }),
]

/*
 * Versions never change, so they are kept in memory: a form compiled for one is found again by its object, and a filing
 * reads nothing to know its service. Bounded, for a node may serve a thousand authorities.
 */
const mostKept = 2_000
const kept = new Map<string, PublishedService>()

async function findService(db: AuthorityDb, service: string, version?: number): Promise<PublishedService | null> {
  const known = version === undefined ? undefined : kept.get(keyOf(db, service, version))
  if (known) return known
  const head = await db.head(serviceKind, serviceStream(db.authority, service))
  const editions = head?.state.editions ?? []
  const edition = version === undefined ? editions.at(-1) : editions.find(e => e.version === version)
  return edition ? (kept.get(keyOf(db, service, edition.version)) ?? load(db, service, edition)) : null
}

async function load(db: AuthorityDb, service: string, { version, hash }: Edition): Promise<PublishedService> {
  const [row] = await db.rows<{ content: string }>(read, [db.authority, hash])
  if (!row) throw new Error(`The content of ${service}, version ${version}, is missing.`)
  const { service: description, form } = JSON.parse(row.content) as ServicePackage
  const key = keyOf(db, service, version)
  // Two readers at once must get the same object.
  const published = kept.get(key) ?? { version, description, form }
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  kept.set(key, published)
  return published
}

const keyOf = (db: AuthorityDb, service: string, version: number): string => `${db.authority}/${service}/${version}`
