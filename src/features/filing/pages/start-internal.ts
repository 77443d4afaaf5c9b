import { derivedUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { GetService, openingAt, type PublishedService } from '../../../vocabulary/services.ts'
import { begin } from '../begin.ts'
import { isStaffService } from '../permits.ts'

/**
 * Begins a request of an agent for an internal service. Agents ask as persons: under an account of their own, always the
 * same, in the residents' session of this browser, so that they follow and withdraw it like anybody and never decide it there.
 */
export const startInternal = page<PublishedService>({
  name: 'start-internal',
  path: '/desk/services/:service/start',
  door: 'desk',
  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    return (await r.ask(GetService, { service: r.params.service! })) ?? refuse('NotFound')
  },
  permit: isStaffService,
  async act(r, service) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    if (service.description.takesAppeals || openingAt(service.description, r.authority.zone, r.now) !== 'open') return { to: r.url('/desk/services/:service', { service: service.description.id }) }
    const account = derivedUuid(`staff-account/${r.authority.id}/${r.actor.agent}`)
    return { to: await begin(r, account, service), session: { become: 'account', account } }
  },
  instead: (service, r) => r.url('/desk/services/:service', { service: service.description.id }),
})
