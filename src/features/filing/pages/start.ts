import { refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { begin } from '../begin.ts'
import { openingNow } from '../opening.ts'
import { isPublic } from '../permits.ts'

/**
 * Begins a draft and goes to its first question; the draft's id becomes the case's. Whoever left one half answered
 * is first asked whether to go on with it (`anew` says no).
 */
export const start = page<PublishedService>({
  name: 'start',
  path: '/services/:service/start',
  load: async r => (await r.ask(GetService, { service: r.params.service! })) ?? refuse('NotFound'),
  permit: (_actor, service) => isPublic(service),
  async act(r, service) {
    // Its page says when it opens, that it is over, or from where an appeal is begun.
    if (service.description.takesAppeals || (await openingNow(r, service)).closed) return { to: r.url('/services/:service', { service: service.description.id }) }
    const account = await r.account()
    return { to: await begin(r, account, service) }
  },
  instead: (service, r) => r.url('/services/:service', { service: service.description.id }),
})
