import type { Uuid } from '../../base/ids.ts'
import { kind, type Instant, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { NeedThemed, NeedTheme } from '../../vocabulary/needs.ts'

/** What stands beside a need's case: the theme under which it is counted. */
export type NeedState = { readonly case: Uuid | null; readonly theme: NeedTheme | null; readonly themed: Instant }

export const needKind = kind<NeedState, Of<typeof NeedThemed>>({
  kind: 'need',
  shape: 1,
  initial: { case: null, theme: null, themed: 0 },
  evolve(_, e, at) {
    switch (e.type) {
      case 'NeedThemed':
        return { case: e.facts.case, theme: e.facts.theme, themed: at.happened }
      default:
        return unknownEvent(e.type)
    }
  },
})
