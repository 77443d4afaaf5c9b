import { access, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Authority } from '../base/authority.ts'
import { isLanguage } from '../base/language.ts'
import { isRefusal, type Refusal } from '../base/result.ts'
import { dayOf } from '../base/time.ts'
import { examinePackage, publishPackage, readFiles, tellFinding, tellRefusal } from '../features/services/feature.ts'
import { ListEditions, RetireService, RollBackService, type EditionLine } from '../vocabulary/services.ts'
import { insideHouse } from './administer.ts'
import type { House } from './house.ts'
import type { Settings } from './settings.ts'

/* Service packages at the command line: checked without a database, published, rolled back, retired, listed. */

type Env = NodeJS.ProcessEnv
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)

/**
 * `parvis check-package FOLDER|ZIP [--authority FOLDER] [--json]`: every fault with file, line, place and mend. In the folder of
 * an authority (FOLDER/services/NAME) it is held against its teams, languages and other services, too.
 */
export async function checkPackage(_settings: Settings, _env: Env, args: readonly string[]): Promise<void> {
  const { values, positionals: [path] } = parseArgs({ args: [...args], allowPositionals: true, options: { authority: { type: 'string' }, json: { type: 'boolean' } } })
  if (!path) throw new Error('parvis check-package FOLDER|ZIP [--authority FOLDER] [--json], for example: parvis check-package ./our-service')
  const home = values.authority ?? (await homeOf(path))
  const report = await examinePackage(await readFiles(path), home === null ? undefined : await readAround(home))
  const { faults, warnings } = report
  if (faults.length > 0) process.exitCode = 1
  if (values.json) return say(JSON.stringify({ faults, warnings }, null, 2))
  for (const one of faults) say(tellFinding(one))
  for (const one of warnings) say(`warning: ${tellFinding(one)}`)
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
  say(faults.length > 0 ? `${count(faults.length, 'fault')}, ${count(warnings.length, 'warning')}: this cannot be published.`
    : `No fault, ${count(warnings.length, 'warning')}: this can be published${home === null ? '. Its team and its number letters were not looked at: --authority FOLDER' : ''}.`)
}

/** The authority's folder around `services/NAME`, where there is one. */
async function homeOf(path: string): Promise<string | null> {
  const home = resolve(path, '..', '..')
  return access(join(home, 'authority.json')).then(() => home, () => null)
}

async function readAround(home: string) {
  const { teams = [], languages = [] } = JSON.parse(await readFile(join(home, 'authority.json'), 'utf8')) as Partial<Authority>
  const names = await readdir(join(home, 'services')).catch(() => [])
  const prefixes = await Promise.all(names.map(async name => {
    // A neighbour that cannot be read is told when it is checked itself.
    const { id, numberPrefix } = await readFile(join(home, 'services', name, 'service.json'), 'utf8').then(text => JSON.parse(text) as { id?: string; numberPrefix?: string }).catch(() => ({ id: undefined, numberPrefix: undefined }))
    return id && numberPrefix ? [{ service: id, prefix: numberPrefix }] : []
  }))
  return { teams: teams.map(team => team.id), languages: languages.filter(isLanguage), prefixes: prefixes.flat() }
}

/** `parvis publish AUTHORITY FOLDER|ZIP`: makes the package's version the one on offer. */
export const publish = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const [slug, path] = args
  const found = find(house, slug)
  if (!found || !path) throw new Error(`parvis publish AUTHORITY FOLDER|ZIP. ${known(house)}`)
  const done = await publishPackage(house.journal, found.id, path)
  if (isRefusal(done)) throw new Error(`Nothing was published:\n${tellRefusal(done).map(line => `  ${line}`).join('\n')}`)
  await house.journal.settled(found.id, done)
  const { service, edition: version } = done
  const lines = await house.journal.ask(found.id)(ListEditions, { service })
  if (lines.find(line => line.current)?.version === version) return say(`Version ${version} of ${service} is on offer at ${found.name}. Requests that were begun keep the version that they were begun under.`)
  say(`Version ${version} of ${service} was published before, and is not the one on offer. Nothing was changed. To offer it again: parvis roll-back ${slug} ${service} ${version}`)
})

/** `parvis roll-back AUTHORITY SERVICE VERSION`: offers a version that was published before. */
export const rollBack = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const [slug, service, text] = args
  const found = find(house, slug)
  const version = Number(text)
  if (!found || !service || !Number.isSafeInteger(version) || version < 1) throw new Error(`parvis roll-back AUTHORITY SERVICE VERSION. ${known(house)}`)
  const done = await house.journal.send(found.id, { kind: 'system', name: 'operator' }, RollBackService, { authority: found.id, service, version })
  if (isRefusal(done)) throw refusedChange(done, found, service)
  await house.journal.settled(found.id, done)
  say(`Version ${version} of ${service} is on offer at ${found.name}. Requests that were begun keep the version that they were begun under.`)
})

/** `parvis retire AUTHORITY SERVICE`: takes a service off the catalogue. */
export const retire = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const [slug, service] = args
  const found = find(house, slug)
  if (!found || !service) throw new Error(`parvis retire AUTHORITY SERVICE. ${known(house)}`)
  const done = await house.journal.send(found.id, { kind: 'system', name: 'operator' }, RetireService, { authority: found.id, service })
  if (isRefusal(done)) throw refusedChange(done, found, service)
  await house.journal.settled(found.id, done)
  say(`${service} is no longer offered at ${found.name}. Its requests go on. To offer it again: parvis roll-back ${slug} ${service} VERSION`)
})

/** `parvis services AUTHORITY`: every service with its versions. */
export const services = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const found = find(house, args[0])
  if (!found) throw new Error(`parvis services AUTHORITY. ${known(house)}`)
  const lines = await house.journal.ask(found.id)(ListEditions, {})
  if (lines.length === 0) return say(`${found.name} has published nothing yet: parvis publish ${found.slug} FOLDER`)
  const wide = Math.max(...lines.map(line => line.service.length))
  for (const line of lines) say(tellEdition(line, found, wide))
})

const tellEdition = ({ service, version, name, published, current }: EditionLine, { zone }: Authority, wide: number): string =>
  `${service.padEnd(wide)}  ${String(version).padStart(4)}  ${dayOf(published, zone)}  ${current ? 'on offer' : '        '}  ${Object.values(name)[0] ?? ''}`

const find = (house: House, slug: string | undefined): Authority | undefined => house.authorities.all().find(one => one.slug === slug)
const known = (house: House): string => `Authorities: ${house.authorities.all().map(one => one.slug).join(', ') || 'none yet'}`

const refusedChange = (refusal: Refusal, { name, slug }: Authority, service: string): Error =>
  new Error(refusal.refused === 'NotFound' ? `${name} has no service ${service} that can be changed. Nothing was changed. Its services: parvis services ${slug}` : `Refused: ${tellRefusal(refusal).join(' ')}. Nothing was changed.`)
