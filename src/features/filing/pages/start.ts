import { newUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { path } from '../../../engines/forms/path.ts'
import { page } from '../../../journal/kernel.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { openingNow } from '../opening.ts'
import { compiled, resumeAddress, stepAddress } from '../open-draft.ts'
import { beginDraft, findDraftsOf } from '../store.ts'

/**
 * Begins a draft and goes to its first question; the draft's id becomes the case's. Whoever left one half answered
 * is first asked whether to go on with it (`anew` says no).
 */
export const start = page<PublishedService>({
  name: 'start',
  path: '/services/:service/start',
  load: async r => (await r.ask(GetService, { service: r.params.service! })) ?? refuse('NotFound'),
  permit: () => true, // Anybody may begin a request.
  async act(r, service) {
    // Its page says when it opens, or that it is over.
    if ((await openingNow(r, service)).closed) return { to: r.url('/services/:service', { service: service.description.id }) }
    const account = await r.account()
    const begun = r.form.has('anew') ? undefined : (await findDraftsOf(r.db, account, r.now)).find(draft => draft.service === service.description.id)
    if (begun) return { to: resumeAddress(r, begun.id) }
    const id = newUuid(r.now)
    await beginDraft(r.db, { id, account, service: service.description.id, packageVersion: service.version }, r.now)
    return { to: stepAddress(r, id, path(compiled(service), {})[0]!.id) }
  },
  instead: (service, r) => r.url('/services/:service', { service: service.description.id }),
})
