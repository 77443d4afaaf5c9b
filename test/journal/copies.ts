import { randomBytes } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { expect, inject, onTestFinished } from 'vitest'
import { newUuid } from '../../src/base/ids.ts'
import { backup, type FileSource } from '../../src/journal/backup.ts'
import type { FileTarget } from '../../src/journal/restore.ts'
import { FileCase } from '../../src/vocabulary/cases.ts'
import { filing, testJournal, visitor } from '../support/example.ts'
import { accepted, leads, ledgerDatabase, type Observed } from './observe.ts'

/* What the tests of backup and restore share: databases to fill, save and compare. */

export type Finished = (drop: () => Promise<void>) => unknown
export const now = Date.UTC(2026, 10, 21)
export const secret = 'the installation’s secret, of at least 32 characters'

/** For backups that hold no documents. */
export const noFiles: FileTarget = { has: async () => false, put: () => Promise.reject(new Error('No document is expected.')), delete: async () => {} }

export async function saved(url: string, files?: FileSource): Promise<Buffer> {
  const chunks: Buffer[] = []
  await backup(url, new Writable({ write: (chunk, _e, done) => { chunks.push(chunk); done() } }), { now, secret, files })
  return Buffer.concat(chunks)
}

/** In pieces as a slow disk or pipe delivers them. */
export function pieces(bytes: Buffer, size = 1_000): Readable {
  return Readable.from((function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  })())
}

/** An empty database, not migrated; `login` owns it, where it is not the superuser's. */
export async function newDatabase(login?: string, finished: Finished = onTestFinished): Promise<Observed> {
  const cluster = inject('clusterUrl')
  const name = `parvis_test_${randomBytes(8).toString('hex')}`
  const on = async (database: string, text: string): Promise<pg.QueryResult> => {
    const url = new URL(cluster)
    url.pathname = `/${database}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    return client.query(text).finally(() => client.end())
  }
  await on('postgres', `create database ${name}${login ? ` owner ${login}` : ''}`)
  finished(async () => { await on('postgres', `drop database ${name} with (force)`) })
  const url = new URL(cluster)
  url.pathname = `/${name}`
  if (login) [url.username, url.password] = [login, 'p']
  return { url: url.href, ask: async (text, values = []) => {
    const client = new pg.Client({ connectionString: Object.assign(new URL(cluster), { pathname: `/${name}` }).href })
    await client.connect()
    return (await client.query(text, values as unknown[]).finally(() => client.end())).rows
  }, open: () => { throw new Error('open it yourself') } }
}

/** Every row of every table, as text. */
export async function dump(o: Pick<Observed, 'ask'>): Promise<Record<string, string[]>> {
  const tables = await o.ask<{ name: string }>("select relname as name from pg_class where relnamespace = 'parvis'::regnamespace and relkind = 'r' and relname <> 'migrations' order by 1")
  const content: Record<string, string[]> = {}
  for (const { name } of tables) content[name] = (await o.ask<{ row: string }>(`select t::text as row from parvis.${name} t order by 1`)).map(r => r.row)
  return content
}

export const without = (content: Record<string, string[]>, ...names: string[]) => Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)))

export const holder = newUuid()
async function filled(o: { url: string }): Promise<{ stream: string }> {
  const journal = await testJournal(o.url)
  await leads(journal)
  const first = accepted(await journal.send(1, visitor(holder), FileCase, filing(holder, { subject: 'tab\t line\n back\\slash \\. é 💧' })))
  const filed = [{ authority: 1, at: first }]
  for (let i = 0; i < 30; i++) filed.push({ authority: 1 + (i % 3), at: accepted(await journal.send(1 + (i % 3), visitor(holder), FileCase, filing(holder))) })
  expect(await journal.db(1).nextNumber('CA-2026')).toBe(1)
  for (const { authority, at } of filed) await journal.settled(authority, at)
  await journal.close()
  return first
}

export async function exampleDatabase(finished: Finished = onTestFinished): Promise<{ o: Observed; stream: string }> {
  const o = await ledgerDatabase(finished)
  // The account book's tables belong to no migration, so nothing can restore them.
  await o.ask('drop table parvis.ledger_lines, parvis.ledger_notes')
  await o.ask(`insert into parvis.authorities (id, slug, profile) values (1, 'town-1', '{"name": "Town"}')`)
  return { o, stream: (await filled(o)).stream }
}
