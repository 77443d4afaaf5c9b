import type pg from 'pg'
import type { Authority } from '../base/authority.ts'
import { sql } from '../journal/sql.ts'

const readAll = sql('select id, slug, profile from authorities order by id')

/** The authorities of the installation, kept in memory and read again every ten seconds: another node may add one. */
export async function authorityList(pool: pg.Pool, undoSeconds: number | null) {
  let list: readonly Authority[] = []
  let byId = new Map<number, Authority>()

  async function refresh(): Promise<void> {
    const { rows } = await pool.query<{ id: number; slug: string; profile: Omit<Authority, 'id' | 'slug'> }>(readAll)
    const next = rows.map(r => ({ ...r.profile, id: r.id, slug: r.slug, ...(undoSeconds === null ? {} : { undoSeconds }) }))
    // The same list object while nothing changed: whoever keeps an index of it need not make it anew.
    if (JSON.stringify(next) === JSON.stringify(list)) return
    list = next
    byId = new Map(next.map(a => [a.id, a]))
  }

  await refresh()
  const timer = setInterval(() => void refresh().catch(() => {}), 10_000)
  timer.unref()
  return {
    refresh,
    all: () => list,
    byId(id: number): Authority {
      const found = byId.get(id)
      if (!found) throw new Error(`There is no authority ${id}.`)
      return found
    },
    close: () => clearInterval(timer),
  }
}

export type AuthorityList = Awaited<ReturnType<typeof authorityList>>
