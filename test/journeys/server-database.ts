import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** A connection to the PostgreSQL of a server's data folder, as its superuser: journeys look behind the pages. */
export async function openDatabase(dataDir: string): Promise<pg.Client> {
  const { port, password } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { port: number; password: string }
  const client = new pg.Client({ connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, options: '-c search_path=parvis' })
  // A journey may kill the server under it.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** The process that PostgreSQL runs as; `null` where none has left its file. */
export async function postmasterOf(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null)
  return text === null ? null : Number(text.split('\n')[0])
}
