import { chmod, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import type { Embedded } from '../../src/journal/embedded.ts'
import { startEmbedded } from '../../src/journal/embedded.ts'
import { migrate } from '../../src/journal/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's address on the test cluster. */
    clusterUrl: string
    /** The migrated database that every test's own is copied from. */
    templateDatabase: string
  }
}

/**
 * One PostgreSQL for the whole run: the embedded one in a temporary folder, or the one that PARVIS_TEST_DATABASE_URL names
 * (a superuser's address). Its template database is migrated once.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env['PARVIS_TEST_DATABASE_URL']
  const cluster = named ? { url: named, stop: async () => undefined } : await temporaryCluster()
  // A project's name may hold a hyphen, a database's name that nobody quotes may not.
  const template = `parvis_template_${process.pid}_${project.name.replaceAll('-', '_')}`
  try {
    await statement(cluster.url, `create database ${template}`)
    const url = new URL(cluster.url)
    url.pathname = `/${template}`
    await migrate(url.href)
  } catch (e) {
    await cluster.stop()
    throw e
  }
  project.provide('clusterUrl', cluster.url)
  project.provide('templateDatabase', template)
  return async () => {
    await statement(cluster.url, `drop database ${template} with (force)`)
    await cluster.stop()
  }
}

const prefix = 'parvis-test-'

async function temporaryCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeLeftBehind()
  const dataDir = await mkdtemp(join(tmpdir(), prefix))
  // As root, PostgreSQL runs as somebody else, who must get in.
  await chmod(dataDir, 0o755)
  // Nothing here outlives the run, so nothing waits for the disk. Tests of durability start a cluster of their own.
  const cluster = await startEmbedded({
    dataDir, log: () => undefined,
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300' },
  })
  return {
    url: cluster.url,
    stop: () => remove(cluster, dataDir),
  }
}

/** Ends and removes the clusters of earlier runs that were killed. One that is in use refuses, and stays. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const dataDir = join(tmpdir(), name)
    if (!name.startsWith(prefix) || !(await stat(join(dataDir, 'postgres')).catch(() => null))) continue
    const left = await startEmbedded({ dataDir, log: () => undefined }).catch(() => null)
    if (left !== null) await remove(left, dataDir)
  }
}

async function remove(cluster: Embedded, dataDir: string): Promise<void> {
  await cluster.stop()
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

async function statement(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
