import { isUuid } from '../../../base/ids.ts'
import { tablesOfCase, type CaseTables } from '../../../engines/dmn/tell-case.ts'
import { refuse, type Refusal } from '../../../base/result.ts'
import type { Request } from '../../../journal/kernel.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { serviceOfCase } from '../../../vocabulary/service-of-case.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { mayOpen } from '../permits.ts'
import { writePlace } from '../work.ts'
import { loadWork, type Work } from './load-work.ts'

/** An open case with the queue beside it. `service` is the package that it was filed under, with the process that it follows. */
export type OpenCase = { readonly file: CaseFile; readonly service: PublishedService | null; readonly tables: CaseTables; readonly work: Work }

export async function loadCase(r: Request): Promise<OpenCase | Refusal> {
  if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
  const id = r.params['case']
  const file = isUuid(id) ? await r.ask(GetCase, { case: id }) : null
  if (!file || !mayOpen(r.actor, { file })) return refuse('NotFound')
  const [service, work] = await Promise.all([serviceOfCase(r.ask, file), loadWork(r, r.actor)])
  return { file, service, tables: await tablesOfCase(file.worked, version => r.ask(GetService, { service: file.service, version })), work }
}

/** The open case's own stream: its page follows it. */
export const watchCase = ({ file }: OpenCase) => [{ stream: file.id, version: file.version }]

/** The open case's address, with the queue as it stands beside it. */
export const caseAddress = (r: Request, { file, work }: OpenCase): string => r.url('/desk/cases/:case', { case: file.id }) + writePlace(work.place)
