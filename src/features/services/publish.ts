import { createHash } from 'node:crypto'
import { isRefusal, type Refusal } from '../../base/result.ts'
import type { Accepted, Actor, AuthorityDb, Call } from '../../journal/kernel.ts'
import { PublishService, type ServicePackage } from '../../vocabulary/services.ts'
import { aroundOf, profileOf } from './editions.ts'
import { examinePackage } from './package/examine-package.ts'
import { unusable } from './package/finding.ts'
import { readFiles } from './package/read-files.ts'
import { storePackage } from './store.ts'

/** What publishing needs of the journal. */
export type Publisher = {
  db(authority: number): AuthorityDb
  send<I>(authority: number, actor: Actor, command: Call<I>, input: unknown): Promise<Accepted | Refusal>
}

/** Publishes the package in a folder or a ZIP. Refuses with file, line, place and mend of every fault in the issues. */
export async function publishPackage(journal: Publisher, authority: number, path: string): Promise<(Accepted & { readonly service: string; readonly edition: number }) | Refusal> {
  const { content, faults } = await examinePackage(await readFiles(path), await aroundOf(journal.db(authority)))
  if (!content) return unusable(faults)
  const done = await publishContent(journal, authority, content)
  return isRefusal(done) ? done : { ...done, service: content.service.id, edition: content.service.version }
}

/** Publishes a checked package: bytes first, then the event that names their hash. The same content again changes nothing. */
export async function publishContent(journal: Publisher, authority: number, read: ServicePackage): Promise<Accepted | Refusal> {
  const db = journal.db(authority)
  const { id: service, version, team } = read.service
  const { teams } = await profileOf(db)
  if (team !== undefined && !teams.includes(team)) return unusable([{ file: 'service.json', line: null, path: 'team', what: `the authority has no team "${team}"`, mend: `name one of its teams: ${teams.join(', ')}` }])
  const content = JSON.stringify(read)
  const hash = createHash('sha256').update(content).digest('hex')
  await storePackage(db, hash, content)
  return journal.send(authority, { kind: 'system', name: 'publish' }, PublishService, { authority, service, version, hash })
}

/** Reads and checks a package by itself, without an authority around it; its faults come back all at once. A hand-over has no form. */
export async function readPackage(path: string): Promise<ServicePackage | Refusal> {
  const { content, faults } = await examinePackage(await readFiles(path))
  return content ?? unusable(faults)
}
