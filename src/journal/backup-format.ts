import { createHash } from 'node:crypto'

/*
 * A backup is gzipped UTF-8 text in lines:
 *   {"parvis":"backup","format":2,"made":…,"migrations":[{name,hash}],"tables":[{name,columns,sequences}],"secret":…}
 *   for each table, in the header's order: its rows as PostgreSQL's COPY writes them (text format), then the line `\.`
 *   for each document that was asked for: {"authority":…,"file":hash,"bytes":count}, its bytes as they are, a line end; where
 *   its bytes were gone {"authority":…,"file":hash,"missing":true}; then the line `\.` (format 1 has none of this)
 *   {"end":true,"rows":{table: count},"sequences":{…},"sha256": of every byte before this line}
 * COPY escapes each backslash and line end within a value: `\.` alone on a line is no row, and each line is one row. Text
 * instead of COPY's binary format, because PostgreSQL promises it from one major version to the next.
 */

export const format = 2
/** Format 1 held no documents; it is still read. */
export const readFormats: readonly number[] = [1, 2]

/** A document in a backup; its bytes follow unless they are `missing`. */
export type BackupFile = { readonly authority: number; readonly file: string } & ({ readonly bytes: number; readonly missing?: undefined } | { readonly missing: true })

export type BackupHeader = {
  readonly parvis: 'backup'
  readonly format: number
  /** ISO 8601. */
  readonly made: string
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly tables: readonly BackupTable[]
  /** The installation's secret: codes and links that were given out are checked with it. */
  readonly secret: string
}

/** A table with its columns in the rows' order; tables that others refer to come first. */
export type BackupTable = { readonly name: string; readonly columns: readonly string[] }

export type BackupTrailer = {
  readonly end: true
  readonly rows: Readonly<Record<string, number>>
  /** Where each identity column's sequence stood, by table and column. */
  readonly sequences: readonly { readonly table: string; readonly column: string; readonly last: string; readonly called: boolean }[]
  /** How many documents stand in it; none in format 1. */
  readonly files?: number
  readonly sha256: string
}

/** The backup cannot be used; the message says why, for people. Nothing was changed. */
export class UnusableBackup extends Error {
  constructor(why: string, cause?: unknown) {
    super(`${why} Nothing was restored, and the database is as it was.`, { cause })
    this.name = 'UnusableBackup'
  }
}

/** The backup is not what was written. */
export const damaged = (what: string, cause?: unknown): UnusableBackup => new UnusableBackup(`This backup is damaged or cut off: ${what}. Use another copy.`, cause)

/** What COPY's text depends on, the same for writing and reading; and no time limit, because a backup takes as long as it takes. */
export const copySettings = `set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set bytea_output = 'hex'; set extra_float_digits = 1;
  select set_config(name, '0', false) from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`

export const endOfRows = Buffer.from('\\.\n')

/** Counts rows and hashes bytes on their way. */
export function tally() {
  const hash = createHash('sha256')
  return {
    take(bytes: Buffer): void {
      hash.update(bytes)
    },
    digest: (): string => hash.copy().digest('hex'),
  }
}

/** COPY's text has one line end a row. */
export function countRows(bytes: Buffer): number {
  let rows = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++
  return rows
}
