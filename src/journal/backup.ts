import { pipeline } from 'node:stream/promises'
import { Readable, type Writable } from 'node:stream'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copySettings, countRows, endOfRows, format, tally, type BackupHeader, type BackupTable, type BackupTrailer } from './backup-format.ts'
import type { Instant } from './kernel.ts'

export type BackedUp = { readonly rows: number; readonly tables: number; readonly sha256: string }

/**
 * Writes everything that the database of `url` holds (schema parvis) to `to`, gzipped, as it was at one moment, while the
 * server runs: one read-only snapshot, which takes no transaction id and so holds no reader of the journal back.
 * Left out: the job queue (timers' alarms and mails' jobs are made again from the state) and tables that hold nothing
 * lasting (unlogged). `to` is ended; a file that was cut off is noticed by `restore`.
 */
export async function backup(url: string, to: Writable, o: { readonly now: Instant; readonly secret: string }): Promise<BackedUp> {
  const client = new pg.Client({ connectionString: url, application_name: 'parvis backup' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(copySettings)
    await requireWholeSight(client)
    await client.query('begin isolation level repeatable read read only')
    const tables = await readTables(client)
    // Locked before the first row is read: a migration that runs meanwhile waits instead of changing what comes later.
    await client.query(`lock table ${tables.map(t => tableName(t.name)).join(', ')} in access share mode`)
    const done = { rows: 0, tables: tables.length, sha256: '' }
    await pipeline(Readable.from(content(client, tables, o, done), { objectMode: false }), createGzip(), to)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

/** Without the rights of owner and tail, row security would silently leave every row out. */
async function requireWholeSight(client: pg.Client): Promise<void> {
  // From the catalogue, which everybody may read: `to_regclass` fails where the schema is closed to this login.
  const { rows: [found] } = await client.query<{ journal: boolean }>("select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'parvis' and c.relname = 'journal') as journal")
  if (!found!.journal) throw new Error('This database holds nothing of Parvis. No backup was made.')
  const { rows } = await client.query<{ sees: boolean }>("select pg_has_role(current_user, 'parvis_tail', 'usage') and pg_has_role(current_user, 'parvis_owner', 'usage') as sees")
  if (!rows[0]!.sees) throw new Error('This login does not see every row: it must inherit the rights of parvis_owner and parvis_tail, as the one that ran the migrations does. No backup was made.')
}

async function readTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { refers: string[] }>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as refers
    from pg_class c where c.relnamespace = 'parvis'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> 'migrations' order by c.relname`)
  const ordered = new Map<string, BackupTable>()
  const place = (name: string): void => {
    const table = rows.find(r => r.name === name)
    if (!table || ordered.has(name)) return
    for (const before of table.refers) place(before)
    ordered.set(name, { name, columns: table.columns })
  }
  for (const { name } of rows) place(name)
  return [...ordered.values()]
}

async function* content(client: pg.Client, tables: readonly BackupTable[], o: { now: Instant; secret: string }, done: { rows: number; sha256: string }): AsyncGenerator<Buffer> {
  const sum = tally()
  const part = (bytes: Buffer): Buffer => (sum.take(bytes), bytes)
  const { rows: migrations } = await client.query<{ name: string; hash: string }>('select name, hash from parvis.migrations order by name')
  const header: BackupHeader = { parvis: 'backup', format, made: new Date(o.now).toISOString(), migrations, tables, secret: o.secret }
  yield part(line(header))
  const counts: Record<string, number> = {}
  for (const table of tables) {
    counts[table.name] = 0
    for await (const chunk of client.query(copyTo(`copy ${tableName(table.name)} (${columnList(table)}) to stdout`))) {
      counts[table.name]! += countRows(chunk as Buffer)
      yield part(chunk as Buffer)
    }
    done.rows += counts[table.name]!
    yield part(endOfRows)
  }
  done.sha256 = sum.digest()
  const trailer: BackupTrailer = { end: true, rows: counts, sequences: await readSequences(client), sha256: done.sha256 }
  yield line(trailer)
}

/** Read last: sequences stand outside of snapshots, and may only be further than the rows. */
async function readSequences(client: pg.Client): Promise<BackupTrailer['sequences']> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(format('%I.%I', 'parvis', c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'parvis'::regnamespace and c.relkind = 'r' and a.attidentity <> '' order by 1, 2`)
  return Promise.all(rows.map(async ({ table, column, sequence }) => {
    const { rows: [at] } = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${sequence}`)
    return { table, column, ...at! }
  }))
}

export const tableName = (name: string): string => `parvis.${pg.escapeIdentifier(name)}`
export const columnList = (table: BackupTable): string => table.columns.map(pg.escapeIdentifier).join(', ')
const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)
