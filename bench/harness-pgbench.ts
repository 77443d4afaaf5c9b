import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { findPgbench } from './harness.ts'

const pgbench = findPgbench()

/** What stands for the ceiling, for the tables. */
export const ceilingName = pgbench ? 'pgbench' : 'bare driver loop (pgbench is not installed)'

let base = 0

/**
 * Transactions a second of one transaction a time and client: `statements` between BEGIN and COMMIT, prepared.
 * `:n` in them is a number that no other transaction has; a colon before a letter or digit must not stand elsewhere.
 */
export async function runTransactions(url: string, statements: readonly string[], clients: number, count: number): Promise<number> {
  const each = Math.ceil(count / clients)
  base += each * clients + clients
  return pgbench ? withPgbench(pgbench, url, statements, clients, each) : withDriver(url, statements, clients, each)
}

async function withPgbench(program: string, url: string, statements: readonly string[], clients: number, each: number): Promise<number> {
  const file = join(tmpdir(), `parvis-bench-${process.pid}.sql`)
  const { username, password, hostname, port, pathname } = new URL(url)
  await writeFile(file, ['\\set i :i + 1', `\\set n ${base} + :client_id * ${each} + :i`, 'begin;', ...statements.map(s => `${s.replaceAll(/\s+/g, ' ')};`), 'commit;', ''].join('\n'))
  try {
    const { stdout } = await promisify(execFile)(program,
      ['--no-vacuum', '--protocol=prepared', '-D', 'i=0', `--client=${clients}`, '--jobs=2', `--transactions=${each}`, `--file=${file}`, '-h', hostname, '-p', port, '-U', username, pathname.slice(1)],
      { env: { ...process.env, PGPASSWORD: password } })
    const failed = /number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? '0'
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1]
    if (failed !== '0' || tps === undefined) throw new Error(`pgbench failed:\n${stdout}`)
    return Number(tps)
  } finally {
    await rm(file, { force: true })
  }
}

async function withDriver(url: string, statements: readonly string[], clients: number, each: number): Promise<number> {
  const own = base
  const open = await Promise.all(Array.from({ length: clients }, async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return client
  }))
  const prepared = statements.map((text, i) => ({ name: `s${own}-${i}`, text: text.replaceAll(/(?<!:):n\b/g, '$1'), takes: /(?<!:):n\b/.test(text) }))
  const began = performance.now()
  await Promise.all(open.map(async (client, c) => {
    for (let i = 1; i <= each; i++) {
      await client.query('begin')
      for (const { name, text, takes } of prepared) await client.query({ name, text, values: takes ? [own + c * each + i] : [] })
      await client.query('commit')
    }
  }))
  const seconds = (performance.now() - began) / 1000
  await Promise.all(open.map(client => client.end()))
  return (each * clients) / seconds
}
