import pg from 'pg'
import type { Authority } from '../../src/base/authority.ts'

/** Writes an authority's row, as an administrator of the database: rooms may read it only. */
export async function addAuthority(url: string, { id, slug, ...profile }: Authority): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parvis' })
  await client.connect()
  try {
    await client.query('insert into authorities (id, slug, profile) values ($1, $2, $3)', [id, slug, profile])
  } finally {
    await client.end()
  }
}
