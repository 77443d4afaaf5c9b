import { refuse } from '../../../base/result.ts'
import { dayOf } from '../../../base/time.ts'
import { page } from '../../../journal/kernel.ts'
import { audiences, GetEntry, HandOver, isHandover, type PublishedHandover } from '../../../vocabulary/services.ts'
import { mayLook } from '../permits.ts'

/** Nobody leaves for a service more often in earnest; who does is led there all the same, and not counted. */
const most = { times: 30, seconds: 3_600 }

/** Counts that somebody leaves, and leads to the service of somebody else. The count names nobody and never stands in the way. */
const leading = (door: 'desk' | undefined, at: string) => page<PublishedHandover>({
  name: door ? 'desk-handover' : 'handover',
  path: `${door ? '/desk' : ''}/services/:service/handover` as `/${string}`,
  door,
  async load(r) {
    if (door && r.actor.kind !== 'agent') return refuse('SignInNeeded')
    const entry = await r.ask(GetEntry, { service: r.params.service! })
    return entry && isHandover(entry) ? entry : refuse('NotFound')
  },
  permit: (actor, { description }) => mayLook(actor, description, door),
  leadsOutside: ({ description }) => [description.handover.url],
  async act(r, { description }) {
    const from = r.form.get('for')
    if (!(await r.throttled(`handover/${r.network}`, most.times, most.seconds)))
      await r.send(HandOver, { authority: r.authority.id, service: description.id, day: dayOf(r.now, r.authority.zone), audience: audiences.find(one => one === from) ?? null })
    return { to: description.handover.url }
  },
  instead: ({ description }, r) => r.url(at, { service: description.id }),
})

export const handover = leading(undefined, '/services/:service')
export const deskHandover = leading('desk', '/desk/services/:service')
