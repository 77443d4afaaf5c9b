import type { Ask } from '../journal/kernel.ts'
import type { CaseFile } from './cases.ts'
import { GetService, type PublishedService } from './services.ts'

/**
 * The service of a case: as it was when the case was filed, but with the process that the case follows now, its milestones and the
 * words of its steps. `null` where it is not published here. The same object for the same two versions each time.
 */
export async function serviceOfCase(ask: Ask, file: Pick<CaseFile, 'service' | 'packageVersion' | 'processVersion'>): Promise<PublishedService | null> {
  const filed = await ask(GetService, { service: file.service, version: file.packageVersion })
  if (!filed || file.processVersion === file.packageVersion) return filed
  const followed = await ask(GetService, { service: file.service, version: file.processVersion })
  if (!followed) throw new Error(`The process of ${file.service}, version ${file.processVersion}, is missing.`)
  const known = joined.get(filed) ?? new WeakMap<PublishedService, PublishedService>()
  joined.set(filed, known)
  const service = known.get(followed) ?? join(filed, followed)
  known.set(followed, service)
  return service
}

const joined = new WeakMap<PublishedService, WeakMap<PublishedService, PublishedService>>()

function join(filed: PublishedService, { process, description: { milestones, steps = [] } }: PublishedService): PublishedService {
  // Steps that were done before the case was moved keep their names.
  const before = (filed.description.steps ?? []).filter(one => !steps.some(step => step.id === one.id))
  return { ...filed, process, description: { ...filed.description, milestones, steps: [...steps, ...before] } }
}
