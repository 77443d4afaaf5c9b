import { refuse } from '../../base/result.ts'
import { command } from '../../journal/kernel.ts'
import { GetEntry, HandedOver, HandOver, handoverStream, HasPackage, isHandover, PublishService, ServicePublished, serviceStream } from '../../vocabulary/services.ts'
import { handoverKind } from './handover-state.ts'
import { isAnybody, isSystem } from './permits.ts'
import { serviceKind, type ServiceEvent, type ServiceState } from './state.ts'

/** Publishing the same content again changes nothing; other content needs a higher version number. */
export const publishService = command<{ authority: number; service: string; version: number; hash: string }, ServiceState, ServiceEvent, boolean>({
  call: PublishService, of: serviceKind, stream: i => serviceStream(i.authority, i.service), permit: isSystem,
  given: (ask, i) => ask(HasPackage, { hash: i.hash }),
  decide(s, { input, given: isStored }) {
    const { service, version, hash } = input
    const known = s.editions.find(e => e.version === version)
    if (known?.hash === hash) return []
    if (known) return refuse('VersionAlreadyPublished', { detail: { version, mend: `this version is published with other content: write "version": ${s.editions.at(-1)!.version + 1} in service.json` } })
    if (version < (s.editions.at(-1)?.version ?? 0)) return refuse('VersionNotNewer', { detail: { version, mend: `write "version": ${s.editions.at(-1)!.version + 1} in service.json` } })
    return isStored ? [ServicePublished({ service, version, hash }, {})] : refuse('PackageNotStored')
  },
})

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
