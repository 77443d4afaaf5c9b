import { kind, type Instant, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { ServicePublished, ServiceRetired, ServiceRolledBack } from '../../vocabulary/services.ts'

export type ServiceEvent = Of<typeof ServicePublished> | Of<typeof ServiceRolledBack> | Of<typeof ServiceRetired>

/** One publication: the version's number, its content's hash, when it was published. */
export type Edition = { readonly version: number; readonly hash: string; readonly published: Instant }

/**
 * A service with all versions that were ever published, by their numbers: cases and drafts keep the one they were begun under.
 * `current` is the version on offer; `null` where the service is retired, or was never published.
 */
export type ServiceState = { readonly service: string; readonly editions: readonly Edition[]; readonly current: number | null }

export const serviceKind = kind<ServiceState, ServiceEvent>({
  kind: 'service',
  shape: 2,
  initial: { service: '', editions: [], current: null },
  evolve(s, e, at) {
    switch (e.type) {
      case 'ServicePublished':
        return { service: e.facts.service, editions: [...s.editions, { version: e.facts.version, hash: e.facts.hash, published: at.happened }], current: e.facts.version }
      case 'ServiceRolledBack':
        return { ...s, current: e.facts.version }
      case 'ServiceRetired':
        return { ...s, current: null }
      default:
        return unknownEvent(e)
    }
  },
})
