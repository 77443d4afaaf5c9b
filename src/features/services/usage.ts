import type { Request } from '../../journal/kernel.ts'
import { CountLatestFilings } from '../../vocabulary/case-lists.ts'

/** The ids of the services that were asked for most among the latest requests, most first. Looked up every ten minutes. */
export async function mostUsed(r: Request): Promise<readonly string[]> {
  const known = kept.get(r.authority.id)
  if (known && r.now - known.at < lasts && r.now >= known.at) return known.ids
  const counts = await r.ask(CountLatestFilings, { of: 2_000 })
  const ids = [...counts].sort((a, b) => b.count - a.count || a.service.localeCompare(b.service)).map(one => one.service)
  kept.set(r.authority.id, { at: r.now, ids })
  return ids
}

const lasts = 10 * 60_000
const kept = new Map<number, { readonly at: number; readonly ids: readonly string[] }>()
