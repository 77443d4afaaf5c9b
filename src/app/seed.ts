import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import pg from 'pg'
import type { Authority } from '../base/authority.ts'
import { isRegionOf, regions } from '../base/holidays.ts'
import { derivedUuid } from '../base/ids.ts'
import { isRefusal } from '../base/result.ts'
import { needPackage } from '../features/needs/feature.ts'
import { publishContent, publishPackage, tellRefusal } from '../features/services/feature.ts'
import { root } from '../journal/root.ts'
import { addressKey } from '../vocabulary/mail-link.ts'
import { needService } from '../vocabulary/needs.ts'
import { GetService } from '../vocabulary/services.ts'
import { EnrolAgent } from '../vocabulary/staff.ts'
import { checkPlace } from './check-place.ts'
import { checkWorkingDays } from './check-working-days.ts'
import { liveExamples } from './example-life/live-examples.ts'
import type { ExampleAgent } from './example-life/walk-process.ts'
import type { House } from './house.ts'
import { slugFault } from './http/address.ts'

/** The demonstration agents of the example authorities share this password; it stands in the README. */
export const demonstrationPassword = 'parvis-demonstration'

type AuthorityFile = Omit<Authority, 'id' | 'slug' | 'theme'> & { readonly agents?: readonly ExampleAgent[] }

/**
 * Sets up the example authorities that are missing, with `requests` example requests each, and makes those anew whose folder
 * changed. True when one was new. An installation with an authority of its own (a restored one, say) gets no examples beside it.
 */
export async function seedExamples(house: House, requests = 0): Promise<boolean> {
  if (house.authorities.all().some(a => !a.example)) return false
  const folder = join(root, 'authorities')
  const examples = await Promise.all((await readdir(folder)).sort().map(slug => readExample(slug, join(folder, slug))))
  // Most starts end here: reading a megabyte is cheap, checking and sending forty packages again takes a second.
  const due = examples.filter(one => house.authorities.all().find(a => a.slug === one.slug)?.madeOf !== one.madeOf)
  if (due.length === 0) return false
  const isNew = due.map(one => !house.authorities.all().some(a => a.slug === one.slug))
  // Before its services: they may name a team that is new. Until the end it is not said what it was made of.
  for (const one of due) await addAuthority(house.url, one.slug, one.profile)
  await house.authorities.refresh()
  await Promise.all(due.map((one, i) => seedAuthority(house, one, isNew[i]!, requests)))
  await house.authorities.refresh()
  return isNew.includes(true)
}

type Example = { readonly slug: string; readonly folder: string; readonly madeOf: string; readonly profile: Omit<Authority, 'id' | 'slug'>; readonly agents: readonly ExampleAgent[] }

async function readExample(slug: string, folder: string): Promise<Example> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(one => one.isFile()).map(one => join(one.parentPath, one.name)).sort()
  const texts = new Map(await Promise.all(paths.map(async path => [path, await readFile(path, 'utf8')] as const)))
  const hash = createHash('sha256')
  for (const [path, text] of texts) hash.update(`${relative(folder, path)}\0${text}\0`)
  const read = <T>(name: string): T => JSON.parse(texts.get(join(folder, name))!) as T
  const { agents = [], ...profile } = read<AuthorityFile>('authority.json')
  return { slug, folder, madeOf: hash.digest('hex'), profile: { ...profile, theme: { ...read<Omit<Authority['theme'], 'arms'>>('theme.json'), arms: texts.get(join(folder, 'arms.svg'))! } }, agents }
}

/** Everything here may be done again: a start that was killed half-way is finished by the next one, but for its example requests. */
async function seedAuthority(house: House, { slug, folder, madeOf, profile, agents }: Example, isNew: boolean, requests: number): Promise<void> {
  const authority = house.authorities.all().find(a => a.slug === slug)!
  const { id } = authority
  try {
    await publishFolder(house, id, folder)
  } catch (error) {
    // An installation that runs goes on with the edition it has: only a first start needs its examples.
    if (isNew) throw error
    return house.log.warn({ slug, why: (error as Error).message }, 'example services were not published anew')
  }
  await publishNeed(house, authority)
  for (const { name, email, teams, administrator } of agents) {
    const enrolled = await house.journal.send(id, { kind: 'system', name: 'seed' }, EnrolAgent, {
      agent: derivedUuid(`agent/${slug}/${email}`), key: addressKey(house.journal.secrets, email), name, email, password: demonstrationPassword, teams, administrator,
    })
    if (isRefusal(enrolled)) throw new Error(`The agent ${name} was refused: ${enrolled.refused}`)
  }
  if (isNew && requests > 0) await liveExamples(house.journal, authority, folder, agents, Date.now(), requests)
  await addAuthority(house.url, slug, { ...profile, madeOf })
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
  // The words of the default process come with it, and are no part of the package.
  if (same && JSON.stringify([{ ...same.service, steps: current.description.steps }, same.form]) === JSON.stringify([current.description, current.form])) return
  const next = needPackage(authority, (current?.version ?? 0) + 1)
  const published = next && (await publishContent(journal, authority.id, next))
  if (isRefusal(published)) throw new Error(`The service for needs was not published: ${published.refused}`)
}

/** Adds an authority's row, where its slug can stand in addresses and its holidays are known, under the owner's role: pages may read authorities, not make them. */
export async function addAuthority(url: string, slug: string, profile: Omit<Authority, 'id' | 'slug'>): Promise<number> {
  const fault = slugFault(slug)
  if (fault !== null) throw new Error(fault)
  checkPlace(profile)
  checkWorkingDays(profile)
  const { region, country } = profile
  if (region !== undefined && !isRegionOf(region, country)) throw new Error(`No holidays are known of the region “${region}” in ${country}. Known regions: ${regions.join(', ')}. Without a region, those of the country count.`)
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
