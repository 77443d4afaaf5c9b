import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openPool } from './database.ts'

/** A cluster that has never seen Parvis: roles belong to the whole cluster, so that the tests' own has them already. */
async function newCluster(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-migrate-'))
  // As root, PostgreSQL runs as somebody else, who must get in.
  await chmod(dataDir, 0o755)
  const cluster = await startEmbedded({ dataDir, log: () => undefined, settings: { fsync: 'off' } })
  onTestFinished(async () => {
    await cluster.stop()
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true })
    await rm(dataDir, { recursive: true })
  })
  return cluster.url
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (await client.query(text).finally(() => client.end())).rows
}

test('a login that may make roles, and is no superuser, migrates a new cluster and works under each role', async () => {
  const cluster = await newCluster()
  await ask(cluster, "create role migrator login createrole password 'p'")
  await ask(cluster, 'create database town owner migrator')
  const url = Object.assign(new URL(cluster), { username: 'migrator', password: 'p', pathname: '/town' }).href
  expect(await migrate(url)).toEqual((await readMigrations()).map(m => m.name))
  expect(await migrate(url)).toEqual([])
  for (const role of ['parvis_app', 'parvis_tail', 'parvis_eraser'] as const) {
    const pool = openPool(url, role, 1)
    expect((await pool.query('select current_user as who from streams right join (select 1) one on true')).rows).toEqual([{ who: role }])
    await pool.end()
  }
})

test('several at once migrate a new database once', async () => {
  const cluster = await newCluster()
  await ask(cluster, 'create database town')
  const url = Object.assign(new URL(cluster), { pathname: '/town' }).href
  const ran = await Promise.all([migrate(url), migrate(url), migrate(url)])
  expect(ran.flat()).toEqual((await readMigrations()).map(m => m.name))
})

test('a migration that ran with another text is refused by name', async () => {
  const cluster = await newCluster()
  await migrate(cluster)
  await ask(cluster, "update parvis.migrations set hash = 'x' where name = '0001-journal.sql'")
  await expect(migrate(cluster)).rejects.toThrow('0001-journal.sql')
})
