import type { Day } from '../../base/time.ts'
import { kind, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { Audience, HandedOver } from '../../vocabulary/services.ts'

/** How many people were led to one service on one day, by the audience whose page they came from. */
export type HandoverState = { readonly service: string; readonly day: Day; readonly counts: Readonly<Partial<Record<Audience | 'any', number>>> }

export const handoverKind = kind<HandoverState, Of<typeof HandedOver>>({
  kind: 'handover',
  shape: 1,
  initial: { service: '', day: '', counts: {} },
  evolve(s, e) {
    switch (e.type) {
      case 'HandedOver': {
        const from = e.facts.audience ?? 'any'
        return { service: e.facts.service, day: e.facts.day, counts: { ...s.counts, [from]: (s.counts[from] ?? 0) + 1 } }
      }
      default:
        return unknownEvent(e.type)
    }
  },
})
