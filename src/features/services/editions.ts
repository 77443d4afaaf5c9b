import type { Language, Words } from '../../base/language.ts'
import { question, view, type AuthorityDb } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { HasTeamOf, ListEditions, type EditionLine } from '../../vocabulary/services.ts'
import type { Around } from './package/check-files.ts'
import { serviceKind, type ServiceState } from './state.ts'

/** One row a version of a service. */
export const editions = view<ServiceState>({
  table: 'editions', of: serviceKind,
  rows: s => s.editions.map(e => ({ service: s.service, package_version: e.version, hash: e.hash, published: e.published, is_current: e.version === s.current })),
})

// json, not jsonb: the first language of a text is its author's own, an order that jsonb does not keep.
const all = sql(`select e.service, e.package_version as version, p.content::json #> '{service,name}' as name, e.published::float8 as published, e.is_current as current
  from editions e join packages p using (authority, hash) where e.authority = $1 and ($2::text is null or e.service = $2) order by e.service, e.package_version desc`)
const teamOf = sql(`select p.content::json #>> '{service,team}' as team from editions e join packages p using (authority, hash) where e.authority = $1 and e.service = $2 and e.package_version = $3`)
const profile = sql(`select array(select jsonb_array_elements(profile -> 'teams') ->> 'id') as teams, array(select jsonb_array_elements_text(profile -> 'languages')) as languages from authorities where id = $1`)
const prefixes = sql(`select distinct e.service, p.content::json #>> '{service,numberPrefix}' as prefix from editions e join packages p using (authority, hash)
  where e.authority = $1 and p.content::json #>> '{service,numberPrefix}' is not null`)

export const editionQuestions = [
  question({
    call: ListEditions,
    answer: (db, { service }) => db.rows<EditionLine & { readonly name: Words }>(all, [db.authority, service ?? null]),
  }),
  question({
    call: HasTeamOf,
    async answer(db, { service, version }) {
      const [edition] = await db.rows<{ team: string | null }>(teamOf, [db.authority, service, version])
      return !edition?.team || (await profileOf(db)).teams.includes(edition.team)
    },
  }),
]

type Profile = { readonly teams: readonly string[]; readonly languages: readonly Language[] }

/** The teams and languages of the authority. */
export const profileOf = async (db: AuthorityDb): Promise<Profile> => (await db.rows<Profile>(profile, [db.authority]))[0] ?? { teams: [], languages: [] }

/** What a new package is held against: also the numbers of what is retired, which its cases keep. */
export async function aroundOf(db: AuthorityDb): Promise<Around> {
  const [around, taken] = await Promise.all([profileOf(db), db.rows<{ service: string; prefix: string }>(prefixes, [db.authority])])
  return { ...around, prefixes: taken }
}
