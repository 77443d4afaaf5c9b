import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newUuid } from '../base/ids.ts'
import { isRefusal } from '../base/result.ts'
import { migrate as migrateDatabase } from '../journal/migrate.ts'
import { FindCaseByNumber } from '../vocabulary/cases.ts'
import { ForgetUploads } from '../vocabulary/documents.ts'
import { addressKey } from '../vocabulary/mail-link.ts'
import { AssignAgent, EnrolAgent, FindAgentByAddress } from '../vocabulary/staff.ts'
import { openHouse, type House } from './house.ts'
import { addAuthority, publishFolder, publishNeed, seedExamples } from './seed.ts'
import type { Settings } from './settings.ts'

/* What an operator does at the command line. Each opens the house, does one thing and closes it. */

type Env = NodeJS.ProcessEnv

/** `parvis migrate`: brings the database up to date; needs DATABASE_URL (the embedded one is migrated at every start). */
export async function migrate(settings: Settings): Promise<void> {
  if (!settings.databaseUrl) throw new Error('Set DATABASE_URL to the database to migrate. The embedded one is migrated at every start.')
  const ran = await migrateDatabase(settings.databaseUrl)
  say(ran.length ? `Migrated: ${ran.join(', ')}` : 'The database is up to date.')
}

/** `parvis seed`: the example authorities into a database of one's own. */
export const seed = (settings: Settings, env: Env): Promise<void> => insideHouse(settings, env, async house => {
  await seedExamples(house)
  say('The example authorities are there. Their pages say that they are examples.')
})

/** `parvis replay`: rebuilds heads and views from the journal. */
export const replay = (settings: Settings, env: Env): Promise<void> => insideHouse(settings, env, async house => {
  const { streams, mended } = await house.journal.replay()
  say(`${streams} streams read, ${mended} heads differed from their events and were mended, all views rebuilt.`)
})

/** `parvis authority FOLDER`: adds or updates an authority from a folder with authority.json, theme.json, arms.svg, and publishes its services. */
export const authority = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const [folder, slug] = args
  if (!folder || !slug) throw new Error('parvis authority FOLDER SLUG, for example: parvis authority ./our-town our-town')
  const { agents: _agents, ...profile } = JSON.parse(await readFile(join(folder, 'authority.json'), 'utf8'))
  const theme = { ...JSON.parse(await readFile(join(folder, 'theme.json'), 'utf8')), arms: await readFile(join(folder, 'arms.svg'), 'utf8') }
  const id = await addAuthority(house.url, slug, { ...profile, theme })
  await house.authorities.refresh()
  await publishFolder(house, id, folder)
  await publishNeed(house, house.authorities.byId(id))
  say(`The authority ${slug} is there, with its services. Add its agents: parvis agent ${slug} EMAIL "NAME" --team TEAM`)
})

/** `parvis agent SLUG EMAIL NAME [--team ID …] [--administrator]`: enrols an agent and prints a first password once; an agent who exists gets these teams. */
export const agent = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { team: { type: 'string', multiple: true }, administrator: { type: 'boolean' } } })
  const [slug, email, name] = positionals
  const found = house.authorities.all().find(a => a.slug === slug)
  if (!found || !email || !name) throw new Error(`parvis agent AUTHORITY EMAIL NAME [--team ID] [--administrator]. Authorities: ${house.authorities.all().map(a => a.slug).join(', ') || 'none yet'}`)
  const teams = values.team ?? []
  const unknown = teams.find(t => !found.teams.some(x => x.id === t))
  if (unknown) throw new Error(`There is no team ${unknown}. Teams: ${found.teams.map(t => t.id).join(', ')}`)
  const key = addressKey(house.journal.secrets, email)
  const known = await house.journal.ask(found.id)(FindAgentByAddress, { key })
  if (known) {
    const assigned = await house.journal.send(found.id, { kind: 'system', name: 'operator' }, AssignAgent, { agent: known.agent, teams, administrator: values.administrator ?? false })
    if (isRefusal(assigned)) throw new Error(`Refused: ${assigned.refused}. Nothing was changed.`)
    say(`${known.name} now has these teams: ${teams.join(', ') || 'none'}${values.administrator ? ', and is administrator' : ''}. The password stays as it is.`)
    return
  }
  const password = randomBytes(12).toString('base64url')
  const enrolled = await house.journal.send(found.id, { kind: 'system', name: 'operator' }, EnrolAgent, {
    agent: newUuid(), key, name, email, password, teams, administrator: values.administrator ?? false,
  })
  if (isRefusal(enrolled)) throw new Error(`Refused: ${enrolled.refused}. Nothing was changed.`)
  say(`${name} can sign in with ${email} and this password, which is shown only now: ${password}`)
})

/** `parvis erase AUTHORITY NUMBER`: erases what is personal in a request and in its e-mails; the facts stay, so that figures do not change. */
export const erase = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const [slug, number] = args
  const found = house.authorities.all().find(a => a.slug === slug)
  if (!found || !number) throw new Error('parvis erase AUTHORITY NUMBER, for example: parvis erase our-town CA-2026-00012')
  const file = await house.journal.ask(found.id)(FindCaseByNumber, { number })
  if (!file) throw new Error(`${found.name} has no request ${number}. Nothing was erased.`)
  const kindOf = (name: string) => house.journal.features.flatMap(f => f.kinds ?? []).find(k => k.kind === name)!
  let count = await house.journal.erase(found.id, kindOf('case'), file.id)
  const documents = await house.journal.ask(found.id)(ForgetUploads, { draft: file.id, now: Date.now() })
  for (const { mailing } of file.notices) count += await house.journal.erase(found.id, kindOf('mailing'), mailing)
  say(`${number}: ${count} events no longer say anything about a person, and ${documents} documents are let go of. Backups made before still do. Mails kept in the local outbox are files: delete data/outbox.`)
})

/** `parvis parked [release]`: the streams whose reaction failed three times; with `release` they are taken up where they stopped. */
export const parked = (settings: Settings, env: Env, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const found = await house.journal.parked()
  if (!found.length) return say('Nothing is parked.')
  for (const p of found) {
    if (args[0] === 'release') await house.journal.release(p.authority, p.reaction, p.stream)
    say(`${args[0] === 'release' ? 'taken up: ' : ''}authority ${p.authority}, ${p.reaction}, stream ${p.stream} at version ${p.version}, since ${p.since.toISOString()}: ${p.error}`)
  }
  const left = args[0] === 'release' ? await house.journal.parked() : found
  say(left.length ? `${left.length} parked. When the cause is mended: parvis parked release` : 'Nothing is parked any more.')
})

/** Opens the house, does one thing in it and closes it. */
export async function insideHouse(settings: Settings, env: Env, work: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse(settings, env, false)
  try {
    await work(house)
  } finally {
    await house.close()
  }
}

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)
