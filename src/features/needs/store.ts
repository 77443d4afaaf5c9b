import type { Uuid } from '../../base/ids.ts'
import { view, type AuthorityDb } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import type { NeedTheme } from '../../vocabulary/needs.ts'
import { needKind, type NeedState } from './state.ts'

/** One row a need that has a theme. */
export const needThemes = view<NeedState>({ table: 'need_themes', of: needKind, rows: s => (s.case && s.theme ? [{ need: s.case, theme: s.theme }] : []) })

const counts = sql('select theme, count(*)::int as count from need_themes where authority = $1 group by theme order by 2 desc, theme')
const themes = sql('select need, theme from need_themes where authority = $1 and need = any($2)')

export type ThemeCount = { readonly theme: NeedTheme; readonly count: number }

/** How many needs each theme has, the most first. */
export const countThemes = (db: AuthorityDb): Promise<ThemeCount[]> => db.rows<ThemeCount>(counts, [db.authority])

/** The themes of these needs. */
export const themesOf = async (db: AuthorityDb, needs: readonly Uuid[]): Promise<ReadonlyMap<Uuid, NeedTheme>> =>
  new Map((await db.rows<{ need: Uuid; theme: NeedTheme }>(themes, [db.authority, needs])).map(row => [row.need, row.theme]))
