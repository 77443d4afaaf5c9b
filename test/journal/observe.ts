import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import type { Journal } from '../../src/journal/journal.ts'
import type { Accepted } from '../../src/journal/kernel.ts'
import { freshDatabase } from '../support/database.ts'
import { ledgerJournal, ledgerTables, type Knobs } from './ledger.ts'

export type Observed = {
  readonly url: string
  /** Asks the database as its superuser, past every wall. */
  ask<R extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** Opens a journal over it that the end of the test closes. */
  open(knobs?: Knobs, more?: Parameters<typeof ledgerJournal>[2]): Promise<Journal>
}

/** A database with the account book's tables, gone when the test (or whatever `finished` means) is over. */
export async function ledgerDatabase(finished: (drop: () => Promise<void>) => unknown = onTestFinished): Promise<Observed> {
  const database = await freshDatabase()
  finished(database.drop)
  const pool = new pg.Pool({ connectionString: database.url, max: 3 })
  pool.on('error', () => {})
  finished(() => pool.end())
  await pool.query(ledgerTables)
  return {
    url: database.url,
    ask: async (text, values = []) => (await pool.query(text, values as unknown[])).rows,
    async open(knobs, more) {
      const journal = await ledgerJournal(database.url, knobs, more)
      let closing: Promise<void> | undefined
      const close = journal.close
      journal.close = () => (closing ??= close())
      finished(journal.close)
      return journal
    },
  }
}

export const accepted = (answer: unknown): Accepted => {
  expect(isRefusal(answer), JSON.stringify(answer)).toBe(false)
  return answer as Accepted
}

/** Waits until something holds; the test's own time limit ends a wait in vain. */
export async function until(holds: () => Promise<unknown> | unknown): Promise<void> {
  while (!(await holds())) await sleep(20)
}

/** Waits until this journal leads: its reactions have begun, and what comes now is heard. */
export const leads = (journal: Journal): Promise<void> => until(() => journal.health().ok && journal.health().leads && journal.health().at > 0)

/** Every head as its events say, next to the head as it is stored. */
export const headsAndSums = (o: Observed) => o.ask<{ stream: string; version: number; events: number; first: number; last: number; sum: number; told: number }>(`
  select h.stream, h.version, (h.state ->> 'sum')::int as sum, count(j)::int as events, min(j.version) as first, max(j.version) as last,
    coalesce(sum((j.facts ->> 'amount')::int), 0)::int as told
  from parvis.streams h left join parvis.journal j using (authority, stream) group by h.authority, h.stream, h.version, h.state order by h.stream`)

/** Each head is the fold of its events; versions have no gap and none twice. */
export async function expectWhole(o: Observed): Promise<void> {
  for (const h of await headsAndSums(o)) expect(h).toMatchObject({ version: h.events, first: 1, last: h.events, sum: h.told })
}

/** The content of a list view, in a fixed order. */
export const linesOf = (o: Observed, table: string) => o.ask(`select * from parvis.${table} t order by t::text`)
