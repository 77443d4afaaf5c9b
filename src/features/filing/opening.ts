import type { Calling, Instant } from '../../journal/kernel.ts'
import { GetService, openingAt, openingInstant, type PublishedService } from '../../vocabulary/services.ts'

/** Why a service takes nothing now, and since or until when. */
export type Closed = { readonly why: 'before' | 'after'; readonly at: Instant }

/** A service's opening as it stands now; `until` where it ends at all. */
export type OpeningNow = { readonly closed: Closed | null; readonly until: Instant | null }

/**
 * Whether a service with an opening is closed at this instant. The current edition decides, also for a form begun under an earlier
 * one: an authority moves a closing date by publishing. A service without one costs no read; a closing date that is added later
 * binds whoever begins after it.
 */
export async function openingNow(r: Pick<Calling, 'ask' | 'authority' | 'now'>, service: PublishedService): Promise<OpeningNow> {
  if (!service.description.opening) return alwaysOpen
  const { description } = (await r.ask(GetService, { service: service.description.id })) ?? service
  const instant = (end: string | undefined) => (end === undefined ? null : openingInstant(end, r.authority.zone))
  const [from, until] = [instant(description.opening?.from), instant(description.opening?.until)]
  const why = openingAt(description, r.authority.zone, r.now)
  return { closed: why === 'open' ? null : { why, at: (why === 'before' ? from : until)! }, until }
}

const alwaysOpen: OpeningNow = { closed: null, until: null }
