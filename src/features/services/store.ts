import { question, view, type AuthorityDb } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { CountHandovers, GetEntry, GetService, HasPackage, isHandover, ListEntries, serviceStream, type CatalogueEntry, type PublishedService, type ServiceDescription, type ServicePackage } from '../../vocabulary/services.ts'
import { defaultProcess, defaultSteps } from './default-process/default-process.ts'
import { handoverKind, type HandoverState } from './handover-state.ts'
import { serviceKind, type Edition, type ServiceState } from './state.ts'

/** One row a service: which version is on offer. */
export const publishedServices = view<ServiceState>({
  table: 'published_services', of: serviceKind,
  // A retired service keeps its row: the fingerprint below is a sum.
  rows: s => s.editions.slice(-1).map(e => ({ service: s.service, package_version: s.current ?? e.version, retired: s.current === null })),
})

/** One row a service, day and audience: how many were led there. */
export const handovers = view<HandoverState>({
  table: 'handovers', of: handoverKind,
  rows: s => Object.entries(s.counts).map(([audience, count]) => ({ service: s.service, day: s.day, audience, count })),
})

const put = sql('insert into packages (authority, hash, content) values ($1, $2, $3) on conflict (authority, hash) do nothing')
const has = sql('select 1 from packages where authority = $1 and hash = $2')
const read = sql('select hash, content from packages where authority = $1 and hash = any($2)')
const current = sql('select service, package_version as version from published_services where authority = $1 and retired is not true order by service')
const handedOver = sql('select service, sum(count)::int as count from handovers where authority = $1 and day >= $2 group by service order by 2 desc, service')
// One number instead of thousands of rows, at every look into the catalogue: each publication moves a stream's version on, none moves one back.
const fingerprint = sql('select coalesce(sum(version), 0)::int as print from published_services where authority = $1')

/** Stores a package's bytes under their hash. */
export const storePackage = (db: AuthorityDb, hash: string, content: string): Promise<unknown> => db.rows(put, [db.authority, hash, content])

const own = async (found: Promise<CatalogueEntry | null>): Promise<PublishedService | null> => {
  const entry = await found
  return entry && !isHandover(entry) ? entry : null
}

export const questions = [
  question({ call: GetService, answer: (db, i) => own(findEntry(db, i.service, i.version)) }),
  question({ call: GetEntry, answer: (db, i) => findEntry(db, i.service) }),
  question({ call: ListEntries, answer: listEntries }),
  question({ call: CountHandovers, answer: (db, i) => db.rows<{ service: string; count: number }>(handedOver, [db.authority, i.since]) }),
  question({ call: HasPackage, answer: async (db, i) => (await db.rows(has, [db.authority, i.hash])).length > 0 }),
]

/*
 * Versions never change, so they are kept in memory: a form compiled for one is found again by its object, and a filing
 * reads nothing to know its service. Bounded, for a node may serve a thousand authorities.
 */
const mostKept = 20_000
const kept = new Map<string, CatalogueEntry>()

async function findEntry(db: AuthorityDb, service: string, version?: number): Promise<CatalogueEntry | null> {
  const known = version === undefined ? undefined : kept.get(keyOf(db, service, version))
  if (known) return known
  const edition = await findEdition(db, service, version)
  return edition ? (await load(db, [{ service, edition }]))[0]! : null
}

async function findEdition(db: AuthorityDb, service: string, version?: number): Promise<Edition | undefined> {
  const head = await db.head(serviceKind, serviceStream(db.authority, service))
  const editions = head?.state.editions ?? []
  const wanted = version ?? head?.state.current
  return editions.find(e => e.version === wanted)
}

type Line = { readonly service: string; readonly edition: Edition }

/** The entries of these editions in their order; what is not in memory is read together. */
async function load(db: AuthorityDb, lines: readonly Line[]): Promise<CatalogueEntry[]> {
  const missing = lines.filter(({ service, edition }) => !kept.has(keyOf(db, service, edition.version)))
  const rows = missing.length === 0 ? [] : await db.rows<{ hash: string; content: string }>(read, [db.authority, missing.map(line => line.edition.hash)])
  const contents = new Map(rows.map(row => [row.hash, row.content]))
  return lines.map(({ service, edition }) => {
    const key = keyOf(db, service, edition.version)
    // Two readers at once must get the same object.
    return kept.get(key) ?? keep(key, service, edition, contents.get(edition.hash))
  })
}

/** Of a service that the authority renders itself. */
type OwnPackage = { readonly service: ServiceDescription; readonly form: unknown; readonly process?: string; readonly decisions?: Readonly<Record<string, string>> }

function keep(key: string, service: string, { version }: Edition, content: string | undefined): CatalogueEntry {
  if (content === undefined) throw new Error(`The content of ${service}, version ${version}, is missing.`)
  const read = JSON.parse(content) as ServicePackage
  const entry = read.service.handover !== undefined ? { version, description: read.service } : withProcess(version, read as OwnPackage)
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  kept.set(key, entry)
  return entry
}

const withProcess = (version: number, { service, form, process, decisions }: OwnPackage): PublishedService =>
  (process !== undefined ? { version, description: service, form, process, ...(decisions && { decisions }) } : { version, description: { ...service, steps: defaultSteps }, form, process: defaultProcess })

const keyOf = (db: AuthorityDb, service: string, version: number): string => `${db.authority}/${service}/${version}`

/** Everything published by an authority, for as long as nothing new is: searching makes its index once for this list. */
const lists = new Map<number, { readonly print: number; readonly entries: readonly CatalogueEntry[] }>()

async function listEntries(db: AuthorityDb): Promise<readonly CatalogueEntry[]> {
  const [row] = await db.rows<{ print: number }>(fingerprint, [db.authority])
  const known = lists.get(db.authority)
  if (known?.print === row!.print) return known.entries
  const rows = await db.rows<{ service: string; version: number }>(current, [db.authority])
  const found: Line[] = []
  for (let i = 0; i < rows.length; i += atOnce) {
    const editions = await Promise.all(rows.slice(i, i + atOnce).map(line => findEdition(db, line.service, line.version)))
    editions.forEach((edition, j) => edition && found.push({ service: rows[i + j]!.service, edition }))
  }
  const entries: CatalogueEntry[] = []
  for (let i = 0; i < found.length; i += atOnce) entries.push(...await load(db, found.slice(i, i + atOnce)))
  const again = lists.get(db.authority)
  if (again?.print === row!.print) return again.entries
  // What was published between the two reads has another fingerprint, and is found at the next look.
  lists.delete(db.authority)
  if (lists.size >= mostLists) lists.delete(lists.keys().next().value!)
  lists.set(db.authority, { print: row!.print, entries })
  return entries
}

const atOnce = 250
const mostLists = 200
