import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { beginEpoch } from './adopt.ts'
import { columnList, tableName } from './backup.ts'
import { copySettings, countRows, endOfRows, format, tally, UnusableBackup, type BackupHeader, type BackupTrailer } from './backup-format.ts'
import { createRoles, migrate, prepareSchema, readMigrations, runMigration, type Migration } from './migrate.ts'

export type Restored = {
  readonly made: string
  readonly rows: number
  readonly tables: number
  /** The installation's secret, for whoever keeps it: with another one, codes and links that were given out open nothing. */
  readonly secret: string
}

/**
 * Reads a backup into the database of `url`, which must hold nothing of Parvis yet (new, or migrated and empty), in one
 * transaction: a backup that is cut off, altered or of a newer Parvis changes nothing. The tables are made by the
 * migrations that the backup names; later ones run afterwards. A new epoch begins: the new cluster's transaction ids start
 * again below those that the cursors stand at. Cursors, heads and views are as they were when the backup was made.
 * @throws UnusableBackup with a sentence for people
 */
export async function restore(url: string, from: Readable): Promise<Restored> {
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
    try {
      await makeTables(client, migrations)
      const counts = await loadTables(client, header, reader)
      const trailer = await readTrailer(reader, counts)
      await finish(client, header, trailer)
      await client.query('commit')
      const rows = Object.values(counts).reduce((a, b) => a + b, 0)
      const restored = { made: header.made, rows, tables: header.tables.length, secret: header.secret }
      await client.query('reset role; select pg_advisory_unlock_all()')
      await migrate(url)
      return restored
    } catch (error) {
      await client.query('rollback').catch(() => {})
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
  if (header.format !== format) throw new UnusableBackup(`This backup has format ${header.format}; this Parvis reads format ${format}. Restore it with the version that made it.`)
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

async function readTrailer(reader: Lines, counts: Readonly<Record<string, number>>): Promise<BackupTrailer> {
  const digest = reader.digest()
  const text = await reader.line()
  let trailer: BackupTrailer
  try {
    trailer = JSON.parse(text.toString())
  } catch (cause) {
    throw damaged('its end cannot be read', cause)
  }
  if (trailer.end !== true || trailer.sha256 !== digest) throw damaged('its content is not what was written')
  for (const [table, count] of Object.entries(trailer.rows)) if (counts[table] !== count) throw damaged(`table ${table} has ${counts[table]} rows instead of ${count}`)
  await reader.end()
  return trailer
}

async function finish(client: pg.Client, header: BackupHeader, trailer: BackupTrailer): Promise<void> {
  for (const { table, column, last, called } of trailer.sequences)
    await client.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint, $4)', [tableName(table), column, last, called])
  await beginEpoch(client, `restored from a backup made ${header.made}`)
}

const damaged = (what: string, cause?: unknown): UnusableBackup => new UnusableBackup(`This backup is damaged or cut off: ${what}. Use another copy.`, cause)

type Lines = ReturnType<typeof readLines>

/** The unpacked text, as whole lines and as rows up to the line that ends them; all of it is hashed on the way. */
function readLines(from: Readable) {
  const source = unpack(from)
  const sum = tally()
  let held: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { value, done } = await source.next()
    if (done) throw damaged('it ends too early')
    held = held.length ? Buffer.concat([held, value]) : value
  }

  function take(length: number): Buffer {
    const bytes = held.subarray(0, length)
    held = held.subarray(length)
    sum.take(bytes)
    return bytes
  }

  return {
    async line(): Promise<Buffer> {
      while (!held.includes(10)) await more()
      return take(held.indexOf(10) + 1)
    },
    /** Chunks of whole rows, up to the line that ends them. */
    async *rows(): AsyncGenerator<Buffer> {
      for (;;) {
        while (!held.includes(10)) await more()
        if (held.subarray(0, endOfRows.length).equals(endOfRows)) return void take(endOfRows.length)
        const end = held.indexOf('\n\\.\n')
        yield take((end >= 0 ? end : held.lastIndexOf(10)) + 1)
      }
    },
    digest: sum.digest,
    /** Nothing may come after the trailer; the packed stream's own checksum is checked here, too. */
    async end(): Promise<void> {
      if (held.length || !(await source.next()).done) throw damaged('something stands after its end')
    },
  }
}

async function* unpack(from: Readable): AsyncGenerator<Buffer> {
  const unzip = createGunzip()
  from.on('error', error => unzip.destroy(error))
  from.pipe(unzip)
  try {
    for await (const chunk of unzip) yield chunk as Buffer
  } catch (error) {
    const code = String((error as { code?: string }).code)
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') throw damaged((error as Error).message, error)
    throw error
  }
}
