import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { beginEpoch } from './adopt.ts'
import { columnList, tableName } from './backup.ts'
import { copySettings, countRows, damaged, endOfRows, readFormats, UnusableBackup, type BackupFile, type BackupHeader, type BackupTrailer } from './backup-format.ts'
import { readLines, type Lines } from './backup-reader.ts'
import { createRoles, migrate, prepareSchema, readMigrations, runMigration, type Migration } from './migrate.ts'

export type Restored = {
  readonly made: string
  readonly rows: number
  readonly tables: number
  readonly files: number
  /** The installation's secret, for whoever keeps it: with another one, codes and links that were given out open nothing. */
  readonly secret: string
}

/** Where documents are put; `put` answers with the SHA-256 of what it was given. */
export type FileTarget = {
  has(authority: number, file: string): Promise<boolean>
  put(authority: number, bytes: AsyncIterable<Uint8Array>): Promise<string>
  delete(authority: number, file: string): Promise<void>
}

/**
 * Reads a backup into the database of `url`, which must hold nothing of Parvis yet (new, or migrated and empty), in one
 * transaction: a backup that is cut off, altered or of a newer Parvis changes nothing. The tables are made by the
 * migrations that the backup names; later ones run afterwards. A new epoch begins: the new cluster's transaction ids start
 * again below those that the cursors stand at. Documents are put into `files`, and taken out again where the backup turns out
 * to be of no use. Cursors, heads and views are as they were when the backup was made.
 * @throws UnusableBackup with a sentence for people
 */
