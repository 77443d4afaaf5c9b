import type { Socket } from 'node:net'
import pg from 'pg'
import type { AuthorityDb, Statement } from './kernel.ts'
import { sql } from './sql.ts'

/** The role that a connection works under; the login must be a member of it (see migrate.ts). */
export type Role = 'parvis_app' | 'parvis_tail' | 'parvis_eraser'

/**
 * A pool whose connections work under `role` from their first statement.
 * `pipeline` sends a transaction's statements without waiting for each answer: one round trip instead of four.
 */
export function openPool(url: string, role: Role, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    application_name: role,
    // An open transaction holds back every reader of the journal: the database itself ends those that hang.
    options: `-c role=${role} -c search_path=parvis -c idle_in_transaction_session_timeout=15s -c statement_timeout=30s -c jit=off`,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  } as pg.PoolConfig)
  // A broken idle connection is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  // One that breaks while it is in use fails its query, and says so a second time here.
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** Whole numbers stay numbers while they are exact; days stay 'YYYY-MM-DD': a Date would move them through a time zone. */
function typeParser(oid: number, format?: string): (value: string) => unknown {
  if (oid === 20) return value => (Number.isSafeInteger(Number(value)) ? Number(value) : value)
  if (oid === 1082) return value => value
  return pg.types.getTypeParser(oid, format as 'text')
}

const bind = sql("select set_config('app.authority', $1, true)")

/** Runs one statement in its own transaction, bound to an authority by row security. */
export async function rowsOf<R>(pool: pg.Pool, authority: number, statement: Statement, values: readonly unknown[] = []): Promise<R[]> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const sent = atOnce(client, () => [
      client.query('begin'),
      client.query({ ...bind, values: [String(authority)] }),
      client.query({ ...statement, values: values as unknown[] }),
      client.query('commit'),
    ] as const)
    const all = await Promise.allSettled(sent)
    for (const one of all)
      if (one.status === 'rejected') {
        broken = all[3].status === 'rejected' ? all[3].reason : undefined
        throw one.reason
      }
    return (all[2] as PromiseFulfilledResult<pg.QueryResult>).value.rows as R[]
  } finally {
    client.release(broken)
  }
}

/** Sends the statements of `send` in one write: a system call for each was a tenth of the server's time under load. */
function atOnce<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/** Runs `work` in one transaction (not bound to an authority: for the tail, which reads the whole node). */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((e: Error) => (broken = e))
    throw error
  } finally {
    client.release(broken)
  }
}

/** The reads that a room is given, without heads (journal.ts adds them). */
export const boundRows = (pool: pg.Pool, authority: number): AuthorityDb['rows'] =>
  (statement, values) => rowsOf(pool, authority, statement, values)
