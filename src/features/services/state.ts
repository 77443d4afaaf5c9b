import { kind, type Instant, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { ServicePublished } from '../../vocabulary/services.ts'

export type ServiceEvent = Of<typeof ServicePublished>

/** One publication: the version's number, its content's hash, when it became current. */
export type Edition = { readonly version: number; readonly hash: string; readonly published: Instant }

/** A service with all versions that were ever current, oldest first: cases keep the one they were filed under. */
export type ServiceState = { readonly service: string; readonly editions: readonly Edition[] }

export const serviceKind = kind<ServiceState, ServiceEvent>({
  kind: 'service',
  shape: 1,
  initial: { service: '', editions: [] },
  evolve(s, e, at) {
    switch (e.type) {
      case 'ServicePublished':
        return { service: e.facts.service, editions: [...s.editions, { version: e.facts.version, hash: e.facts.hash, published: at.happened }] }
      default:
        return unknownEvent(e.type)
    }
  },
})
