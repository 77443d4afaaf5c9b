import { pipeline } from 'node:stream/promises'
import { Readable, type Writable } from 'node:stream'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copySettings, countRows, endOfRows, format, tally, type BackupFile, type BackupHeader, type BackupTable, type BackupTrailer } from './backup-format.ts'
import type { Instant } from './kernel.ts'

/** `missing`: documents whose bytes were deleted while the backup was made. */
export type BackedUp = { readonly rows: number; readonly tables: number; readonly files: number; readonly missing: number; readonly sha256: string }

/** Where the documents of the rows are; the journal knows no object store. */
export type FileSource = (authority: number, file: string) => Promise<AsyncIterable<Uint8Array> | null>

type Options = { readonly now: Instant; readonly secret: string; readonly files?: FileSource }

/**
 * Writes everything that the database of `url` holds (schema parvis) to `to`, gzipped, as it was at one moment, while the
 * server runs: one read-only snapshot, which takes no transaction id and so holds no reader of the journal back.
 * Left out: the job queue (timers' alarms and mails' jobs are made again from the state) and tables that hold nothing
 * lasting (unlogged). `files` are read from outside and stand in it, too; without it, rows that name them are all. `to` is ended; a file that was cut off is noticed by `restore`.
 */
export async function backup(url: string, to: Writable, o: Options): Promise<BackedUp> {
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
    const done = { rows: 0, tables: tables.length, files: 0, missing: 0, sha256: '' }
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

async function* content(client: pg.Client, tables: readonly BackupTable[], o: Options, done: { rows: number; files: number; missing: number; sha256: string }): AsyncGenerator<Buffer> {
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
  if (o.files && tables.some(table => table.name === 'documents')) for await (const bytes of documents(client, o.files, done)) yield part(bytes)
  yield part(endOfRows)
  done.sha256 = sum.digest()
  const trailer: BackupTrailer = { end: true, rows: counts, sequences: await readSequences(client), files: done.files, sha256: done.sha256 }
  yield line(trailer)
}

/** The documents that rows of this moment name, a hundred rows at a time. One that was deleted since then is only named. */
async function* documents(client: pg.Client, source: FileSource, done: { files: number; missing: number }): AsyncGenerator<Buffer> {
  await client.query('declare documents cursor for select authority, file, bytes::float8 as bytes from parvis.documents where not going order by authority, file')
  for (;;) {
    const { rows } = await client.query<{ authority: number; file: string; bytes: number }>('fetch 100 from documents')
    if (rows.length === 0) return
    for (const { authority, file, bytes } of rows) {
      const content = await source(authority, file)
      if (content === null) {
        done.missing++
        yield line({ authority, file, missing: true } satisfies BackupFile)
        continue
      }
      done.files++
      yield line({ authority, file, bytes } satisfies BackupFile)
      let read = 0
      for await (const piece of content) {
        read += piece.length
        yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      }
      if (read !== bytes) throw new Error(`The document ${file} of authority ${authority} has ${read} bytes in the store instead of ${bytes}. No backup was made.`)
      yield Buffer.from('\n')
    }
  }
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
