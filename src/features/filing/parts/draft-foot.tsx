import { showInstant } from '../../../base/show-time.ts'
import type { Request } from '../../../journal/kernel.ts'
import { laterAddress } from '../open-draft.ts'
import type { Draft } from '../store.ts'
import { texts } from '../texts/texts.ts'

/** Below a form: until when its answers are kept, and how to leave it. `later`: also the way to go on later, where no button of the form leads there. */
export function DraftFoot({ r, draft, later }: { r: Request; draft: Draft; later?: boolean }) {
  const t = texts(r.language)
  return (
    <div class="stack">
      <p class="mute s-1">
        {t.kept(showInstant(draft.expires, r.authority.zone, r.language))} {draft.kept ? t.keptAnywhere : draft.about === null ? t.keptHere : t.keptAppeal}
      </p>
      <p class="row">
        {later && (
          <a class="btn quiet" href={laterAddress(r, draft.id)}>
            {t.later}
          </a>
        )}
        <a class="btn quiet" href={r.url('/apply/:draft/discard', { draft: draft.id })}>
          {t.stop}
        </a>
        <a class="btn quiet" href={r.url('/erase')}>
          {t.erase}
        </a>
      </p>
    </div>
  )
}
