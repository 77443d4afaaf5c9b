import type pg from 'pg'
import type { WriteDb } from '../../src/app/http/runtime.ts'
import { rowsOf } from '../../src/journal/database.ts'
import type { Page } from '../../src/journal/kernel.ts'
import { FakeRuntime } from './fake-runtime.ts'

/** The runtime in memory with the real tables behind it. */
export class StoredRuntime extends FakeRuntime {
  readonly pool: pg.Pool
  constructor(pool: pg.Pool, pages: readonly Page<any>[] = []) {
    super(pages)
    this.pool = pool
  }
  override write(authority: number): WriteDb {
    return { rows: (statement, values) => rowsOf(this.pool, authority, statement, values) }
  }
}
