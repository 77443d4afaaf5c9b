import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Authority } from '../base/authority.ts'
import { derivedUuid } from '../base/ids.ts'
import { isRefusal } from '../base/result.ts'
import { needPackage } from '../features/needs/feature.ts'
import { publishContent, publishPackage, tellRefusal } from '../features/services/feature.ts'
import { root } from '../journal/root.ts'
import { addressKey } from '../vocabulary/mail-link.ts'
import { needService } from '../vocabulary/needs.ts'
import { GetService } from '../vocabulary/services.ts'
import { EnrolAgent } from '../vocabulary/staff.ts'
import { liveExamples, type Clock, type ExampleAgent } from './example-life/live-examples.ts'
import type { House } from './house.ts'

/** The demonstration agents of the example authorities share this password; it stands in the README. */
export const demonstrationPassword = 'parvis-demonstration'

type AuthorityFile = Omit<Authority, 'id' | 'slug' | 'theme'> & { readonly agents?: readonly ExampleAgent[] }

/**
 * Sets up the example authorities that are missing, and publishes their packages anew where they changed. True when one was
 * new. An installation with an authority of its own (a restored one, say) gets no examples beside it.
 */
export async function seedExamples(house: House, life?: ExampleLife): Promise<boolean> {
  if (house.authorities.all().some(a => !a.example)) return false
  let isNew = false
  for (const slug of (await readdir(join(root, 'authorities'))).sort()) isNew = (await seedAuthority(house, slug, life)) || isNew
  return isNew
}

/** How many example requests a new example authority gets, and the clock of the journal that nobody follows. */
export type ExampleLife = { readonly clock: Clock; readonly requests: number }

async function seedAuthority(house: House, slug: string, life?: ExampleLife): Promise<boolean> {
  const folder = join(root, 'authorities', slug)
  const { agents = [], ...profile } = JSON.parse(await readFile(join(folder, 'authority.json'), 'utf8')) as AuthorityFile
  const theme = { ...JSON.parse(await readFile(join(folder, 'theme.json'), 'utf8')), arms: await readFile(join(folder, 'arms.svg'), 'utf8') }
  const known = house.authorities.all().find(a => a.slug === slug)
  const id = known?.id ?? (await addAuthority(house.url, slug, { ...profile, theme }))
  await house.authorities.refresh()
  await publishFolder(house, id, folder).catch((error: Error) => {
    // An installation that runs goes on with the edition it has: only a first start needs its examples.
    if (!known) throw error
    house.log.warn({ slug, why: error.message }, 'example services were not published anew')
  })
  await publishNeed(house, house.authorities.byId(id))
  if (known) return false
  for (const { name, email, teams, administrator } of agents) {
    const enrolled = await house.journal.send(id, { kind: 'system', name: 'seed' }, EnrolAgent, {
      agent: derivedUuid(`agent/${slug}/${email}`), key: addressKey(house.journal.secrets, email), name, email, password: demonstrationPassword, teams, administrator,
    })
    if (isRefusal(enrolled)) throw new Error(`The agent ${name} was refused: ${enrolled.refused}`)
  }
  if (life && life.requests > 0) await liveExamples({ journal: house.journal, clock: life.clock }, house.authorities.byId(id), folder, agents, Date.now(), life.requests)
  return true
}

/** Publishes every service in an authority's folder; a faulty one ends with each place and its mend. */
export async function publishFolder(house: House, authority: number, folder: string): Promise<void> {
  for (const service of (await readdir(join(folder, 'services'))).sort()) {
    const published = await publishPackage(house.journal, authority, join(folder, 'services', service))
    if (!isRefusal(published)) {
      await house.journal.settled(authority, published)
      continue
    }
    throw new Error(`The package ${service} was not published:\n${tellRefusal(published).map(line => `  ${line}`).join('\n')}`)
  }
}

/**
 * Publishes the service that every authority has, where it is missing or no longer what this version of Parvis and the
 * authority's profile make of it. Nodes that start at once publish the same, which changes nothing.
 */
export async function publishNeed({ journal }: Pick<House, 'journal'>, authority: Authority): Promise<void> {
  const current = await journal.ask(authority.id)(GetService, { service: needService })
  const same = current && needPackage(authority, current.version)
  if (same && JSON.stringify([same.service, same.form]) === JSON.stringify([current.description, current.form])) return
  const next = needPackage(authority, (current?.version ?? 0) + 1)
  const published = next && (await publishContent(journal, authority.id, next))
  if (isRefusal(published)) throw new Error(`The service for needs was not published: ${published.refused}`)
}

/** Adds an authority's row under the owner's role: pages may read authorities, not make them. */
export async function addAuthority(url: string, slug: string, profile: Omit<Authority, 'id' | 'slug'>): Promise<number> {
  const client = new pg.Client({ connectionString: url, options: '-c role=parvis_owner -c search_path=parvis' })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: number }>(
      'insert into authorities (id, slug, profile) select coalesce(max(id), 0) + 1, $1, $2 from authorities on conflict (slug) do update set profile = excluded.profile returning id', [slug, profile])
    return rows[0]!.id
  } finally {
    await client.end()
  }
}
