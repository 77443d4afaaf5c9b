import { isUuid } from '../../../base/ids.ts'
import { tablesOfCase, type CaseTables } from '../../../engines/dmn/tell-case.ts'
import { refuse, type Refusal } from '../../../base/result.ts'
import type { Request } from '../../../journal/kernel.ts'
import { linkedCases, type Linked } from '../../../vocabulary/appeals.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { serviceOfCase } from '../../../vocabulary/service-of-case.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { mayOpen } from '../permits.ts'
import { writePlace } from '../work.ts'
import { loadWork, type Work } from './load-work.ts'

/** An open case with the queue beside it. `service` is the package that it was filed under, with the process that it follows. */
export type OpenCase = { readonly file: CaseFile; readonly service: PublishedService | null; readonly tables: CaseTables; readonly work: Work; /** What it appeals against, and the appeals against it. */ readonly linked: Linked }

export async function loadCase(r: Request): Promise<OpenCase | Refusal> {
  if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
  const id = r.params['case']
  const file = isUuid(id) ? await r.ask(GetCase, { case: id }) : null
  if (!file || !mayOpen(r.actor, { file })) return refuse('NotFound')
  const [service, work, linked] = await Promise.all([serviceOfCase(r.ask, file), loadWork(r, r.actor), linkedCases(r.ask, file)])
  return { file, service, tables: await tablesOfCase(file.worked, version => r.ask(GetService, { service: file.service, version })), work, linked }
}

/** The open case's own stream, and those of the cases that are linked with it: its page follows them. */
export const watchCase = ({ file, linked: { about, appeals } }: OpenCase) => [file, ...(about ? [about.file] : []), ...appeals.map(one => one.file)].map(one => ({ stream: one.id, version: one.version }))

/** The open case's address, with the queue as it stands beside it. */
export const caseAddress = (r: Request, { file, work }: OpenCase): string => r.url('/desk/cases/:case', { case: file.id }) + writePlace(work.place)