export async function restore(url: string, from: Readable, files: FileTarget): Promise<Restored> {
  const client = new pg.Client({ connectionString: url, application_name: 'parvis restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(copySettings)
    const reader = readLines(from)
    const header = await readHeader(reader)
    const migrations = await chooseMigrations(header)
    await client.query("select pg_advisory_lock(hashtext('parvis migrate'))")
    await createRoles(client)
    await client.query('begin')
    const put: PutFile[] = []
    try {
      await makeTables(client, migrations)
      const counts = await loadTables(client, header, reader)
      const stored = header.format === 1 ? 0 : await loadFiles(reader, files, put)
      const trailer = await readTrailer(reader, counts, stored)
      await finish(client, header, trailer)
      await client.query('commit')
      const rows = Object.values(counts).reduce((a, b) => a + b, 0)
      const restored = { made: header.made, rows, tables: header.tables.length, files: stored, secret: header.secret }
      await client.query('reset role; select pg_advisory_unlock_all()')
      await migrate(url)
      return restored
    } catch (error) {
      await client.query('rollback').catch(() => {})
      for (const { authority, file } of put) await files.delete(authority, file).catch(() => {})
      throw error
    }
  } finally {
    await client.end()
  }
}

async function readHeader(reader: Lines): Promise<BackupHeader> {
  const text = await reader.line()
  let header: BackupHeader
  try {
    header = JSON.parse(text.toString())
  } catch (cause) {
    throw new UnusableBackup('This is not a backup of Parvis.', cause)
  }
  if (header.parvis !== 'backup') throw new UnusableBackup('This is not a backup of Parvis.')
  if (!readFormats.includes(header.format)) throw new UnusableBackup(`This backup has format ${header.format}; this Parvis reads the formats ${readFormats.join(' and ')}. Restore it with the version that made it.`)
  return header
}

/** The migrations of the backup, from this checkout: the tables must be made as they were. */
async function chooseMigrations(header: BackupHeader): Promise<Migration[]> {
  const known = new Map((await readMigrations()).map(m => [m.name, m]))
  return header.migrations.map(({ name, hash }) => {
    const found = known.get(name)
    if (!found) throw new UnusableBackup(`This backup was made by a newer Parvis (it has the migration ${name}). Update this one first.`)
    if (found.hash !== hash) throw new UnusableBackup(`This backup was made with another text of the migration ${name}. Restore it with the version that made it.`)
    return found
  })
}

async function makeTables(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const { rows: [schema] } = await client.query<{ tables: string | null }>("select to_regclass('parvis.journal')::text as tables")
  if (schema!.tables !== null) {
    await client.query('set local role parvis_owner')
    // The owner is bound by row security, too, and would see a full database as an empty one.
    await client.query('alter table parvis.journal no force row level security')
    const { rows: [filled] } = await client.query<{ filled: boolean }>('select exists (select from parvis.journal) or exists (select from parvis.authorities) as filled')
    if (filled!.filled) throw new UnusableBackup('This database is not empty. A backup is only restored into an empty one.')
    await client.query('drop schema parvis cascade')
    await client.query('reset role')
  }
  await prepareSchema(client)
  for (const migration of migrations) await runMigration(client, migration)
}

async function loadTables(client: pg.Client, { tables }: BackupHeader, reader: Lines): Promise<Record<string, number>> {
  const { rows: protectedTables } = await client.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'parvis'::regnamespace and relforcerowsecurity")
  // COPY does not write into tables whose row security binds the writer.
  const force = (how: 'no force' | 'force'): Promise<unknown> => client.query(protectedTables.map(t => `alter table ${tableName(t.name)} ${how} row level security`).join('; '))
  await force('no force')
  await client.query(`truncate ${tables.map(t => tableName(t.name)).join(', ')}`)
  const counts: Record<string, number> = {}
  for (const table of tables) {
    counts[table.name] = 0
    const rows = async function* (): AsyncGenerator<Buffer> {
      for await (const bytes of reader.rows()) {
        counts[table.name]! += countRows(bytes)
        yield bytes
      }
    }
    try {
      await pipeline(Readable.from(rows(), { objectMode: false }), client.query(copyFrom(`copy ${tableName(table.name)} (${columnList(table)}) from stdin`)))
    } catch (error) {
      // 22, 23: a value or a key that the rows of a whole backup do not have.
      if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')) throw damaged(`row ${counts[table.name]} or one near it, of table ${table.name}, cannot be read`, error)
      throw error
    }
  }
  await force('force')
  return counts
}

type PutFile = Pick<BackupFile, 'authority' | 'file'>

/** Documents one after the other, up to the line that ends them. One that is there already stays. */
async function loadFiles(reader: Lines, target: FileTarget, put: PutFile[]): Promise<number> {
  for (let count = 0; ; ) {
    const text = await reader.line()
    if (text.equals(endOfRows)) return count
    const about = readFileLine(text)
    if (about.missing) continue
    count++
    const bytes = reader.bytes(about.bytes)
    if (await target.has(about.authority, about.file)) for await (const _ of bytes);
    else {
      const file = await target.put(about.authority, bytes)
      put.push({ authority: about.authority, file })
      if (file !== about.file) throw damaged(`the document ${about.file} is not what was written`)
    }
    if ((await reader.line()).length !== 1) throw damaged(`the document ${about.file} has another length`)
  }
}

function readFileLine(text: Buffer): BackupFile {
  try {
    const about = JSON.parse(text.toString()) as BackupFile
    if (Number.isInteger(about.authority) && /^[0-9a-f]{64}$/.test(about.file) && (about.missing === true || (Number.isSafeInteger(about.bytes) && about.bytes >= 0))) return about
  } catch (cause) {
    throw damaged('a document’s line cannot be read', cause)
  }
  throw damaged('a document’s line cannot be read')
}

async function readTrailer(reader: Lines, counts: Readonly<Record<string, number>>, files: number): Promise<BackupTrailer> {
  const digest = reader.digest()
  const text = await reader.line()
  let trailer: BackupTrailer
  try {
    trailer = JSON.parse(text.toString())
  } catch (cause) {
    throw damaged('its end cannot be read', cause)
  }
  if (trailer.end !== true || trailer.sha256 !== digest) throw damaged('its content is not what was written')
  if ((trailer.files ?? 0) !== files) throw damaged(`it holds ${files} documents instead of ${trailer.files ?? 0}`)
  for (const [table, count] of Object.entries(trailer.rows)) if (counts[table] !== count) throw damaged(`table ${table} has ${counts[table]} rows instead of ${count}`)
  await reader.end()
  return trailer
}

async function finish(client: pg.Client, header: BackupHeader, trailer: BackupTrailer): Promise<void> {
  for (const { table, column, last, called } of trailer.sequences)
    await client.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint, $4)', [tableName(table), column, last, called])
  await beginEpoch(client, `restored from a backup made ${header.made}`)
}
