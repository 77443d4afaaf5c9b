import { addDays, dayOf, daysBetween, isDay, type Day } from '../../base/time.ts'
import { isUuid, type Uuid } from '../../base/ids.ts'
import type { Instant } from '../../journal/kernel.ts'
import type { Deadline } from '../../ui/components/deadline-ring.tsx'
import type { CaseLine } from '../../vocabulary/case-lists.ts'

/** Where in the queue one is: which list, and after which line (keyset: its due day and id). */
export type Place = { readonly waiting: boolean; readonly after?: { readonly due: Day; readonly case: Uuid } }

/** Reads a place from an address; what cannot be one is the beginning. */
export function readPlace(query: URLSearchParams): Place {
  const after = query.get('after') ?? ''
  const [due, id] = [after.slice(0, 10), after.slice(11)]
  return { waiting: query.get('list') === 'waiting', ...(isDay(due) && isUuid(id) ? { after: { due, case: id } } : {}) }
}

/** The place as it stands in an address, with its question mark; empty at the beginning of the list to do. */
export function writePlace({ waiting, after }: Place): string {
  const query = new URLSearchParams()
  if (waiting) query.set('list', 'waiting')
  if (after) query.set('after', `${after.due}.${after.case}`)
  return query.size ? `?${query}` : ''
}

export type Urgency = 'late' | 'today' | 'week' | 'later'

/** The lines by how pressing they are, in the order in which they came. `week` is the seven days from tomorrow. */
export function byUrgency<L extends Pick<CaseLine, 'due'>>(lines: readonly L[], today: Day): readonly { readonly urgency: Urgency; readonly lines: readonly L[] }[] {
  const groups = (['late', 'today', 'week', 'later'] as const).map(urgency => ({ urgency, lines: lines.filter(line => urgencyOf(line.due, today) === urgency) }))
  return groups.filter(group => group.lines.length > 0)
}

export function urgencyOf(due: Day, today: Day): Urgency {
  if (due < today) return 'late'
  if (due === today) return 'today'
  return due <= addDays(today, 7) ? 'week' : 'later'
}

/** Days left until the limit, and the share of the time since filing that is used up. */
export function deadlineOf({ filed, due }: { readonly filed: Instant; readonly due: Day }, today: Day, zone: string): Deadline {
  const first = dayOf(filed, zone)
  const all = Math.max(1, daysBetween(first, due))
  return { daysLeft: daysBetween(today, due), share: daysBetween(first, today) / all }
}

/** The case to go on with: the line below the open one, else the first that is another. */
export function nextAfter(lines: readonly CaseLine[], open: Uuid): CaseLine | undefined {
  const at = lines.findIndex(line => line.case === open)
  return lines[at + 1] ?? lines.find(line => line.case !== open)
}
