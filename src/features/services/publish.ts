import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, refuse, type Issue, type Refusal } from '../../base/result.ts'
import { compileForm, type CompiledForm } from '../../engines/forms/compile-form.ts'
import type { Accepted, Actor, AuthorityDb, Call } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { needService } from '../../vocabulary/needs.ts'
import { parseServiceDescription } from '../../vocabulary/parse-service.ts'
import { PublishService, type ServicePackage } from '../../vocabulary/services.ts'
import { storePackage } from './store.ts'

/** What publishing needs of the journal. */
export type Publisher = {
  db(authority: number): AuthorityDb
  send<I>(authority: number, actor: Actor, command: Call<I>, input: unknown): Promise<Accepted | Refusal>
}

/** Publishes the package in a folder (service.json, form.json). Refuses with place and mend in the issues (`detail.mend`). */
export async function publishPackage(journal: Publisher, authority: number, folder: string): Promise<Accepted | Refusal> {
  const read = await readPackage(folder)
  return isRefusal(read) ? read : publishContent(journal, authority, read)
}

/** Publishes a checked package: bytes first, then the event that names their hash. The same content again changes nothing. */
export async function publishContent(journal: Publisher, authority: number, read: ServicePackage): Promise<Accepted | Refusal> {
  const db = journal.db(authority)
  const { id: service, version, team } = read.service
  const teams = await teamsOf(db)
  if (team !== undefined && !teams.includes(team)) return unusable([fault('service.team', `name one of the authority’s teams: ${teams.join(', ')}`)])
  const content = JSON.stringify(read)
  const hash = createHash('sha256').update(content).digest('hex')
  await storePackage(db, hash, content)
  return journal.send(authority, { kind: 'system', name: 'publish' }, PublishService, { authority, service, version, hash })
}

/** Reads and checks a package; its faults come back all at once. A hand-over has no form. */
export async function readPackage(folder: string): Promise<ServicePackage | Refusal> {
  const service = await readJson(folder, 'service.json')
  const leads = typeof service === 'object' && service !== null && 'handover' in service
  if (leads) return readHandover(folder, service)
  const form = await readJson(folder, 'form.json')
  const unread = [service, form].filter(isRefusal)
  return unread.length > 0 ? unusable(unread.flatMap(one => one.issues ?? [])) : checkPackage(service, form)
}

/** Checks the content of a package with a form. */
export function checkPackage(service: unknown, form: unknown): ServicePackage | Refusal {
  const description = parseServiceDescription(service)
  const isTaken = !isRefusal(description) && description.id === needService
  const compiled = compileForm(form)
  const faults = [
    ...(isRefusal(description) ? (description.issues ?? []) : []),
    ...(isTaken ? [fault('service.id', `write another id: "${needService}" is the service that every authority has`)] : []),
    ...(Array.isArray(compiled) ? compiled.map(f => fault(`form.${f.path}`, f.mend, f.fault)) : clashes(compiled as CompiledForm)),
  ]
  return isRefusal(description) || description.handover !== undefined || faults.length > 0 ? unusable(faults) : { service: description, form }
}

async function readHandover(folder: string, raw: unknown): Promise<ServicePackage | Refusal> {
  const service = parseServiceDescription(raw)
  const hasForm = await access(join(folder, 'form.json')).then(() => true, () => false)
  const faults = [
    ...(isRefusal(service) ? (service.issues ?? []) : []),
    ...(hasForm ? [fault('form.json', 'delete this file, or "handover" in service.json: what others render is asked for there')] : []),
  ]
  return isRefusal(service) || service.handover === undefined || faults.length > 0 ? unusable(faults) : { service, form: null }
}

/** Pages outside of repeated groups stand under their id in an address, beside these. */
const taken = ['check', 'discard']
const clashes = (form: CompiledForm): Issue[] =>
  form.groups.filter(group => !group.repeat).flatMap(group => group.pages).filter(page => taken.includes(page.id))
    .map(page => fault('form', `give the page "${page.id}" another id: ${taken.join(', ')} are taken`))

async function readJson(folder: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown
  } catch (e) {
    return unusable([fault(name, 'write this file as JSON', (e as Error).message)])
  }
}

const profileTeams = sql(`select jsonb_array_elements(profile -> 'teams') ->> 'id' as id from authorities where id = $1`)
const teamsOf = async (db: AuthorityDb): Promise<string[]> => (await db.rows<{ id: string }>(profileTeams, [db.authority])).map(t => t.id)

const unusable = (issues: readonly Issue[]): Refusal => refuse('PackageUnusable', { issues })
const fault = (field: string, mend: string, what = 'cannot be used'): Issue => ({ field, rule: 'unusable', detail: { what, mend } })
