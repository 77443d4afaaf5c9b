import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { root } from './root.ts'

/** The roles that pages, tail and eraser work under. The owner owns every table, has no BYPASSRLS and never logs in. */
export const roles = ['parvis_owner', 'parvis_app', 'parvis_tail', 'parvis_eraser'] as const

/**
 * Brings a database up to the newest migration in `migrations/` (numbered SQL, forward only, one transaction each).
 * The login of `adminUrl` is the migrator: it must be allowed to create roles or already be a member of them.
 * A migration whose text changed after it ran is refused with its name: mend by a new one.
 */
export async function migrate(adminUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'parvis migrate' })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('parvis migrate'))")
    await createRoles(client)
    await prepareSchema(client)
    const done = await ranBefore(client)
    const ran: string[] = []
    for (const migration of await readMigrations()) {
      const { name, hash } = migration
      const before = done.get(name)
      if (before === hash) continue
      if (before) throw new Error(`Migration ${name} ran on this database with another text. Restore its text and put the change into a new migration.`)
      await runAlone(client, migration)
      ran.push(name)
    }
    return ran
  } finally {
    await client.end()
  }
}

/** Makes the roles where they are missing, and the login a member of each. */
export async function createRoles(client: pg.Client): Promise<void> {
  for (const role of roles)
    // Roles belong to the whole cluster: another database's migration may create the same one at this moment.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
  const { rows } = await client.query<{ role: string }>(
    // From 16 on, whoever creates a role may administer it, but neither becomes it nor inherits its rights without this grant.
    `select r as role from unnest($1::text[]) r where not case when current_setting('server_version_num')::int >= 160000
       then pg_has_role(current_user, r, 'set') and pg_has_role(current_user, r, 'usage') else pg_has_role(current_user, r, 'member') end`, [roles])
  for (const { role } of rows) await client.query(`grant ${role} to current_user`)
}

/** Makes the schema where it is missing; what comes on this connection then runs as its owner. */
export async function prepareSchema(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists parvis authorization parvis_owner')
  await client.query('grant usage on schema parvis to parvis_app, parvis_tail, parvis_eraser')
  await client.query('set role parvis_owner')
  await client.query('set search_path = parvis')
  await client.query('create table if not exists migrations (name text primary key, hash text not null, ran timestamptz not null default now())')
}

async function ranBefore(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations')
  return new Map(rows.map(r => [r.name, r.hash]))
}

export type Migration = { readonly name: string; readonly text: string; readonly hash: string }

/** All migrations in order, with the SHA-256 of their text. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = join(root, 'migrations')
  const names = (await readdir(folder)).filter(n => /^\d{4}-[a-z-]+\.sql$/.test(n)).sort()
  return Promise.all(names.map(async name => {
    const text = await readFile(join(folder, name), 'utf8')
    return { name, text, hash: createHash('sha256').update(text).digest('hex') }
  }))
}

/** Runs a migration in the caller's transaction, as the owner. */
export async function runMigration(client: pg.Client, { name, text, hash }: Migration): Promise<void> {
  await client.query(text)
  await client.query('insert into migrations (name, hash) values ($1, $2)', [name, hash])
}

async function runAlone(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await runMigration(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed and changed nothing: ${(error as Error).message}`, { cause: error })
  }
}
