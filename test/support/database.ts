import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type FreshDatabase = {
  /** The superuser's address of this database. */
  readonly url: string
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>
}

/** A migrated, empty database of one's own: a copy of the template (30 ms). */
export async function freshDatabase(): Promise<FreshDatabase> {
  const cluster = inject('clusterUrl')
  const name = `parvis_test_${randomBytes(8).toString('hex')}`
  await onCluster(cluster, `create database ${name} template ${inject('templateDatabase')}`)
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onCluster(cluster, `drop database if exists ${name} with (force)`) }
}

async function onCluster(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
