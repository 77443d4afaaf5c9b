import { refuse } from '../../base/result.ts'
import { command } from '../../journal/kernel.ts'
import { needService } from '../../vocabulary/needs.ts'
import {
  GetEntry, HandedOver, HandOver, handoverStream, HasPackage, HasTeamOf, isHandover, PublishService, RetireService, RollBackService, ServicePublished, ServiceRetired, ServiceRolledBack, serviceStream,
} from '../../vocabulary/services.ts'
import { handoverKind } from './handover-state.ts'
import { isAnybody, isSystem, mayChooseEditions } from './permits.ts'
import { serviceKind, type ServiceEvent, type ServiceState } from './state.ts'

/** Publishing the same content again changes nothing; other content needs a higher version number. */
export const publishService = command<{ authority: number; service: string; version: number; hash: string }, ServiceState, ServiceEvent, boolean>({
  call: PublishService, of: serviceKind, stream: i => serviceStream(i.authority, i.service), permit: isSystem,
  given: (ask, i) => ask(HasPackage, { hash: i.hash }),
  decide(s, { input, given: isStored }) {
    const { service, version, hash } = input
    const newest = s.editions.at(-1)?.version ?? 0
    const known = s.editions.find(e => e.version === version)
    // Also where another version is on offer: what was rolled back or retired must not come back by a restart.
    if (known?.hash === hash) return []
    const mend = `write "version": ${newest + 1} in service.json`
    if (known) return refuse('VersionAlreadyPublished', { detail: { version, mend: `version ${version} is published with other content: ${mend}` } })
    if (version < newest) return refuse('VersionNotNewer', { detail: { version, mend: `version ${newest} is published already: ${mend}` } })
    return isStored ? [ServicePublished({ service, version, hash }, {})] : refuse('PackageNotStored')
  },
})

/** Offers a version that was published before: after a faulty one, or to take a retired service up again. */
export const rollBackService = command<{ authority: number; service: string; version: number }, ServiceState, ServiceEvent, boolean>({
  call: RollBackService, of: serviceKind, stream: i => serviceStream(i.authority, i.service), permit: mayChooseEditions,
  given: (ask, { service, version }) => ask(HasTeamOf, { service, version }),
  decide(s, { input: { service, version }, given: hasTeam }) {
    if (!mayChange(s, service)) return refuse('NotFound')
    if (s.current === version) return []
    if (!s.editions.some(e => e.version === version)) return refuse('VersionUnknown', { detail: { mend: `name one of its versions: ${s.editions.map(e => e.version).join(', ')}` } })
    return hasTeam ? [ServiceRolledBack({ service, version }, {})] : refuse('TeamGone', { detail: { mend: 'publish a version that names a team of today: nobody would see the requests' } })
  },
})

/** Takes a service off the catalogue; its cases and the drafts that were begun go on. */
export const retireService = command<{ authority: number; service: string }, ServiceState, ServiceEvent>({
  call: RetireService, of: serviceKind, stream: i => serviceStream(i.authority, i.service), permit: mayChooseEditions,
  decide(s, { input: { service } }) {
    if (!mayChange(s, service)) return refuse('NotFound')
    return s.current === null ? [] : [ServiceRetired({ service }, {})]
  },
})

/** The service that takes needs comes with Parvis and is kept by it. */
const mayChange = (s: ServiceState, service: string): boolean => s.editions.length > 0 && service !== needService

/** Counts somebody who leaves for a service of somebody else; the journal does not say who. */
export const handOver = command({
  call: HandOver, of: handoverKind, stream: i => handoverStream(i.authority, i.service, i.day), permit: isAnybody, anonymous: true,
  async given(ask, { service }) {
    const entry = await ask(GetEntry, { service })
    return entry !== null && isHandover(entry)
  },
  decide(_, { input: { service, day, audience }, given: leads }) {
    return leads ? [HandedOver({ service, day, audience }, {})] : refuse('NotFound')
  },
})
