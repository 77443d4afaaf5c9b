import { isUuid, type Uuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { dayOf } from '../../../base/time.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { FindAppeals, lastDayFor, refusedOn } from '../../../vocabulary/appeals.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { GetService, type Appeal, type PublishedService } from '../../../vocabulary/services.ts'
import { begin } from '../begin.ts'
import { openingNow } from '../opening.ts'
import { isHolder } from '../permits.ts'

type Appealing = { readonly file: CaseFile; readonly appeal: Appeal; readonly taker: PublishedService }

/** Begins an appeal against a refused request, from the request's own page: its service names the one that takes it. Where one was filed already, it leads there. */
export const startAppeal = page<Appealing>({
  name: 'start-appeal',
  path: '/requests/:case/appeals/:service',
  async load(r) {
    const { case: id, service } = r.params
    const file = isUuid(id) ? await r.ask(GetCase, { case: id }) : null
    const first = file && (await r.ask(GetService, { service: file.service, version: file.packageVersion }))
    const appeal = first?.description.appeals.find(one => one.service === service)
    const taker = appeal ? await r.ask(GetService, { service: service! }) : null
    return file && appeal && taker?.description.takesAppeals ? { file, appeal, taker } : refuse('NotFound')
  },
  permit: (actor, { file }) => isHolder(actor, file),
  async act(r, { file, appeal, taker }) {
    const { stands } = await r.ask(FindAppeals, { case: file.id, service: taker.description.id })
    if (stands) return { to: await appealAddress(r, file.id, taker.description.id) }
    const refused = refusedOn(file, r.authority)
    // The request's page says what stands in the way.
    if (refused === null || lastDayFor(appeal, refused, r.authority) < dayOf(r.now, r.authority.zone) || (await openingNow(r, taker)).closed) return { to: r.url('/requests/:case', { case: file.id }) }
    return { to: await begin(r, await r.account(), taker, file.id) }
  },
  instead: ({ file }, r) => r.url('/requests/:case', { case: file.id }),
})

/** The appeal that was filed already; to whoever may not open it, the request that it is about. */
export async function appealAddress(r: Request, about: Uuid, service: string): Promise<string> {
  const { stands } = await r.ask(FindAppeals, { case: about, service })
  return r.url('/requests/:case', { case: stands && isHolder(r.actor, stands) ? stands.id : about })
}
